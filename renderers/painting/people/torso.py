"""The trunk as a solid along the spine, so that collars, buttons and belts follow every turn of the body."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from renderers.painting.ink import Point
from renderers.painting.people.brush import lerp
from renderers.painting.people.skeleton import Joint, Skeleton, add, cross, sub, times, unit

# along the spine (0 hips, 1 base of the neck), half width, front, back: broad-shouldered, then broad-hipped
_MAN = (
    (-0.16, 0.34, 0.25, 0.27),
    (0.0, 0.475, 0.29, 0.33),
    (0.28, 0.45, 0.29, 0.24),
    (0.55, 0.535, 0.35, 0.30),
    (0.76, 0.635, 0.36, 0.34),
    (0.87, 0.72, 0.29, 0.30),
    (0.935, 0.62, 0.24, 0.28),
    (0.985, 0.36, 0.20, 0.24),
    (1.04, 0.21, 0.17, 0.20),
)
_WOMAN = (
    (-0.16, 0.36, 0.25, 0.28),
    (0.0, 0.485, 0.28, 0.36),
    (0.32, 0.355, 0.24, 0.22),
    (0.55, 0.42, 0.30, 0.24),
    (0.72, 0.48, 0.40, 0.27),
    (0.87, 0.555, 0.24, 0.25),
    (0.935, 0.48, 0.19, 0.23),
    (0.985, 0.29, 0.16, 0.20),
    (1.04, 0.165, 0.14, 0.17),
)
_CHILD = (
    (-0.16, 0.28, 0.22, 0.24),
    (0.0, 0.38, 0.27, 0.28),
    (0.30, 0.36, 0.30, 0.22),
    (0.60, 0.40, 0.29, 0.25),
    (0.86, 0.46, 0.24, 0.24),
    (0.94, 0.38, 0.19, 0.21),
    (0.985, 0.26, 0.16, 0.18),
    (1.04, 0.16, 0.14, 0.16),
)


Ring = tuple[tuple[float, float, float], tuple[Joint, Joint], Joint]


@dataclass(frozen=True)
class Torso:
    """The trunk of one skeleton, `loose` heads of cloth all around."""

    bones: Skeleton
    loose: float = 0.0

    def slice(self, t: float) -> tuple[float, float, float]:
        """Half width, front and back depth at a height of the spine."""
        body = self.bones.body
        man, woman, child = lerp(_MAN, t), lerp(_WOMAN, t), lerp(_CHILD, t)
        grown = [w + (m - w) * body.man for m, w in zip(man, woman, strict=True)]
        width, front, back = (g + (c - g) * body.youth for g, c in zip(grown, child, strict=True))
        belly = math.exp(-(((t - 0.25) / 0.34) ** 2))
        width *= body.breadth * (1 + (body.girth - 1) * (0.25 + 0.6 * belly))
        front *= 1 + (body.girth - 1) * (0.3 + 1.1 * belly)
        back *= 1 + (body.girth - 1) * 0.4
        return width + self.loose, front + self.loose, back + self.loose

    def spine(self, t: float) -> Joint:
        """A point of the bent spine."""
        bones = self.bones
        if t <= 0.58:
            return add(bones.pelvis, times(sub(bones.chest, bones.pelvis), t / 0.58))
        return add(bones.chest, times(sub(bones.neck, bones.chest), (t - 0.58) / 0.42))

    @cached_property
    def _lower(self) -> tuple[Joint, Joint]:
        down = times(unit(sub(self.bones.chest, self.bones.pelvis)), -1)
        left = unit(cross(down, (0.0, 0.0, 1.0))) if abs(down[2]) < 0.95 else (1.0, 0.0, 0.0)
        return left, unit(cross(left, down))

    def _axes(self, t: float) -> tuple[Joint, Joint]:
        lower_left, lower_forward = self._lower
        upper_left, _, upper_forward = self.bones.axes
        k = max(0.0, min(1.0, (t - 0.35) / 0.45))
        left = unit(add(times(lower_left, 1 - k), times(upper_left, k)))
        return left, unit(add(times(lower_forward, 1 - k), times(upper_forward, k)))

    def _ring(self, t: float) -> Ring:
        """All that is the same all around at one height."""
        known = self._rings.get(t)
        if known is None:
            known = self._rings[t] = (self.slice(t), self._axes(t), self.spine(t))
        return known

    @cached_property
    def _rings(self) -> dict[float, Ring]:
        return {}

    def solid(self, azimuth: float, t: float, out: float = 0.0) -> Joint:
        """A point of the surface: azimuth in degrees, 0 the breastbone, 90 the left side."""
        (width, front, back), (left, forward), spine = self._ring(t)
        angle = math.radians(azimuth)
        sine, cosine = math.sin(angle), math.cos(angle)
        depth = (front if cosine >= 0 else back) + out
        return add(spine, add(times(left, (width + out) * sine), times(forward, depth * cosine)))

    def on(self, azimuth: float, t: float, out: float = 0.0) -> Point:
        """Where that point is seen."""
        return self.bones.flat(self.solid(azimuth, t, out))

    def facing(self, azimuth: float) -> float:
        """1 when that side of the trunk looks at the viewer, negative when it is hidden."""
        return math.cos(math.radians(azimuth + self.bones.yaw))

    def outline(self, low: float = -0.14, high: float = 1.03) -> list[Point]:
        """The silhouette, up the screen-right side and down the other."""
        rows = [*(low + (0.86 - low) * i / 9 for i in range(10)), 0.935, 0.985, high]
        right, left = [], []
        for t in rows:
            below, above = self.bones.flat(self.spine(t - 0.05)), self.bones.flat(self.spine(t + 0.05))
            across = (-(above[1] - below[1]), above[0] - below[0])
            if math.hypot(*across) < 0.03:
                across = (1.0, 0.0)
            points = [self.on(azimuth, t) for azimuth in range(-180, 180, 20)]
            right.append(max(points, key=lambda p: p[0] * across[0] + p[1] * across[1]))
            left.append(min(points, key=lambda p: p[0] * across[0] + p[1] * across[1]))
        return [*right, *left[::-1]]
