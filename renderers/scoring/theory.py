"""Scales, chords and the smoothest way from one to the next. Pitches are MIDI numbers, degrees count from 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

MODES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "ionian": (0, 2, 4, 5, 7, 9, 11),
        "lydian": (0, 2, 4, 6, 7, 9, 11),
        "mixolydian": (0, 2, 4, 5, 7, 9, 10),
        "dorian": (0, 2, 3, 5, 7, 9, 10),
        "aeolian": (0, 2, 3, 5, 7, 8, 10),
        "phrygian": (0, 1, 3, 5, 7, 8, 10),
    }
)

COLOURS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "triad": (0, 2, 4),
        "add9": (0, 2, 4, 1),
        "sus2": (0, 1, 4),
        "sus4": (0, 3, 4),
        "open": (0, 4),
        "seventh": (0, 2, 4, 6),
    }
)
"""Chord tones as scale steps above the root."""

_MUDDY = 48
"""Below this C nothing closer than a fourth is sounded together."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A tonic as a pitch class 0..11 and a mode."""

    tonic: int
    mode: str

    def pitch(self, degree: int, octave: int) -> int:
        """The MIDI pitch of a degree above the tonic in an octave (4 has middle C); degrees may go beyond 0..6."""
        steps = MODES[self.mode]
        return 12 * (octave + 1) + self.tonic + 12 * (degree // 7) + steps[degree % 7]

    def classes(self) -> frozenset[int]:
        """Its seven pitch classes."""
        return frozenset((self.tonic + step) % 12 for step in MODES[self.mode])


@dataclass(frozen=True, slots=True)
class Chord:
    """A root degree of a scale with a colour."""

    scale: Scale
    root: int
    colour: str

    def classes(self) -> tuple[int, ...]:
        """Pitch classes, the root first."""
        return tuple(self.scale.pitch(self.root + step, 4) % 12 for step in COLOURS[self.colour])

    def bass(self, low: int) -> int:
        """The root, at or just above a pitch."""
        return low + (self.classes()[0] - low) % 12


def voiced(chord: Chord, *, before: Sequence[int], low: int, high: int, voices: int) -> tuple[int, ...]:
    """The chord between two pitches, with nothing harsh in it, moving as little as possible from the one before."""
    classes = chord.classes()
    inside = [pitch for pitch in range(low, high + 1) if pitch % 12 in classes]
    wanted = min(voices, len(inside))
    options = [option for option in combinations(inside, wanted) if is_clear(option, classes)]
    if not options:
        options = list(combinations(inside, wanted))[:1]
    middle = (low + high) / 2
    return min(options, key=lambda option: (_effort(option, before, middle, classes), option))


def is_clear(pitches: Sequence[int], classes: Sequence[int]) -> bool:
    """Whether nothing grinds: no minor second or ninth, no mud in the bass, nothing wider than an octave apart."""
    for lower, upper in combinations(sorted(pitches), 2):
        step = upper - lower
        if step % 12 == 1 or (step == 2 and lower < 60):
            return False
        if lower < _MUDDY and 0 < step < 5:
            return False
    gaps = [upper - lower for lower, upper in zip(sorted(pitches), sorted(pitches)[1:], strict=False)]
    return max(gaps, default=0) <= 12 and len({pitch % 12 for pitch in pitches}) >= min(3, len(set(classes)))


def _effort(option: Sequence[int], before: Sequence[int], middle: float, classes: Sequence[int]) -> float:
    missing = len(set(classes[:3]) - {pitch % 12 for pitch in option})
    away = abs(sum(option) / len(option) - middle)
    if not before:
        return away + 6 * missing
    moved = sum(min(abs(pitch - old) for old in before) for pitch in option)
    return moved + 0.35 * away + 6 * missing
