"""Laboratories, with screens or with candles."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, glow, poly, stroke
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import (
    boxes,
    shelf,
)
from renderers.painting.sets.kit_lamps import candles, ceiling_light, screen
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def laboratory(scene: Scene) -> PaintedSet:
    """Benches with glass and screens, cool light; alembics and candles in older days."""
    scene = seen_indoors(scene)
    dice = scene.dice("lab")
    old = not scene.electric
    room = Room(
        wall=rgb("#6f6556") if old else rgb(dice.choice(("#9fb0b5", "#a8b0ac"))),
        floor=rgb("#7a6a58") if old else rgb("#a5aaac"),
        ceiling=rgb("#9ca3a5"),
        width=7.2,
        walls=finish.stone if old else finish.plates,
        floors=finish.boards if old else finish.squares,
    )
    b = Interior(scene, room, level=0.62 if old else 0.85, lamps_by_day=0.8, tint=(0.94, 1.0, 1.04))
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(left, Window(2.2, 1.0, 1.6, 1.4, (2, 2)))
    b.add(
        BACK,
        shelf(scene, back, 0.4, 1.3, 2.6, 1.2, rows=3, goods="bottles"),
        shelf(scene, back, 4.4, 1.3, 2.4, 1.2, rows=3, goods="jars", name="jars"),
    )
    bench = rgb("#5a4632") if old else rgb("#b5babb")
    b.add(MIDDLE, boxes(scene, bench, Box(-3.4, 0, 6.3, 6.8, 0.9, 0.6)))
    b.add(
        NEARBY,
        boxes(scene, bench, Box(-1.6, 0, 5.0, 3.4, 0.9, 0.75), shadow=Box(-1.6, 0, 5.0, 3.4, 0.9, 0.75)),
        boxes(scene, scaled(bench, 0.5), Box(-1.7, 0.9, 4.95, 3.6, 0.04, 0.85)),
    )
    tones = [rgb(tone) for tone in ("#3fd0a0", "#4fb0e8", "#d0d040", "#e0603f", "#a060d8")]
    b.add(
        NEARBY,
        *[
            _flask(scene, x, 0.94, 5.2, dice.choice(tones), i % 3)
            for i, x in enumerate((-1.3, -0.95, -0.3, 0.6, 1.0, 1.45))
        ],
    )
    b.shine(NEARBY, *[_flask_glow(scene, x, 5.2, dice.choice(tones)) for x in (-0.95, 0.6)])
    if old:
        b.fix(MIDDLE, candles(scene, [(-2.4, 0.92, 6.5), (0.3, 0.92, 6.5), (2.3, 0.92, 6.5)], power=0.8))
    else:
        b.fix(
            MIDDLE,
            *[screen(scene, x, 1.0, 6.5, w=0.7, h=0.45, colour=dice.choice(tones[:2])) for x in (-2.3, 0.0, 2.2)],
        )
        b.fix(
            BACK, *[ceiling_light(scene, x, 5.3, w=1.5, d=0.3, colour=rgb("#e6fbff"), power=0.45) for x in (-1.7, 1.7)]
        )
    return b.paint(
        floor=5.72,
        anchors=[
            scene.spot("floor", Pose.STAND, -2.4, 5.7, facing=1),
            scene.spot("bench", Pose.STAND, 0.2, 6.1, depth=0.5),
            scene.spot("side", Pose.STAND, 2.5, 5.8, facing=-1),
        ],
    )


def _flask(scene: Scene, x: float, y: float, z: float, tone: Colour, kind: int) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, y, z)
        glass = rgb("#c8dde0")
        if kind == 0:
            outline = [
                (cx - 0.14 * unit, foot),
                (cx + 0.14 * unit, foot),
                (cx + 0.035 * unit, foot - 0.24 * unit),
                (cx + 0.035 * unit, foot - 0.34 * unit),
                (cx - 0.035 * unit, foot - 0.34 * unit),
                (cx - 0.035 * unit, foot - 0.24 * unit),
            ]
            liquid = [
                (cx - 0.13 * unit, foot),
                (cx + 0.13 * unit, foot),
                (cx + 0.075 * unit, foot - 0.13 * unit),
                (cx - 0.075 * unit, foot - 0.13 * unit),
            ]
        elif kind == 1:
            outline = [
                (cx - 0.05 * unit, foot),
                (cx + 0.05 * unit, foot),
                (cx + 0.05 * unit, foot - 0.4 * unit),
                (cx - 0.05 * unit, foot - 0.4 * unit),
            ]
            liquid = [
                (cx - 0.045 * unit, foot),
                (cx + 0.045 * unit, foot),
                (cx + 0.045 * unit, foot - 0.24 * unit),
                (cx - 0.045 * unit, foot - 0.24 * unit),
            ]
        else:
            outline = [
                (cx - 0.1 * unit, foot),
                (cx + 0.1 * unit, foot),
                (cx + 0.1 * unit, foot - 0.22 * unit),
                (cx - 0.1 * unit, foot - 0.22 * unit),
            ]
            liquid = [
                (cx - 0.095 * unit, foot),
                (cx + 0.095 * unit, foot),
                (cx + 0.095 * unit, foot - 0.14 * unit),
                (cx - 0.095 * unit, foot - 0.14 * unit),
            ]
        canvas.drawPath(poly(liquid), fill(tone, 0.85))
        canvas.drawPath(poly(outline), fill(glass, 0.25))
        canvas.drawPath(poly(outline), stroke(glass, 0.012 * unit, 0.8))

    return draw


def _flask_glow(scene: Scene, x: float, z: float, tone: Colour) -> Draw:
    px, py = scene.view.at(x, 1.02, z)
    return lambda canvas: glow(canvas, (px, py), 0.16, tone, 0.4)


SETS = (
    SetDesign(
        "laboratory",
        laboratory,
        "laboratory,lab,research facility,workshop lab,clean room,greenhouse lab,laboratoire,labor,"
        "laboratorio,лаборатори*,研究室,実験室,实验室,실험실,observatory",
        interior=True,
    ),
)
