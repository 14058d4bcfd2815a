"""The house look of a character: a dark contour, a flat tone and a crisp shadow away from the light."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import Colour, mix, mul, scaled

INK: Colour = (0.10, 0.07, 0.09)
CONTOUR = 0.026
"""Width of a contour in heads."""


@dataclass(frozen=True)
class Tone:
    """Where the light comes from (-1 screen left, 1 right), and what a shadow does to a colour."""

    side: int = -1
    shade: Colour = (0.62, 0.52, 0.66)

    def dark(self, colour: Colour) -> Colour:
        """The colour in shadow."""
        return mul(colour, self.shade)


def clip(canvas: skia.Canvas, path: skia.Path) -> None:
    """What follows is drawn only inside the path, until the canvas is restored."""
    canvas.clipPath(path, doAntiAlias=True)


def line_of(colour: Colour) -> Colour:
    """The contour of a surface: its own colour, nearly black."""
    return mix(scaled(colour, 0.30), INK, 0.45)


def part(canvas: skia.Canvas, path: skia.Path, colour: Colour, tone: Tone, *, depth: float = 0.08) -> None:
    """A closed shape: contour, tone, and a shadow `depth` heads wide on the side away from the light."""
    canvas.drawPath(path, ink.stroke(line_of(colour), CONTOUR))
    tinted(canvas, path, colour, tone, depth=depth)


def tinted(canvas: skia.Canvas, path: skia.Path, colour: Colour, tone: Tone, *, depth: float) -> None:
    """The same without its contour."""
    canvas.save()
    clip(canvas, path)
    canvas.drawPath(path, ink.fill(tone.dark(colour)))
    canvas.translate(tone.side * depth, -depth * 0.45)
    canvas.drawPath(path, ink.fill(colour))
    canvas.restore()


def flat(canvas: skia.Canvas, path: skia.Path, colour: Colour) -> None:
    """A closed shape with a contour and no shadow."""
    canvas.drawPath(path, ink.stroke(line_of(colour), CONTOUR))
    canvas.drawPath(path, ink.fill(colour))


def mark(
    canvas: skia.Canvas, points: Sequence[Point], colour: Colour, width: float = 0.016, alpha: float = 0.8
) -> None:
    """A line drawn by hand through the points."""
    canvas.drawPath(ink.spline(points, closed=False), ink.stroke(colour, width, alpha))


def ribbon(points: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """The outline of a band of varying width along a bent line; `widths` are half widths at the points."""
    line = np.array(points, float)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.hypot(along[:, :1], along[:, 1:]), 1e-6)
    across = np.stack([-along[:, 1], along[:, 0]], 1) * np.array(widths, float)[:, None]
    left, right = line + across, (line - across)[::-1]
    return [(float(x), float(y)) for x, y in np.concatenate([left, right])]


def tapered(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A smooth band along the points, round at both ends."""
    first, last = points[0], points[-1]
    band = ribbon(points, widths)
    count = len(points)
    tip = _beyond(points[-2], last, widths[-1] * 0.8)
    tail = _beyond(points[1], first, widths[0] * 0.8)
    return ink.spline([*band[:count], tip, *band[count:], tail])


def _beyond(before: Point, end: Point, by: float) -> Point:
    length = math.hypot(end[0] - before[0], end[1] - before[1]) or 1.0
    return end[0] + (end[0] - before[0]) / length * by, end[1] + (end[1] - before[1]) / length * by


def lerp(table: Sequence[tuple[float, ...]], at: float) -> tuple[float, ...]:
    """The row of a table (first column ascending) at a value between its rows."""
    low = table[0]
    if at <= low[0]:
        return low[1:]
    for high in table:
        if at <= high[0]:
            t = (at - low[0]) / (high[0] - low[0])
            return tuple([a + (b - a) * t for a, b in zip(low[1:], high[1:], strict=True)])
        low = high
    return low[1:]
