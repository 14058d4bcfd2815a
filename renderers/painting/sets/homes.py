"""Rooms people live in: living room and bedroom."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, linear
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    bed,
    block,
    boxes,
    plant,
    rug,
    shelf,
    sofa,
    table,
)
from renderers.painting.sets.kit_lamps import candles, fireplace, floor_lamp
from renderers.painting.sets.kit_room import Door, Room, Window, picture
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era

_WALLS = ("#a8957c", "#8f9a8c", "#9a8f9c", "#b09a84", "#8a97a5", "#a88a78")


_CLOTHS = ("#8a4b3a", "#3f5a68", "#6a6f4f", "#7a5a74", "#a8793a", "#4a5470")


def living_room(scene: Scene) -> PaintedSet:
    """A sofa, a lamp, a window, books: someone lives here."""
    scene = seen_indoors(scene)
    dice = scene.dice("living")
    old = not scene.electric
    room = Room(
        wall=rgb(dice.choice(_WALLS)),
        floor=rgb(dice.choice(("#7a5a40", "#6a4c38", "#8a6a4c"))),
        ceiling=rgb("#a39c92"),
        walls=finish.planks
        if scene.place.says("cabin", "trailer", "shack")
        else dice.choice((finish.plain, finish.striped, finish.panelled)),
        floors=finish.boards,
    )
    b = Interior(scene, room)
    back, left = room.back(scene.view), room.left(scene.view)
    curtain = rgb(dice.choice(_CLOTHS))
    b.window(back, Window(3.6, 0.85, 1.7, 1.6, (2, 2), curtain=curtain))
    b.add(BACK, picture(back, 0.5, 1.45, 0.7, 0.55, dice), picture(back, 1.4, 1.5, 0.5, 0.7, dice))
    b.add(BACK, shelf(scene, left, 1.6, 0.1, 1.6, 2.1, rows=5))
    if old or dice.random() < 0.35:
        b.fix(BACK, fireplace(scene, room.right(scene.view), 1.2, lit=old or scene.light.night > 0.3))
    cloth = rgb(dice.choice(_CLOTHS))
    b.add(MIDDLE, rug(scene, -0.3, 4.4, 3.2, 2.2, mix(cloth, rgb("#6a3a32"), 0.4)))
    b.add(MIDDLE, sofa(scene, -1.2, 5.9, cloth, w=2.3), plant(scene, 2.7, 6.4, 1.5))
    b.fix(MIDDLE, floor_lamp(scene, -2.75, 6.1, power=1.0))
    if old:
        b.fix(MIDDLE, candles(scene, [(1.9, 0.8, 6.2), (2.1, 0.8, 6.2)]))
        b.add(MIDDLE, table(scene, 2.0, 6.1, w=0.7, d=0.5))
    else:
        b.add(MIDDLE, block(scene, Box(1.4, 0, 6.5, 1.0, 0.5, 0.4), DARK_WOOD))
        b.fix(MIDDLE, floor_lamp(scene, 1.9, 6.6, tall=0.42, table_top=0.5, power=0.7))
    b.add(FRONT + 0.1, _chair_back(scene, 1.9, 2.6, cloth))
    spots = [
        scene.spot("floor", Pose.STAND, 0.4, 5.7),
        scene.spot("window", Pose.STAND, 1.3, 6.4),
        scene.spot("sofa", Pose.SIT, -1.4, 5.85, up=0.48),
        scene.spot("sofa right", Pose.SIT, -0.7, 5.85, up=0.48),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _chair_back(scene: Scene, x: float, z: float, colour: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        (left, top), (right, _) = view.at(x - 0.5, 0.82, z), view.at(x + 0.5, 0.82, z)
        left, right = min(left, right), max(left, right)
        rect = skia.Rect.MakeLTRB(left, top, right, 1.2)
        round_ = 0.18 * view.scale(z)
        canvas.drawRoundRect(
            rect, round_, round_, linear((left, 0), (right, 0), [(scaled(colour, 0.8), 1), (scaled(colour, 0.45), 1)])
        )

    return draw


def bedroom(scene: Scene) -> PaintedSet:
    """A bed between two small lamps, a window with curtains."""
    scene = seen_indoors(scene)
    dice = scene.dice("bedroom")
    room = Room(
        wall=rgb(dice.choice(("#8d8798", "#9c8878", "#7f8c94", "#a08f7a", "#8a7a86"))),
        floor=rgb(dice.choice(("#6a4e3a", "#7a6550", "#5f5a58"))),
        ceiling=rgb("#9a958e"),
        width=6.0,
        walls=finish.stone
        if scene.era_of(Era.MEDIEVAL, Era.ANCIENT)
        else dice.choice((finish.striped, finish.plain, finish.panelled)),
    )
    b = Interior(scene, room, level=0.92)
    back, right = room.back(scene.view), room.right(scene.view)
    cloth = rgb(dice.choice(("#5c3a44", "#3a4f66", "#6a5a3a", "#48584a", "#7a6a5c")))
    b.window(back, Window(3.75, 0.8, 1.45, 1.65, (2, 2), curtain=scaled(cloth, 1.2)))
    b.add(BACK, picture(back, 1.15, 1.55, 0.8, 0.6, dice))
    b.add(BACK, door_in(right, Door(2.9, colour=rgb("#6b5540"))))
    b.add(MIDDLE, rug(scene, -0.9, 4.2, 3.0, 1.6, scaled(cloth, 1.15)))
    b.add(MIDDLE, bed(scene, -1.4, 4.9, cloth))
    for x in (-2.65, -0.2):
        b.add(MIDDLE, block(scene, Box(x - 0.22, 0, 6.5, 0.44, 0.55, 0.4), DARK_WOOD))
    if scene.electric:
        b.fix(
            MIDDLE,
            floor_lamp(scene, -2.65, 6.6, tall=0.4, table_top=0.55, power=0.85),
            floor_lamp(scene, -0.2, 6.6, tall=0.4, table_top=0.55, power=0.7),
        )
    else:
        b.fix(MIDDLE, candles(scene, [(-2.65, 0.58, 6.6), (-0.2, 0.58, 6.6)], power=0.7))
    b.add(MIDDLE, boxes(scene, DARK_WOOD, Box(2.05, 0, 6.0, 0.9, 2.0, 0.6), shadow=Box(2.05, 0, 6.0, 0.9, 1, 0.6)))
    spots = [
        scene.spot("floor", Pose.STAND, 1.2, 5.7),
        scene.spot("bed edge", Pose.SIT, -0.55, 5.2, up=0.52, facing=1),
        scene.spot("bed", Pose.LIE, -1.4, 5.8, up=0.55, facing=1),
        scene.spot("window", Pose.STAND, 1.4, 6.3),
    ]
    return b.paint(floor=5.7, anchors=spots)


SETS = (
    SetDesign(
        "living_room",
        living_room,
        "living room,lounge,sitting room,parlor,parlour,den,family room,salon,wohnzimmer,sala,salotto,"
        "гостин*,リビング,客厅,거실",
        "apartment,flat,house,home,cabin,cottage,mansion,trailer,condo,penthouse,villa,manor,maison,"
        "appartement,wohnung,casa,апартамент*,квартир*,дом,部屋,家,room,shack,farmhouse,suite",
        interior=True,
    ),
    SetDesign(
        "bedroom",
        bedroom,
        "bedroom,hotel room,motel room,motel,bed chamber,bedchamber,nursery,dorm,dormitory,chambre,"
        "schlafzimmer,dormitorio,camera da letto,quarto,спальн*,寝室,卧室,침실,guest room,master suite,rm,"
        "dressing room,closet,walk in closet",
        "hotel,inn,chamber",
        interior=True,
    ),
)
