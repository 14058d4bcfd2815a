"""The head as a solid: horizontal slices with a profile line, turned to any yaw. Units: the head is 1 high.

Origin is the head's centre, y down, crown at -0.5, chin at 0.5. A point of the face is (u, y): u along the surface to
the character's left in heads, y down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from renderers.painting.ink import Point
from renderers.painting.people.appearance import Appearance, Face, FaceShape, Gender
from renderers.painting.people.brush import lerp

Floats = NDArray[np.float64]

_SLICES = (  # y, half width, front, back
    (-0.50, 0.02, 0.02, 0.03),
    (-0.47, 0.17, 0.18, 0.20),
    (-0.40, 0.27, 0.28, 0.33),
    (-0.27, 0.345, 0.345, 0.42),
    (-0.10, 0.365, 0.365, 0.45),
    (0.02, 0.358, 0.36, 0.44),
    (0.12, 0.352, 0.36, 0.38),
    (0.22, 0.322, 0.355, 0.25),
    (0.32, 0.275, 0.345, 0.08),
    (0.40, 0.215, 0.335, -0.06),
    (0.46, 0.135, 0.315, -0.15),
    (0.50, 0.04, 0.28, -0.22),
)
_PROFILE = (  # y, depth of the middle line beyond the slice's front
    (-0.50, 0.0),
    (-0.25, 0.01),
    (-0.10, 0.028),
    (-0.05, 0.03),
    (0.0, 0.012),
    (0.22, 0.03),
    (0.262, 0.062),
    (0.29, 0.042),
    (0.318, 0.058),
    (0.355, 0.03),
    (0.41, 0.062),
    (0.45, 0.062),
    (0.50, 0.02),
)
_SHAPES = {  # jaw width, cheek width, length of the chin
    FaceShape.OVAL: (1.0, 1.0, 1.0),
    FaceShape.ROUND: (1.07, 1.05, 0.97),
    FaceShape.SQUARE: (1.16, 0.99, 1.0),
    FaceShape.LONG: (0.98, 0.94, 1.04),
    FaceShape.HEART: (0.90, 1.03, 1.0),
}


def _of(percent: int) -> float:
    """-1 .. 1 for a measure of 0 .. 100."""
    return percent / 50 - 1


def _axis(front: Floats | float, back: Floats | float) -> Floats:
    """Where a slice is widest: on the head's axis above, in its own middle at the chin, on its way between at the jaw.

    It moves without a step, or the outline of a turned head would have a notch above the chin.
    """
    lower = np.clip((0.10 - np.asarray(back)) / 0.25, 0.0, 1.0)
    middle: Floats = (front - np.asarray(back)) / 2 * lower
    return middle


Slice = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Measured:
    """What was found of a head at a height: the same for every yaw, nod and mouth, and asked for thousands of times."""

    slices: dict[float, Slice] = field(default_factory=dict)
    ridges: dict[float, float] = field(default_factory=dict)


@lru_cache(maxsize=32)
def _measured(face: Face, gender: Gender, years: int) -> _Measured:  # noqa: ARG001 - all that a head's measures depend on
    return _Measured()


@dataclass(frozen=True)
class Skull:
    """One head at one yaw (degrees), nod (degrees, positive looks down) and opening of the jaw (0..1)."""

    who: Appearance
    yaw: float = 0.0
    pitch: float = 0.0
    jaw: float = 0.0

    @cached_property
    def turn(self) -> Point:
        """Sine and cosine of the yaw."""
        angle = math.radians(self.yaw)
        return math.sin(angle), math.cos(angle)

    @cached_property
    def youth(self) -> float:
        """1 for an infant, 0 for an adult."""
        return max(0.0, min(1.0, (17 - self.who.years) / 14))

    @cached_property
    def _measured(self) -> _Measured:
        return _measured(self.who.face, self.who.gender, self.who.years)

    def slice(self, y: float) -> Slice:
        """Half width, front and back depth at a height."""
        known = self._measured.slices.get(y)
        if known is None:
            known = self._measured.slices[y] = self._slice(y)
        return known

    def _slice(self, y: float) -> Slice:
        width, front, back = lerp(_SLICES, y)
        jaw, cheek, _ = _SHAPES[self.who.face.shape]
        man = {Gender.MAN: 1.04, Gender.WOMAN: 0.93, Gender.NEUTRAL: 0.98}[self.who.gender]
        low = max(0.0, min(1.0, (y - 0.08) / 0.28))
        jaw_width = jaw * man * (1 + 0.09 * _of(self.who.face.jaw))
        width *= 1 + (jaw_width - 1) * low
        width *= 1 + (cheek - 1 + 0.03 * _of(self.who.face.cheeks)) * math.exp(-(((y - 0.13) / 0.14) ** 2))
        width *= 1 - 0.03 * math.exp(-(((y - 0.01) / 0.05) ** 2))
        width *= 1 + self.youth * (0.07 * math.exp(-(((y - 0.2) / 0.13) ** 2)))
        return width, front, back

    def ridge(self, y: float) -> float:
        """How far the middle line stands out before the slice: brow, nose, lips, chin."""
        known = self._measured.ridges.get(y)
        if known is None:
            known = self._measured.ridges[y] = self._ridge(y)
        return known

    def _ridge(self, y: float) -> float:
        face = self.who.face
        out = lerp(_PROFILE, y)[0]
        if y > 0.38:
            out += 0.018 * _of(face.chin) - 0.02 * self.youth
        if y < -0.02 and self.who.gender is not Gender.MAN:
            out *= 0.6
        return out + self.nose(y)

    def nose(self, y: float) -> float:
        """Depth of the nose alone."""
        face = self.who.face
        top, tip, base = -0.02, self.nose_tip, self.nose_tip + 0.06
        if y <= top or y >= base:
            return 0.0
        reach = (0.125 + 0.028 * _of(face.nose_length)) * (1 - 0.45 * self.youth)
        if y > tip:
            t = (y - tip) / (base - tip)
            return reach * (1 - t * t)
        t = (y - top) / (tip - top)
        hook = 0.22 * max(0.0, _of(face.nose_bridge)) * math.sin(math.pi * t)
        scoop = 0.28 * max(0.0, -_of(face.nose_bridge)) * math.sin(math.pi * t)
        return reach * (math.pow(t, 1.25) + hook - scoop)

    @property
    def nose_tip(self) -> float:
        """Height of the nose's tip."""
        return 0.148 + 0.014 * _of(self.who.face.nose_length) - 0.03 * self.youth

    def drop(self, y: float) -> float:
        """Where a height of the face is when the jaw is open."""
        if y <= 0.285:
            return y
        t = min(1.0, (y - 0.285) / 0.1)
        return y + 0.07 * self.jaw * t * t * (3 - 2 * t)

    def solid(self, u: float, y: float, out: float = 0.0) -> tuple[float, float, float]:
        """(x, y, z) in the head's own axes of a face point, `out` above the skin."""
        width, front, back = self.slice(y)
        azimuth = u / max(0.2, width * 0.6 + front * 0.4)
        return self.polar(math.degrees(azimuth), y, out, width=width, front=front, back=back, u=u)

    def polar(
        self,
        azimuth: float,
        y: float,
        out: float = 0.0,
        *,
        width: float | None = None,
        front: float = 0.0,
        back: float = 0.0,
        u: float | None = None,
    ) -> tuple[float, float, float]:
        """The same for an azimuth in degrees: 0 the nose, 90 the left ear, 180 the nape."""
        if width is None:
            width, front, back = self.slice(y)
        angle = math.radians(azimuth)
        sine, cosine = math.sin(angle), math.cos(angle)
        middle = (front - back) / 2 * min(1.0, max(0.0, (0.10 - back) / 0.25))  # `_axis`, for one slice
        depth = front - middle if cosine >= 0 else back + middle
        along = u if u is not None else angle * (width * 0.6 + front * 0.4)
        spread = 0.055 if -0.03 < y < 0.215 else 0.10
        bump = self.ridge(y) * math.exp(-((along / spread) ** 2)) if cosine > 0 else 0.0
        swell = 1 + out / 0.36
        return width * swell * sine, self.drop(y), middle + depth * swell * cosine + bump

    def seen(self, solid: tuple[float, float, float]) -> tuple[float, float, float]:
        """Screen x, y and depth towards the viewer of a solid point."""
        sine, cosine = self.turn
        x, y, z = solid
        nod = math.radians(self.pitch)
        y, z = y * math.cos(nod) + z * math.sin(nod), z * math.cos(nod) - y * math.sin(nod)
        return x * cosine + z * sine, y, -x * sine + z * cosine

    def on(self, u: float, y: float, out: float = 0.0) -> Point:
        """Where a face point is seen."""
        x, sy, _ = self.seen(self.solid(u, y, out))
        return x, sy

    def facing(self, u: float, y: float) -> float:
        """1 when the skin there looks at the viewer, 0 at the edge, negative behind."""
        width, front, _ = self.slice(y)
        azimuth = u / max(0.2, width * 0.6 + front * 0.4)
        return math.cos(azimuth + math.radians(self.yaw))

    def shell(
        self, grow: Floats | float, ys: Floats, azimuths: Floats, lift: float = 0.0
    ) -> tuple[Floats, Floats, Floats]:
        """Screen x, y and depth of a grid over the head grown by `grow`, its crown lifted by `lift`."""
        slices = np.array([self.slice(float(y)) for y in ys])
        ridge = np.array([self.ridge(float(y)) for y in ys])[:, None]
        drop = np.array([self.drop(float(y)) for y in ys])[:, None]
        angle = np.radians(azimuths)[None, :]
        middle = _axis(slices[:, 1:2], slices[:, 2:3])
        depth = np.where(np.cos(angle) >= 0, slices[:, 1:2] - middle, slices[:, 2:3] + middle)
        along = angle * (slices[:, :1] * 0.6 + slices[:, 1:2] * 0.4)
        spread = np.where((ys > -0.03) & (ys < 0.215), 0.055, 0.10)[:, None]
        bump = np.where(np.cos(angle) > 0, ridge * np.exp(-((along / spread) ** 2)), 0.0)
        swell = 1 + np.asarray(grow) / 0.36
        x = slices[:, :1] * swell * np.sin(angle)
        z = middle + depth * swell * np.cos(angle) + bump
        high = np.clip((-ys[:, None] - 0.05) / 0.45, 0, 1)
        # around the crown all sides rise alike, or a wave at the front would end in a peak
        level = np.clip((-ys[:, None] - 0.38) / 0.10, 0, 1)
        even = swell * (1 - level) + np.mean(swell + 0 * angle, axis=1, keepdims=True) * level
        y = drop - high * (0.45 * (even - 1) + lift) + 0 * angle
        sine, cosine = self.turn
        nod = math.radians(self.pitch)
        y, z = y * math.cos(nod) + z * math.sin(nod), z * math.cos(nod) - y * math.sin(nod)
        return x * cosine + z * sine, y, -x * sine + z * cosine

    @cached_property
    def outline(self) -> list[Point]:
        """The silhouette, clockwise from the crown."""
        ys = np.array([-0.5 + 1.0 * (0.5 - 0.5 * math.cos(math.pi * i / 36)) for i in range(37)])
        x, y, _ = self.shell(0.0, ys, np.arange(-180.0, 180.0, 6.0))
        rows = np.arange(len(ys))
        right, left = x.argmax(1), x.argmin(1)
        clockwise = list(zip(x[rows, right], y[rows, right], strict=True))
        back = list(zip(x[rows, left], y[rows, left], strict=True))[::-1]
        return [(float(a), float(b)) for a, b in clockwise + back]


@dataclass(frozen=True)
class Scalp(Skull):
    """The same head as hair sees it: the nape goes down to the neck."""

    def slice(self, y: float) -> Slice:
        """Half width, front and back depth at a height."""
        width, front, back = super().slice(y)
        if y < 0.12:
            return width, front, back
        return max(width, 0.29), front, max(back, 0.36 - 0.42 * (y - 0.12))
