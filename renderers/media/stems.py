"""Stems: the dialogue, music or effects of a scene as a file that knows where in it the scene begins and ends.

What stands before the scene (a pre-lap) or after it (a tail) is laid over its neighbours when a film is put together.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from renderers.errors import BadInput
from renderers.media import loudness
from renderers.media.automation import GAIN
from renderers.media.cutlist import CutList
from renderers.media.hearing import Dialogue
from renderers.media.wav import BLOCK, Mark, Samples, WavReader, WavWriter, mark_chunks, read_marks, wav_facts
from renderers.timing import SAMPLE_RATE, sample_at

SCENE = "scen"
_EDGE = 96


@dataclass(frozen=True, slots=True)
class Laid:
    """A stem whose scene starts on sample `at` of what is put together."""

    path: Path
    at: int


def write_stem(path: Path, blocks: Iterable[Samples], *, head: int, body: int, marks: Sequence[Mark] = ()) -> None:
    """24-bit stereo at 48 kHz: `head` samples, then the scene's `body`, then whatever the blocks still hold."""
    with WavWriter(path, sample_rate=SAMPLE_RATE, channels=2) as stem:
        for block in blocks:
            stem.write(block)
        stem.close(mark_chunks([Mark(SCENE, "", head, body), *marks]))


def scene_in(path: Path) -> tuple[int, int]:
    """(first sample, length) of the scene in a stem; BadInput when the file is no stem."""
    found = next((mark for mark in read_marks(path) if mark.kind == SCENE), None)
    if found is None:
        raise BadInput(f"{path.name} does not say where its scene begins; make the stem again")
    return found.start, found.length


def together(stems: Sequence[Laid], *, samples: int) -> Iterator[Samples]:
    """Blocks of the sum of all stems from sample 0 to `samples`, heads and tails over their neighbours.

    At most as many files are open as sound at once; the very ends are eased over 2 ms.
    """
    waiting = sorted(((stem.at - scene_in(stem.path)[0], stem.path) for stem in stems), key=lambda placed: -placed[0])
    with ExitStack() as files:
        sounding: list[tuple[int, WavReader]] = []
        for start in range(0, samples, BLOCK):
            end = min(start + BLOCK, samples)
            while waiting and waiting[-1][0] < end:
                first, path = waiting.pop()
                reader = files.enter_context(WavReader(path))
                reader.seek(max(0, start - first))
                sounding.append((first, reader))
            block = np.zeros((end - start, 2), np.float32)
            for first, reader in sounding:
                late = max(0, first - start)
                sound = reader.read(end - start - late)
                block[late : late + len(sound)] += sound
            for first, reader in sounding:
                if first + reader.frames <= end:
                    reader.close()
            sounding = [(first, reader) for first, reader in sounding if first + reader.frames > end]
            yield block * _eased(start, end, samples)[:, None]


def _eased(start: int, end: int, samples: int) -> Samples:
    at = np.arange(start, end)
    edges: Samples = np.clip(np.minimum(at + 1, samples - at) / _EDGE, 0, 1).astype(np.float32)
    return edges


def placed(paths: Sequence[Path], scenes: Sequence[int], timeline: CutList) -> list[Laid]:
    """Stems on the first sample of the scene each is of; BadInput when one is missing or too short for its place."""
    if len(paths) != len(scenes):
        raise BadInput(f"{len(paths)} stems were given for {len(scenes)} places")
    laid = []
    for path, scene in zip(paths, scenes, strict=True):
        if scene >= len(timeline.parts):
            raise BadInput(f"{path.name} is of scene {scene + 1}, but the film has {len(timeline.parts)}")
        part = timeline.parts[scene]
        start, end = sample_at(part.start, timeline.rate), sample_at(part.end, timeline.rate)
        missing = end - start - scene_in(path)[1]
        if missing > 1:
            raise BadInput(f"the sound {path.name} ends {missing} samples too early; mix its scene again")
        laid.append(Laid(path, start))
    return laid


def stem_facts(path: Path) -> dict[str, Any]:
    """Length in samples, and loudness in LUFS: -70 for silence. BrokenPromise when the file is no stereo sound."""
    facts = dict(wav_facts(path, sample_rate=SAMPLE_RATE, channels=2))
    return facts | {"lufs": round(loudness.integrated(path), 1)}


def ducked_lufs(path: Path) -> float | None:
    """Loudness of a stem while its fader is down for speech; None where it never is."""
    down = [(one.start, other.start) for one, other in pairwise(read_marks(path)) if _is_down(one) and _is_down(other)]
    if not down:
        return None
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder) / "spoken.wav"
        with WavReader(path) as stem, Dialogue(spoken, down) as under:
            for number, block in enumerate(stem.blocks()):
                under.hear(number * BLOCK, (block[:, 0] + block[:, 1]) / np.float32(2))
        return round(loudness.integrated(spoken), 1)


def _is_down(mark: Mark) -> bool:
    return mark.kind == GAIN and float(mark.text) < 0
