"""The lens of a set: metres in, frame heights out; walls and boxes seen through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import skia

from renderers.painting.ink import Point, fill, poly, shaded
from renderers.painting.palette import Colour, scaled

Vec = tuple[float, float, float]


@dataclass(frozen=True)
class View:
    """A level camera `eye` metres up: x right, y up, z away; `flip` -1 mirrors the set."""

    horizon: float = 0.15
    eye: float = 1.05
    focal: float = 1.7
    flip: int = 1

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a point in metres is seen."""
        z = max(z, 0.25)
        return self.flip * x * self.focal / z, self.horizon + (self.eye - y) * self.focal / z

    def floor(self, z: float) -> float:
        """Where the floor at `z` metres is seen."""
        return self.horizon + self.eye * self.focal / max(z, 0.25)

    def scale(self, z: float) -> float:
        """Frame heights per metre at `z`."""
        return self.focal / max(z, 0.25)

    def distance(self, floor_y: float) -> float:
        """How far away the floor is that is seen at `floor_y`."""
        return self.eye * self.focal / max(floor_y - self.horizon, 1e-3)

    def path(self, *points: Vec) -> skia.Path:
        """The polygon through points in metres."""
        return poly([self.at(*point) for point in points])


@dataclass(frozen=True)
class Face:
    """A flat surface in the set: `at(u, v)` walks `u` metres across and `v` metres up from its origin."""

    view: View
    origin: Vec
    across: Vec
    up: Vec = (0.0, 1.0, 0.0)
    width: float = 1.0
    height: float = 1.0

    def at(self, u: float, v: float) -> Point:
        """Where that point of the surface is seen."""
        return self.view.at(*self.space(u, v))

    def space(self, u: float, v: float) -> Vec:
        """That point in metres."""
        (ox, oy, oz), (ax, ay, az), (ux, uy, uz) = self.origin, self.across, self.up
        return ox + ax * u + ux * v, oy + ay * u + uy * v, oz + az * u + uz * v

    def path(self, points: Sequence[Point]) -> skia.Path:
        """A polygon on the surface."""
        return poly([self.at(*point) for point in points])

    def quad(self, u: float, v: float, w: float, h: float) -> skia.Path:
        """A rectangle on the surface by its lower left corner."""
        return self.path([(u, v), (u + w, v), (u + w, v + h), (u, v + h)])

    def whole(self) -> skia.Path:
        """All of it."""
        return self.quad(0, 0, self.width, self.height)

    def gradient(self, low: Colour, high: Colour) -> skia.Paint:
        """From its foot to its top, at the middle."""
        return shaded(self.at(self.width / 2, 0), self.at(self.width / 2, self.height), low, high)

    def size_at(self, u: float, v: float) -> float:
        """Frame heights per metre there."""
        return self.view.scale(self.space(u, v)[2])


@dataclass(frozen=True)
class Box:
    """A block on the floor plan: left, foot and front corner, then its size."""

    x: float
    y: float
    z: float
    w: float
    h: float
    d: float

    def front(self, view: View) -> Face:
        """The side towards the camera."""
        return Face(view, (self.x, self.y, self.z), (1, 0, 0), width=self.w, height=self.h)

    def top(self, view: View) -> Face:
        """The upper side, `v` going away."""
        return Face(view, (self.x, self.y + self.h, self.z), (1, 0, 0), (0, 0, 1), self.w, self.d)


def draw_box(canvas: skia.Canvas, view: View, box: Box, colour: Colour, *, side: float = 1.0) -> None:
    """A lit block: bright on top, darker on the flank away from the light (`side` -1: light from the left)."""
    x, y, z, w, h, d = box.x, box.y, box.z, box.w, box.h, box.d
    far = z + d
    lit_right = side * view.flip > 0
    if x + w < 0:
        tone = 0.95 if lit_right else 0.6
        flank = [(x + w, y, z), (x + w, y, far), (x + w, y + h, far), (x + w, y + h, z)]
        canvas.drawPath(view.path(*flank), fill(scaled(colour, tone)))
    elif x > 0:
        tone = 0.6 if lit_right else 0.95
        flank = [(x, y, z), (x, y, far), (x, y + h, far), (x, y + h, z)]
        canvas.drawPath(view.path(*flank), fill(scaled(colour, tone)))
    if y + h < view.eye:
        canvas.drawPath(box.top(view).whole(), fill(scaled(colour, 1.16)))
    elif y > view.eye:
        under = [(x, y, z), (x + w, y, z), (x + w, y, far), (x, y, far)]
        canvas.drawPath(view.path(*under), fill(scaled(colour, 0.45)))
    front = box.front(view)
    canvas.drawPath(front.whole(), front.gradient(scaled(colour, 0.74), scaled(colour, 0.92)))


def draw_shadow(canvas: skia.Canvas, view: View, box: Box, strength: float = 0.5) -> None:
    """The soft dark a block leaves on the floor."""
    grow = 0.12
    points = [
        view.at(box.x - grow, 0, box.z - grow * 1.5),
        view.at(box.x + box.w + grow, 0, box.z - grow * 1.5),
        view.at(box.x + box.w + grow * 2, 0, box.z + box.d),
        view.at(box.x - grow * 2, 0, box.z + box.d),
    ]
    canvas.drawPath(poly(points), fill((0, 0, 0), strength, soft=0.05 * view.scale(box.z)))
