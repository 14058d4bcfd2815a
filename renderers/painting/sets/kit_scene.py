"""The painter's table: everything a set needs to paint itself, and the way one layer is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

import skia

from renderers.painting.canvas import PEOPLE_DEPTH, Sheet, Stage
from renderers.painting.ink import Draw
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, Colour, mix, scaled
from renderers.painting.sets.kit_light import Lamp, Patch, Wash, base_of, hazed, light_map, under_light
from renderers.painting.sets.kit_view import View
from renderers.painting.sets.model import Anchor, PaintedSet, Pose
from renderers.painting.terms import Era, Place
from renderers.painting.textures import rough, textured

FRONT = 0.8
"""Depth of what stands in front of people."""


@dataclass(frozen=True)
class Scene:
    """A stage, a place and its light; random choices come from `dice(name)`, so that one never reshuffles another."""

    stage: Stage
    place: Place
    light: Light
    seed: int
    view: View = field(default_factory=View)

    def dice(self, name: str) -> Random:
        """Random numbers for one part of the set, the same every time."""
        digest = hashlib.sha256(f"{self.seed}|{name}".encode()).digest()
        return Random(int.from_bytes(digest[:8], "big"))

    @property
    def flip(self) -> int:
        """-1 when this variant is mirrored."""
        return self.dice("flip").choice((-1, 1))

    @property
    def variant(self) -> int:
        """Which of the variants this place is, 0..11."""
        return self.dice("variant").randrange(12)

    @property
    def electric(self) -> bool:
        """Whether lamps are electric here."""
        return self.place.era.electric

    def era_of(self, *eras: Era) -> bool:
        """Whether the place is of one of these eras."""
        return self.place.era in eras

    @property
    def lamp(self) -> Colour:
        """The colour of its lamps: fire is redder, the future bluer."""
        if not self.electric:
            return mix(self.light.lamp, (1.0, 0.5, 0.18), 0.5)
        return mix(self.light.lamp, (0.75, 0.92, 1.0), 0.7) if self.place.era is Era.FUTURE else self.light.lamp

    def outdoors(self, *more: Lamp | Patch, corners: float = 0.25) -> Wash:
        """The light of the open air."""
        light = self.light
        exposure = (1.02 - 0.44 * light.night) * light.gain
        low = base_of(light.ambient, light.key, exposure)
        high = base_of(light.ambient, light.key, exposure * 1.04, 0.6)
        sun = Lamp(light.sun[0], light.sun[1], 1.15, light.key, 0.34 * (1 - light.cover * 0.6))
        return Wash(high, low, (sun,), (), corners).plus(*more)

    def indoors(self, *more: Lamp | Patch, level: float = 1.0, corners: float = 0.4, tint: Colour = WHITE) -> Wash:
        """The even light of a room: what comes in by day, what the walls give back at night."""
        light = self.light
        exposure = (0.96 - 0.52 * light.night) * light.gain * level
        hue = base_of(light.ambient, light.key, exposure, 0.72)
        hue = (hue[0] * tint[0], hue[1] * tint[1], hue[2] * tint[2])
        return Wash(scaled(hue, 0.86), hue, (), (), corners).plus(*more)

    def layer(
        self,
        draw: Draw,
        *,
        depth: float,
        wash: Wash | None,
        haze: float = 0.0,
        edge: float = 0.55,
        brush: float = 0.2,
        air: Draw | None = None,
        shine: Draw | None = None,
        region: Stage | None = None,
        name: str = "",
    ) -> Sheet:
        """Materials by `draw`, lit by `wash`, seen through `haze`; then `air` inside its alpha and `shine` on top."""
        stage = region or self.stage
        sheet = stage.paint(draw, depth=depth, name=name)
        if edge:
            sheet = rough(stage, sheet, edge, self.seed)
        if brush:
            sheet = textured(stage, sheet, brush, self.seed)
        if wash is not None:
            sheet = under_light(sheet, light_map(self.stage, wash))
        sheet = hazed(sheet, self.light.fog, haze)
        if air is not None:
            sheet = stage.over(sheet, _inside(air))
        if shine is not None:
            sheet = stage.over(sheet, shine)
        return sheet

    def finish(
        self,
        sheets: Sequence[Sheet],
        *,
        floor: float = 5.7,
        anchors: Sequence[Anchor] = (),
        light: Light | None = None,
    ) -> PaintedSet:
        """The set, its actors' floor `floor` metres away."""
        return PaintedSet(
            kind=self.place.kind,
            sheets=tuple(sorted(sheets, key=lambda sheet: sheet.depth)),
            light=light or self.light,
            horizon=self.view.horizon,
            eye=self.view.eye,
            floor_y=self.view.floor(floor),
            anchors=tuple(anchors) or (self.spot("centre", Pose.STAND, 0, floor),),
        )

    def spot(
        self,
        name: str,
        pose: Pose,
        x: float,
        z: float,
        *,
        up: float = 0.0,
        depth: float = PEOPLE_DEPTH,
        facing: float = 0.0,
    ) -> Anchor:
        """A place for a person, `up` metres above the floor (a seat's height)."""
        px, py = self.view.at(x, up, z)
        return Anchor(name, pose, px, py, 1.75 * self.view.scale(z), depth, facing * self.view.flip)


Painter = Callable[[Scene], PaintedSet]


@dataclass(frozen=True)
class SetDesign:
    """A kind of place: the words that mean it, and how it is painted.

    `words` decide; `hints` decide only when no word does. A token ending in `*` matches a beginning; phrases are
    separated by commas. `interior` says which headings it is for; None is both.
    """

    kind: str
    paint: Painter
    words: str
    hints: str = ""
    interior: bool | None = None
    era: Era | None = None
    """The age the kind implies when the words name none."""


def _inside(draw: Draw) -> Draw:
    def clipped(canvas: skia.Canvas) -> None:
        canvas.saveLayer(None, skia.Paint(BlendMode=skia.BlendMode.kSrcATop))
        draw(canvas)
        canvas.restore()

    return clipped
