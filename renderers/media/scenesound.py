"""A scene's share of the film's sound: everything heard while it lasts, its neighbours' tails too, not yet levelled.

It knows its own loudness and checksum, so that the film is levelled, and parts made of it are found again, without
reading its samples.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderers.errors import BadInput, BrokenPromise
from renderers.media import audio
from renderers.media.hearing import Dialogue
from renderers.media.meter import blocks_of
from renderers.media.wav import BLOCK, Samples, WavReader, WavWriter, read_chunk
from renderers.timing import SAMPLE_RATE

QUIETER = 4.0
"""Voices, music and effects together may pass full scale before they are levelled: they are kept 12 dB lower."""

_CHUNK = b"levl"
_AROUND = 2048


@dataclass(frozen=True, slots=True)
class Levels:
    """Loudness of every 400 ms of all there is and of what is spoken alone, in LUFS; and the samples' checksum."""

    lufs: tuple[float, ...]
    spoken: tuple[float, ...]
    checksum: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A scene's sound from film sample `start` up to `end`."""

    path: Path
    start: int
    end: int


def write_sound(out: Path, blocks: Iterable[Samples], spans: Sequence[tuple[int, int]], *, scratch: Path) -> None:
    """24-bit stereo with its levels; `spans` are the samples on which somebody speaks."""
    running, plain = hashlib.sha256(), scratch / "plain.wav"
    with WavWriter(plain, sample_rate=SAMPLE_RATE, channels=2) as sound:
        for block in blocks:
            sound.write(block / np.float32(QUIETER))
    with WavReader(plain) as sound, WavWriter(out, sample_rate=SAMPLE_RATE, channels=2) as kept:
        for block in sound.blocks():
            kept.write(block)
            running.update(block.tobytes())
        lufs, spoken = blocks_of(plain), spoken_blocks_of(plain, spans, scratch=scratch)
        up = 20 * float(np.log10(QUIETER))
        levels = Levels(tuple(up + each for each in lufs), tuple(up + each for each in spoken), running.hexdigest())
        kept.close(chunk_of(levels))


def chunk_of(levels: Levels) -> bytes:
    """As the chunk that stands after the samples."""
    said = json.dumps(asdict(levels)).encode()
    said += b" " * (len(said) % 2)
    return _CHUNK + len(said).to_bytes(4, "little") + said


def read_levels(path: Path) -> Levels:
    """BadInput when the file is no sound of a scene."""
    said = read_chunk(path, _CHUNK.decode())
    if not said:
        raise BadInput(f"{path.name} does not say how loud it is; make the sound of its scene again")
    found: dict[str, Any] = json.loads(said)
    return Levels(tuple(found["lufs"]), tuple(found["spoken"]), str(found["checksum"]))


def spoken_blocks_of(path: Path, spans: Sequence[tuple[int, int]], *, scratch: Path) -> tuple[float, ...]:
    """Loudness of every 400 ms of what is spoken in a file."""
    if not spans:
        return ()
    spoken = scratch / "spoken.wav"
    with WavReader(path) as sound, Dialogue(spoken, spans) as dialogue:
        for number, block in enumerate(sound.blocks()):
            dialogue.hear(number * BLOCK, (block[:, 0] + block[:, 1]) / np.float32(2))
    return blocks_of(spoken)


def levelled(sounds: Sequence[Placed], first: int, end: int, *, gain_db: float, ceiling_db: float) -> Samples:
    """Film samples `first` to `end`, louder by the gain, peaks turned down to the ceiling. A scene's length at most.

    The same for a sample whatever stretch is asked for: the limiter is given the sound around it.
    """
    before, after = first - _AROUND, end + _AROUND
    raw = np.zeros((after - before, 2), np.float32)
    known = 0
    for sound in sounds:
        start, stop = max(before, sound.start), min(after, sound.end)
        if start < stop:
            with WavReader(sound.path) as file:
                file.seek(start - sound.start)
                raw[start - before : stop - before] = _whole(file.read(stop - start), stop - start, sound.path)
            known += max(0, min(end, stop) - max(first, start))
    if known != end - first:
        raise BrokenPromise(f"{end - first - known} samples of the film's sound are missing after sample {first}")
    gain = QUIETER * 10 ** (gain_db / 20)
    made = np.concatenate(list(audio.limited(_cut(raw), gain=gain, ceiling=10 ** (ceiling_db / 20))))
    return np.ascontiguousarray(made[_AROUND : len(made) - _AROUND])


def _whole(samples: Samples, wanted: int, path: Path) -> Samples:
    if len(samples) != wanted:
        raise BrokenPromise(f"{path.name} ends {wanted - len(samples)} samples too early; make its scene's sound again")
    return samples


def _cut(sound: Samples) -> Iterator[Samples]:
    return (sound[start : start + BLOCK] for start in range(0, len(sound), BLOCK))
