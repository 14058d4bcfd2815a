"""What a source of sound is. A module in `sources/` that defines `SOURCE` is one: its words, its level, how it is made.

Levels are RMS in dBFS for a bed and highest sample in dBFS for a spot, against speech at -20 dBFS RMS in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import Curve, around, panned, seconds, unit

Rng = np.random.Generator
Loops = Callable[[Rng], tuple[Samples, ...]]
"""Stereo loops (n, 2) of different lengths that are heard together, so that they do not come round as one."""

Strike = Callable[["Take"], Samples]


@dataclass(frozen=True, slots=True)
class Take:
    """How a spot is wanted this time: how long it may last, on what ground, by which dice."""

    rng: Rng
    seconds: float
    ground: str = "wood"


@dataclass(frozen=True, slots=True)
class Bed:
    """Goes on as long as the scene does. `words` in the action bring it, `places` in the heading imply it.

    `outdoors` tells what comes through walls: heard from indoors it is darker and softer. `caption` is what those read
    who cannot hear it; none where it tells them nothing.
    """

    name: str
    words: str
    level_dbfs: float
    loops: Loops
    places: str = ""
    outdoors: bool = False
    caption: str = ""

    def spoken_of(self) -> re.Pattern[str] | None:
        """What to look for in the action."""
        return _pattern(self.words)


@dataclass(frozen=True, slots=True)
class Spot:
    """Happens once, where the action says so. `lasts` is how long it may go on, in seconds.

    `caption` is what those read who cannot hear it; none for what the picture shows anyway.
    """

    name: str
    words: str
    peak_dbfs: float
    strike: Strike
    lasts: float = 1.0
    distant: bool = False
    caption: str = ""

    def spoken_of(self) -> re.Pattern[str] | None:
        """What to look for in the action."""
        return _pattern(self.words)


Source = Bed | Spot


def _pattern(words: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w'’])(?:{words})(?![\w])", re.IGNORECASE) if words else None


def sprinkled(rng: Rng, length: float, count: int, grain: Callable[[Rng], Samples], *, spread: float = 0.9) -> Samples:
    """A stereo loop of so many grains at random moments and places, RMS 1."""
    loop = np.zeros((seconds(length), 2), np.float32)
    for _ in range(count):
        around(loop, panned(grain(rng), rng.uniform(-spread, spread)), int(rng.integers(len(loop))))
    return unit(loop)


def in_sequence(length: float, hits: list[tuple[float, Samples]]) -> Samples:
    """Mono sounds at their seconds, in one take."""
    whole = np.zeros(seconds(length), np.float32)
    for at, sound in hits:
        first = seconds(at) - 1
        last = min(len(whole), first + len(sound))
        if first < last:
            whole[first:last] += sound[: last - first]
    return whole


def both(curve_low: Curve, curve_high: Curve, share: float) -> Curve:
    """Two curves at once."""
    return lambda frequencies: curve_low(frequencies) + share * curve_high(frequencies)
