"""What hangs from a head: curtains, tails, buns, braids, dreadlocks, a crest."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import rgb, scaled
from renderers.painting.people.brush import line_of, part
from renderers.painting.people.hair import Mane, noise
from renderers.painting.people.hairstyles import Fall, Texture


def behind(mane: Mane, canvas: skia.Canvas) -> None:
    """What hangs down the back: under the body seen from the front, over it seen from behind."""
    BEHIND.get(mane.style.fall, _nothing)(mane, canvas)


def beside(mane: Mane, canvas: skia.Canvas) -> None:
    """What falls over neck and shoulder of somebody seen from the side."""
    if mane.style.fall is Fall.CURTAIN:
        _curtain_behind(mane, canvas)


def before(mane: Mane, canvas: skia.Canvas) -> None:
    """What falls over the shoulders in front."""
    BEFORE.get(mane.style.fall, _nothing)(mane, canvas)


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
        face += [mane.at(side * 0.285, 0.40, 0.10), *([mane.at(side * 0.29, end * 0.72, 0.17)] if end > 0.6 else [])]
        tip = [mane.at(side * 0.36, end, 0.16)]
        grown = 0.37 + style.volume
        rows = [
            (0.10 + grown, end * 0.8, 0.02),
            (0.08 + grown, 0.28, -0.10),
            (0.04 + grown, 0.0, -0.14),
            (grown - 0.03, -0.24, -0.14),
        ]
        back = [mane.at(side * min(x, style.full + 0.04), y, z) for x, y, z in rows]
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
        mane.at(0, -0.24, -0.44),
        mane.at(0.02, -0.22, -0.60),
        mane.at(0.03, 0.08, -0.66),
        mane.at(0.02, 0.42, -0.56),
        mane.at(0, length, -0.50),
    ]
    mane.strand(canvas, points, [0.06, 0.10, 0.135, 0.11, 0.02])
    band = mane.at(0, -0.24, -0.46)
    canvas.drawCircle(*band, 0.06, ink.fill(rgb(mane.skull.who.accent)))


def _ball(mane: Mane, canvas: skia.Canvas, centre: Point) -> None:
    radius = mane.style.full
    path = skia.Path()
    path.addCircle(*centre, radius)
    part(canvas, path, mane.colour, mane.tone, depth=radius * 0.5)
    for k in (0.35, 0.68):
        arc = ink.rect(centre[0] - radius * k, centre[1] - radius * k, radius * 2 * k, radius * 2 * k)
        canvas.drawArc(
            arc,
            200,
            210,
            useCenter=False,
            paint=ink.stroke(mane.gloss if k > 0.5 else line_of(mane.colour), 0.015, 0.5),
        )


def _bun(mane: Mane, canvas: skia.Canvas) -> None:
    _ball(mane, canvas, mane.at(0, -0.20, -0.50))


def _knot(mane: Mane, canvas: skia.Canvas) -> None:
    _ball(mane, canvas, mane.at(0, -0.60, -0.10))


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
            [mane.at(0, 0.30, -0.36), mane.at(0, 0.7, -0.46), mane.at(0, mane.style.length, -0.42)],
            mane.style.full,
        )


def _braid_before(mane: Mane, canvas: skia.Canvas) -> None:
    if mane.skull.turn[1] >= 0.1:
        near = -1 if mane.skull.turn[0] >= 0 else 1
        rows = ((0.30, 0.30, -0.30), (0.43, 0.52, -0.10), (0.50, 0.92, 0.12), (0.45, mane.style.length, 0.18))
        _plait(mane, canvas, [mane.at(near * x, y, z) for x, y, z in rows], mane.style.full)


def _pigtails(mane: Mane, canvas: skia.Canvas) -> None:
    for side in (-1, 1):
        root = mane.skull.seen(mane.skull.polar(side * 112, -0.06, 0.05))
        length = mane.style.length
        points = [
            root[:2],
            mane.at(side * 0.54, 0.02, -0.14),
            mane.at(side * 0.58, length * 0.55, -0.10),
            mane.at(side * 0.50, length, -0.04),
        ]
        mane.strand(canvas, points, [0.05, 0.10, 0.12, 0.02])
        canvas.drawCircle(*root[:2], 0.055, ink.fill(rgb(mane.skull.who.accent)))


def _dreads(mane: Mane, canvas: skia.Canvas, azimuths: tuple[int, ...]) -> None:
    for i, azimuth in enumerate(azimuths):
        x, y, z = mane.skull.polar(azimuth, -0.12, 0.06)
        end = mane.style.length * (0.8 + 0.25 * noise(i + 4))
        points = [mane.at(x, y, z), mane.at(x * 1.16, 0.25, z * 1.12), mane.at(x * 1.1, end, z * 1.05)]
        mane.strand(canvas, points, [0.045, 0.05, 0.03], dark=0.9 + 0.15 * (i % 2))


def _dreads_behind(mane: Mane, canvas: skia.Canvas) -> None:
    _dreads(mane, canvas, (110, -110, 130, -130, 150, -150, 170, -170))


def _dreads_before(mane: Mane, canvas: skia.Canvas) -> None:
    shown = tuple(a for a in (70, -70, 88, -88, 102, -102) if math.cos(math.radians(a + mane.skull.yaw)) > 0.0)
    _dreads(mane, canvas, shown)


def _crest(mane: Mane, canvas: skia.Canvas) -> None:
    tall = mane.style.full
    ridge = [(-0.28, 0.36), (-0.44, 0.24), (-0.50, 0.0), (-0.45, -0.28), (-0.25, -0.44), (0.05, -0.46)]
    base = [mane.at(0.0, y, z) for y, z in ridge]
    top = [mane.at(0.0, y * (1 + tall * 1.3) - 0.02 * (i % 2), z * (1 + tall)) for i, (y, z) in enumerate(ridge)]
    cosine = mane.skull.turn[1]
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
BEHIND: Mapping[Fall, _Fallen] = MappingProxyType(
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
BEFORE: Mapping[Fall, _Fallen] = MappingProxyType(
    {Fall.CURTAIN: _curtain_before, Fall.BRAID: _braid_before, Fall.DREADS: _dreads_before}
)
