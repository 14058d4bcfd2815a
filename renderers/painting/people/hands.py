"""Hands: a few good shapes, drawn at a wrist. Local units: the hand is 1 long, fingers point to +y, thumb to +x."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import Colour
from renderers.painting.people.brush import Tone, line_of, part, tapered

Finger = tuple[list[Point], float]


def _flesh(canvas: skia.Canvas, skin: Colour, tone: Tone, palm: list[Point], fingers: list[Finger]) -> None:
    path = ink.spline(palm)
    lines = []
    for points, width in fingers:
        path.addPath(
            tapered(
                points, [width, width * 1.02, width * 0.8][: len(points)] if len(points) < 4 else [width] * len(points)
            )
        )
        lines.append(points)
    part(canvas, path, skin, tone, depth=0.07)
    line = line_of(skin)
    for points, width in fingers:
        for side in (-1, 1):
            edge = [(x + side * width * 0.95, y) for x, y in points[:-1]] + [points[-1]]
            canvas.drawPath(ink.spline(edge[:-1], closed=False), ink.stroke(line, 0.020, 0.5))


def _relaxed(canvas: skia.Canvas, skin: Colour, tone: Tone) -> None:
    palm = [
        (-0.13, -0.08),
        (-0.20, 0.16),
        (-0.20, 0.44),
        (-0.15, 0.70),
        (-0.05, 0.92),
        (0.05, 0.90),
        (0.12, 0.66),
        (0.19, 0.40),
        (0.17, 0.12),
        (0.13, -0.08),
    ]
    thumb = [(0.14, 0.10), (0.23, 0.28), (0.19, 0.50)]
    _flesh(canvas, skin, tone, palm, [(thumb, 0.075)])
    for x in (-0.085, 0.02):
        canvas.drawPath(
            ink.spline([(x, 0.46), (x * 0.9, 0.66), (x * 0.5, 0.84)], closed=False),
            ink.stroke(line_of(skin), 0.026, 0.75),
        )


def _open(canvas: skia.Canvas, skin: Colour, tone: Tone) -> None:
    palm = [(-0.13, -0.08), (-0.21, 0.20), (-0.21, 0.46), (0.0, 0.54), (0.20, 0.46), (0.20, 0.18), (0.13, -0.08)]
    fingers: list[Finger] = []
    for x, lean, length in ((-0.165, -0.16, 0.34), (-0.055, -0.05, 0.44), (0.06, 0.05, 0.45), (0.165, 0.15, 0.38)):
        fingers.append(([(x, 0.42), (x + lean * 0.5, 0.48 + length * 0.5), (x + lean, 0.48 + length)], 0.062))
    fingers.append(([(0.14, 0.14), (0.30, 0.30), (0.40, 0.46)], 0.072))
    _flesh(canvas, skin, tone, palm, fingers)


def _flat(canvas: skia.Canvas, skin: Colour, tone: Tone) -> None:
    palm = [
        (-0.13, -0.08),
        (-0.20, 0.18),
        (-0.20, 0.60),
        (-0.13, 0.90),
        (0.0, 0.98),
        (0.12, 0.90),
        (0.19, 0.58),
        (0.19, 0.16),
        (0.13, -0.08),
    ]
    _flesh(canvas, skin, tone, palm, [([(0.14, 0.14), (0.24, 0.34), (0.22, 0.54)], 0.070)])
    for x in (-0.09, 0.0, 0.09):
        canvas.drawLine(x, 0.50, x * 0.7, 0.92, ink.stroke(line_of(skin), 0.022, 0.7))


def _fist(canvas: skia.Canvas, skin: Colour, tone: Tone) -> None:
    palm = [
        (-0.14, -0.08),
        (-0.23, 0.12),
        (-0.24, 0.38),
        (-0.14, 0.52),
        (0.06, 0.54),
        (0.21, 0.46),
        (0.23, 0.18),
        (0.14, -0.08),
    ]
    _flesh(canvas, skin, tone, palm, [])
    for x in (-0.12, -0.01, 0.10):
        canvas.drawLine(x, 0.30, x * 1.05, 0.52, ink.stroke(line_of(skin), 0.024, 0.7))
    part(canvas, tapered([(0.18, 0.10), (0.18, 0.30), (0.02, 0.34)], [0.075, 0.080, 0.065]), skin, tone, depth=0.04)


def _point(canvas: skia.Canvas, skin: Colour, tone: Tone) -> None:
    part(canvas, tapered([(0.12, 0.30), (0.13, 0.66), (0.12, 0.98)], [0.070, 0.064, 0.050]), skin, tone, depth=0.03)
    _fist(canvas, skin, tone)


def _nothing(canvas: skia.Canvas, skin: Colour, tone: Tone) -> None:
    """A hand in a pocket, under an arm or behind the back."""


_SHAPES: Mapping[str, Callable[[skia.Canvas, Colour, Tone], None]] = MappingProxyType(
    {
        "relaxed": _relaxed,
        "open": _open,
        "flat": _flat,
        "fist": _fist,
        "grip": _fist,
        "point": _point,
        "hip": _fist,
        "pocket": _nothing,
        "tucked": _nothing,
    }
)
SHAPES = tuple(_SHAPES)


def hand(
    canvas: skia.Canvas, wrist: Point, angle: float, size: float, thumb: int, shape: str, skin: Colour, tone: Tone
) -> None:
    """A hand of length `size` at `wrist`, fingers towards `angle` (degrees on the screen), thumb left or right."""
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(angle - 90)
    canvas.scale(size * thumb, size)
    turned = math.radians(angle - 90)
    side = 1 if tone.side * math.cos(turned) * thumb >= 0 else -1
    _SHAPES[shape](canvas, skin, Tone(side, tone.shade))
    canvas.restore()
