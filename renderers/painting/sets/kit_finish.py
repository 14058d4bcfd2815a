"""What walls and floors are made of: fine, low in contrast, in perspective. One path per kind of line keeps it fast."""

from __future__ import annotations

from random import Random

import skia

from renderers.painting.ink import fill, stroke
from renderers.painting.palette import Colour, mix, scaled
from renderers.painting.sets.kit_view import Face


def _segment(path: skia.Path, face: Face, a: tuple[float, float], b: tuple[float, float]) -> None:
    path.moveTo(*face.at(*a))
    path.lineTo(*face.at(*b))


def _line(face: Face, metres: float = 0.012) -> float:
    return max(0.0012, metres * face.size_at(face.width / 2, face.height / 2))


def plain(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Plaster: only its own uneven light."""
    del dice
    canvas.drawPath(face.whole(), face.gradient(scaled(colour, 0.9), scaled(colour, 1.03)))


def courses(
    canvas: skia.Canvas, face: Face, colour: Colour, dice: Random, *, w: float, h: float, joint: Colour
) -> None:
    """Brick or block courses `w` x `h` metres, some stones darker or lighter."""
    plain(canvas, face, colour, dice)
    joints = skia.Path()
    rows = int(face.height / h) + 1
    for row in range(rows):
        v = row * h
        if v < face.height:
            _segment(joints, face, (0, v), (face.width, v))
        shift = (row % 2) * w / 2
        for column in range(int(face.width / w) + 2):
            u = column * w - shift
            if 0 < u < face.width and v + h <= face.height + 1e-6:
                _segment(joints, face, (u, v), (u, min(v + h, face.height)))
            if dice.random() < 0.22 and u >= 0 and u + w <= face.width and v + h <= face.height:
                tone = dice.uniform(0.72, 1.22)
                canvas.drawPath(face.quad(u, v, w, h), fill(scaled(colour, tone), 0.5))
    canvas.drawPath(joints, stroke(joint, _line(face, 0.018), 0.5))


def brick(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Bricks."""
    courses(canvas, face, colour, dice, w=0.42, h=0.14, joint=scaled(colour, 0.6))


def stone(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Cut stone blocks."""
    courses(canvas, face, colour, dice, w=0.95, h=0.42, joint=scaled(colour, 0.5))


def tiles(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Glazed tiles up to a height, plaster above."""
    plain(canvas, face, mix(colour, (0.8, 0.8, 0.78), 0.35), dice)
    low = Face(face.view, face.origin, face.across, face.up, face.width, min(face.height, 1.75))
    lines = skia.Path()
    canvas.drawPath(low.whole(), low.gradient(scaled(colour, 0.86), colour))
    side = 0.22
    for row in range(int(low.height / side) + 1):
        _segment(lines, low, (0, row * side), (low.width, row * side))
    for column in range(int(low.width / side) + 1):
        _segment(lines, low, (column * side, 0), (column * side, low.height))
    canvas.drawPath(lines, stroke(scaled(colour, 1.2), _line(face, 0.012), 0.55))
    canvas.drawPath(low.quad(0, low.height - 0.05, low.width, 0.05), fill(scaled(colour, 0.55)))


def panelled(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Wood panelling below a rail, plaster above."""
    plain(canvas, face, colour, dice)
    wood = mix(scaled(colour, 0.5), (0.3, 0.18, 0.1), 0.6)
    height = min(1.15, face.height * 0.45)
    canvas.drawPath(face.quad(0, 0, face.width, height), fill(wood))
    step = 0.75
    for column in range(int(face.width / step)):
        u = column * step + 0.08
        canvas.drawPath(face.quad(u, 0.2, step - 0.16, height - 0.35), fill(scaled(wood, 0.82)))
        canvas.drawPath(face.quad(u, height - 0.17, step - 0.16, 0.02), fill(scaled(wood, 1.35)))
    canvas.drawPath(face.quad(0, height - 0.06, face.width, 0.07), fill(scaled(wood, 1.3)))


def striped(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Wallpaper of faint stripes above a skirting board."""
    plain(canvas, face, colour, dice)
    step = 0.3
    for column in range(int(face.width / step)):
        canvas.drawPath(face.quad(column * step, 0, step * 0.5, face.height), fill(scaled(colour, 1.12), 0.3))


def planks(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Upright boards of slightly different tone."""
    plain(canvas, face, colour, dice)
    u = 0.0
    while u < face.width:
        w = min(dice.uniform(0.16, 0.26), face.width - u)
        canvas.drawPath(face.quad(u, 0, w, face.height), fill(scaled(colour, dice.uniform(0.8, 1.14)), 0.6))
        canvas.drawPath(face.quad(u, 0, 0.014, face.height), fill(scaled(colour, 0.45), 0.8))
        u += w


def plates(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Metal or concrete plates with seams and rivets."""
    plain(canvas, face, colour, dice)
    w, h = 1.3, 1.05
    for row in range(int(face.height / h) + 1):
        for column in range(int(face.width / w) + 1):
            size = (min(w, face.width - column * w), min(h, face.height - row * h))
            if min(size) > 0.05:
                tone = scaled(colour, dice.uniform(0.88, 1.08))
                canvas.drawPath(face.quad(column * w, row * h, *size), fill(tone, 0.7))
                canvas.drawPath(face.quad(column * w, row * h, *size), stroke(scaled(colour, 0.5), _line(face), 0.7))


def boards(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Floor boards running away from the camera."""
    canvas.drawPath(face.whole(), face.gradient(scaled(colour, 1.02), scaled(colour, 0.82)))
    u = 0.0
    while u < face.width:
        w = min(dice.uniform(0.17, 0.24), face.width - u)
        canvas.drawPath(face.quad(u, 0, w, face.height), fill(scaled(colour, dice.uniform(0.84, 1.12)), 0.65))
        edge = skia.Path()
        _segment(edge, face, (u, 0), (u, face.height))
        canvas.drawPath(edge, stroke(scaled(colour, 0.45), _line(face, 0.009), 0.6))
        u += w


def squares(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random, *, side: float = 0.6) -> None:
    """Floor slabs."""
    canvas.drawPath(face.whole(), face.gradient(scaled(colour, 1.0), scaled(colour, 0.85)))
    lines = skia.Path()
    for column in range(int(face.width / side) + 1):
        _segment(lines, face, (column * side, 0), (column * side, face.height))
    for row in range(int(face.height / side) + 1):
        _segment(lines, face, (0, row * side), (face.width, row * side))
        for column in range(int(face.width / side)):
            if dice.random() < 0.25:
                tone = scaled(colour, dice.uniform(0.86, 1.12))
                canvas.drawPath(face.quad(column * side, row * side, side, side), fill(tone, 0.6))
    canvas.drawPath(lines, stroke(scaled(colour, 0.6), _line(face, 0.01), 0.6))


def checker(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """Two-coloured tiles."""
    del dice
    canvas.drawPath(face.whole(), face.gradient(colour, scaled(colour, 0.8)))
    dark, side = scaled(colour, 0.42), 0.5
    for row in range(int(face.height / side) + 1):
        for column in range(int(face.width / side) + 1):
            if (row + column) % 2:
                h = min(side, face.height - row * side)
                w = min(side, face.width - column * side)
                if min(w, h) > 0:
                    canvas.drawPath(face.quad(column * side, row * side, w, h), fill(dark, 0.9))


def carpet(canvas: skia.Canvas, face: Face, colour: Colour, dice: Random) -> None:
    """One soft colour."""
    del dice
    canvas.drawPath(face.whole(), face.gradient(scaled(colour, 1.04), scaled(colour, 0.8)))
