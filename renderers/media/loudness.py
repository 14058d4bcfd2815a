"""Loudness by EBU R 128 (ITU-R BS.1770), measured on the file with constant memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from renderers.media.ffmpeg import ffmpeg
from renderers.media.process import run

SILENT_LUFS = -70.0
"""What the meter says when nothing passes its gate."""

RARE_LU = 3.0


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness in LUFS, loudest true peak in dBTP."""

    lufs: float
    peak_dbtp: float


def measure(path: Path, *, tick: Callable[[], None] = lambda: None) -> Loudness:
    """Of the first sound of a file, whole length; mono counts as heard from two loudspeakers."""
    summary = _metered(path, "peak=true", tick)
    return Loudness(lufs=_figure(r"I:\s+(\S+) LUFS", summary), peak_dbtp=_figure(r"Peak:\s+(\S+) dBFS", summary))


def integrated(path: Path, *, tick: Callable[[], None] = lambda: None) -> float:
    """Loudness in LUFS alone, in a third of the time."""
    return _figure(r"I:\s+(\S+) LUFS", _metered(path, "peak=none", tick))


def _metered(path: Path, peak: str, tick: Callable[[], None]) -> str:
    graph = f"ebur128={peak}:framelog=verbose:dualmono=true"
    printed = run(
        [ffmpeg(), "-hide_banner", "-nostdin", "-nostats", "-i", f"file:{path}"]
        + ["-map", "0:a:0", "-af", graph, "-f", "null", "-"],
        tick=tick,
    )
    return printed[printed.rindex("Summary:") :]


def anchored(whole: float, dialogue: float) -> float:
    """The figure that is held against a target: the whole film's, or its dialogue's where people speak so rarely that
    the whole measures the air between them."""
    return dialogue if speech_is_rare(whole, dialogue) else whole


def speech_is_rare(whole: float, dialogue: float) -> bool:
    """Whether the dialogue is held against the target instead of the whole."""
    return whole <= dialogue - RARE_LU


def _figure(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    value = float(found[1]) if found else SILENT_LUFS
    return max(value, SILENT_LUFS)
