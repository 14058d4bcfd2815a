"""Hats as turned shapes, and what sits before the eyes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, rgb, scaled
from renderers.painting.people.appearance import Appearance, Glasses, Headwear
from renderers.painting.people.brush import Tone, clip, line_of, part, tapered
from renderers.painting.people.face import eye_gap, eye_row
from renderers.painting.people.skull import Skull


@dataclass(frozen=True)
class Hat:
    """`crown` is a stack of (y, half width, half depth); `brim` (y, half width, half depth, sag); `peak` a visor."""

    crown: tuple[tuple[float, float, float], ...]
    brim: tuple[float, float, float, float] | None = None
    peak: float = 0.0
    band: float = 0.0
    colour: str = "accent"
    dull: float = 1.0


HATS: Mapping[Headwear, Hat] = MappingProxyType(
    {
        Headwear.CAP: Hat(
            ((-0.20, 0.40, 0.45), (-0.36, 0.38, 0.42), (-0.50, 0.28, 0.31), (-0.56, 0.08, 0.1)), peak=0.30
        ),
        Headwear.PEAKED: Hat(
            ((-0.22, 0.40, 0.44), (-0.32, 0.40, 0.44), (-0.42, 0.52, 0.54), (-0.52, 0.46, 0.46), (-0.58, 0.2, 0.2)),
            peak=0.22,
            band=0.10,
            colour="main",
            dull=0.85,
        ),
        Headwear.BEANIE: Hat(
            ((-0.17, 0.41, 0.47), (-0.30, 0.42, 0.48), (-0.46, 0.37, 0.42), (-0.60, 0.22, 0.25), (-0.64, 0.06, 0.06)),
            band=0.12,
        ),
        Headwear.FEDORA: Hat(
            ((-0.24, 0.39, 0.44), (-0.42, 0.37, 0.42), (-0.60, 0.33, 0.38), (-0.68, 0.24, 0.30), (-0.65, 0.05, 0.1)),
            (-0.25, 0.66, 0.66, 0.05),
            band=0.10,
            colour="main",
            dull=0.8,
        ),
        Headwear.COWBOY: Hat(
            ((-0.24, 0.39, 0.44), (-0.46, 0.37, 0.40), (-0.66, 0.30, 0.34), (-0.70, 0.22, 0.25), (-0.66, 0.04, 0.1)),
            (-0.26, 0.84, 0.70, -0.10),
            band=0.07,
            colour="second",
            dull=0.75,
        ),
        Headwear.TOP_HAT: Hat(
            ((-0.26, 0.38, 0.43), (-0.60, 0.37, 0.42), (-1.0, 0.41, 0.45), (-1.01, 0.05, 0.05)),
            (-0.27, 0.58, 0.56, 0.03),
            band=0.12,
            colour="main",
            dull=0.45,
        ),
        Headwear.STRAW: Hat(
            ((-0.24, 0.40, 0.45), (-0.42, 0.36, 0.40), (-0.52, 0.26, 0.29), (-0.56, 0.05, 0.05)),
            (-0.25, 0.78, 0.78, 0.06),
            band=0.08,
            colour="straw",
        ),
        Headwear.HELMET: Hat(
            ((-0.14, 0.45, 0.50), (-0.28, 0.45, 0.50), (-0.44, 0.38, 0.43), (-0.57, 0.22, 0.25), (-0.61, 0.05, 0.05)),
            (-0.14, 0.48, 0.53, 0.03),
            colour="main",
            dull=0.8,
        ),
        Headwear.HARD_HAT: Hat(
            ((-0.22, 0.42, 0.47), (-0.38, 0.40, 0.45), (-0.54, 0.28, 0.32), (-0.62, 0.06, 0.06)),
            (-0.21, 0.47, 0.52, 0.02),
            peak=0.20,
            colour="hard",
        ),
        Headwear.TOQUE: Hat(
            (
                (-0.25, 0.39, 0.44),
                (-0.46, 0.38, 0.43),
                (-0.62, 0.50, 0.52),
                (-0.82, 0.52, 0.54),
                (-0.92, 0.30, 0.30),
                (-0.93, 0.05, 0.05),
            ),
            band=0.16,
            colour="white",
        ),
        Headwear.WIZARD: Hat(
            ((-0.24, 0.39, 0.44), (-0.55, 0.27, 0.30), (-0.95, 0.12, 0.14), (-1.22, 0.02, 0.02)),
            (-0.25, 0.74, 0.74, 0.08),
            band=0.09,
            colour="main",
        ),
        Headwear.CROWN: Hat(((-0.24, 0.38, 0.43), (-0.36, 0.40, 0.44)), colour="gold"),
        Headwear.BANDANA: Hat(((-0.19, 0.395, 0.45), (-0.36, 0.375, 0.43), (-0.50, 0.26, 0.30), (-0.54, 0.06, 0.06))),
        Headwear.TURBAN: Hat(
            ((-0.15, 0.42, 0.47), (-0.30, 0.50, 0.54), (-0.48, 0.48, 0.52), (-0.62, 0.32, 0.34), (-0.66, 0.06, 0.06))
        ),
    }
)
_FIXED: Mapping[str, Colour] = {
    "gold": (0.90, 0.70, 0.25),
    "white": (0.95, 0.94, 0.92),
    "straw": (0.86, 0.72, 0.42),
    "hard": (0.95, 0.72, 0.12),
}


def covers_hair(who: Appearance) -> bool:
    """Is all hair hidden?"""
    return who.headwear in (Headwear.HEADSCARF, Headwear.TURBAN, Headwear.SPACE_HELMET)


def covers_ears(who: Appearance) -> bool:
    """Are the ears hidden?"""
    return who.headwear in (Headwear.HEADSCARF, Headwear.HELMET, Headwear.BEANIE, Headwear.HOOD)


def colour_of(who: Appearance, name: str) -> Colour:
    """A colour of the outfit, or one that such a hat always has."""
    fixed = _FIXED.get(name)
    if fixed is not None:
        return fixed
    return rgb({"main": who.main, "second": who.second, "accent": who.accent}[name])


def _edges(skull: Skull, crown: tuple[tuple[float, float, float], ...]) -> list[Point]:
    sine, cosine = skull.turn
    right, left = [], []
    for y, wide, deep in crown:
        x, sy, _ = skull.seen((0.0, y, -0.03))
        half = math.hypot(wide * cosine, deep * sine)
        right.append((x + half, sy))
        left.append((x - half, sy))
    return [*right, *left[::-1]]


def _ring(skull: Skull, y: float, wide: float, deep: float, sag: float, azimuths: list[float]) -> list[Point]:
    """Points of a brim; it is seen a little from above at the back and curves down (or up) at the sides."""
    points = []
    for azimuth in azimuths:
        angle = math.radians(azimuth - skull.yaw)
        x, z = wide * math.sin(angle), deep * math.cos(angle) - 0.03
        sx, sy, depth = skull.seen((x, y + sag * math.sin(angle) ** 2, z))
        points.append((sx, sy + 0.07 * depth))
    return points


def behind(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    """The far half of a brim, the inside of a hood."""
    who = skull.who
    hat = HATS.get(who.headwear)
    if hat is not None and hat.brim is not None:
        colour = scaled(colour_of(who, hat.colour), hat.dull * 0.6)
        ring = _ring(skull, *hat.brim, [a * 15.0 for a in range(24)])
        canvas.drawPath(ink.spline(ring), ink.stroke(line_of(colour), 0.024))
        canvas.drawPath(ink.spline(ring), ink.fill(colour))
    if who.headwear is Headwear.HOOD:
        colour = rgb(who.main)
        shape = [
            (-0.50, 0.45),
            (-0.52, 0.0),
            (-0.46, -0.38),
            (0.0, -0.64),
            (0.46, -0.38),
            (0.52, 0.0),
            (0.50, 0.45),
            (0.3, 0.72),
            (-0.3, 0.72),
        ]
        shift = -0.07 * skull.turn[0]
        part(canvas, ink.spline([(x + shift, y) for x, y in shape]), scaled(colour, 0.62), tone)


def draw(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    """The hat, over face and hair."""
    who = skull.who
    hat = HATS.get(who.headwear)
    if hat is not None:
        _hat(canvas, skull, hat, tone)
    special = _SPECIAL.get(who.headwear)
    if special is not None:
        special(canvas, skull, tone)


def _hat(canvas: skia.Canvas, skull: Skull, hat: Hat, tone: Tone) -> None:
    colour = scaled(colour_of(skull.who, hat.colour), hat.dull)
    edge = _edges(skull, hat.crown)
    x = skull.seen((0, hat.crown[0][0], 0.42))[0]
    front = skull.turn[1] > -0.3
    sag = [
        (edge[-1][0] * 0.6 + x * 0.4, edge[-1][1] + 0.06 * front),
        (edge[0][0] * 0.6 + x * 0.4, edge[0][1] + 0.06 * front),
    ]
    path = ink.spline([*edge, *sag], tension=1 / 8)
    part(canvas, path, colour, tone, depth=0.13)
    if hat.band > 0:
        canvas.save()
        clip(canvas, path)
        low = [edge[-1], *sag, edge[0]]
        rows = [*low, *[(px, py - hat.band) for px, py in low[::-1]]]
        canvas.drawPath(ink.spline(rows, tension=1 / 9), ink.fill(scaled(colour, 0.55)))
        canvas.restore()
    if hat.brim is not None:
        ring = _ring(skull, *hat.brim, [a * 15.0 for a in range(-7, 8)])
        inner = _ring(skull, hat.brim[0], 0.36, 0.40, 0.0, [a * 15.0 for a in range(7, -8, -1)])
        part(canvas, ink.spline([*ring, *inner], tension=1 / 8), scaled(colour, 0.92), tone, depth=0.05)
    if hat.peak > 0 and skull.turn[1] > -0.45:
        _peak(canvas, skull, hat, colour, tone)


def _peak(canvas: skia.Canvas, skull: Skull, hat: Hat, colour: Colour, tone: Tone) -> None:
    row = hat.crown[0][0]
    root = [
        skull.seen((0.34 * k, row + 0.015 - 0.05 * (1 - k * k), 0.40 * math.sqrt(1 - 0.5 * k * k)))[:2]
        for k in (-1, -0.5, 0, 0.5, 1)
    ]
    tip = [
        skull.seen((0.36 * k, row + 0.10 - 0.07 * (1 - k * k), 0.36 + hat.peak * (1.25 - k * k)))[:2]
        for k in (1, 0.5, 0, -0.5, -1)
    ]
    part(canvas, ink.spline([*root, *tip], tension=1 / 8), scaled(colour, 0.62), tone, depth=0.03)


def _points(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    """The spikes of a crown."""
    gold = _FIXED["gold"]
    for azimuth in range(-80, 81, 32):
        angle = math.radians(azimuth - skull.yaw)
        foot = [
            skull.seen((0.395 * math.sin(angle + d), -0.33, 0.435 * math.cos(angle + d)))[:2] for d in (-0.26, 0.26)
        ]
        peak = skull.seen((0.42 * math.sin(angle), -0.56, 0.46 * math.cos(angle)))[:2]
        part(canvas, ink.poly([foot[0], peak, foot[1]]), gold, tone, depth=0.03)
        canvas.drawCircle(peak[0], peak[1], 0.024, ink.fill((0.80, 0.16, 0.22)))


def _scarf(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    sine, cosine = skull.turn
    right = [(math.hypot(wide * cosine, deep * sine) - 0.03 * sine, y) for y, wide, deep in _SCARF]
    left = [(-math.hypot(wide * cosine, deep * sine) - 0.03 * sine, y) for y, wide, deep in _SCARF]
    path = ink.spline([*right, (0.12, 0.80), (-0.12, 0.80), *left[::-1]])
    opening = []
    for step in range(28):
        angle = step / 28 * 2 * math.pi
        u, y = 0.29 * math.sin(angle), min(0.475, 0.11 - 0.37 * math.cos(angle))
        opening.append(skull.on(u, y, 0.012 if skull.facing(u, y) > 0 else 0.06))
    if cosine > -0.2:
        path = skia.Op(path, ink.spline(opening), skia.PathOp.kDifference_PathOp) or path
    part(canvas, path, rgb(skull.who.accent), tone, depth=0.09)
    fold = [
        (right[3][0] * 0.2, -0.52),
        (right[3][0] * 0.75, -0.2),
        (right[4][0] * 0.80, 0.3),
        (right[5][0] * 0.3, 0.66),
    ]
    canvas.drawPath(ink.spline(fold, closed=False), ink.stroke(line_of(rgb(skull.who.accent)), 0.014, 0.5))


_SCARF = (
    (-0.55, 0.06, 0.06),
    (-0.46, 0.27, 0.3),
    (-0.25, 0.405, 0.46),
    (0.0, 0.42, 0.48),
    (0.25, 0.39, 0.40),
    (0.45, 0.33, 0.30),
    (0.66, 0.40, 0.34),
)


def _hood(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    if skull.turn[1] < -0.2:
        shape = [(-0.46, 0.5), (-0.50, 0.0), (-0.42, -0.38), (0.0, -0.60), (0.42, -0.38), (0.50, 0.0), (0.46, 0.5)]
        part(canvas, ink.spline(shape), rgb(skull.who.main), tone)
        return
    outer = [(-0.46, 0.52), (-0.52, 0.05), (-0.46, -0.36), (0.0, -0.66), (0.46, -0.36), (0.52, 0.05), (0.46, 0.52)]
    inner = [(0.32, 0.48), (0.37, 0.05), (0.31, -0.26), (0.0, -0.40), (-0.31, -0.26), (-0.37, 0.05), (-0.32, 0.48)]
    shift, open_to = -0.05 * skull.turn[0], 0.16 * skull.turn[0]
    path = ink.spline([(x + shift, y) for x, y in outer] + [(x + open_to, y) for x, y in inner])
    part(canvas, path, rgb(skull.who.main), tone, depth=0.05)


def _glass_helmet(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    centre = skull.seen((0.0, -0.02, 0.0))
    canvas.drawCircle(centre[0], centre[1], 0.68, ink.fill((0.70, 0.86, 1.0), 0.13))
    canvas.drawCircle(0, -0.02, 0.68, ink.stroke((0.86, 0.89, 0.92), 0.06))
    canvas.drawArc(
        ink.rect(-0.57, -0.59, 1.14, 1.14),
        200 if tone.side < 0 else 290,
        55,
        useCenter=False,
        paint=ink.stroke(WHITE, 0.055, 0.65),
    )


_SPECIAL = {
    Headwear.CROWN: _points,
    Headwear.HEADSCARF: _scarf,
    Headwear.HOOD: _hood,
    Headwear.SPACE_HELMET: _glass_helmet,
}


def glasses(canvas: skia.Canvas, skull: Skull) -> None:
    """Spectacles, dark glasses or a patch."""
    kind = skull.who.glasses
    if kind is Glasses.NONE or skull.turn[1] < -0.2:
        return
    if kind is Glasses.EYEPATCH:
        _patch(canvas, skull)
        return
    row, gap = eye_row(skull), eye_gap(skull.who)
    frame = (0.10, 0.08, 0.09) if kind is not Glasses.ROUND else (0.42, 0.30, 0.16)
    for side in (-1, 1):
        facing = skull.facing(side * gap, row)
        if facing < 0.06:
            continue
        x, y = skull.on(side * gap, row + 0.012, 0.05)
        wide, tall = 0.122 * facing**0.7, 0.088 if kind is Glasses.ROUND else 0.078
        radius = tall if kind is Glasses.ROUND else 0.035
        lens = skia.Path()
        lens.addRoundRect(ink.rect(x - wide, y - tall, 2 * wide, 2 * tall), radius, radius)
        dark = kind is Glasses.DARK
        canvas.drawPath(lens, ink.fill((0.05, 0.05, 0.07) if dark else (0.82, 0.92, 1.0), 0.94 if dark else 0.14))
        canvas.drawLine(x - wide * 0.45, y - tall * 0.6, x - wide * 0.75, y + tall * 0.5, ink.stroke(WHITE, 0.018, 0.5))
        canvas.drawPath(lens, ink.stroke(frame, 0.020))
        temple = skull.seen(skull.polar(side * 92, row - 0.01, 0.01))
        if temple[2] > -0.12:
            canvas.drawLine(
                x + side * wide * (1 if skull.turn[1] > 0 else -1),
                y - 0.03,
                temple[0],
                temple[1],
                ink.stroke(frame, 0.018),
            )
    bridge = [skull.on(u, row, 0.055) for u in (-0.035, 0.0, 0.035)]
    canvas.drawPath(ink.spline(bridge, closed=False), ink.stroke(frame, 0.018))


def _patch(canvas: skia.Canvas, skull: Skull) -> None:
    row, gap = eye_row(skull), eye_gap(skull.who)
    if skull.facing(-gap, row) > 0.05:
        shape = [
            skull.on(-gap + du, row + dy, 0.02)
            for du, dy in ((-0.11, -0.07), (0, -0.085), (0.11, -0.06), (0.09, 0.05), (0, 0.085), (-0.09, 0.05))
        ]
        canvas.drawPath(ink.spline(shape), ink.fill((0.07, 0.06, 0.07)))
    strap = [
        skull.on(u, y, 0.02)
        for u, y in ((-0.36, 0.06), (-0.16, -0.02), (0.05, -0.16), (0.22, -0.3))
        if skull.facing(u, y) > 0
    ]
    if len(strap) > 1:
        canvas.drawPath(tapered(strap, [0.011] * len(strap)), ink.fill((0.07, 0.06, 0.07)))
