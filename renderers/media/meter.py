"""Loudness in blocks of 400 ms, so that what scenes measured adds up to the film's figure without hearing it again.

The gates of EBU R 128 (ITU-R BS.1770) are applied to the blocks of the whole; only those that reach over a cut are left
out, three of every scene.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from renderers.media.ffmpeg import ffmpeg
from renderers.media.loudness import SILENT_LUFS
from renderers.media.process import run
from renderers.media.wav import Samples
from renderers.timing import SAMPLE_RATE

_FILLING = 3  # of the first blocks, each a tenth of a second further, the window is not full yet
_RELATIVE_GATE = -10.0


@dataclass(frozen=True, slots=True)
class Blocks:
    """Loudness of every 400 ms in LUFS, one each 100 ms, and the loudest true peak in dBTP."""

    lufs: tuple[float, ...]
    peak_dbtp: float


def blocks_of(path: Path, *, tick: Callable[[], None] = lambda: None) -> tuple[float, ...]:
    """Loudness of every 400 ms of the first sound of a file; mono counts as heard from two loudspeakers.

    No peaks: looking for those between samples takes longer than all the rest.
    """
    return _lufs(_printed(["-i", f"file:{path}"], "none", tick))


def metered_samples(sound: Samples, *, scratch: Path) -> Blocks:
    """Of stereo samples at 48 kHz."""
    raw = scratch / "heard.f32"
    sound.astype("<f4", copy=False).tofile(raw)
    printed = _printed(["-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "2", "-i", f"file:{raw}"], "true", lambda: None)
    peak = re.search(r"Peak:\s+(\S+) dBFS", printed)
    return Blocks(_lufs(printed), _number(peak[1]) if peak else SILENT_LUFS)


def spoken_of(lufs: Sequence[float], spans: Iterable[tuple[int, int]]) -> tuple[float, ...]:
    """Those of a sound's blocks that lie in spoken spans, in samples at 48 kHz; short ones count as a block long."""
    hop, window = SAMPLE_RATE // 10, _FILLING + 1
    inside: set[int] = set()
    for first, given in spans:
        last = max(given, first + window * hop)
        inside.update(range(-(-first // hop), last // hop - _FILLING))
    return tuple(lufs[number] for number in sorted(inside) if number < len(lufs))


def _printed(source: Sequence[str], peak: str, tick: Callable[[], None]) -> str:
    graph = f"ebur128=peak={peak}:metadata=1:framelog=quiet:dualmono=true,ametadata=print:key=lavfi.r128.M:file=-"
    command = [ffmpeg(), "-hide_banner", "-nostdin", "-nostats", *source]
    return run([*command, "-map", "0:a:0", "-af", graph, "-f", "null", "-"], tick=tick)


def _lufs(printed: str) -> tuple[float, ...]:
    return tuple(_number(said) for said in re.findall(r"lavfi\.r128\.M=(\S+)", printed)[_FILLING:])


def integrated_of(blocks: Iterable[float]) -> float:
    """Loudness in LUFS of all the blocks together, quiet ones gated out."""
    lufs = np.fromiter(blocks, np.float64)
    lufs = lufs[lufs > SILENT_LUFS]
    if not len(lufs):
        return SILENT_LUFS
    gate = _mean(lufs) + _RELATIVE_GATE
    return _mean(lufs[lufs > gate])


def _mean(lufs: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    return float(10 * np.log10(np.mean(10 ** (lufs / 10))))


def _number(said: str) -> float:
    try:
        value = float(said)
    except ValueError:
        return SILENT_LUFS
    return max(SILENT_LUFS, value)  # also what is not a number: nothing was heard
