"""What a scene leaves on a head, and what is worn on it: blood, bandages, snow, earrings, headphones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.palette import WHITE, mul, rgb
from renderers.painting.people.appearance import Accessory, Mark
from renderers.painting.people.brush import Tone, line_of, part
from renderers.painting.people.skull import Skull

Draw = Callable[[skia.Canvas, Skull], None]


def skin_marks(canvas: skia.Canvas, skull: Skull) -> None:
    """What is on the skin, under the hair."""
    for mark in skull.who.marks:
        if mark in _SKIN:
            _SKIN[mark](canvas, skull)


def worn(canvas: skia.Canvas, skull: Skull) -> None:
    """What is over face and hair."""
    for mark in skull.who.marks:
        if mark in _OVER:
            _OVER[mark](canvas, skull)
    for accessory in skull.who.accessories:
        if accessory in _PIECES:
            _PIECES[accessory](canvas, skull)


def _scar(canvas: skia.Canvas, skull: Skull) -> None:
    line = [skull.on(-0.23, -0.04), skull.on(-0.21, 0.08), skull.on(-0.17, 0.2)]
    canvas.drawPath(
        ink.spline(line, closed=False), ink.stroke(mul(rgb(skull.who.skin), (0.72, 0.42, 0.42)), 0.018, 0.9)
    )


def _freckles(canvas: skia.Canvas, skull: Skull) -> None:
    colour = mul(rgb(skull.who.skin), (0.66, 0.45, 0.38))
    for i in range(22):
        point = skull.on(-0.24 + 0.48 * ((i * 0.618) % 1), 0.08 + 0.09 * ((i * 0.367) % 1))
        canvas.drawCircle(*point, 0.008, ink.fill(colour, 0.7))


def _mole(canvas: skia.Canvas, skull: Skull) -> None:
    canvas.drawCircle(*skull.on(0.15, 0.24), 0.013, ink.fill((0.16, 0.09, 0.08)))


def _tattoo(canvas: skia.Canvas, skull: Skull) -> None:
    for side in (-1, 1):
        if skull.facing(side * 0.30, 0.0) > 0.1:
            rows = ((0.27, -0.10), (0.315, -0.02), (0.28, 0.05), (0.325, 0.12))
            line = [skull.on(side * u, y) for u, y in rows]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke((0.12, 0.20, 0.26), 0.022, 0.75))


def _bruise(canvas: skia.Canvas, skull: Skull) -> None:
    x, y = skull.on(0.17, 0.05)
    canvas.drawOval(ink.rect(x - 0.10, y - 0.07, 0.20, 0.15), ink.fill((0.35, 0.14, 0.40), 0.5, soft=0.02))


def _blood(canvas: skia.Canvas, skull: Skull) -> None:
    for u, top, end in ((-0.16, -0.30, -0.02), (-0.12, -0.3, -0.14), (-0.19, -0.28, 0.12)):
        line = [skull.on(u, top), skull.on(u - 0.01, (top + end) / 2), skull.on(u + 0.01, end)]
        canvas.drawPath(ink.spline(line, closed=False), ink.stroke((0.55, 0.04, 0.06), 0.026, 0.95))


def _dirt(canvas: skia.Canvas, skull: Skull) -> None:
    for u, y, size in ((-0.2, 0.16, 0.09), (0.18, -0.18, 0.08), (0.08, 0.38, 0.06)):
        x, sy = skull.on(u, y)
        canvas.drawOval(
            ink.rect(x - size, sy - size * 0.5, size * 2, size), ink.fill((0.20, 0.14, 0.10), 0.42, soft=0.015)
        )


_DROPS = ((-0.22, -0.18, 0.07), (0.20, -0.08, 0.09), (-0.10, 0.20, 0.06), (0.24, 0.20, 0.07), (0.02, -0.24, 0.05))


def _drops(canvas: skia.Canvas, skull: Skull) -> None:
    for u, y, long in _DROPS:
        if skull.facing(u, y) > 0.15:
            x, sy = skull.on(u, y)
            canvas.drawLine(x, sy, x, sy + long, ink.stroke((0.86, 0.94, 1.0), 0.016, 0.75))
            canvas.drawCircle(x, sy + long, 0.014, ink.fill(WHITE, 0.85))


def _around(skull: Skull, y: float, slope: float = 0.0) -> list[tuple[float, float]]:
    """Points of a band around the head, from the left to the right of the screen."""
    points = []
    for step in range(-9, 10):
        azimuth = step * 10.0 - skull.yaw
        x, sy, _ = skull.seen(skull.polar(azimuth, y, 0.05))
        points.append((x, sy + slope * step / 9))
    return points


def _bandage(canvas: skia.Canvas, skull: Skull) -> None:
    for y, slope in ((-0.26, 0.02), (-0.21, -0.03)):
        canvas.drawPath(ink.spline(_around(skull, y, slope), closed=False), ink.stroke((0.55, 0.52, 0.48), 0.120))
        canvas.drawPath(ink.spline(_around(skull, y, slope), closed=False), ink.stroke((0.93, 0.90, 0.84), 0.098))
    if skull.facing(-0.16, -0.23) > 0.1:
        x, y = skull.on(-0.16, -0.23, 0.05)
        canvas.drawOval(ink.rect(x - 0.06, y - 0.045, 0.12, 0.09), ink.fill((0.62, 0.10, 0.10), 0.7, soft=0.012))


def _snow(canvas: skia.Canvas, skull: Skull) -> None:
    top = [(-0.30, -0.44), (-0.14, -0.56), (0.06, -0.58), (0.26, -0.48), (0.18, -0.44), (0.04, -0.49), (-0.12, -0.45)]
    shift = skull.seen((0.0, 0.0, -0.03))[0]
    canvas.drawPath(ink.spline([(x + shift, y) for x, y in top]), ink.fill((0.95, 0.97, 1.0), 0.95))


def _earrings(canvas: skia.Canvas, skull: Skull) -> None:
    for side in (-1, 1):
        x, y, z = skull.seen(skull.polar(side * 94, 0.19, 0.0))
        if z > -0.12:
            canvas.drawCircle(x + side * 0.015, y + 0.03, 0.036, ink.stroke((0.92, 0.76, 0.36), 0.020))


def _headphones(canvas: skia.Canvas, skull: Skull) -> None:
    arch = ((-0.44, 0.0), (-0.35, -0.44), (0.0, -0.60), (0.35, -0.44), (0.44, 0.0))
    over = [skull.seen((x, y, 0.0))[:2] for x, y in arch]
    canvas.drawPath(ink.spline(over, closed=False), ink.stroke((0.10, 0.10, 0.12), 0.060))
    for side in (-1, 1):
        x, y, z = skull.seen(skull.polar(side * 92, 0.05, 0.05))
        if z > -0.2:
            cup = skia.Path()
            cup.addOval(ink.rect(x - 0.075, y - 0.13, 0.15, 0.26))
            part(canvas, cup, rgb(skull.who.accent), Tone(), depth=0.04)
            canvas.drawOval(ink.rect(x - 0.03, y - 0.06, 0.06, 0.12), ink.fill(line_of(rgb(skull.who.accent))))


_SKIN: Mapping[Mark, Draw] = MappingProxyType(
    {
        Mark.SCAR: _scar,
        Mark.FRECKLES: _freckles,
        Mark.MOLE: _mole,
        Mark.TATTOO: _tattoo,
        Mark.BRUISE: _bruise,
        Mark.BLOOD: _blood,
        Mark.DIRT: _dirt,
        Mark.SOAKED: _drops,
    }
)
_OVER: Mapping[Mark, Draw] = MappingProxyType({Mark.BANDAGE: _bandage, Mark.SNOW: _snow})
_PIECES: Mapping[Accessory, Draw] = MappingProxyType({Accessory.EARRINGS: _earrings, Accessory.HEADPHONES: _headphones})
