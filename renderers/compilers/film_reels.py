"""Which scenes are heard together: those near enough to reach over a cut, and those whose sound is encoded in one step.

Pure. Lengths are the planned frames of scenes; they may turn out longer, or a little shorter: both reaches have room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

REEL_SCENES = 16
_AROUND = Fraction(1)
"""Seconds of its neighbours' sound with which a reel is encoded."""


@dataclass(frozen=True, slots=True)
class Reel:
    """Scenes `first` to `end`, and all of which something must be given, `given.start` to `given.stop`."""

    first: int
    end: int
    given: range


def reels_of(lengths: Sequence[int], rate: Fraction) -> Iterator[Reel]:
    """The film in reels of a few scenes: enough to keep every core busy, each worth a step."""
    for first in range(0, len(lengths), REEL_SCENES):
        end = min(first + REEL_SCENES, len(lengths))
        before, after = (near(lengths, at, reach=_AROUND * rate) for at in (first, end - 1))
        yield Reel(first, end, range(before.start, after.stop))


def near(lengths: Sequence[int], at: int, *, reach: Fraction) -> range:
    """Scenes from which something may be heard in scene `at`, when at most so many frames reach over a cut."""
    return range(
        at - _count(lengths[:at][::-1], reach),
        at + 1 + _count(lengths[at + 1 :], reach),
    )


def _count(lengths: Sequence[int], reach: Fraction) -> int:
    """How many of the scenes that follow lie within reach, the first always."""
    passed, count = 0, 0
    for length in lengths:
        if passed >= reach:
            break
        passed, count = passed + length, count + 1
    return count
