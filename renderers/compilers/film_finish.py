"""What is done to a shot's clip before it is the shot: lips, faces, the film's rate, the film's size; each a step.

The clip is filmed as its model films best, smaller and slower, and without fades; whoever finishes it last draws those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from renderers.card import Accepts
from renderers.compilers.film_parts import Inputs, Place, TimedShot
from renderers.engine import Engine, Kind, card_of
from renderers.exports import makers
from renderers.plan import Stage, WorkerSize
from renderers.presets import Choice, Preset
from renderers.spec import Finish, ShotSize

RAW, RAW_TIMING = "filmed", "filmed_timing"
ROLES: Mapping[Finish, str] = {
    Finish.LIPS: "lips",
    Finish.FACES: "faces",
    Finish.RATE: "smooth",
    Finish.SIZE: "large",
}
"""What a shot's finished clip is called after each; after the last it is the shot's `clip`."""

MADE = (RAW, *ROLES.values())
NEEDLESS: Mapping[Finish, str] = {
    Finish.LIPS: "Nobody is seen near enough to speak in this shot, or its engine moves lips by itself.",
    Finish.FACES: "Nobody's face is seen near enough in this shot.",
    Finish.RATE: "The shot is filmed at the film's own rate.",
    Finish.SIZE: "The shot is filmed at the film's own size, or as good as that.",
}
"""Why nothing is done to a clip that could be, in words."""

_NO_MOUTHS = (ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.INSERT, ShotSize.TITLE)
"""Sizes in which nobody's lips are read."""

_WORTH = Fraction(9, 8)
"""What lacks less than an eighth of the film's height is as well enlarged by the encoder."""

_CPU_TIMING = 0.05
_ANY_CLIP = "The clip as it is."
"""What workflows hear that must be told something: what the shot shows is in its clip, and stays when words change."""

At = Callable[[str, Stage], Place]


@dataclass(frozen=True, slots=True)
class Finishing:
    """How a clip is filmed (`size`, `rate`), and what is done to it then, in order."""

    size: tuple[int, int]
    rate: Fraction
    steps: tuple[tuple[Finish, Choice], ...] = ()

    @property
    def asked(self) -> dict[str, Any]:
        """What the engine that films is told of it."""
        return {"width": self.size[0], "height": self.size[1], "rate": str(self.rate)} if self.steps else {}


Add = Callable[..., str]


@dataclass(frozen=True, slots=True)
class FinishSteps:
    """Adds the steps to a film of this size and rate. `add` is the compiler's own way to do so."""

    add: Add
    size: tuple[int, int]
    rate: Fraction

    def of(self, preset: Preset, timed: TimedShot) -> Finishing:
        """What the preset wants done, where the clip lacks it."""
        maker = makers()[preset.engines[Kind.CLIP].engine]
        size, rate = self._native(maker, preset)
        wanted = {
            Finish.LIPS: _speaks(timed) and not _moves_lips(maker),
            Finish.FACES: bool(timed.shown.cast) and timed.shot.size not in _NO_MOUTHS,
            Finish.RATE: rate < self.rate,
            Finish.SIZE: size != self.size,
        }
        steps = tuple(
            (finish, preset.finish[finish]) for finish in Finish if finish in preset.finish and wanted[finish]
        )
        return Finishing(size, rate, steps)

    def _native(self, maker: Engine, preset: Preset) -> tuple[tuple[int, int], Fraction]:
        """The size and rate in which the clip is made; the film's own where nothing would bring it there."""
        card = card_of(maker)
        own = maker.size is not WorkerSize.CLOUD  # vendors bring their clips to the film's size and rate themselves
        size, rate = self.size, self.rate
        if own and card.frame and Finish.SIZE in preset.finish:
            fitting = card.frame.fitting(*self.size)
            size = fitting if min(self.size) >= min(fitting) * _WORTH else self.size
        if own and card.lengths and Finish.RATE in preset.finish:
            rate = min(self.rate, Fraction(card.lengths.fps))
        return size, rate

    def timing(self, finishing: Finishing, timing: str, at: At) -> str:
        """The cut list that is filmed to."""
        return self._unfaded(timing, finishing.rate, at(RAW_TIMING, Stage.TIMING)) if finishing.steps else timing

    def _unfaded(self, timing: str, rate: Fraction, place: Place) -> str:
        return self.add("raw_timing", {"rate": str(rate)}, place, (("timing", timing),), _CPU_TIMING)

    def finished(self, finishing: Finishing, clip: str, timed: TimedShot, timing: str, at: At) -> str:
        """The shot's clip, made of the one that was filmed; `timing` is the shot's own cut list."""
        rate = finishing.rate
        for finish, choice in finishing.steps:
            last = finish is finishing.steps[-1][0]
            rate = self.rate if finish is Finish.RATE else rate
            held_to = timing if last else self._unfaded(timing, rate, at(f"{ROLES[finish]}_timing", Stage.TIMING))
            inputs: Inputs = (("source", clip), ("timing", held_to))
            if finish is Finish.LIPS:
                inputs += (("lines", timing), *timed.heard)
            place = at("clip" if last else ROLES[finish], Stage.SHOTS)
            size = self.size if finish is Finish.SIZE else finishing.size
            clip = self._step(finish, choice, rate, size, inputs, timed, place)
        return clip

    def _step(
        self,
        finish: Finish,
        choice: Choice,
        rate: Fraction,
        size: tuple[int, int],
        inputs: Inputs,
        timed: TimedShot,
        place: Place,
    ) -> str:
        maker = makers()[choice.engine]
        width, height = size
        told: dict[str, Any] = {"rate": str(rate), "width": width, "height": height, "prompt": _ANY_CLIP}
        told |= {"seconds": ceil(timed.shot.frames / self.rate)}
        if finish is Finish.LIPS:
            told |= mouths_of(timed)
        known = maker.settings.model_fields
        settings = {name: value for name, value in told.items() if name in known} | dict(choice.settings)
        effort = card_of(maker).effort
        work = effort.of(timed.shot.frames) if effort else 1.0
        return self.add(choice.engine, settings, place, inputs, work, size=choice.size)


def mouths_of(timed: TimedShot) -> dict[str, Any]:
    """Who says each line, by where they stand in the picture from the left, as engines that move lips are told."""
    cast = timed.shown.picture.cast
    ordered = sorted(range(len(cast)), key=lambda number: cast[number].place)
    rank = {number: place for place, number in enumerate(ordered)}
    voices, guests = ([rank.get(who, -1) for who in heard] for heard in (timed.shown.speakers, timed.guests))
    told = {"voices": voices, "people": max(1, len(cast))}
    return told | ({"guest_voices": guests} if guests else {})


def _speaks(timed: TimedShot) -> bool:
    """Whether lips are seen to move in the shot."""
    return timed.shot.size not in _NO_MOUTHS and any(who >= 0 for who in (*timed.shown.speakers, *timed.guests))


def _moves_lips(maker: Engine) -> bool:
    """Whether it draws them itself: told who speaks, or made to hear voices."""
    return "speakers" in maker.settings.model_fields or Accepts.VOICE in card_of(maker).accepts
