"""Clothes on the trunk: the cloth, its collar, what shows in the opening, belts, patterns and skirts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import cv2
import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.people.appearance import Accessory, Appearance
from renderers.painting.people.brush import CONTOUR, Tone, line_of, part
from renderers.painting.people.clothes import CUTS, Collar, Cut, Front, Legs, Pattern
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
        """Colour of the top."""
        return rgb(self.who.main)

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
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
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

    def neck(self, canvas: skia.Canvas) -> None:
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
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        side = -self.tone.side
        dark = ink.poly(
            [
                (top[0] - 1, top[1] - 0.2),
                (top[0] + 1, top[1] - 0.2),
                (top[0] + side * 1.0, top[1] + 1.2),
                (top[0] + side * wide * 0.35, top[1] + 1.2),
                (top[0] + side * wide * 0.2, top[1] + 0.50),
                (top[0] - side * wide * 1.2, top[1] + 0.36),
            ]
        )
        canvas.drawPath(dark, ink.fill(self.tone.dark(skin), 0.95))
        canvas.restore()

    def trunk(self, canvas: skia.Canvas) -> None:
        """Cloth over the trunk and everything on it."""
        low = -0.02 - min(0.42, self.cut.hem) / self.bones.body.spine
        outline = self.torso.outline(low=low)
        path = ink.spline(outline, tension=1 / 7)
        canvas.drawPath(
            ink.spline(outline, closed=self.cut.hem < 0.5, tension=1 / 7), ink.stroke(line_of(self.cloth), CONTOUR)
        )
        canvas.drawPath(path, ink.fill(self.cloth))
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        _PATTERNS[self.cut.pattern](self, canvas)
        self._shade(canvas)
        if self.front:
            self._opening(canvas)
            _FRONTS[self.cut.front](self, canvas)
        self._belt(canvas)
        canvas.restore()
        if self.cut.bib:
            self._bib(canvas)
        _COLLARS[self.cut.collar](self, canvas)
        self._extras(canvas)

    def _shade(self, canvas: skia.Canvas) -> None:
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

    def _opening(self, canvas: skia.Canvas) -> None:
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
            self._tie(canvas, deep)

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

    def _tie(self, canvas: skia.Canvas, deep: float) -> None:
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

    def _belt(self, canvas: skia.Canvas) -> None:
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

    def _bib(self, canvas: skia.Canvas) -> None:
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

    def _extras(self, canvas: skia.Canvas) -> None:
        for accessory in self.who.accessories:
            _ACCESSORIES.get(accessory, _no_piece)(self, canvas)
        if self.cut.badge and self.front:
            x, y = self.torso.on(-34, 0.70, 0.01)
            canvas.drawRect(ink.rect(x - 0.07, y - 0.05, 0.14, 0.10), ink.fill((0.86, 0.76, 0.42)))
            canvas.drawRect(ink.rect(x - 0.07, y - 0.05, 0.14, 0.10), ink.stroke((0.25, 0.2, 0.1), 0.012))


_Piece = Callable[[Dress, skia.Canvas], None]


def _no_piece(dress: Dress, canvas: skia.Canvas) -> None:
    """Nothing to draw."""


# --- fronts --------------------------------------------------------------------------------------------------------


def _seam(dress: Dress, canvas: skia.Canvas) -> None:
    top = 1.0 - dress.cut.opening
    line = [dress.torso.on(3, t) for t in (top, top * 0.66, top * 0.33, -0.2)]
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.020, 0.9))


def _dots(dress: Dress, canvas: skia.Canvas, azimuths: tuple[float, ...], count: int) -> None:
    top = 0.96 - dress.cut.opening
    colour = mix(dress.cloth, WHITE, 0.45) if sum(dress.cloth) < 1.6 else scaled(dress.cloth, 0.45)
    for azimuth in azimuths:
        for i in range(count):
            t = top - 0.02 - (top + 0.02) * i / max(1, count - 1) * 0.9
            canvas.drawCircle(*dress.torso.on(azimuth, t), 0.030, ink.fill(colour))


def _buttons(dress: Dress, canvas: skia.Canvas) -> None:
    _seam(dress, canvas)
    _dots(dress, canvas, (7,), 2 if dress.cut.opening > 0.45 else 4)


def _double(dress: Dress, canvas: skia.Canvas) -> None:
    line = [dress.torso.on(14, t) for t in (1.0 - dress.cut.opening, 0.4, -0.2)]
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.020, 0.9))
    _dots(dress, canvas, (-16, 20), 3)


def _zip(dress: Dress, canvas: skia.Canvas) -> None:
    top = 1.0 - dress.cut.opening
    line = [dress.torso.on(2, t) for t in (top, top * 0.5, -0.2)]
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.040, 0.9))
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke((0.70, 0.70, 0.72), 0.012, 0.9))


_FRONTS: Mapping[Front, _Piece] = MappingProxyType(
    {Front.NONE: _no_piece, Front.SEAM: _seam, Front.BUTTONS: _buttons, Front.DOUBLE: _double, Front.ZIP: _zip}
)


# --- collars -------------------------------------------------------------------------------------------------------


def _rim(dress: Dress, canvas: skia.Canvas, width: float, colour: Colour, deep: float) -> None:
    """A band around the neckline, in front of the neck where it faces the viewer."""
    yaw = dress.bones.yaw
    rows = []
    for azimuth in range(-90, 91, 15):
        own = azimuth - yaw
        front = max(0.0, math.cos(math.radians(own)))
        rows.append(dress.torso.on(own, 1.02 - deep * front**2, 0.0))
    canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(line_of(colour), width + CONTOUR))
    canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(colour, width))


def _skin_patch(dress: Dress, canvas: skia.Canvas, deep: float, wide: float) -> None:
    if not dress.front:
        return
    skin = rgb(dress.who.skin)
    rows = [
        (-wide, 1.08),
        (-wide * 0.8, 0.98),
        (-wide * 0.45, 1.02 - deep),
        (wide * 0.45, 1.02 - deep),
        (wide * 0.8, 0.98),
        (wide, 1.08),
    ]
    path = ink.spline([dress.torso.on(a, t) for a, t in rows])
    canvas.drawPath(path, ink.fill(skin))
    dress.neck(canvas)


def _crew(dress: Dress, canvas: skia.Canvas) -> None:
    _rim(dress, canvas, 0.06, scaled(dress.cloth, 0.80), 0.05)


def _scoop(dress: Dress, canvas: skia.Canvas) -> None:
    _skin_patch(dress, canvas, 0.17, 34)
    _rim(dress, canvas, 0.03, scaled(dress.cloth, 0.80), 0.165)


def _straps(dress: Dress, canvas: skia.Canvas) -> None:
    _skin_patch(dress, canvas, 0.22, 52)
    for side in (-1, 1):
        strap = [dress.torso.on(side * 44, 1.0), dress.torso.on(side * 40, 0.90), dress.torso.on(side * 34, 0.80)]
        if dress.torso.facing(side * 40) > -0.1 or not dress.front:
            canvas.drawPath(ink.spline(strap, closed=False), ink.stroke(dress.cloth, 0.10))


def _shirt_collar(dress: Dress, canvas: skia.Canvas) -> None:
    colour = mix(dress.cloth, WHITE, 0.16)
    _rim(dress, canvas, 0.12, colour, 0.0)
    if not dress.front:
        return
    for side in (-1, 1):
        leaf = ink.poly(
            [
                dress.torso.on(side * 30, 1.05),
                dress.torso.on(side * 3, 0.955),
                dress.torso.on(side * 20, 0.86),
                dress.torso.on(side * 38, 0.96),
            ]
        )
        part(canvas, leaf, colour, dress.tone, depth=0.03)
    if dress.cut.tie == "long" or Accessory.TIE in dress.who.accessories:
        dress._tie(canvas, 0.40)


def _turtle(dress: Dress, canvas: skia.Canvas) -> None:
    base, head = dress.bones.flat(dress.bones.neck), dress.bones.flat(dress.bones.head)
    wide = 0.23 + 0.05 * dress.bones.body.man
    x = head[0] - 0.08 * math.sin(math.radians(dress.bones.yaw))
    top = base[1] - 0.27
    shape = [
        (x - wide * 0.85, top),
        (x - wide, base[1] - 0.08),
        (base[0] - wide * 1.25, base[1] + 0.08),
        (base[0], base[1] + 0.17),
        (base[0] + wide * 1.25, base[1] + 0.08),
        (x + wide, base[1] - 0.08),
        (x + wide * 0.85, top),
        (x, top + 0.05),
    ]
    part(canvas, ink.spline(shape), mix(dress.cloth, WHITE, 0.05), dress.tone, depth=0.08)
    canvas.drawPath(
        ink.spline([(x - wide, base[1] - 0.10), (x, base[1] - 0.03), (x + wide, base[1] - 0.10)], closed=False),
        ink.stroke(line_of(dress.cloth), 0.014, 0.6),
    )


def _lapel(dress: Dress, canvas: skia.Canvas) -> None:
    colour = mix(dress.cloth, WHITE, 0.06)
    if not dress.front:
        _rim(dress, canvas, 0.16, colour, -0.02)
        return
    deep = 1.0 - dress.cut.opening
    for side in (-1, 1):
        if dress.torso.facing(side * 30) < -0.05:
            continue
        rows = ((22, 1.07), (44, 0.97), (40, 0.88), (47, 0.86), (3, deep), (13, 0.92))
        part(canvas, ink.poly([dress.torso.on(side * a, t, 0.01) for a, t in rows]), colour, dress.tone, depth=0.05)
    if dress.cut.tie == "bow" or Accessory.BOW_TIE in dress.who.accessories:
        x, y = dress.torso.on(0, 0.95, 0.03)
        bow = ink.poly(
            [
                (x - 0.15, y - 0.07),
                (x, y - 0.015),
                (x + 0.15, y - 0.07),
                (x + 0.15, y + 0.07),
                (x, y + 0.015),
                (x - 0.15, y + 0.07),
            ]
        )
        part(canvas, bow, scaled(rgb(dress.who.accent), 0.6), dress.tone, depth=0.03)


def _hood(dress: Dress, canvas: skia.Canvas) -> None:
    colour = scaled(dress.cloth, 0.86)
    if not dress.front:
        x, y = dress.torso.on(180, 0.98)
        part(
            canvas,
            ink.spline(
                [
                    (x - 0.42, y - 0.16),
                    (x, y - 0.26),
                    (x + 0.42, y - 0.16),
                    (x + 0.30, y + 0.26),
                    (x, y + 0.42),
                    (x - 0.30, y + 0.26),
                ]
            ),
            colour,
            dress.tone,
        )
        return
    _skin_patch(dress, canvas, 0.12, 20)
    for side in (-1, 1):
        leaf = [
            dress.torso.on(side * a, t, 0.05)
            for a, t in ((46, 1.07), (60, 0.98), (34, 0.86), (4, 0.80), (12, 0.93), (24, 1.03))
        ]
        part(canvas, ink.spline(leaf), colour, dress.tone, depth=0.05)
        string = [dress.torso.on(side * 9, t, 0.05) for t in (0.85, 0.74, 0.62)]
        if dress.cut.pockets:
            canvas.drawPath(ink.spline(string, closed=False), ink.stroke((0.93, 0.91, 0.87), 0.026))


def _stand(dress: Dress, canvas: skia.Canvas) -> None:
    _rim(dress, canvas, 0.20, scaled(dress.cloth, 0.90), -0.02)


def _fur(dress: Dress, canvas: skia.Canvas) -> None:
    fur = mix(rgb(dress.who.second), (0.75, 0.66, 0.52), 0.5)
    yaw = dress.bones.yaw
    for azimuth in range(-105, 106, 15):
        own = azimuth - yaw
        x, y = dress.torso.on(own, 1.01 - 0.06 * max(0.0, math.cos(math.radians(own))), 0.07)
        canvas.drawCircle(x, y, 0.135, ink.stroke(line_of(fur), CONTOUR))
    for azimuth in range(-105, 106, 15):
        own = azimuth - yaw
        x, y = dress.torso.on(own, 1.01 - 0.06 * max(0.0, math.cos(math.radians(own))), 0.07)
        canvas.drawCircle(x, y, 0.135, ink.fill(fur))


def _cleric(dress: Dress, canvas: skia.Canvas) -> None:
    _rim(dress, canvas, 0.15, dress.cloth, -0.03)
    if dress.front:
        x, y = dress.torso.on(0, 1.045)
        canvas.drawRect(ink.rect(x - 0.07, y - 0.07, 0.14, 0.13), ink.fill((0.95, 0.94, 0.92)))


def _wrap(dress: Dress, canvas: skia.Canvas) -> None:
    colour = scaled(dress.cloth, 0.82)
    if not dress.front:
        _rim(dress, canvas, 0.16, colour, -0.02)
        return
    deep = 1.0 - dress.cut.opening
    for side in (-1, 1):
        rows = [
            dress.torso.on(side * a, t, 0.01) for a, t in ((24, 1.06), (24, 0.94), (14, (0.94 + deep) / 2), (1, deep))
        ]
        canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(line_of(colour), 0.155))
        canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(colour, 0.12))


def _ring(dress: Dress, canvas: skia.Canvas) -> None:
    _rim(dress, canvas, 0.20, (0.66, 0.68, 0.72), 0.0)
    _rim(dress, canvas, 0.05, (0.88, 0.89, 0.92), 0.0)


_COLLARS: Mapping[Collar, _Piece] = MappingProxyType(
    {
        Collar.CREW: _crew,
        Collar.SCOOP: _scoop,
        Collar.SHIRT: _shirt_collar,
        Collar.TURTLE: _turtle,
        Collar.LAPEL: _lapel,
        Collar.HOOD: _hood,
        Collar.STAND: _stand,
        Collar.FUR: _fur,
        Collar.CLERIC: _cleric,
        Collar.WRAP: _wrap,
        Collar.RING: _ring,
        Collar.STRAPS: _straps,
    }
)


# --- patterns ------------------------------------------------------------------------------------------------------


def _round(dress: Dress, canvas: skia.Canvas, t: float, width: float, colour: Colour, alpha: float = 1.0) -> None:
    """A band around the trunk."""
    rows = [dress.torso.on(azimuth - dress.bones.yaw, t) for azimuth in range(-90, 91, 15)]
    canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(colour, width, alpha))


def _stripes(dress: Dress, canvas: skia.Canvas) -> None:
    for t in (0.80, 0.66, 0.52, 0.38, 0.24, 0.10, -0.04):
        _round(dress, canvas, t, 0.085, rgb(dress.who.second))


def _band(dress: Dress, canvas: skia.Canvas) -> None:
    _round(dress, canvas, 0.60, 0.16, rgb(dress.who.accent))
    _round(dress, canvas, -0.06, 0.14, scaled(dress.cloth, 0.7))


def _knit(dress: Dress, canvas: skia.Canvas) -> None:
    for azimuth in range(-160, 181, 20):
        if dress.torso.facing(azimuth) > 0:
            line = [dress.torso.on(azimuth, t) for t in (0.98, 0.7, 0.4, 0.1, -0.15)]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.012, 0.30))
    _round(dress, canvas, -0.06, 0.10, scaled(dress.cloth, 0.78))


def _plaid(dress: Dress, canvas: skia.Canvas) -> None:
    second = rgb(dress.who.second)
    for t in (0.88, 0.70, 0.52, 0.34, 0.16, -0.02):
        _round(dress, canvas, t, 0.10, scaled(dress.cloth, 0.6), 0.7)
        _round(dress, canvas, t - 0.05, 0.020, second, 0.7)
    for azimuth in range(-165, 181, 30):
        if dress.torso.facing(azimuth) > 0:
            line = [dress.torso.on(azimuth, t) for t in (1.0, 0.7, 0.4, 0.1, -0.2)]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(scaled(dress.cloth, 0.6), 0.09, 0.6))
            line = [dress.torso.on(azimuth + 9, t) for t in (1.0, 0.7, 0.4, 0.1, -0.2)]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(second, 0.018, 0.6))


def _spots(dress: Dress, canvas: skia.Canvas, colours: tuple[Colour, ...], size: float, jitter: float) -> None:
    for i, t in enumerate((0.95, 0.80, 0.65, 0.50, 0.35, 0.20, 0.05, -0.1)):
        for k, azimuth in enumerate(range(-165, 181, 28)):
            own = azimuth + (i % 2) * 14
            if dress.torso.facing(own) > 0:
                x, y = dress.torso.on(own, t + jitter * math.sin(k * 7.3 + i * 3.1))
                wide = size * (1 + 12 * jitter * abs(math.sin(k * 3.7 + i)))
                canvas.drawOval(
                    ink.rect(x - wide, y - size, 2 * wide, 2 * size), ink.fill(colours[(i + k) % len(colours)])
                )


def _polka(dress: Dress, canvas: skia.Canvas) -> None:
    _spots(dress, canvas, (mix(rgb(dress.who.second), WHITE, 0.3),), 0.030, 0.0)


def _camo(dress: Dress, canvas: skia.Canvas) -> None:
    _spots(
        dress,
        canvas,
        (scaled(dress.cloth, 0.55), mix(dress.cloth, (0.72, 0.66, 0.48), 0.6), scaled(dress.cloth, 0.75)),
        0.085,
        0.05,
    )


def _plates(dress: Dress, canvas: skia.Canvas) -> None:
    shine = mix(dress.cloth, WHITE, 0.5)
    for t in (0.36, 0.22, 0.08):
        _round(dress, canvas, t, 0.03, line_of(dress.cloth))
        _round(dress, canvas, t - 0.03, 0.018, shine, 0.8)
    x, y = dress.torso.on(-dress.bones.yaw + dress.tone.side * 25, 0.70)
    canvas.drawOval(ink.rect(x - 0.10, y - 0.20, 0.20, 0.34), ink.fill(shine, 0.55, soft=0.03))


def _quilt(dress: Dress, canvas: skia.Canvas) -> None:
    for t in (0.78, 0.60, 0.42, 0.24, 0.06):
        _round(dress, canvas, t, 0.022, line_of(dress.cloth), 0.6)
        _round(dress, canvas, t - 0.025, 0.03, mix(dress.cloth, WHITE, 0.3), 0.5)


_PATTERNS: Mapping[Pattern, _Piece] = MappingProxyType(
    {
        Pattern.PLAIN: _no_piece,
        Pattern.STRIPES: _stripes,
        Pattern.BAND: _band,
        Pattern.KNIT: _knit,
        Pattern.PLAID: _plaid,
        Pattern.DOTS: _polka,
        Pattern.CAMO: _camo,
        Pattern.PLATES: _plates,
        Pattern.QUILT: _quilt,
    }
)


# --- accessories ---------------------------------------------------------------------------------------------------


def _scarf(dress: Dress, canvas: skia.Canvas) -> None:
    colour = rgb(dress.who.accent)
    _rim(dress, canvas, 0.24, colour, -0.02)
    if dress.front:
        end = [dress.torso.on(a, t, 0.05) for a, t in ((8, 0.98), (24, 0.98), (26, 0.52), (12, 0.52))]
        part(canvas, ink.poly(end), colour, dress.tone, depth=0.04)


def _necklace(dress: Dress, canvas: skia.Canvas) -> None:
    if dress.front:
        chain = [dress.torso.on(a, t, 0.015) for a, t in ((-24, 1.0), (-14, 0.88), (0, 0.82), (14, 0.88), (24, 1.0))]
        canvas.drawPath(ink.spline(chain, closed=False), ink.stroke((0.90, 0.76, 0.40), 0.020))
        canvas.drawCircle(*chain[2], 0.040, ink.fill(rgb(dress.who.accent)))


def _stethoscope(dress: Dress, canvas: skia.Canvas) -> None:
    if dress.front:
        tube = [
            dress.torso.on(a, t, 0.03)
            for a, t in ((-26, 1.02), (-24, 0.8), (-6, 0.60), (14, 0.58), (22, 0.72), (24, 1.02))
        ]
        canvas.drawPath(ink.spline(tube, closed=False), ink.stroke((0.12, 0.13, 0.16), 0.034))
        canvas.drawCircle(*dress.torso.on(2, 0.52, 0.03), 0.052, ink.fill((0.76, 0.78, 0.82)))


def _pack(dress: Dress, canvas: skia.Canvas) -> None:
    colour = scaled(rgb(dress.who.accent), 0.8)
    for side in (-1, 1):
        if dress.front:
            strap = [dress.torso.on(side * 42, t, 0.03) for t in (1.0, 0.8, 0.55)]
            canvas.drawPath(ink.spline(strap, closed=False), ink.stroke(colour, 0.085))
    if not dress.front:
        shape = [
            dress.torso.on(a, t, 0.12)
            for a, t in ((150, 0.95), (210, 0.95), (222, 0.6), (220, 0.15), (140, 0.15), (138, 0.6))
        ]
        part(canvas, ink.spline(shape, tension=1 / 9), colour, dress.tone, depth=0.12)


_ACCESSORIES: Mapping[Accessory, _Piece] = MappingProxyType(
    {
        Accessory.SCARF: _scarf,
        Accessory.NECKLACE: _necklace,
        Accessory.STETHOSCOPE: _stethoscope,
        Accessory.BACKPACK: _pack,
    }
)
