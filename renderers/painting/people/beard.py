"""Hair of the lower face: under the features as a shadow, over them as hair."""

from __future__ import annotations

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import Colour, mix, rgb
from renderers.painting.people.appearance import FacialHair
from renderers.painting.people.brush import Tone, clip, line_of, tapered
from renderers.painting.people.expressions import Lips
from renderers.painting.people.skull import Skull

_ATOP = skia.BlendMode.kSrcATop
_CHEEK = (
    (-0.42, -0.02),
    (-0.385, 0.12),
    (-0.30, 0.215),
    (-0.19, 0.262),
    (-0.12, 0.225),
    (0.0, 0.232),
    (0.12, 0.225),
    (0.19, 0.262),
    (0.30, 0.215),
    (0.385, 0.12),
    (0.42, -0.02),
)
_FULL = (FacialHair.BEARD, FacialHair.LONG_BEARD)


def _colour(skull: Skull) -> Colour:
    return mix(rgb(skull.who.hair_colour), (0.10, 0.07, 0.06), 0.22)


def _along(skull: Skull, rows: tuple[tuple[float, float], ...]) -> list[Point]:
    return [skull.on(u, y) for u, y in rows if skull.facing(u, y) > -0.08]


def shadow(canvas: skia.Canvas, skull: Skull) -> None:
    """Stubble, and the ground of a full beard, inside the face."""
    kind = skull.who.facial_hair
    if kind is FacialHair.STUBBLE or kind in _FULL:
        edge = _along(skull, _CHEEK)
        path = ink.spline([*edge, (0.65, 0.3), (0.4, 0.7), (-0.4, 0.7), (-0.65, 0.3)])
        solid = kind in _FULL
        canvas.drawPath(
            path, ink.fill(_colour(skull), 0.96 if solid else 0.26, soft=0.004 if solid else 0.014, blend=_ATOP)
        )
    elif kind is FacialHair.GOATEE:
        rows = (
            (-0.10, 0.345),
            (-0.125, 0.40),
            (-0.10, 0.48),
            (0.0, 0.52),
            (0.10, 0.48),
            (0.125, 0.40),
            (0.10, 0.345),
            (0.0, 0.352),
        )
        canvas.drawPath(ink.spline(_along(skull, rows)), ink.fill(_colour(skull), 0.95, blend=_ATOP))


def draw(canvas: skia.Canvas, skull: Skull, tone: Tone, lips: Lips) -> None:
    """Moustache, and a beard that stands out from the chin."""
    kind = skull.who.facial_hair
    if kind in (FacialHair.NONE, FacialHair.STUBBLE) or skull.turn[1] < -0.3:
        return
    colour = _colour(skull)
    if kind in _FULL:
        _mass(canvas, skull, tone, colour)
    lift = -0.012 * (lips.up > 0.012)
    for side in (-1, 1):
        if skull.facing(side * 0.06, 0.25) > -0.05:
            rows = ((0.004, 0.236), (0.055, 0.238), (0.105, 0.258), (0.140, 0.292))
            points = [skull.on(side * u, y + lift, 0.012) for u, y in rows]
            canvas.drawPath(tapered(points, [0.016, 0.024, 0.019, 0.007]), ink.fill(colour))
    if skull.facing(0, 0.25) > 0.2:
        canvas.drawLine(*skull.on(0, 0.222), *skull.on(0, 0.25 + lift), ink.stroke(line_of(colour), 0.009, 0.5))


def _mass(canvas: skia.Canvas, skull: Skull, tone: Tone, colour: Colour) -> None:
    long = 0.42 if skull.who.facial_hair is FacialHair.LONG_BEARD else 0.075
    edge = [(-0.30, 0.32), (-0.21, 0.43), (-0.10, 0.50)]
    points: list[Point] = []
    for u, y in [*edge, (0.0, 0.52), *[(-u, y) for u, y in edge[::-1]]]:
        if skull.facing(u, min(y, 0.45)) < -0.12:
            continue
        x, sy, _ = skull.seen(skull.solid(u, min(y, 0.5), 0.03))
        points.append((x * (1 - 0.25 * (long > 0.2)), sy + long * (1 - (abs(u) / 0.34) ** 2)))
    top = [
        skull.on(u, y, 0.012)
        for u, y in ((0.26, 0.30), (0.12, 0.365), (0.0, 0.375), (-0.12, 0.365), (-0.26, 0.30))
        if skull.facing(u, y) > -0.12
    ]
    if len(points) < 2 or len(top) < 2:
        return
    path = ink.spline([*points, *top])
    canvas.drawPath(path, ink.stroke(line_of(colour), 0.016))
    canvas.drawPath(path, ink.fill(colour))
    canvas.save()
    clip(canvas, path)
    dark = ink.spline(
        [(x - tone.side * 0.13, y + 0.02) for x, y in points]
        + [(-tone.side * 0.9, 0.3), (-tone.side * 0.9, 1.2), (0, 1.2)],
        tension=1 / 9,
    )
    canvas.drawPath(dark, ink.fill(tone.dark(colour), 0.7))
    for k, (x, y) in enumerate(points[1:-1]):
        start = (x * 0.75, y - 0.12 - long * 0.5)
        canvas.drawPath(
            ink.spline([start, (x * 0.9, y - 0.05), (x * 0.95, y)], closed=False),
            ink.stroke(mix(colour, (1, 1, 1), 0.25) if k % 2 else line_of(colour), 0.012, 0.45),
        )
    canvas.restore()
