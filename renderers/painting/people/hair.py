"""Hair on a skull: the cap above the hairline, and what falls behind the head or over the shoulders."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, luma, mix, rgb, scaled
from renderers.painting.people.brush import Tone, lerp, line_of, part, tapered
from renderers.painting.people.hairstyles import STYLES, Fall, Style, Texture
from renderers.painting.people.skull import Floats, Scalp, Skull

_AZIMUTHS = np.arange(-180.0, 180.0, 7.5)


def _noise(i: int) -> float:
    return abs(math.sin(i * 12.9898) * 43758.5453) % 1.0


@dataclass(frozen=True)
class Mane:
    """The hair of one head at one yaw."""

    skull: Skull
    tone: Tone

    @cached_property
    def style(self) -> Style:
        """The cut."""
        return STYLES[self.skull.who.hair]

    @cached_property
    def scalp(self) -> Scalp:
        """What hair grows on."""
        skull = self.skull
        return Scalp(skull.who, skull.yaw, skull.pitch)

    @cached_property
    def colour(self) -> Colour:
        """The tone in light."""
        return rgb(self.skull.who.hair_colour)

    @property
    def gloss(self) -> Colour:
        """The tone of the sheen: dark hair shines cooler."""
        return mix(self.colour, (0.78, 0.80, 0.90) if luma(self.colour) < 0.15 else WHITE, 0.42)

    def hairline(self, azimuth: float) -> float:
        """Height of the hairline at an azimuth."""
        away = abs((azimuth + 180) % 360 - 180)
        signed = (azimuth + 180) % 360 - 180
        skew = self.style.skew * math.sin(math.radians(min(90, away) * 2)) * (1 if signed > 0 else -1)
        return lerp(self.style.hairline, away)[0] + skew * (away < 90)

    def _grow(self, ys: Floats, azimuths: Floats) -> Floats:
        style = self.style
        front = np.exp(-((((azimuths - style.wave_at + 180) % 360 - 180) / 42) ** 2))[None, :]
        high = np.clip((-ys[:, None] - 0.18) / 0.2, 0, 1)
        low = np.clip((ys[:, None] - 0.15) / 0.3, 0, 1)
        return np.asarray(style.volume * (1 - 0.35 * low) + style.wave * front * high)

    @cached_property
    def _edges(self) -> tuple[list[Point], list[Point]]:
        """Right and left silhouette of all hair, from the crown down."""
        ys = np.array([-0.5 + 0.98 * (0.5 - 0.5 * math.cos(math.pi * i / 22)) for i in range(23)])
        x, y, _ = self.scalp.shell(self._grow(ys, _AZIMUTHS), ys, _AZIMUTHS, self.style.lift)
        line = np.array([self.hairline(float(a)) for a in _AZIMUTHS])
        covered = ys[:, None] <= line[None, :] + 0.02
        rows = np.flatnonzero(covered.any(1))
        far = np.where(covered, x, -9.0).argmax(1)[rows]
        near = np.where(covered, x, 9.0).argmin(1)[rows]
        right = [(float(a), float(b)) for a, b in zip(x[rows, far], y[rows, far], strict=True)]
        left = [(float(a), float(b)) for a, b in zip(x[rows, near], y[rows, near], strict=True)]
        return self._textured(right, 1), self._textured(left, 2)

    def _textured(self, edge: list[Point], seed: int) -> list[Point]:
        amount = {Texture.SPIKY: 0.085, Texture.WAVY: 0.02}.get(self.style.texture, 0.0)
        if amount == 0:
            return edge
        out = []
        for i, (x, y) in enumerate(edge):
            push = 1 + amount * ((i % 2) * 1.1 - 0.4 + 0.7 * _noise(i + seed * 31))
            out.append((x * push, -0.05 + (y + 0.05) * push))
        return out

    def back(self, canvas: skia.Canvas) -> None:
        """Hair seen past the edge of head and neck, drawn before the head."""
        right, left = self._edges
        path = ink.spline([*right, *left[::-1]])
        self._curls(path, [*right, *left], skia.PathDirection.kCW)
        part(canvas, path, self.tone.dark(self.colour), self.tone)

    def cap(self, canvas: skia.Canvas) -> None:
        """Hair in front of the face and over the skull, drawn after the head."""
        yaw = self.skull.yaw
        line = []
        for step in range(-18, 19):
            azimuth = step * 5.0 - yaw
            height = self.hairline(azimuth)
            x, y, z = self.scalp.seen(self.scalp.polar(azimuth, max(height, -0.49), self.style.volume * 0.7))
            if z >= -0.01 and height > -0.5:
                line.append((x, y))
        if len(line) < 3:
            return
        right = [p for p in self._edges[0] if p[1] <= line[-1][1]]
        left = [p for p in self._edges[1] if p[1] <= line[0][1]]
        path = ink.spline([*self._ragged(line), *right[::-1], *left])
        self._curls(path, [*right, *left], skia.PathDirection.kCCW)
        canvas.saveLayer(None, None)
        if self.style.fall is Fall.CURTAIN and self.skull.turn[1] < 0:
            canvas.clipRect(ink.rect(-2, -2, 4, 2.14))  # goes on in what falls
        if self.style.texture is Texture.CROPPED:
            canvas.drawPath(path, ink.fill(self.colour, 0.86, soft=0.006))
            shadow = ink.spline(
                [(x - self.tone.side * 0.42, y) for x, y in ((0.0, -0.7), (0.03, -0.2), (-0.02, 0.2), (0.0, 0.7))],
                closed=False,
            )
            shadow.lineTo(-self.tone.side * 1.0, 0.7)
            shadow.lineTo(-self.tone.side * 1.0, -0.7)
            canvas.drawPath(shadow, ink.fill(self.tone.dark(self.colour), 0.8, blend=skia.BlendMode.kSrcATop))
        else:
            part(canvas, path, self.colour, self.tone, depth=0.10)
            self._sheen(canvas)
        canvas.restore()

    def _curls(self, path: skia.Path, edge: list[Point], direction: skia.PathDirection) -> None:
        """Round locks along the silhouette of curly hair."""
        if self.style.texture is Texture.CURLY:
            size = 0.05 + self.style.volume * 0.25
            for i, (x, y) in enumerate(edge):
                path.addCircle(x * 0.97, -0.05 + (y + 0.05) * 0.97, size * (0.75 + 0.6 * _noise(i)), direction)

    def _ragged(self, line: list[Point]) -> list[Point]:
        """A hairline with locks instead of a cut edge."""
        deep = {Texture.SPIKY: 0.045, Texture.CURLY: 0.026, Texture.WAVY: 0.012, Texture.SMOOTH: 0.010}.get(
            self.style.texture, 0
        )
        low = self.skull.who.hair.value == "fringe"
        return [(x, y + (deep + 0.014 * low) * ((i % 2) * (0.4 + 0.6 * _noise(i)))) for i, (x, y) in enumerate(line)]

    def _sheen(self, canvas: skia.Canvas) -> None:
        skull, style, blend = self.scalp, self.style, skia.BlendMode.kSrcATop
        centre = -skull.yaw + self.tone.side * 30
        curly = style.texture in (Texture.CURLY, Texture.SPIKY)
        for row, reach, width, alpha in (
            () if style.texture is Texture.CURLY else ((-0.33, 46, 0.050, 0.42), (-0.25, 30, 0.022, 0.30))
        ):
            band = []
            for step in range(-4, 5):
                azimuth = centre + step * reach / 4
                height = row + 0.012 * step * step / 4 - 0.02 * (step % 2) * (1 + curly)
                x, y, _ = skull.seen(skull.polar(azimuth, height, style.volume))
                band.append((x, y - style.volume * 0.6 - style.lift * 0.6))
            widths = [width * k for k in (0.1, 0.5, 0.8, 0.95, 1.0, 0.95, 0.8, 0.5, 0.1)]
            canvas.drawPath(tapered(band, widths), ink.fill(self.gloss, alpha * (0.5 if curly else 1), blend=blend))
        for i in range(11):
            azimuth = -80 + i * 16 - skull.yaw + 6 * _noise(i)
            end = self.hairline(azimuth) - 0.02
            points = []
            for t in (0.0, 0.5, 1.0):
                x, y, z = skull.seen(skull.polar(azimuth * (0.55 + 0.45 * t), -0.47 + (end + 0.47) * t, style.volume))
                points.append((x, y - (style.volume + style.lift) * (1 - t) * 0.9))
            if z > -0.05:
                colour = line_of(self.colour) if i % 3 else self.gloss
                canvas.drawPath(ink.spline(points, closed=False), ink.stroke(colour, 0.013, 0.34, blend=blend))

    # --- what falls ------------------------------------------------------------------------------------------------

    def _at(self, x: float, y: float, z: float) -> Point:
        sx, sy, _ = self.skull.seen((x, y, z))
        return sx, sy

    def behind(self, canvas: skia.Canvas) -> None:
        """What hangs down the back: under the body seen from the front, over it seen from behind."""
        _BEHIND.get(self.style.fall, _nothing)(self, canvas)

    def before(self, canvas: skia.Canvas) -> None:
        """What falls over the shoulders in front."""
        _BEFORE.get(self.style.fall, _nothing)(self, canvas)

    def strand(self, canvas: skia.Canvas, points: list[Point], widths: list[float], *, dark: float = 1.0) -> None:
        """A lock with a shadow side and two hairlines."""
        colour = scaled(self.colour, dark)
        part(canvas, tapered(points, widths), colour, self.tone, depth=max(widths) * 0.7)
        shift = self.tone.side * max(widths) * 0.35
        inner = [(x + shift, y) for x, y in points]
        canvas.drawPath(
            ink.spline(inner, closed=False), ink.stroke(mix(colour, self.gloss, 0.6), max(widths) * 0.18, 0.55)
        )
        other = [(x - shift * 0.6, y) for x, y in points]
        canvas.drawPath(ink.spline(other, closed=False), ink.stroke(line_of(colour), 0.011, 0.5))


def _nothing(mane: Mane, canvas: skia.Canvas) -> None:
    """Nothing hangs."""


def _curtain_behind(mane: Mane, canvas: skia.Canvas) -> None:
    sine, cosine = mane.skull.turn
    style, wavy = mane.style, mane.style.texture is Texture.WAVY
    rows = 9
    right, left = [], []
    for i in range(rows):
        t = i / (rows - 1)
        y = -0.15 + (style.length + 0.15) * t
        wide = style.full * (0.86 + 0.24 * math.sin(math.pi * min(1, t * 1.1)) - 0.12 * t)
        half = math.hypot(wide * cosine, 0.27 * sine) + wavy * 0.035 * (i % 2)
        middle = -(0.16 + 0.07 * t) * sine
        right.append((middle + half, y))
        left.append((middle - half, y))
    tips = [
        (right[-1][0] * (1 - k) + left[-1][0] * k, style.length + 0.05 * (1 - n % 2))
        for n, k in enumerate((0.2, 0.4, 0.6, 0.8))
    ]
    part(
        canvas,
        ink.spline([*right, *tips, *left[::-1]]),
        scaled(mane.colour, 0.84 if cosine > 0 else 1),
        mane.tone,
        depth=0.12,
    )
    for k in (0.2, 0.35, 0.5, 0.65, 0.8):
        line = [(left[i][0] * (1 - k) + right[i][0] * k, left[i][1]) for i in range(2 if cosine < 0 else 4, rows)]
        canvas.drawPath(
            ink.spline(line, closed=False), ink.stroke(line_of(mane.colour) if k != 0.35 else mane.gloss, 0.014, 0.4)
        )


def _curtain_before(mane: Mane, canvas: skia.Canvas) -> None:
    style, skull = mane.style, mane.scalp
    end = min(style.length - 0.04, 1.0)
    wave = 0.035 * (style.texture is Texture.WAVY)
    for side in (-1, 1):
        if skull.facing(side * 0.50, 0.0) < -0.25:
            continue
        face = [
            skull.seen(skull.polar(side * az, y, 0.02))[:2]
            for az, y in ((40, -0.34), (56, -0.14), (63, 0.06), (66, 0.24))
        ]
        face += [mane._at(side * 0.285, 0.40, 0.10), *([mane._at(side * 0.29, end * 0.72, 0.17)] if end > 0.6 else [])]
        tip = [mane._at(side * 0.36, end, 0.16)]
        grown = 0.37 + style.volume
        rows = [
            (0.10 + grown, end * 0.8, 0.02),
            (0.08 + grown, 0.28, -0.10),
            (0.04 + grown, 0.0, -0.14),
            (grown - 0.03, -0.24, -0.14),
        ]
        back = [mane._at(side * min(x, style.full + 0.04), y, z) for x, y, z in rows]
        points = [(x + wave * ((i % 2) * 2 - 1), y) for i, (x, y) in enumerate([*face, *tip, *back])]
        part(canvas, ink.spline(points), mane.colour, mane.tone, depth=0.07)
        for k, colour in ((0.3, line_of(mane.colour)), (0.55, mane.gloss), (0.75, line_of(mane.colour))):
            line = [
                (a[0] * (1 - k) + b[0] * k, a[1] * (1 - k) + b[1] * k)
                for a, b in zip(points[1:5], points[:-5:-1], strict=True)
            ]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(colour, 0.013, 0.45))


def _tail(mane: Mane, canvas: skia.Canvas) -> None:
    length = mane.style.length
    points = [
        mane._at(0, -0.24, -0.44),
        mane._at(0.02, -0.22, -0.60),
        mane._at(0.03, 0.08, -0.66),
        mane._at(0.02, 0.42, -0.56),
        mane._at(0, length, -0.50),
    ]
    mane.strand(canvas, points, [0.06, 0.10, 0.135, 0.11, 0.02])
    band = mane._at(0, -0.24, -0.46)
    canvas.drawCircle(*band, 0.06, ink.fill(rgb(mane.skull.who.accent)))


def _ball(mane: Mane, canvas: skia.Canvas, centre: Point) -> None:
    radius = mane.style.full
    path = skia.Path()
    path.addCircle(*centre, radius)
    part(canvas, path, mane.colour, mane.tone, depth=radius * 0.5)
    for k in (0.35, 0.68):
        arc = ink.rect(centre[0] - radius * k, centre[1] - radius * k, radius * 2 * k, radius * 2 * k)
        canvas.drawArc(arc, 200, 210, False, ink.stroke(mane.gloss if k > 0.5 else line_of(mane.colour), 0.015, 0.5))


def _bun(mane: Mane, canvas: skia.Canvas) -> None:
    _ball(mane, canvas, mane._at(0, -0.20, -0.50))


def _knot(mane: Mane, canvas: skia.Canvas) -> None:
    _ball(mane, canvas, mane._at(0, -0.60, -0.10))


def _plait(mane: Mane, canvas: skia.Canvas, points: list[Point], width: float) -> None:
    """Overlapping lozenges along a line."""
    steps = 9
    for i in range(steps):
        t = i / (steps - 1) * (len(points) - 1)
        k = min(int(t), len(points) - 2)
        f = t - k
        x = points[k][0] + (points[k + 1][0] - points[k][0]) * f
        y = points[k][1] + (points[k + 1][1] - points[k][1]) * f
        size = width * (1 - 0.45 * i / steps)
        lean = 0.3 if i % 2 else -0.3
        blob = ink.spline(
            [
                (x - size, y - size * (0.5 + lean)),
                (x, y - size),
                (x + size, y - size * (0.5 - lean)),
                (x + size * 0.5, y + size * 0.9),
                (x - size * 0.5, y + size * 0.9),
            ]
        )
        part(canvas, blob, mane.colour, mane.tone, depth=size * 0.5)
    canvas.drawCircle(*points[-1], width * 0.45, ink.fill(rgb(mane.skull.who.accent)))


def _braid_behind(mane: Mane, canvas: skia.Canvas) -> None:
    if mane.skull.turn[1] < 0.1:
        _plait(
            mane,
            canvas,
            [mane._at(0, 0.30, -0.36), mane._at(0, 0.7, -0.46), mane._at(0, mane.style.length, -0.42)],
            mane.style.full,
        )


def _braid_before(mane: Mane, canvas: skia.Canvas) -> None:
    if mane.skull.turn[1] >= 0.1:
        line = [
            mane._at(0.30, 0.36, -0.08),
            mane._at(0.40, 0.62, 0.12),
            mane._at(0.42, 0.95, 0.24),
            mane._at(0.36, mane.style.length, 0.26),
        ]
        _plait(mane, canvas, line, mane.style.full)


def _pigtails(mane: Mane, canvas: skia.Canvas) -> None:
    for side in (-1, 1):
        root = mane.skull.seen(mane.skull.polar(side * 112, -0.06, 0.05))
        length = mane.style.length
        points = [
            root[:2],
            mane._at(side * 0.54, 0.02, -0.14),
            mane._at(side * 0.58, length * 0.55, -0.10),
            mane._at(side * 0.50, length, -0.04),
        ]
        mane.strand(canvas, points, [0.05, 0.10, 0.12, 0.02])
        canvas.drawCircle(*root[:2], 0.055, ink.fill(rgb(mane.skull.who.accent)))


def _dreads(mane: Mane, canvas: skia.Canvas, azimuths: tuple[int, ...]) -> None:
    for i, azimuth in enumerate(azimuths):
        x, y, z = mane.skull.polar(azimuth, -0.12, 0.06)
        end = mane.style.length * (0.8 + 0.25 * _noise(i + 4))
        points = [mane._at(x, y, z), mane._at(x * 1.16, 0.25, z * 1.12), mane._at(x * 1.1, end, z * 1.05)]
        mane.strand(canvas, points, [0.045, 0.05, 0.03], dark=0.9 + 0.15 * (i % 2))


def _dreads_behind(mane: Mane, canvas: skia.Canvas) -> None:
    _dreads(mane, canvas, (110, -110, 130, -130, 150, -150, 170, -170))


def _dreads_before(mane: Mane, canvas: skia.Canvas) -> None:
    shown = tuple(a for a in (70, -70, 88, -88, 102, -102) if math.cos(math.radians(a + mane.skull.yaw)) > 0.0)
    _dreads(mane, canvas, shown)


def _crest(mane: Mane, canvas: skia.Canvas) -> None:
    tall = mane.style.full
    ridge = [(-0.28, 0.36), (-0.44, 0.24), (-0.50, 0.0), (-0.45, -0.28), (-0.25, -0.44), (0.05, -0.46)]
    base = [mane._at(0.0, y, z) for y, z in ridge]
    top = [mane._at(0.0, y * (1 + tall * 1.3) - 0.02 * (i % 2), z * (1 + tall)) for i, (y, z) in enumerate(ridge)]
    sine, cosine = mane.skull.turn
    wide = 0.085 * abs(cosine) + 0.01
    outline = (
        [(x + wide, y) for x, y in base]
        + [(x + wide * 0.3, y) for x, y in top[::-1]]
        + [(x - wide * 0.3, y) for x, y in top]
        + [(x - wide, y) for x, y in base[::-1]]
    )
    hull = np.array(outline, float)
    order = np.argsort(np.arctan2(hull[:, 1] + 0.2, hull[:, 0]))
    part(
        canvas,
        ink.spline([(float(hull[i, 0]), float(hull[i, 1])) for i in order], tension=1 / 9),
        mane.colour,
        mane.tone,
    )


_Fallen = Callable[[Mane, skia.Canvas], None]
_BEHIND: Mapping[Fall, _Fallen] = MappingProxyType(
    {
        Fall.CURTAIN: _curtain_behind,
        Fall.TAIL: _tail,
        Fall.BUN: _bun,
        Fall.KNOT: _knot,
        Fall.BRAID: _braid_behind,
        Fall.PIGTAILS: _pigtails,
        Fall.DREADS: _dreads_behind,
        Fall.CREST: _crest,
    }
)
_BEFORE: Mapping[Fall, _Fallen] = MappingProxyType(
    {Fall.CURTAIN: _curtain_before, Fall.BRAID: _braid_before, Fall.DREADS: _dreads_before}
)
