"""Exact time: whole frames at a rational rate. Seconds appear only at the edge."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

SAMPLE_RATE = 48_000
"""Samples per second of every bed and master; speech engines may use less and are resampled."""


def parse_rate(value: object) -> Fraction:
    """Frames per second from `24`, `"24"`, `"24000/1001"` or a Fraction; ValueError when not above 0."""
    rate = Fraction(str(value))
    if rate <= 0:
        raise ValueError(f"a frame rate must be above 0, not {value}")
    return rate


Rate = Annotated[Fraction, BeforeValidator(parse_rate), PlainSerializer(str, return_type=str)]
"""Frames per second as an exact fraction, `"24"` or `"24000/1001"` in JSON."""


def frames_to_seconds(frames: int, rate: Fraction) -> float:
    """Seconds for people and for players; never for arithmetic."""
    return float(frames / rate)


def frames_covering(seconds: Fraction, rate: Fraction) -> int:
    """The fewest whole frames that last at least `seconds`."""
    return -((-seconds * rate) // 1)


def sample_at(frame: int, rate: Fraction, sample_rate: int = SAMPLE_RATE) -> int:
    """The sample on which absolute `frame` starts, rounded half up once (never summed)."""
    # in whole numbers: asked for every cut of a film, where fractions would take most of the time
    halves = 2 * frame * sample_rate * rate.denominator + rate.numerator
    return halves // (2 * rate.numerator)


def cut_points(lengths: Iterable[Fraction | int]) -> list[int]:
    """Absolute cut frames, first 0, for exact lengths in frames.

    The exact running sum is rounded once per cut, so the thousandth cut is as exact as the first.
    """
    sums = accumulate((Fraction(length) for length in lengths), initial=Fraction(0))
    return [(total + Fraction(1, 2)) // 1 for total in sums]


def timecode(frame: int, rate: Fraction) -> str:
    """Non-drop SMPTE timecode `HH:MM:SS:FF` on the rounded rate."""
    base = round(rate)
    seconds, frames = divmod(frame, base)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frames:02}"
