"""Collars and necklines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.people.appearance import Accessory
from renderers.painting.people.brush import CONTOUR, line_of, part
from renderers.painting.people.clothes import Collar
from renderers.painting.people.dressing import Dress, Piece


def rim(dress: Dress, canvas: skia.Canvas, width: float, colour: Colour, deep: float) -> None:
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
    dress.bare_neck(canvas)


def _crew(dress: Dress, canvas: skia.Canvas) -> None:
    rim(dress, canvas, 0.06, scaled(dress.cloth, 0.80), 0.05)


def _scoop(dress: Dress, canvas: skia.Canvas) -> None:
    _skin_patch(dress, canvas, 0.17, 34)
    rim(dress, canvas, 0.03, scaled(dress.cloth, 0.80), 0.165)


def _straps(dress: Dress, canvas: skia.Canvas) -> None:
    _skin_patch(dress, canvas, 0.22, 52)
    for side in (-1, 1):
        strap = [dress.torso.on(side * 44, 1.0), dress.torso.on(side * 40, 0.90), dress.torso.on(side * 34, 0.80)]
        if dress.torso.facing(side * 40) > -0.1 or not dress.front:
            canvas.drawPath(ink.spline(strap, closed=False), ink.stroke(dress.cloth, 0.10))


def _shirt_collar(dress: Dress, canvas: skia.Canvas) -> None:
    colour = mix(dress.cloth, WHITE, 0.16)
    rim(dress, canvas, 0.12, colour, 0.0)
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
        dress.tie(canvas, 0.40)


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
        rim(dress, canvas, 0.16, colour, -0.02)
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
    rim(dress, canvas, 0.20, scaled(dress.cloth, 0.90), -0.02)


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
    rim(dress, canvas, 0.15, dress.cloth, -0.03)
    if dress.front:
        x, y = dress.torso.on(0, 1.045)
        canvas.drawRect(ink.rect(x - 0.07, y - 0.07, 0.14, 0.13), ink.fill((0.95, 0.94, 0.92)))


def _wrap(dress: Dress, canvas: skia.Canvas) -> None:
    colour = scaled(dress.cloth, 0.82)
    if not dress.front:
        rim(dress, canvas, 0.16, colour, -0.02)
        return
    deep = 1.0 - dress.cut.opening
    for side in (-1, 1):
        rows = [
            dress.torso.on(side * a, t, 0.01) for a, t in ((24, 1.06), (24, 0.94), (14, (0.94 + deep) / 2), (1, deep))
        ]
        canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(line_of(colour), 0.155))
        canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(colour, 0.12))


def _ring(dress: Dress, canvas: skia.Canvas) -> None:
    rim(dress, canvas, 0.15, (0.66, 0.68, 0.72), 0.02)
    rim(dress, canvas, 0.04, (0.88, 0.89, 0.92), 0.02)


COLLARS: Mapping[Collar, Piece] = MappingProxyType(
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
