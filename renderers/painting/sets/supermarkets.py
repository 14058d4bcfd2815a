"""A supermarket: long aisles of colour under cold light."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill
from renderers.painting.palette import rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import STEEL, boxes
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_room import Room
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose

_GOODS = ("#c0463a", "#d8a23a", "#4f8a5a", "#3f6f9a", "#d8d2c4", "#8a4f7a", "#e07a3a", "#5aa3a0")


def supermarket(scene: Scene) -> PaintedSet:
    """An aisle that runs away from us, shelves on both sides, signs above, a trolley."""
    scene = seen_indoors(scene, horizon=0.03, focal=1.3)
    room = Room(
        wall=rgb("#c4c8c6"),
        floor=rgb("#b8b6ae"),
        ceiling=rgb("#c9cbca"),
        width=9,
        depth=15,
        height=3.6,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(scene, room, level=0.8, lamps_by_day=0.9, corners=0.35, outside="city")
    for side in (-1, 1):
        b.add(MIDDLE, _aisle(scene, side))
    b.add(BACK, _fridges(room.back(scene.view)), _signs(scene))
    b.fix(BACK, *[ceiling_light(scene, 0, z, w=0.25, d=1.8, ceiling=3.6, power=0.1) for z in (13, 10, 7.4, 5.2)])
    b.add(NEARBY, _trolley(scene, 1.5 * scene.flip, 5.2))
    spots = [
        scene.spot("aisle", Pose.STAND, -0.3, 5.7),
        scene.spot("shelf", Pose.STAND, -1.5, 6.6, facing=-1),
        scene.spot("far", Pose.STAND, 0.5, 10),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _aisle(scene: Scene, side: int) -> Draw:
    """Five shelves of boxes and bottles, from near to far."""

    def draw(canvas: skia.Canvas) -> None:
        dice, x = scene.dice(f"aisle{side}"), side * 2.2
        face = Face(scene.view, (x, 0, 4.0), (0, 0, 1), width=10, height=2.2)
        canvas.drawPath(face.whole(), fill(rgb("#8d9296")))
        for row in range(5):
            v, u = 0.1 + 0.42 * row, 0.0
            canvas.drawPath(face.quad(0, v - 0.05, 10, 0.05), fill(rgb("#d8d8d2")))
            while u < 9.8:
                tone, block = rgb(dice.choice(_GOODS)), dice.uniform(0.35, 1.1)
                wide = dice.uniform(0.09, 0.2)
                while block > 0 and u < 9.9:
                    tall = dice.uniform(0.24, 0.34)
                    canvas.drawPath(face.quad(u, v, wide * 0.9, tall), fill(scaled(tone, dice.uniform(0.8, 1.1))))
                    u, block = u + wide, block - wide
        boxes(scene, rgb("#b0483a"), Box(min(x, x + side * 0.9), 0, 4.0, 0.9, 2.25, 0.1))(canvas)

    return draw


def _fridges(back: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for k in range(5):
            u = 1.5 + 1.25 * k
            canvas.drawPath(back.quad(u, 0.1, 1.2, 2.1), fill(rgb("#dfe8ea")))
            for row in range(4):
                for bottle in range(7):
                    tone = rgb(_GOODS[(bottle * 3 + row * 5 + k) % len(_GOODS)])
                    canvas.drawPath(back.quad(u + 0.1 + 0.15 * bottle, 0.2 + 0.5 * row, 0.1, 0.36), fill(tone))

    return draw


def _signs(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for z, tone in ((12.0, "#3f7f5a"), (8.5, "#b0483a")):
            sign = Face(scene.view, (-0.8, 2.7, z), (1, 0, 0), width=1.6, height=0.45)
            canvas.drawPath(sign.whole(), fill(rgb(tone)))
            for line in range(2):
                canvas.drawPath(sign.quad(0.2, 0.09 + 0.17 * line, 1.2 - 0.4 * line, 0.09), fill(rgb("#f0ece0"), 0.9))

    return draw


def _trolley(scene: Scene, x: float, z: float) -> Draw:
    feet = [Box(x + dx, 0, z + dz, 0.05, 0.45, 0.05) for dx in (-0.27, 0.22) for dz in (0.7, 0.05)]
    wires = boxes(
        scene, STEEL, *feet, Box(x - 0.28, 0.45, z, 0.56, 0.42, 0.8), shadow=Box(x - 0.28, 0, z, 0.56, 0.3, 0.8)
    )
    food = [Box(x - 0.2, 0.85, z + 0.1, 0.2, 0.2, 0.3), Box(x + 0.03, 0.85, z + 0.2, 0.18, 0.28, 0.2)]
    goods = [boxes(scene, rgb(tone), box) for tone, box in zip(("#d8a23a", "#4f8a5a"), food, strict=True)]
    handle = boxes(scene, rgb("#b0483a"), Box(x - 0.3, 0.98, z - 0.05, 0.6, 0.05, 0.05))

    def draw(canvas: skia.Canvas) -> None:
        for part in (wires, *goods, handle):
            part(canvas)

    return draw


SETS = (
    SetDesign(
        "supermarket",
        supermarket,
        "supermarket,grocery store,grocery,hypermarket,supermarket aisle,aisle,megastore,supermarche,supermarkt,"
        "supermercado,supermercato,супермаркет*,スーパー,超市,슈퍼",
        interior=True,
    ),
)
