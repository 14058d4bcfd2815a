"""What prop painters draw with: closed shapes in the house look. A prop is about 1 unit large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, mix, rgb
from renderers.painting.people.brush import Tone, line_of, part

STEEL, DARK, BLACK = rgb("#9aa4ad"), rgb("#3a3d45"), rgb("#1d1e23")
WOOD, BROWN, LEATHER = rgb("#8a5a34"), rgb("#5e3d25"), rgb("#7a4a2a")
PAPER, CREAM, IVORY = rgb("#efe8d6"), rgb("#e2d5b5"), rgb("#f4efe2")
RED, GREEN, BLUE, GOLD = rgb("#b1362f"), rgb("#4d7a4c"), rgb("#3f6aa0"), rgb("#d3a445")
GLASS: Colour = (0.78, 0.90, 0.95)
GLOW: Colour = (1.0, 0.86, 0.52)


@dataclass(frozen=True)
class Hand:
    """A canvas and the light on it."""

    canvas: skia.Canvas
    tone: Tone

    def poly(self, points: Sequence[Point], colour: Colour) -> None:
        """A shape with corners."""
        part(self.canvas, ink.poly(points), colour, self.tone, depth=0.05)

    def blob(self, points: Sequence[Point], colour: Colour) -> None:
        """A smooth shape."""
        part(self.canvas, ink.spline(points), colour, self.tone, depth=0.05)

    def box(self, x: float, y: float, w: float, h: float, colour: Colour, r: float = 0.02) -> None:
        """A rectangle with rounded corners."""
        path = skia.Path()
        path.addRoundRect(ink.rect(x, y, w, h), r, r)
        part(self.canvas, path, colour, self.tone, depth=min(w, h) * 0.12)

    def oval(self, x: float, y: float, w: float, h: float, colour: Colour) -> None:
        """An ellipse by its box."""
        path = skia.Path()
        path.addOval(ink.rect(x, y, w, h))
        part(self.canvas, path, colour, self.tone, depth=min(w, h) * 0.14)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A circle."""
        self.oval(x - radius, y - radius, 2 * radius, 2 * radius, colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float, alpha: float = 1.0) -> None:
        """A stroke without contour."""
        self.canvas.drawPath(ink.spline(points, closed=False), ink.stroke(colour, width, alpha))

    def rod(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A stroke with a contour and a light edge."""
        path = ink.spline(points, closed=False)
        self.canvas.drawPath(path, ink.stroke(line_of(colour), width + 0.045))
        self.canvas.drawPath(path, ink.stroke(colour, width))
        self.canvas.drawPath(path, ink.stroke(mix(colour, WHITE, 0.4), width * 0.25, 0.6))

    def clear(self, points: Sequence[Point], colour: Colour = GLASS, alpha: float = 0.35) -> None:
        """Something seen through."""
        path = ink.spline(points)
        self.canvas.drawPath(path, ink.fill(colour, alpha))
        self.canvas.drawPath(path, ink.stroke(mix(colour, WHITE, 0.3), 0.022, 0.9))

    def gleam(self, points: Sequence[Point], width: float = 0.02, alpha: float = 0.75) -> None:
        """A highlight."""
        self.line(points, WHITE, width, alpha)

    def glow(self, x: float, y: float, radius: float, colour: Colour = GLOW, alpha: float = 0.9) -> None:
        """Light of its own."""
        stops = [(colour, alpha), (colour, alpha * 0.35), (colour, 0.0)]
        self.canvas.drawCircle(x, y, radius, ink.radial((x, y), radius, stops, (0, 0.35, 1)))

    def rows(
        self, x: float, y: float, w: float, count: int, gap: float, colour: Colour = DARK, width: float = 0.018
    ) -> None:
        """Lines of writing."""
        for i in range(count):
            end = w * (0.62 if i == count - 1 else 0.94 + 0.06 * (i % 2))
            self.canvas.drawLine(x, y + i * gap, x + end, y + i * gap, ink.stroke(colour, width, 0.7))

    def dots(self, points: Sequence[Point], radius: float, colour: Colour) -> None:
        """Small discs without contour."""
        for point in points:
            self.canvas.drawCircle(*point, radius, ink.fill(colour))


Paint = Callable[[Hand], None]


@dataclass(frozen=True)
class Prop:
    """`size` is its largest side in heads when held; `along` follows the hand instead of standing upright."""

    name: str
    paint: Paint
    size: float = 0.6
    along: int = 0
    grip: Point = (0.0, 0.0)  # the held point
    table: int = 1  # casts a shadow on a surface in an insert
    fill: float = 0.62  # its largest side in an insert, in frame heights
    centre: Point = (0.0, 0.0)
    """Middle of the drawing, for inserts."""
