"""A restaurant of laid tables and candles, and the dining room of a house."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import DARK_WOOD, boxes, chair, plant
from renderers.painting.sets.kit_lamps import candles, chandelier, pendant
from renderers.painting.sets.kit_room import Door, Room, Window, picture
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def restaurant(scene: Scene) -> PaintedSet:
    """White cloths, glasses and candles; a table for two in front."""
    scene = seen_indoors(scene, horizon=0.08)
    dice = scene.dice("restaurant")
    wall = rgb(dice.choice(("#7a3f3a", "#3f5a52", "#6a5a44", "#54485e", "#8a7658")))
    room = Room(
        wall=wall, floor=rgb("#5a4030"), ceiling=rgb("#8a8074"), width=7.4, walls=finish.panelled, floors=finish.boards
    )
    b = Interior(scene, room, level=0.7, lamps_by_day=0.75, corners=0.5)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(back, Window(4.3, 0.8, 2.4, 1.7, (3, 2), curtain=scaled(wall, 1.25)))
    b.add(
        BACK,
        picture(back, 0.7, 1.4, 0.9, 0.7, dice),
        picture(back, 2.3, 1.5, 0.7, 0.6, dice),
        door_in(left, Door(3.2, colour=DARK_WOOD, glazed=True)),
    )
    lights = []
    for x, z in ((-2.3, 7.6), (2.2, 7.4), (0.0, 8.0)):
        b.add(
            MIDDLE,
            chair(scene, x - 0.75, z, colour=DARK_WOOD),
            chair(scene, x + 0.75, z, colour=DARK_WOOD),
            _laid(scene, x, z, w=0.95),
        )
        lights.append((x, 0.95, z))
    b.add(MIDDLE, plant(scene, -3.3, 7.4, 1.5))
    b.fix(MIDDLE, candles(scene, lights, power=0.45))
    b.fix(MIDDLE, *[pendant(scene, x, 6.6, drop=2.0, power=0.5, colour=rgb("#7a5a34")) for x in (-1.9, 1.9)])
    b.add(MIDDLE, chair(scene, -0.85, 5.6, colour=DARK_WOOD), chair(scene, 0.85, 5.6, colour=DARK_WOOD))
    b.add(NEARBY, _laid(scene, 0.0, 5.0, w=1.0))
    b.fix(NEARBY, candles(scene, [(0.0, 0.98, 5.2)], power=0.6))
    spots = [
        scene.spot("aisle", Pose.STAND, -1.9, 5.8),
        scene.spot("table left", Pose.SIT, -0.85, 5.5, up=0.46, facing=0.8),
        scene.spot("table right", Pose.SIT, 0.85, 5.5, up=0.46, facing=-0.8),
        scene.spot("far left", Pose.SIT, -3.0, 7.6, up=0.46, facing=1, depth=0.45),
        scene.spot("far right", Pose.SIT, 2.9, 7.4, up=0.46, facing=-1, depth=0.45),
    ]
    return b.paint(floor=5.8, anchors=spots)


def _laid(scene: Scene, x: float, z: float, *, w: float) -> Draw:
    """A table under its cloth, with two plates and two glasses."""
    cloth = rgb("#dcd6c8")

    def draw(canvas: skia.Canvas) -> None:
        boxes(scene, cloth, Box(x - w / 2, 0.22, z, w, 0.54, 0.75), shadow=Box(x - w / 2, 0, z, w, 0.4, 0.75))(canvas)
        view, unit = scene.view, scene.view.scale(z)
        for fold in range(5):
            u = x - w / 2 + w * (fold + 0.5) / 5
            canvas.drawLine(
                *view.at(u, 0.74, z), *view.at(u + 0.03, 0.24, z), stroke(scaled(cloth, 0.75), 0.02 * unit, 0.6)
            )
        for side in (-1, 1):
            px, py = view.at(x + side * w * 0.28, 0.765, z + 0.3)
            canvas.drawOval(
                skia.Rect.MakeXYWH(px - 0.11 * unit, py - 0.025 * unit, 0.22 * unit, 0.05 * unit), fill(WHITE, 0.9)
            )
            gx, gy = view.at(x + side * w * 0.1, 0.77, z + 0.2)
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(gx - 0.03 * unit, gy - 0.2 * unit, 0.06 * unit, 0.1 * unit),
                0.02 * unit,
                0.02 * unit,
                fill(rgb("#8f2f3a"), 0.75),
            )
            canvas.drawLine(gx, gy - 0.1 * unit, gx, gy, stroke(WHITE, 0.01 * unit, 0.7))

    return draw


def dining_room(scene: Scene) -> PaintedSet:
    """A long table under a lamp, chairs round it, a sideboard and a window."""
    scene = seen_indoors(scene, horizon=0.08)
    dice = scene.dice("dining")
    wall = rgb(dice.choice(("#8f9a86", "#a38f7c", "#7f8a9a", "#9a7f78")))
    room = Room(
        wall=wall, floor=rgb("#6a4c36"), ceiling=rgb("#aaa49a"), width=6.6, walls=finish.striped, floors=finish.boards
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.4)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(
        back,
        Window(0.9, 0.8, 1.5, 1.7, (2, 3), curtain=scaled(wall, 0.7)),
        Window(4.2, 0.8, 1.5, 1.7, (2, 3), curtain=scaled(wall, 0.7)),
    )
    b.add(BACK, picture(back, 2.85, 1.4, 0.9, 0.8, dice), door_in(left, Door(2.8, colour=DARK_WOOD)))
    b.add(MIDDLE, boxes(scene, DARK_WOOD, Box(-0.9, 0, 7.1, 1.8, 0.9, 0.45), shadow=Box(-0.9, 0, 7.1, 1.8, 0.4, 0.45)))
    wood = rgb(dice.choice(("#7a4f32", "#5a3a28", "#8a6a48")))
    for x in (-1.35, 1.35):
        b.add(MIDDLE, chair(scene, x, 5.9, colour=wood), chair(scene, x * 0.35, 6.5, colour=wood))
    b.fix(
        MIDDLE,
        chandelier(scene, 0.0, 6.0, 2.3) if dice.random() < 0.5 else pendant(scene, 0.0, 5.6, drop=1.8, power=1.0),
    )
    b.add(NEARBY, _table(scene, wood))
    spots = [
        scene.spot("floor", Pose.STAND, -2.2, 5.8),
        scene.spot("left", Pose.SIT, -1.35, 5.7, up=0.46, facing=0.8),
        scene.spot("right", Pose.SIT, 1.35, 5.7, up=0.46, facing=-0.8),
        scene.spot("far left", Pose.SIT, -0.47, 6.4, up=0.46, facing=0.2, depth=0.5),
        scene.spot("far right", Pose.SIT, 0.47, 6.4, up=0.46, facing=-0.2, depth=0.5),
    ]
    return b.paint(floor=5.8, anchors=spots)


def _table(scene: Scene, wood: Colour) -> Draw:
    top = boxes(
        scene, scaled(wood, 1.1), Box(-1.05, 0.7, 4.9, 2.1, 0.07, 1.1), shadow=Box(-1.05, 0, 4.9, 2.1, 0.4, 1.1)
    )
    legs = boxes(scene, scaled(wood, 0.7), Box(-0.98, 0, 5.0, 0.09, 0.7, 0.09), Box(0.89, 0, 5.0, 0.09, 0.7, 0.09))

    def draw(canvas: skia.Canvas) -> None:
        legs(canvas)
        top(canvas)
        view, unit = scene.view, scene.view.scale(5.2)
        for x in (-0.7, 0.0, 0.7):
            px, py = view.at(x, 0.78, 5.3)
            plate = skia.Rect.MakeXYWH(px - 0.13 * unit, py - 0.028 * unit, 0.26 * unit, 0.056 * unit)
            canvas.drawOval(
                plate, linear((px, py - 0.03), (px, py + 0.03), [(WHITE, 0.95), (mix(WHITE, wood, 0.3), 1)])
            )

    return draw


SETS = (
    SetDesign(
        "restaurant",
        restaurant,
        "restaurant,bistro,trattoria,brasserie,steakhouse,pizzeria,fine dining,dining hall,ristorante,restaurante,"
        "ресторан*,レストラン,餐厅,레스토랑",
        interior=True,
    ),
    SetDesign(
        "dining_room",
        dining_room,
        "dining room,dining table,breakfast room,salle a manger,esszimmer,comedor,столов*,食堂",
        interior=True,
    ),
)
