"""What a composer hands to the players: notes in samples, and where each part sits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from renderers.scoring.form import Bar


@dataclass(frozen=True, slots=True)
class Note:
    """A part plays a MIDI pitch from a sample on for so many samples; `strength` is 0..1."""

    part: str
    at: int
    samples: int
    pitch: int
    strength: float


@dataclass(frozen=True, slots=True)
class Part:
    """An instrument's chair: level in dB against the others, place -1 left to 1 right, its share of the hall in dB."""

    instrument: str
    level_db: float
    place: float
    room_db: float


@dataclass(frozen=True, slots=True)
class Score:
    """Notes in order of their start, the parts that play them, and the bars they are written in."""

    notes: tuple[Note, ...]
    parts: Mapping[str, Part]
    bars: tuple[Bar, ...]
    bpm: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """A locked scene in samples at 48 kHz: how long it is, where it is cut and when somebody speaks (first, end)."""

    samples: int
    cuts: tuple[int, ...]
    spoken: tuple[tuple[int, int], ...] = ()

    def spoken_share(self, start: int, end: int) -> float:
        """How much of a stretch is talked over, 0..1."""
        heard = sum(max(0, min(last, end) - max(first, start)) for first, last in self.spoken)
        return min(1.0, heard / max(1, end - start))
