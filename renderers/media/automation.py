"""Level automation as data: points of a fader over time in decibels, known before anything is heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from renderers.media.wav import Mark, Samples
from renderers.timing import SAMPLE_RATE

GAIN = "gain"
"""Marks of this kind in a stem are its fader: the text is the level in dB, printed in the sound already."""


@dataclass(frozen=True, slots=True)
class Point:
    """The fader stands at `db` on this sample."""

    at: int
    db: float


@dataclass(frozen=True, slots=True)
class Duck:
    """How far something steps back for speech, how long before a word it begins to, and how slowly it comes back.

    Pauses shorter than `bridge` do not bring it up.
    """

    depth_db: float
    ahead: int = round(0.35 * SAMPLE_RATE)
    back: int = round(0.9 * SAMPLE_RATE)
    bridge: int = round(1.5 * SAMPLE_RATE)


def ducked(spans: Iterable[tuple[int, int]], duck: Duck) -> tuple[Point, ...]:
    """The fader for speech in these (first, end) spans: down before the first word, up after the last."""
    points: list[Point] = []
    for first, end in _bridged(spans, duck.bridge):
        points += [Point(first - duck.ahead, 0.0), Point(first, duck.depth_db)]
        points += [Point(end, duck.depth_db), Point(end + duck.back, 0.0)]
    return tuple(points)


def gains(points: Sequence[Point], first: int, last: int) -> Samples:
    """Amplitudes for the samples from `first` up to `last`."""
    if not points:
        return np.ones(last - first, np.float32)
    level = np.interp(np.arange(first, last), [point.at for point in points], [point.db for point in points])
    made: Samples = (10 ** (level / 20)).astype(np.float32)
    return made


def as_marks(points: Sequence[Point], *, offset: int) -> list[Mark]:
    """The fader as marks of a file in which sample 0 of the points is sample `offset`."""
    return [Mark(GAIN, f"{point.db:.1f}", max(0, point.at + offset), 0) for point in points]


def _bridged(spans: Iterable[tuple[int, int]], bridge: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, end in sorted(spans):
        if joined and first - joined[-1][1] < bridge:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((first, end))
    return joined
