"""Kitchens and bathrooms."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    STEEL,
    WOOD,
    boxes,
    chair,
    shelf,
    table,
)
from renderers.painting.sets.kit_lamps import ceiling_light, fireplace, pendant
from renderers.painting.sets.kit_room import Door, Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era

_FRONTS = {
    Era.MODERN: ("#5f7a74", "#d0c4ac", "#7a5f48", "#49586a"),
    Era.TWENTIES: ("#c9bb98", "#8fa08a", "#7a5a3c"),
    Era.FIFTIES: ("#8fc4b0", "#e0b0a0", "#e8d48a"),
    Era.FUTURE: ("#dfe6ea", "#c4d0d8"),
}
_COOLERS = {
    Era.MODERN: ("#b9bdbf", 1.85),
    Era.TWENTIES: ("#8a6238", 1.3),  # an icebox of oak
    Era.FIFTIES: ("#d8e6dc", 1.6),
    Era.FUTURE: ("#eef4f6", 2.1),
}
"""What keeps food cold, and how tall it is."""


def kitchen(scene: Scene) -> PaintedSet:
    """Counters along the wall, a window over the sink, a table to sit at."""
    scene = seen_indoors(scene)
    dice = scene.dice("kitchen")
    old = scene.era_of(Era.ANCIENT, Era.MEDIEVAL, Era.VICTORIAN)
    tile = rgb(dice.choice(("#b9c4bd", "#c9bfa8", "#a9b8c4", "#c4b0a0")))
    room = Room(
        wall=rgb("#8a7a66") if old else tile,
        floor=rgb(dice.choice(("#8f8478", "#a08c74", "#7c756c"))),
        ceiling=rgb("#aaa59c"),
        width=6.2,
        walls=finish.stone if old else finish.tiles,
        floors=finish.squares if old else dice.choice((finish.squares, finish.checker, finish.boards)),
    )
    b = Interior(scene, room)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    front = rgb("#6a4a32") if old else rgb(dice.choice(_FRONTS.get(scene.place.era, _FRONTS[Era.MODERN])))
    b.window(back, Window(2.5, 1.15, 1.5, 1.15, (2, 1), curtain=None if dice.random() < 0.5 else rgb("#b8a05a")))
    b.add(BACK, door_in(left, Door(2.6, colour=scaled(front, 0.9), glazed=not old)))
    b.add(
        BACK,
        shelf(scene, back, 0.3, 1.55, 1.7, 0.95, rows=2, goods="jars"),
        shelf(scene, back, 4.4, 1.55, 1.5, 0.95, rows=2, goods="jars", name="right"),
    )
    b.add(MIDDLE, _counter(scene, room, front))
    if old:
        b.fix(BACK, fireplace(scene, right, 1.0, lit=True))
    else:
        cold, tall = _COOLERS.get(scene.place.era, _COOLERS[Era.MODERN])
        b.add(
            MIDDLE,
            boxes(scene, rgb(cold), Box(2.35, 0, 6.1, 0.75, tall, 0.7), shadow=Box(2.35, 0, 6.1, 0.75, 1, 0.7)),
        )
        if scene.place.era is not Era.FUTURE:  # its counters cook by themselves
            b.add(MIDDLE, _stove(scene))
    b.fix(
        MIDDLE,
        pendant(scene, 0.1, 5.4, drop=2.15, power=0.9, colour=rgb(dice.choice(("#2f4a44", "#7a3a2c", "#2a2622")))),
    )
    b.add(MIDDLE, chair(scene, -0.75, 5.5, colour=WOOD), chair(scene, 0.85, 5.5, colour=WOOD))
    b.add(0.7, table(scene, 0.1, 4.7, w=1.7, d=0.85), _on_table(scene, 0.1, 4.8))
    spots = [
        scene.spot("floor", Pose.STAND, -1.5, 5.7),
        scene.spot("sink", Pose.STAND, 0.6, 5.9),
        scene.spot("table left", Pose.SIT, -0.75, 5.35, up=0.46, facing=1),
        scene.spot("table right", Pose.SIT, 0.85, 5.35, up=0.46, facing=-1),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _counter(scene: Scene, room: Room, front: Colour) -> Draw:
    z, h, d, wide = room.depth - 0.65, 0.92, 0.62, room.width

    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        boxes(scene, front, Box(-wide / 2, 0, z, wide, h - 0.05, d))(canvas)
        face = Face(view, (-wide / 2, 0, z), (1, 0, 0), width=wide, height=h)
        unit = face.size_at(1, 0.5)
        doors = int(wide / 0.62)
        for i in range(doors):
            u = i * wide / doors + 0.04
            canvas.drawPath(face.quad(u, 0.1, wide / doors - 0.08, 0.7), stroke(scaled(front, 0.6), 0.014 * unit))
            canvas.drawCircle(*face.at(u + 0.1, 0.72), 0.018 * unit, fill(rgb("#c8b48a")))
        boxes(scene, rgb("#a89a86"), Box(-wide / 2, h - 0.05, z - 0.04, wide, 0.06, d + 0.04))(canvas)
        dice = scene.dice("counter")
        for x in (-2.3, -1.7, -0.9, 1.5):
            tone = rgb(dice.choice(("#b5563a", "#d8cdb8", "#5a7a6a", "#8a8f94", "#c9a25c")))
            boxes(scene, tone, Box(x, h, z + 0.2, dice.uniform(0.14, 0.3), dice.uniform(0.16, 0.34), 0.2))(canvas)

    return draw


def _stove(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        iron = rgb("#2c2a2a") if scene.place.era is Era.TWENTIES else rgb("#c4c2bc")
        boxes(scene, iron, Box(-2.75, 0, 6.35, 0.75, 0.95, 0.6))(canvas)
        face = Face(view, (-2.75, 0, 6.35), (1, 0, 0), width=0.75, height=0.95)
        canvas.drawPath(face.quad(0.1, 0.15, 0.55, 0.5), fill((0.1, 0.1, 0.11)))
        canvas.drawPath(face.quad(0.12, 0.7, 0.5, 0.03), fill(STEEL))

    return draw


def _on_table(scene: Scene, x: float, z: float) -> Draw:
    return boxes(
        scene, rgb("#d8d0c0"), Box(x - 0.45, 0.76, z, 0.09, 0.1, 0.09), Box(x + 0.3, 0.76, z + 0.15, 0.09, 0.1, 0.09)
    )


def bathroom(scene: Scene) -> PaintedSet:
    """Tiles, a basin under a mirror, a tub."""
    scene = seen_indoors(scene)
    dice = scene.dice("bathroom")
    tile = rgb(dice.choice(("#9fb8b4", "#b5b0c0", "#a9bcc8", "#c0b8a4", "#8fa99c")))
    room = Room(
        wall=tile,
        floor=rgb("#a8a49a"),
        ceiling=rgb("#b8b6b0"),
        width=4.6,
        depth=6.0,
        height=2.7,
        walls=finish.tiles,
        floors=finish.checker if dice.random() < 0.5 else finish.squares,
    )
    b = Interior(scene, room, level=1.02)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(back, Window(3.2, 1.35, 0.85, 0.8, (2, 1)))
    b.add(BACK, door_in(left, Door(2.2, colour=rgb("#8d8a80"))))

    def basin(canvas: skia.Canvas) -> None:
        unit = back.size_at(1.4, 1)
        canvas.drawPath(back.quad(0.85, 1.2, 1.2, 1.0), fill(rgb("#4a4038")))
        glass = back.quad(0.9, 1.25, 1.1, 0.9)
        canvas.drawPath(
            glass,
            linear(
                back.at(0.9, 2.1),
                back.at(2.0, 1.2),
                [(mix(tile, scene.light.sky[2], 0.4), 1), (scaled(tile, 0.6), 1), (scaled(tile, 0.9), 1)],
            ),
        )
        streak = back.path([(1.15, 1.25), (1.3, 1.25), (1.75, 2.15), (1.6, 2.15)])
        canvas.drawPath(streak, fill((1, 1, 1), 0.16))
        boxes(scene, rgb("#dcdad2"), Box(-1.4, 0.72, 5.45, 1.1, 0.16, 0.5), Box(-0.97, 0, 5.6, 0.24, 0.72, 0.24))(
            canvas
        )
        canvas.drawLine(*scene.view.at(-0.85, 0.88, 5.8), *scene.view.at(-0.85, 1.05, 5.8), stroke(STEEL, 0.04 * unit))

    b.add(BACK, basin)
    b.add(MIDDLE, _tub(scene))
    b.fix(BACK, ceiling_light(scene, -0.85, 5.7, w=0.7, d=0.12, ceiling=2.4, colour=rgb("#fff3dc"), power=0.8))
    b.add(
        MIDDLE, boxes(scene, rgb("#d8d4c8"), Box(-2.1, 0, 4.6, 0.42, 0.42, 0.55), Box(-2.2, 0.42, 4.6, 0.2, 0.4, 0.5))
    )
    spots = [
        scene.spot("floor", Pose.STAND, -0.4, 5.7),
        scene.spot("mirror", Pose.STAND, -0.85, 5.1),
        scene.spot("tub", Pose.LIE, 1.4, 5.0, up=0.35),
        scene.spot("tub edge", Pose.SIT, 0.75, 4.7, up=0.55, facing=-1),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _tub(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        boxes(scene, rgb("#d6d6d0"), Box(0.7, 0, 4.2, 1.5, 0.58, 1.7), shadow=Box(0.7, 0, 4.2, 1.5, 0.6, 1.7))(canvas)
        top = Face(scene.view, (0.7, 0.585, 4.2), (1, 0, 0), (0, 0, 1), 1.5, 1.7)
        canvas.drawPath(top.quad(0.12, 0.12, 1.26, 1.46), fill(rgb("#8f9c9c")))
        canvas.drawPath(top.quad(0.16, 0.12, 1.18, 1.2), fill(rgb("#b9c8c8")))

    return draw


SETS = (
    SetDesign(
        "kitchen",
        kitchen,
        "kitchen,pantry,kitchenette,cuisine,kuche,cocina,cucina,cozinha,кухн*,台所,キッチン,厨房,부엌",
        interior=True,
    ),
    SetDesign(
        "bathroom",
        bathroom,
        "bathroom,restroom,toilet,shower,washroom,lavatory,salle de bain,badezimmer,bano,bagno,banheiro,"
        "ванн*,туалет*,風呂,浴室,욕실,powder room,ensuite,locker room",
        interior=True,
    ),
)
