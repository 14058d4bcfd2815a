"""Small things worn on the trunk."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.palette import rgb, scaled
from renderers.painting.people.appearance import Accessory
from renderers.painting.people.brush import part
from renderers.painting.people.collars import rim
from renderers.painting.people.dressing import Dress, Piece


def _scarf(dress: Dress, canvas: skia.Canvas) -> None:
    colour = rgb(dress.who.accent)
    rim(dress, canvas, 0.24, colour, -0.02)
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


def _badge(dress: Dress, canvas: skia.Canvas) -> None:
    if dress.front:
        x, y = dress.torso.on(34, 0.72, 0.02)
        star = []
        for i in range(10):
            angle, reach = i * math.pi / 5, 0.085 if i % 2 else 0.045
            star.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
        part(canvas, ink.poly(star), (0.92, 0.76, 0.32), dress.tone, depth=0.02)


def _collar(dress: Dress, canvas: skia.Canvas) -> None:
    rim(dress, canvas, 0.05, rgb(dress.who.accent), -0.05)


ACCESSORIES: Mapping[Accessory, Piece] = MappingProxyType(
    {
        Accessory.SCARF: _scarf,
        Accessory.NECKLACE: _necklace,
        Accessory.STETHOSCOPE: _stethoscope,
        Accessory.BACKPACK: _pack,
        Accessory.BADGE: _badge,
        Accessory.COLLAR: _collar,
    }
)
