"""Galleries and museums."""

from __future__ import annotations

import skia

from renderers.painting.ink import SCREEN, Draw, each, linear, poly, spline
from renderers.painting.palette import rgb
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import (
    block,
    boxes,
)
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Room, picture
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def gallery_room(scene: Scene) -> PaintedSet:
    """White walls, pictures under their own light, a bench."""
    scene = seen_indoors(scene)
    dice = scene.dice("gallery")
    classic = not scene.electric or dice.random() < 0.35
    room = Room(
        wall=rgb("#7a3f3c") if classic else rgb("#c9c7c0"),
        floor=rgb("#8a6a4a") if classic else rgb("#a09a90"),
        ceiling=rgb("#c2c0ba"),
        width=8.2,
        depth=7.6,
        height=3.6,
        floors=finish.boards if classic else finish.carpet,
    )
    b = Interior(scene, room, level=0.74, lamps_by_day=0.85)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    spots = ((0.7, 1.1, 1.3, 1.5), (3.0, 1.0, 2.2, 1.6), (6.1, 1.15, 1.2, 1.35))
    b.add(
        BACK,
        *[picture(back, *spot, dice) for spot in spots],
        *[picture(face, u, 1.1, 1.1, 1.3, dice) for face in (left, right) for u in (1.2, 3.2)],
    )
    for u, v, w, h in spots:
        cx, cy = back.at(u + w / 2, v + h * 0.6)
        b.light(Lamp(cx, cy, 0.34, rgb("#fff0d6"), 0.85))
    b.shine(BACK, each(lambda canvas, at: _spot_cone(canvas, back, at[0] + at[2] / 2, at[1] + at[3]), spots))
    b.add(
        MIDDLE, boxes(scene, rgb("#3f3a36"), Box(-0.9, 0, 6.0, 1.8, 0.45, 0.5), shadow=Box(-0.9, 0, 6.0, 1.8, 0.4, 0.5))
    )
    b.add(MIDDLE, block(scene, Box(2.5, 0, 5.9, 0.55, 1.0, 0.55), rgb("#d0cec8")), _bust(scene, 2.78, 1.0, 6.1))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, -1.6, 5.7),
            scene.spot("picture", Pose.STAND, 0.2, 6.8),
            scene.spot("bench", Pose.SIT, 0.0, 6.0, up=0.46),
        ],
    )


def _spot_cone(canvas: skia.Canvas, face: Face, u: float, v: float) -> None:
    (x, y), unit = face.at(u, v + 0.7), face.size_at(u, v)
    cone = poly(
        [(x - 0.05 * unit, y), (x + 0.05 * unit, y), (x + 0.8 * unit, y + 2.4 * unit), (x - 0.8 * unit, y + 2.4 * unit)]
    )
    canvas.drawPath(
        cone,
        linear(
            (x, y), (x, y + 2.4 * unit), [(rgb("#fff0d6"), 0.22), (rgb("#fff0d6"), 0.0)], soft=0.1 * unit, blend=SCREEN
        ),
    )


def _bust(scene: Scene, x: float, y: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, y, z)
        stone = linear((cx - 0.2 * unit, 0), (cx + 0.2 * unit, 0), [(rgb("#d8d4c8"), 1), (rgb("#8d887c"), 1)])
        shoulders = [
            (cx - 0.25 * unit, cy),
            (cx - 0.24 * unit, cy - 0.16 * unit),
            (cx - 0.07 * unit, cy - 0.26 * unit),
            (cx + 0.07 * unit, cy - 0.26 * unit),
            (cx + 0.24 * unit, cy - 0.16 * unit),
            (cx + 0.25 * unit, cy),
        ]
        canvas.drawPath(spline(shoulders, tension=0.1), stone)
        canvas.drawOval(skia.Rect.MakeXYWH(cx - 0.11 * unit, cy - 0.52 * unit, 0.22 * unit, 0.3 * unit), stone)

    return draw


SETS = (
    SetDesign(
        "gallery",
        gallery_room,
        "gallery,museum,art gallery,exhibition,exhibit,musee,museo,museu,музей,галере*,showroom,"
        "美術館,博物館,美术馆,미술관",
        interior=True,
    ),
)
