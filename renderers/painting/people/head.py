"""A whole head, in the layers that speaking and blinking need: under the features, the features, over the features."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, mix, mul, rgb
from renderers.painting.people import beard, face, hairfall, headwear, robot, wear
from renderers.painting.people.appearance import Being
from renderers.painting.people.brush import CONTOUR, Tone, line_of
from renderers.painting.people.expressions import Lips, Mien, lips_of
from renderers.painting.people.hair import Mane
from renderers.painting.people.skull import Skull
from renderers.painting.people.viseme import Viseme

_ATOP = skia.BlendMode.kSrcATop


@dataclass(frozen=True)
class Head:
    """A head ready to be drawn; units are heads, origin is its centre."""

    skull: Skull
    tone: Tone
    mien: Mien
    gaze: Point = (0.0, 0.0)
    viseme: Viseme = Viseme.REST
    shut: float = 0.0
    hair: Mane | None = None

    @cached_property
    def lips(self) -> Lips:
        """The shape of the mouth."""
        return lips_of(self.viseme, self.mien)

    @cached_property
    def mane(self) -> Mane:
        """The hair."""
        return self.hair or Mane(self.skull, self.tone)

    @cached_property
    def skin(self) -> Colour:
        """The skin in light."""
        return rgb(self.skull.who.skin)

    def draw(self, canvas: skia.Canvas) -> None:
        """Everything but the hair that hangs down the back."""
        if self.skull.who.being is Being.ROBOT:
            robot.draw(canvas, self.skull, self.tone, self.mien, self.lips, self.gaze, self.shut)
            headwear.draw(canvas, self.skull, self.tone)
            return
        if self.skull.turn[1] <= 0:
            self._hair_behind(canvas)
        headwear.behind(canvas, self.skull, self.tone)
        self._ears(canvas)
        canvas.drawPath(ink.spline(self.skull.outline), ink.stroke(line_of(self.skin), CONTOUR))
        self._face(canvas)
        if self.skull.turn[1] > -0.35:
            self._features(canvas)
        if not headwear.covers_hair(self.skull.who):
            if 0 < self.skull.turn[1] < 0.45:  # in profile long hair hides the neck
                self.mane.replay(canvas, "side", hairfall.beside)
            falls = hairfall.before if self.skull.turn[1] > 0 else hairfall.behind
            self.mane.replay(canvas, "falls", falls)
            self.mane.replay(canvas, "cap", Mane.cap)
        self._late_ears(canvas)
        beard.draw(canvas, self.skull, self.tone, self.lips)
        self.mane.replay(canvas, "brows", self._brows)
        headwear.glasses(canvas, self.skull)
        wear.worn(canvas, self.skull)
        headwear.draw(canvas, self.skull, self.tone)

    def draw_behind(self, canvas: skia.Canvas) -> None:
        """Hair behind the neck of somebody seen from the front."""
        if self.skull.turn[1] > 0 and self.skull.who.being is not Being.ROBOT:
            if not headwear.covers_hair(self.skull.who):
                hairfall.behind(self.mane, canvas)
            self._hair_behind(canvas)

    def _hair_behind(self, canvas: skia.Canvas) -> None:
        if not headwear.covers_hair(self.skull.who):
            self.mane.back(canvas)

    @property
    def _brow_colour(self) -> Colour:
        return mix(rgb(self.skull.who.hair_colour), (0.10, 0.07, 0.06), 0.45)

    def _brows(self, _: Mane, canvas: skia.Canvas) -> None:
        for side in (1, -1):
            face.brow(canvas, self.skull, side, self.mien, self._brow_colour)

    def _eyes(self, _: Mane, canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            face.eye(canvas, self.skull, side, self.mien, self.shut, self.gaze, self.tone)

    def _nose(self, _: Mane, canvas: skia.Canvas) -> None:
        face.nose(canvas, self.skull, self.tone)

    def _face(self, canvas: skia.Canvas) -> None:
        """Skin, warmth, and one crisp shadow: the side away from the light, under brow, nose and jaw."""
        outline = ink.spline(self.skull.outline)
        canvas.saveLayer(None, None)
        canvas.drawPath(outline, ink.fill(self.skin))
        if self.skull.turn[1] > -0.3:
            face.blush(canvas, self.skull, self.mien)
            beard.shadow(canvas, self.skull)
            wear.skin_marks(canvas, self.skull)
        shade = self.tone.dark(self.skin)
        canvas.drawPath(ink.spline(self._terminator(), tension=1 / 8), ink.fill(shade, 0.9, blend=_ATOP))
        bottom = [(-0.6, 0.62), *self._jawline(), (0.6, 0.62)]
        canvas.drawPath(ink.spline(bottom, tension=1 / 9), ink.fill(shade, 0.55, blend=_ATOP))
        if not headwear.covers_hair(self.skull.who) or self.skull.who.headwear.value != "none":
            self._hair_shadow(canvas, shade)
        lit = self.tone.side
        x, y = self.skull.on(lit * 0.19 - 0.15 * self.skull.turn[0], 0.10)
        if self.skull.turn[1] > 0.3:
            shine = ink.fill(mix(self.skin, WHITE, 0.35), 0.30, soft=0.022, blend=_ATOP)
            canvas.drawOval(ink.rect(x - 0.06, y - 0.04, 0.12, 0.08), shine)
        canvas.restore()

    def _terminator(self) -> list[Point]:
        """Where the light stops, seen on the screen: a line down the head with the bumps of brow, nose and cheek."""
        side, skull = self.tone.side, self.skull
        sine, cosine = skull.turn
        points = []
        for i in range(27):
            y = -0.54 + 1.14 * i / 26
            width, front, back = skull.slice(max(-0.5, min(0.5, y)))
            depth = front if abs(skull.yaw) < 100 else max(0.1, back)
            reach = math.hypot(width * cosine, depth * sine)
            x = -side * reach * (0.56 + 0.10 * abs(sine))
            bumps = -0.055 * math.exp(-(((y - 0.03) / 0.05) ** 2)) + 0.075 * math.exp(-(((y - 0.155) / 0.06) ** 2))
            bumps += -0.035 * math.exp(-(((y - 0.30) / 0.05) ** 2)) - 0.05 * math.exp(-(((y - 0.46) / 0.06) ** 2))
            points.append((x - side * bumps * max(0.0, cosine) + 0.04 * sine, skull.drop(y)))
        far = -side * 0.95
        return [*points, (far, 0.7), (far, -0.7)]

    def _jawline(self) -> list[Point]:
        rows = ((-0.40, 0.20), (-0.30, 0.345), (-0.16, 0.438), (0.0, 0.468), (0.16, 0.438), (0.30, 0.345), (0.40, 0.20))
        return [self.skull.on(u, y) for u, y in rows if self.skull.facing(u, y) > -0.15]

    def _hair_shadow(self, canvas: skia.Canvas, shade: Colour) -> None:
        """The hair's own shadow on forehead and temples."""
        points = []
        for step in range(-16, 17, 2):
            azimuth = step * 5.0 - self.skull.yaw
            height = self.mane.hairline(azimuth) if self.skull.who.headwear.value == "none" else -0.2
            if height < -0.45:
                continue
            x, y, z = self.skull.seen(self.skull.polar(azimuth, height))
            if z > 0:
                points.append((x - self.tone.side * 0.025, y + 0.045))
        if len(points) > 3 and self.mane.style.volume > 0.02:
            canvas.drawPath(
                ink.poly([*points, (0.8, points[-1][1]), (0.8, -0.8), (-0.8, -0.8), (-0.8, points[0][1])]),
                ink.fill(shade, 0.75, blend=_ATOP),
            )

    def _features(self, canvas: skia.Canvas) -> None:
        skull, mien = self.skull, self.mien
        canvas.save()
        face.wrinkles(canvas, skull, mien)
        # nothing above the lips moves with the jaw
        self.mane.replay(canvas, f"eyes {self.shut} {self.gaze}", self._eyes)
        face.mouth(canvas, skull, self.lips, mien, self.tone)
        self.mane.replay(canvas, "nose", self._nose)
        face.wet(canvas, skull, mien, self.tone)
        canvas.restore()

    def _ear(self, canvas: skia.Canvas, side: int) -> None:
        x, y, _ = self.skull.seen(self.skull.polar(side * 97, 0.06, -0.01))
        sine, cosine = self.skull.turn
        big = 1 + 0.16 * (self.skull.who.face.ears / 50 - 1)
        wide = (0.045 + 0.052 * abs(sine)) * big
        lean = side * cosine * 0.03
        shape = [
            (x + lean - wide * 0.4, y - 0.085 * big),
            (x + lean + side * 0.01 + wide * 0.5, y - 0.09 * big),
            (x + lean * 1.2 + side * wide * 0.5, y),
            (x + lean * 0.3, y + 0.105 * big),
            (x - wide * 0.4, y + 0.05),
        ]
        path = ink.spline(shape)
        colour = mul(self.skin, (0.95, 0.86, 0.84))
        canvas.drawPath(path, ink.stroke(line_of(self.skin), CONTOUR))
        canvas.drawPath(path, ink.fill(colour if side * cosine * self.tone.side > -0.1 else self.tone.dark(colour)))
        curl = [(x + lean - wide * 0.1, y - 0.05), (x + lean + wide * 0.15, y - 0.02), (x + lean * 0.6, y + 0.045)]
        canvas.drawPath(ink.spline(curl, closed=False), ink.stroke(face.deeper(self.skin), 0.013, 0.9))

    def _near_ear(self, side: int) -> bool:
        """Is this ear on the visible side of the head (rather than past its edge)?"""
        return -side * self.skull.turn[0] > 0.12

    def _hidden(self, side: int) -> bool:
        return headwear.covers_ears(self.skull.who) or self.mane.hairline(side * 80.0) > 0.18

    def _ears(self, canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            if not self._near_ear(side) and side * self.skull.turn[0] < 0.75 and not self._hidden(side):
                self._ear(canvas, side)

    def _late_ears(self, canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            if self._near_ear(side) and not self._hidden(side):
                self._ear(canvas, side)
