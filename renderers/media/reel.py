"""A reel: some scenes' sound as AAC, each piece encoded and heard on its own, in a file with what was found in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from renderers.errors import BadInput
from renderers.media import aac
from renderers.media.hearing import Delays, Silences
from renderers.media.meter import metered_samples, spoken_of
from renderers.media.scenesound import Placed, levelled
from renderers.media.wav import Samples
from renderers.spec import Frozen
from renderers.timing import SAMPLE_RATE

LONGEST = 60 * SAMPLE_RATE
_AROUND = aac.WARM - 2
"""Packets heard before and after a piece, for what is compared at its edges."""

_BREATH = SAMPLE_RATE // 10  # shorter silences are pauses between waves; a hole over a joint is longer on either side


class Heard(Frozen):
    """What a piece of film sounds like once it is decoded; positions are film samples counted from `start`.

    `delays` are (sample, late by), None for another sound; `levels` are of the spoken spans in order.
    """

    start: int
    samples: int
    lufs: tuple[float, ...]
    spoken: tuple[float, ...]
    peak_dbtp: float
    levels: tuple[float, ...]
    silences: tuple[tuple[int, int], ...]
    delays: tuple[tuple[int, int | None], ...]

    def at(self, start: int) -> Heard:
        """The same on other samples."""
        return self.model_copy(update={"start": start})


@dataclass(frozen=True, slots=True)
class Piece:
    """Film samples `first` to `end`, `opens` and `ends` when the film does; where it is cut, and where lines are."""

    first: int
    end: int
    opens: bool
    ends: bool
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def numbers(self) -> tuple[int, int]:
        """Packets that begin in it, first and end."""
        first = -1 if self.opens else -(-self.first // aac.PACKET)
        return first, -(-self.end // aac.PACKET)

    def relative(self) -> list[Any]:
        """All that is special about it, wherever in the film it is."""
        first, end = self.numbers
        spans = [[start - self.first, last - self.first] for start, last in self.spans]
        starts = [start - self.first for start in self.starts]
        grid = first * aac.PACKET - self.first
        return [grid, end - first, self.end - self.first, self.opens, self.ends, starts, spans]


def pieces(first: int, end: int) -> list[tuple[int, int]]:
    """A scene in parts of a minute at most, so that memory does not grow with it."""
    count = max(1, -(-(end - first) // LONGEST))
    edges = [first + (end - first) * number // count for number in range(count + 1)]
    return list(pairwise(edges))


def make_piece(
    out: Path, piece: Piece, sounds: Sequence[Placed], *, gain_db: float, ceiling_db: float, scratch: Path
) -> None:
    """Encode it with what is around it, decode it again, and listen."""
    first, end = piece.numbers
    total = piece.end if piece.ends else (end + aac.WARM) * aac.PACKET
    start = max(0, first - aac.WARM) * aac.PACKET
    known = levelled(sounds, start, total, gain_db=gain_db, ceiling_db=ceiling_db)
    whole = aac.encoded(known, at=start)
    packets = whole.part(first if piece.opens else first - 1, end if piece.ends else end + aac.SPARE)
    around = whole.part(max(-1, first - _AROUND - 1), min(whole.end, end + _AROUND))
    heard = _heard(piece, around, known[(around.first + 1) * aac.PACKET - start :], scratch)
    _write(out, [packets], [heard])


def _heard(piece: Piece, packets: aac.Packets, wanted: Samples, scratch: Path) -> Heard:
    """The piece as a player hears it, held against the sound it was made of."""
    at = (packets.first + 1) * aac.PACKET
    sound = aac.decoded(packets)[: len(wanted)]
    inside = slice(max(0, piece.first - at), piece.end - at)
    mono, reference = sound.mean(axis=1, dtype=np.float32), wanted.mean(axis=1, dtype=np.float32)
    delays = Delays(_Reference(reference), [start - at for start in piece.starts])
    delays.hear(0, mono[: len(reference)])
    delays.finish()
    silences = Silences(shortest=_BREATH)
    silences_of = mono[inside]
    for block in range(0, len(silences_of), aac.PACKET):
        silences.hear(block, silences_of[block : block + aac.PACKET])
    silences.finish(len(silences_of))
    spans = [(max(first, at) - at, min(last, piece.end) - at) for first, last in piece.spans]
    loud, shift = metered_samples(sound[inside], scratch=scratch), at - piece.first
    return Heard(
        start=0,
        samples=piece.end - piece.first,
        lufs=loud.lufs,
        spoken=spoken_of(loud.lufs, [(first + shift, last + shift) for first, last in spans]),
        peak_dbtp=loud.peak_dbtp,
        levels=tuple(_dbfs(mono[first:last]) for first, last in spans),
        silences=tuple(silences.found),
        delays=tuple((start + shift, late) for start, late in zip(delays.starts, delays.found, strict=True)),
    )


def _dbfs(sound: Samples) -> float:
    power = float(np.square(sound, dtype=np.float64).mean()) if len(sound) else 0.0
    return float(10 * np.log10(max(power, 1e-12)))


@dataclass(slots=True)
class _Reference:
    """Samples in memory, read like a file."""

    sound: Samples
    _at: int = field(default=0)

    def seek(self, frame: int) -> None:
        self._at = max(0, frame)

    def read(self, frames: int) -> Samples:
        self._at += frames
        return self.sound[self._at - frames : self._at].reshape(-1, 1)


def write_reel(out: Path, made: Sequence[tuple[Path, Piece]], *, tick: Callable[[float], None]) -> None:
    """Pieces where they stand in the film, in one file."""
    segments, heard = [], []
    for number, (path, piece) in enumerate(made):
        with np.load(path) as arrays:
            packets = aac.unpacked(arrays, 0)
            found = json.loads(str(arrays["heard"]))
        first = piece.numbers[0] - (0 if piece.opens else 1)
        segments.append(aac.Packets(first, packets.data))
        heard.append(Heard.model_validate(found[0]).at(piece.first))
        tick((number + 1) / len(made))
    _write(out, segments, heard)


def heard_in(path: Path) -> list[Heard]:
    """What was found in a reel's pieces; BadInput when the file is no reel."""
    with _opened(path) as arrays:
        return [Heard.model_validate(found) for found in json.loads(str(arrays["heard"]))]


def packets_of(reels: Sequence[Path]) -> Iterator[aac.Packets]:
    """All packets of the film, cut where its pieces meet. Memory holds one reel."""
    return aac.joined(packets for path in reels for packets in _segments(path))


def _segments(path: Path) -> list[aac.Packets]:
    with _opened(path) as arrays:
        count = sum(name.startswith("sizes.") for name in arrays.files)
        return [aac.unpacked(arrays, number) for number in range(count)]


def _opened(path: Path) -> Any:
    try:
        arrays: Any = np.load(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name} is no reel of sound") from error
    return arrays


def _write(out: Path, segments: Sequence[aac.Packets], heard: Sequence[Heard]) -> None:
    arrays: dict[str, Any] = {"heard": np.array(json.dumps([each.model_dump(mode="json") for each in heard]))}
    with out.open("wb") as file:
        np.savez(file, **(arrays | aac.packed(segments)))
