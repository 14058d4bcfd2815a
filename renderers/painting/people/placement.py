"""Where a figure is put on the stage, and what comes back: a sheet, patches for speaking and blinking, and anchors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from renderers.painting.canvas import Pixels, Sheet
from renderers.painting.ink import Point
from renderers.painting.people.viseme import Viseme


class Hold(StrEnum):
    """Which point of the body `Placement.x, y` pins down."""

    HEAD = "head"  # centre of the head
    FEET = "feet"  # on the ground, between the feet (or the lowest point of who lies or kneels)
    SEAT = "seat"  # on the chair


class Part(StrEnum):
    """How much of the body is drawn; the rest is outside the frame."""

    BUST = "bust"  # to the elbows: close shots
    WAIST = "waist"  # to the hips: medium shots
    WHOLE = "whole"


@dataclass(frozen=True)
class Placement:
    """`x, y` in stage units (frame heights); `head` is the height of an adult head there.

    `away` is how many degrees the head turns from `face` to look elsewhere.

    `yaw` turns the body: 0 to the camera, 90 to screen right, -90 to screen left, 180 from behind. `face` is the
    yaw of the head (None: as the body). `pitch` tilts the face: positive looks down. `phase` 0..1 is the moment of
    a walk, run, dance or fall. `gaze` moves the pupils, -1..1 in screen directions.
    """

    x: float
    y: float
    head: float
    yaw: float = 0.0
    face: float | None = None
    pitch: float = 0.0
    roll: float = 0.0
    phase: float = 0.0
    gaze: Point = (0.0, 0.0)
    away: float = 0.0
    hold: Hold = Hold.HEAD
    part: Part = Part.WHOLE


TURN, NOD = 12, 4
"""Steps of a whole turn of the head, and of a whole nod. Few of them are painted: the rest is mixed."""

_APART_DEGREES = 6.0
"""How far apart painted moments of a turn are: a mixture of two looks like one that moves."""

_NOD_DEGREES = 7.0
_EYES, _LOWERED, _FAR = 0.55, 0.5, 40.0


@dataclass(frozen=True, slots=True)
class Look:
    """A moment of attention: steps the head is turned `away` and nods, eyes elsewhere (1) or not, lids in percent.

    `mouth` is what a head that moves is saying; lips of a head at rest are patches of every figure.
    """

    turn: int = 0
    nod: int = 0
    gaze: int = 0
    lids: int = 0
    mouth: Viseme = Viseme.REST

    @property
    def moves_head(self) -> bool:
        """Whether more than the eyes differs from how the figure was painted."""
        return self.turn != 0 or self.nod != 0

    def mixed_from(self, away: float) -> tuple[Look, Look, float]:
        """The two painted looks it lies between, and its share of the second; both are itself when it is painted."""
        if self.turn in (0, TURN) and self.nod in (0, NOD // 2, NOD):
            return self, self, 0.0
        if self.nod:
            below = self.nod // 2 * 2
            return Look(nod=below, mouth=self.mouth), Look(nod=below + 2, mouth=self.mouth), 0.5
        count = max(1, round(abs(away) / _APART_DEGREES))
        at = self.turn * count / TURN
        below = int(at)
        steps = [round(key * TURN / count) for key in (below, min(below + 1, count))]
        keys = [Look(turn=turn, mouth=self.mouth) for turn in steps]
        return keys[0], keys[1], at - below

    def of(self, placement: Placement) -> Placement:
        """The same figure looking so: eyes lead the head, and when it has arrived they look on past the lens."""
        side = math.copysign(1.0, placement.away or -placement.yaw or 1.0)
        arrived, home = self.turn / TURN, placement.gaze
        across = side * _EYES * (1 - 1.9 * arrived) if self.gaze or self.turn else home[0]
        lowered = _LOWERED * arrived if abs(placement.away) < _FAR else 0.0  # in thought
        face = placement.yaw if placement.face is None else placement.face
        return replace(
            placement,
            face=face + placement.away * arrived,
            pitch=placement.pitch + _NOD_DEGREES * self.nod / NOD + 6.0 * lowered,
            gaze=(max(-0.9, min(0.9, across)), min(0.7, home[1] + lowered)),
        )


HOME = Look()
"""As the figure was painted."""


def painted_looks(looks: Iterable[Look], away: float) -> set[Look]:
    """The looks that have to be painted to show these; lids alone are patches of every figure."""
    keys = {key for look in set(looks) for key in look.mixed_from(away)[:2]}
    return {key for key in keys if key.moves_head or key.gaze}


@dataclass(frozen=True, eq=False)
class Patch:
    """Pixels that replace those of the figure's sheet at `left`, `top` (pixels of the sheet, not of the stage)."""

    left: int
    top: int
    pixels: Pixels


@dataclass(frozen=True)
class Anchors:
    """Points in stage units: what the compositor turns, scales and aims at. `head` is also a pair with `head_size`."""

    head: Point
    head_size: float
    neck: Point  # turn and nod the head about it
    chest: Point  # breathe about it
    eyes: Point
    mouth: Point
    left_hand: Point  # the character's own left
    right_hand: Point
    seat: Point
    feet: Point
    top: Point
    box: tuple[float, float, float, float]  # left, top, width, height of everything painted


@dataclass(frozen=True, eq=False)
class Figure:
    """A painted character. `mouths` and `lids` (0 open, 50, 100 shut) are empty when nobody can see them.

    `looks` are whole heads and eyes that look elsewhere.
    """

    sheet: Sheet
    anchors: Anchors
    mouths: Mapping[Viseme, Patch] = field(default_factory=dict)
    lids: Mapping[int, Patch] = field(default_factory=dict)
    looks: Mapping[Look, Patch] = field(default_factory=dict)
