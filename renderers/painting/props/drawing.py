"""Drawing things in a hand, in a close-up of their own, or standing in the set. The folder is the registry."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import skia

from renderers.errors import BadInput
from renderers.painting import ink
from renderers.painting.canvas import Sheet, Stage
from renderers.painting.ink import Point
from renderers.painting.light import Light
from renderers.painting.people.brush import Tone
from renderers.painting.people.finish import finish
from renderers.painting.props import families
from renderers.painting.props.shapes import Hand, Prop

TOO_LARGE = 1.8
"""Heads; what is larger stands on the ground and is not held."""
_ALWAYS_HELD = frozenset({"rifle", "sword", "bow", "umbrella", "guitar", "broom"})


@lru_cache(maxsize=1)
def drawings() -> Mapping[str, Prop]:
    """Every prop that can be drawn, by name."""
    found: dict[str, Prop] = {}
    for module in sorted(pkgutil.iter_modules(families.__path__), key=lambda entry: entry.name):
        for prop in importlib.import_module(f"{families.__name__}.{module.name}").PROPS:
            found[prop.name] = prop
    return MappingProxyType(found)


def prop_named(name: str) -> Prop:
    """The prop; raises `BadInput` for a name nobody draws."""
    try:
        return drawings()[name]
    except KeyError:
        raise BadInput(f"There is no prop called {name!r}. The painter draws: {', '.join(drawings())}.") from None


def draw_held(canvas: skia.Canvas, name: str, grip: Point, angle: float, facing: int, tone: Tone) -> None:
    """The prop in a hand: units are heads, `angle` the direction of the fingers, `facing` 1 to screen right or -1."""
    prop = prop_named(name)
    if prop.size > TOO_LARGE and name not in _ALWAYS_HELD:
        return
    canvas.save()
    canvas.translate(*grip)
    if prop.along:
        canvas.rotate(angle)
        flip = 1 if math.cos(math.radians(angle)) >= 0 else -1
        canvas.scale(prop.size, prop.size * flip)
    else:
        canvas.scale(prop.size * facing, prop.size)
    canvas.translate(-prop.grip[0], -prop.grip[1])
    side = tone.side * (facing if not prop.along else 1)
    prop.paint(Hand(canvas, Tone(side, tone.shade)))
    canvas.restore()


def insert(name: str, stage: Stage, light: Light) -> Sheet:
    """The prop alone, large in the middle of the frame, lit by the place; its shadow lies on what is behind."""
    prop = prop_named(name)
    cut = stage.region(-0.75, -0.62, 1.5, 1.24)
    tone = Tone(1 if light.side > 0 else -1)

    def draw(canvas: skia.Canvas) -> None:
        canvas.scale(prop.fill, prop.fill)
        canvas.translate(-prop.centre[0], -prop.centre[1])
        prop.paint(Hand(canvas, tone))

    painted = cut.paint(draw, name=f"insert {name}")
    lit = painted.with_pixels(finish(painted.pixels, light, head=0.34 * stage.unit).over(painted.pixels))
    return _over_shadow(cut, lit, tone) if prop.table else lit


def standing(name: str, stage: Stage, light: Light, *, x: float, ground: float, head: float) -> Sheet:
    """A large prop (car, bicycle, chair, table) on the ground at `x`; `head` is the size of an adult head there."""
    prop = prop_named(name)
    size = prop.size * head
    cut = stage.region(x - size * 0.6, ground - size * 0.7, size * 1.2, size * 0.8)

    def draw(canvas: skia.Canvas) -> None:
        canvas.translate(x, ground - size * (0.205 if name == "car" else 0.27))
        canvas.scale(size / 2 if name == "car" else size / 1.6, size / 2 if name == "car" else size / 1.6)
        prop.paint(Hand(canvas, Tone(1 if light.side > 0 else -1)))

    painted = cut.paint(draw, name=name)
    return painted.with_pixels(finish(painted.pixels, light, head=head * stage.unit).over(painted.pixels))


def _over_shadow(cut: Stage, sheet: Sheet, tone: Tone) -> Sheet:
    shade = skia.Paint(
        ColorFilter=skia.ColorFilters.Blend(ink.colour4((0.03, 0.02, 0.05), 0.55), skia.BlendMode.kSrcIn),
        ImageFilter=skia.ImageFilters.Blur(cut.height * 0.018, cut.height * 0.018),
    )

    def draw(canvas: skia.Canvas) -> None:
        canvas.resetMatrix()
        image = sheet.image()
        canvas.drawImage(image, -tone.side * cut.height * 0.035, cut.height * 0.035, skia.SamplingOptions(), shade)
        canvas.drawImage(image, 0, 0)

    return cut.paint(draw, name=sheet.name)
