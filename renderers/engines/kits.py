"""What engines share that have the sounds of a scene made elsewhere: each once, laid where our own foley is laid.

A sound that goes on is made as a loop; one that happens is cut to its first moment, and no two times it is heard are
quite alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from renderers.engine import Job
from renderers.engines.foley import laid
from renderers.media.wav import Samples
from renderers.sounds.dsp import seconds
from renderers.sounds.scenery import Kit
from renderers.sounds.soundscape import Soundscape
from renderers.sounds.source import Bed, Spot, Take
from renderers.sounds.sources import beds, sources, spots
from renderers.timing import SAMPLE_RATE

LONGEST, SHORTEST = Fraction(30), Fraction(1, 2)
LOOP_SECONDS = Fraction(22)
_MELT = seconds(0.4)  # what comes from elsewhere begins and ends with a little silence: the ends of a loop are melted
_ALIKE = 0.03
_HEARD = 0.02
_BEFORE = seconds(0.005)


@dataclass(frozen=True, slots=True)
class Sound:
    """One to make: on what ground where that is heard, how long."""

    name: str
    seconds: Fraction
    ground: str = ""

    @property
    def going_on(self) -> bool:
        """Whether it is a loop."""
        return self.name in beds()

    @property
    def said(self) -> str:
        """What it is, in words."""
        source = sources()[self.name]
        return (source.caption or self.name.replace("_", " ")) + (f" on {self.ground}" if self.ground else "")


Make = Callable[[Sound, int, int], Samples]
"""Makes a sound, the one of this number of so many: stereo at 48 kHz."""


def wanted(soundscape: Soundscape) -> tuple[Sound, ...]:
    """Every sound of a scene, once, in a settled order: a step that is tried again makes nothing that it has."""
    going_on = {Sound(bed.sound, LOOP_SECONDS) for bed in soundscape.beds}
    happening = {
        Sound(spot.sound, _length(spots()[spot.sound]), _ground(spot.sound, spot.ground)) for spot in soundscape.spots
    }
    return tuple(sorted(going_on | happening, key=lambda sound: (sound.name, sound.ground)))


def laid_from(job: Job[Any], soundscape: Soundscape, make: Make, *, laid_after: float = 0.0) -> None:
    """The stem of a scene whose sounds are made now. `laid_after` is the share of the work that making them was."""
    sounds = wanted(soundscape)
    had = {(sound.name, sound.ground): make(sound, number, len(sounds)) for number, sound in enumerate(sounds)}
    laying = replace(job, progress=lambda part: job.progress(laid_after + (1 - laid_after) * part))
    laid(laying, _kit(had))


def _length(spot: Spot) -> Fraction:
    return min(LONGEST, max(SHORTEST, Fraction(round(10 * spot.lasts), 10)))


def _ground(name: str, ground: str) -> str:
    return ground if name in ("footsteps", "running") else ""


def _kit(had: Mapping[tuple[str, str], Samples]) -> Kit:
    """What was made under the names of our own sounds, at their levels."""
    going_on = {name: _bed(beds()[name], sound) for (name, _), sound in had.items() if name in beds()}
    happening = {name: _spot(spots()[name], dict(_grounds(name, had))) for name, _ in had if name in spots()}
    return Kit(going_on, happening)


def _grounds(name: str, had: Mapping[tuple[str, str], Samples]) -> Iterator[tuple[str, Samples]]:
    return ((ground, sound) for (other, ground), sound in had.items() if other == name)


def _bed(bed: Bed, sound: Samples) -> Bed:
    loop = looped(sound)
    return replace(bed, loops=lambda _rng: (loop,))


def _spot(spot: Spot, grounds: Mapping[str, Samples]) -> Spot:
    def strike(take: Take) -> Samples:
        sound = grounds.get(take.ground, next(iter(grounds.values())))
        return varied(begun(sound.mean(axis=1)), take)

    return replace(spot, strike=strike)


def looped(sound: Samples) -> Samples:
    """Its end melted into its beginning with equal power."""
    melt = min(_MELT, len(sound) // 4)
    across = np.sin(np.pi / 2 * np.arange(melt, dtype=np.float32) / melt)[:, None]
    body, end = sound[: len(sound) - melt].copy(), sound[len(sound) - melt :]
    body[:melt] = body[:melt] * across + end * across[::-1]
    return body.astype(np.float32)


def begun(sound: Samples) -> Samples:
    """Without the silence before its first moment, so that it is heard when it is seen."""
    loud = np.flatnonzero(np.abs(sound) > _HEARD * np.abs(sound).max())
    return sound[max(0, int(loud[0]) - _BEFORE) :] if len(loud) else sound


def varied(sound: Samples, take: Take) -> Samples:
    """A little higher or lower each time, and no longer than it may last."""
    speed = float(take.rng.uniform(1 - _ALIKE, 1 + _ALIKE))
    size = min(round(len(sound) / speed), max(1, round(take.seconds * SAMPLE_RATE)))
    made: Samples = np.interp(np.arange(size) * speed, np.arange(len(sound)), sound).astype(np.float32)
    return made
