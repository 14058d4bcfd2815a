"""Clothes on the trunk: the cloth, its collar, what shows in the opening, belts, patterns and skirts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.people.appearance import Accessory, Appearance, Mark
from renderers.painting.people.brush import CONTOUR, Tone, clip, line_of, part
from renderers.painting.people.clothes import CUTS, Cut, Front, Legs
from renderers.painting.people.skeleton import LEFT, RIGHT, Skeleton
from renderers.painting.people.torso import Torso

_ATOP = skia.BlendMode.kSrcATop


@dataclass(frozen=True)
class Dress:
    """One outfit on one skeleton."""

    who: Appearance
    bones: Skeleton
    tone: Tone

    @cached_property
    def cut(self) -> Cut:
        """How it is cut."""
        return CUTS[self.who.outfit]

    @cached_property
    def torso(self) -> Torso:
        """The trunk under the cloth, and the cloth's thickness."""
        return Torso(self.bones, self.cut.loose)

    @cached_property
    def cloth(self) -> Colour:
        """Colour of the top; wet cloth is darker."""
        colour = rgb(self.who.main)
        return scaled(colour, 0.66) if Mark.SOAKED in self.who.marks else colour

    @property
    def trousers(self) -> Colour:
        """Colour of the legs."""
        if self.cut.legs is Legs.TIGHTS:
            return (0.15, 0.13, 0.16)
        return scaled(self.cloth, 0.88) if self.cut.legs is Legs.SAME else rgb(self.who.trousers)

    @property
    def sleeves(self) -> Colour:
        """A waistcoat or dungarees show the shirt's sleeves."""
        return (0.92, 0.90, 0.87) if self.who.outfit.value == "waistcoat" else self.cloth

    @property
    def front(self) -> bool:
        """Is the breast seen?"""
        return self.torso.facing(0) > -0.15

    def colour(self, name: str) -> Colour:
        """A colour of the outfit by its name."""
        named: Mapping[str, Colour] = {
            "white": (0.94, 0.92, 0.89),
            "skin": rgb(self.who.skin),
            "dark": (0.16, 0.12, 0.12),
        }
        if name in named:
            return named[name]
        if name == "self":
            return scaled(self.cloth, 0.72)
        if name == "rope":
            return (0.62, 0.50, 0.32)
        return rgb({"second": self.who.second, "accent": self.who.accent, "trousers": self.who.trousers}[name])

    # --- pieces ----------------------------------------------------------------------------------------------------

    def skirt(self, canvas: skia.Canvas) -> None:
        """What hangs below the hips, around the legs; only the far part of an open coat lies behind them."""
        if self.cut.hem < 0.5:
            return
        points: list[Point] = [self.torso.on(a, t) for a in range(-180, 180, 30) for t in (0.0, 0.18)]
        for side in (LEFT, RIGHT):
            hip, knee, ankle = (self.bones.flat(joint) for joint in self.bones.leg(side))
            points += self._around(hip, knee, ankle)
        hull = cv2.convexHull(np.array(points, np.float32))[:, 0]
        path = ink.spline([(float(x), float(y)) for x, y in hull], tension=1 / 9)
        part(canvas, path, self.cloth, self.tone, depth=0.16)
        canvas.save()
        clip(canvas, path)
        self._folds(canvas, hull)
        canvas.restore()

    def _around(self, hip: Point, knee: Point, ankle: Point) -> list[Point]:
        """Points of the hem around one leg."""
        thigh = math.hypot(knee[0] - hip[0], knee[1] - hip[1]) or 0.1
        bone = self.bones.body.leg[0]
        share = self.cut.hem / bone
        out = []
        wide = 0.26 + self.cut.flare * min(1.0, share) * (0.3 if self.bones.stance.seated else 1.0)
        if share <= 1:
            end = (hip[0] + (knee[0] - hip[0]) * share, hip[1] + (knee[1] - hip[1]) * share)
        else:
            rest = min(1.0, (share - 1) * 0.97)
            end = (knee[0] + (ankle[0] - knee[0]) * rest, knee[1] + (ankle[1] - knee[1]) * rest)
            out += [(knee[0] - 0.25, knee[1]), (knee[0] + 0.25, knee[1]), (knee[0], knee[1] - 0.22)]
        out += [
            (end[0] - wide, end[1]),
            (end[0] + wide, end[1]),
            (end[0] - wide * 0.5, end[1] + 0.04),
            (end[0] + wide * 0.5, end[1] + 0.04),
        ]
        return out if thigh > 0.05 else out[-4:]

    def _folds(self, canvas: skia.Canvas, hull: np.ndarray) -> None:
        left, right, low = hull[:, 0].min(), hull[:, 0].max(), hull[:, 1].max()
        x0, y0 = self.torso.on(0, 0.0)
        line = line_of(self.cloth)
        for k in (0.18, 0.36, 0.66, 0.84):
            x = left + (right - left) * k
            canvas.drawPath(
                ink.spline(
                    [
                        (x0 + (x - x0) * 0.62, y0 + (low - y0) * 0.32),
                        (x0 + (x - x0) * 0.88, y0 + (low - y0) * 0.66),
                        (x, low - 0.05),
                    ],
                    closed=False,
                ),
                ink.stroke(line, 0.02, 0.45),
            )
        if self.front and self.cut.front is not Front.NONE:
            foot = (x0 + 0.1 * math.sin(math.radians(self.bones.yaw)), float(low) - 0.02)
            canvas.drawPath(ink.spline([self.torso.on(4, 0.12), foot], closed=False), ink.stroke(line, 0.022, 0.85))

    def bare_neck(self, canvas: skia.Canvas) -> None:
        """The bare neck with the head's shadow."""
        base, head = self.bones.flat(self.bones.neck), self.bones.flat(self.bones.head)
        skin = rgb(self.who.skin)
        wide = (
            (0.150 + 0.045 * self.bones.body.man)
            * (0.75 + 0.25 * self.bones.body.girth)
            * (1 - 0.2 * self.bones.body.youth)
        )
        turned = abs(math.sin(math.radians(self.bones.yaw)))
        top = (head[0] - 0.10 * math.sin(math.radians(self.bones.yaw)), head[1] + 0.16)
        wide *= 1 + 0.12 * turned
        path = ink.spline(
            [
                (top[0] - wide, top[1]),
                (top[0] - wide * 0.98, top[1] + 0.34),
                (base[0] - wide * 1.35, base[1] + 0.10),
                (base[0], base[1] + 0.34),
                (base[0] + wide * 1.35, base[1] + 0.10),
                (top[0] + wide * 0.98, top[1] + 0.34),
                (top[0] + wide, top[1]),
            ]
        )
        canvas.drawPath(path, ink.fill(skin))
        for x in (-wide, wide):
            edge = [(top[0] + x, top[1]), (top[0] + x * 0.98, top[1] + 0.34), (base[0] + x * 1.35, base[1] + 0.10)]
            canvas.drawPath(ink.spline(edge, closed=False), ink.stroke(line_of(skin), CONTOUR * 0.7))
        canvas.save()
        clip(canvas, path)
        side = -self.tone.side
        dark = ink.poly(
            [
                (top[0] - side, top[1] - 0.2),
                (top[0] + side, top[1] - 0.2),
                (top[0] + side, top[1] + 1.2),
                (top[0] + side * wide * 0.35, top[1] + 1.2),
                (top[0] + side * wide * 0.2, top[1] + 0.58),
                (top[0] - side * wide * 1.2, top[1] + 0.46),
            ]
        )
        canvas.drawPath(dark, ink.fill(self.tone.dark(skin), 0.95))
        canvas.restore()

    def shade(self, canvas: skia.Canvas) -> None:
        """Form: a dark side, folds from armpit and waist."""
        side = 90 if -self.tone.side * math.cos(math.radians(self.bones.yaw)) >= 0 else -90
        screen = -self.tone.side
        edge = [
            self.torso.on(-self.bones.yaw + screen * a, t)
            for a, t in ((62, 1.0), (52, 0.86), (40, 0.70), (50, 0.5), (38, 0.3), (48, 0.1), (40, -0.2))
        ]
        far = edge[0][0] + screen * 2
        shape = ink.spline([*edge, (far, edge[-1][1]), (far, edge[0][1])], tension=1 / 10)
        canvas.drawPath(shape, ink.fill(self.tone.dark(self.cloth), 0.85))
        line = line_of(self.cloth)
        for azimuth, start, end, bend in (
            (side * 0.6, 0.68, 0.50, 10),
            (-side * 0.62, 0.66, 0.52, -9),
            (side * 0.45, 0.33, 0.24, 16),
            (-side * 0.4, 0.30, 0.22, -14),
        ):
            fold = [
                self.torso.on(azimuth, start),
                self.torso.on(azimuth + bend * 0.4, (start + end) / 2),
                self.torso.on(azimuth + bend, end),
            ]
            canvas.drawPath(ink.spline(fold, closed=False), ink.stroke(line, 0.020, 0.45))

    def opening(self, canvas: skia.Canvas) -> None:
        if self.cut.opening <= 0:
            return
        inner = self.colour(self.cut.inner or "second")
        deep = 1.0 - self.cut.opening
        wide = 26 if self.cut.opening > 0.2 else 18
        shape = ink.poly(
            [
                self.torso.on(-wide, 1.06),
                self.torso.on(-wide * 0.7, 0.93),
                self.torso.on(0, deep),
                self.torso.on(wide * 0.7, 0.93),
                self.torso.on(wide, 1.06),
            ]
        )
        canvas.drawPath(shape, ink.fill(inner))
        if self.cut.inner in ("white", "second") and self.cut.opening > 0.2:
            self._shirt(canvas, inner)
        if self.cut.tie == "long" or Accessory.TIE in self.who.accessories:
            self.tie(canvas, deep)

    def _shirt(self, canvas: skia.Canvas, inner: Colour) -> None:
        """Throat and collar of the shirt under a jacket."""
        skin = self.tone.dark(rgb(self.who.skin))
        collared = bool(self.cut.tie) or self.cut.inner == "white"
        throat = [self.torso.on(-14, 1.06), self.torso.on(0, 0.93 if collared else 0.97), self.torso.on(14, 1.06)]
        canvas.drawPath(ink.poly(throat), ink.fill(skin))
        if collared:
            for side in (-1, 1):
                leaf = [
                    self.torso.on(side * 17, 1.05),
                    self.torso.on(0, 0.935),
                    self.torso.on(side * 15, 0.885),
                    self.torso.on(side * 23, 0.97),
                ]
                canvas.drawPath(ink.poly(leaf), ink.fill(mix(inner, WHITE, 0.4)))
                canvas.drawPath(ink.poly(leaf), ink.stroke(line_of(inner), 0.012, 0.8))
        else:
            rim = [self.torso.on(a, 0.985 - 0.03 * math.cos(math.radians(a * 3))) for a in (-20, -10, 0, 10, 20)]
            canvas.drawPath(ink.spline(rim, closed=False), ink.stroke(scaled(inner, 0.75), 0.04))

    def tie(self, canvas: skia.Canvas, deep: float) -> None:
        colour = rgb(self.who.accent)
        knot = [self.torso.on(a, t) for a, t in ((-5, 0.945), (5, 0.945), (3, 0.895), (-3, 0.895))]
        blade = [
            self.torso.on(a, t)
            for a, t in (
                (-3, 0.895),
                (3, 0.895),
                (7, max(deep, 0.35) + 0.02),
                (0, max(deep, 0.35) - 0.06),
                (-7, max(deep, 0.35) + 0.02),
            )
        ]
        for shape in (blade, knot):
            canvas.drawPath(ink.poly(shape), ink.fill(colour))
            canvas.drawPath(ink.poly(shape), ink.stroke(line_of(colour), 0.014))

    def belt(self, canvas: skia.Canvas) -> None:
        if not self.cut.belt and Accessory.BELT not in self.who.accessories:
            return
        at = 0.06 if self.cut.belt == "dark" else 0.20
        colour = self.colour(self.cut.belt or "dark")
        rows = [self.torso.on(azimuth - self.bones.yaw, at, 0.02) for azimuth in range(-90, 91, 15)]
        canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(line_of(colour), 0.155))
        canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(colour, 0.115))
        if self.front:
            x, y = self.torso.on(0, at, 0.02)
            canvas.drawRect(ink.rect(x - 0.065, y - 0.05, 0.13, 0.10), ink.stroke((0.78, 0.66, 0.36), 0.026))

    def bib(self, canvas: skia.Canvas) -> None:
        colour = self.colour(self.cut.bib)
        if not self.front:
            for side in (-1, 1):
                strap = [self.torso.on(side * 150, 0.95), self.torso.on(side * 172, 0.45)]
                canvas.drawLine(*strap[0], *strap[1], ink.stroke(colour, 0.09))
            return
        for side in (-1, 1):
            strap = [self.torso.on(side * 34, 1.0), self.torso.on(side * 30, 0.86), self.torso.on(side * 26, 0.72)]
            canvas.drawPath(ink.spline(strap, closed=False), ink.stroke(line_of(colour), 0.105))
            canvas.drawPath(ink.spline(strap, closed=False), ink.stroke(colour, 0.075))
        rows = [(-30, 0.74), (30, 0.74), (46, 0.40), (64, 0.24), (64, -0.2), (-64, -0.2), (-64, 0.24), (-46, 0.40)]
        part(canvas, ink.poly([self.torso.on(a, t, 0.012) for a, t in rows]), colour, self.tone, depth=0.10)
        pocket = [self.torso.on(a, t, 0.015) for a, t in ((-14, 0.62), (14, 0.62), (13, 0.48), (-13, 0.48))]
        canvas.drawPath(ink.poly(pocket), ink.stroke(line_of(colour), 0.016, 0.8))


Piece = Callable[[Dress, skia.Canvas], None]
"""Draws one piece of an outfit."""


def nothing(dress: Dress, canvas: skia.Canvas) -> None:
    """Nothing to draw."""
