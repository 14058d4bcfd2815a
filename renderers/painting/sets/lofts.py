"""Small rooms under roofs, floors and decks: attic, basement, cabin."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, stroke
from renderers.painting.palette import rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    block,
    boxes,
    chair,
    shelf,
    table,
)
from renderers.painting.sets.kit_lamps import pendant
from renderers.painting.sets.kit_room import Door, Room, Window
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def attic(scene: Scene) -> PaintedSet:
    """Boxes and old things under the roof, light through one small window."""
    scene = seen_indoors(scene)
    dice = scene.dice("attic")
    room = Room(
        wall=rgb("#7d6850"),
        floor=rgb("#6a543e"),
        ceiling=rgb("#5c4a38"),
        width=6.4,
        height=2.9,
        walls=finish.planks,
        skirting=0,
    )
    b = Interior(scene, room, level=0.62, corners=0.6, window_power=1.5)
    back = room.back(scene.view)
    b.window(back, Window(2.75, 1.2, 0.95, 1.05, (2, 2), frame=rgb("#5a4632")))

    def rafters(canvas: skia.Canvas) -> None:
        for z in (6.4, 5.2, 4.2, 3.4):
            unit = scene.view.scale(z)
            for side in (-1, 1):
                a, c = scene.view.at(side * 3.3, 0.9, z), scene.view.at(side * 0.5, 3.0, z)
                canvas.drawLine(*a, *c, stroke(rgb("#3d2e20"), 0.16 * unit))
            canvas.drawLine(
                *scene.view.at(-1.9, 2.4, z), *scene.view.at(1.9, 2.4, z), stroke(rgb("#46352a"), 0.13 * unit)
            )

    b.add(MIDDLE, rafters, *_clutter(scene, dice, z=6.0))
    b.fix(MIDDLE, pendant(scene, 0.9, 5.4, drop=2.1, ceiling=2.4, power=0.7))
    b.add(FRONT + 0.1, boxes(scene, rgb("#4a3a2a"), Box(-2.2, 0, 2.6, 0.9, 0.7, 0.6)))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, 0.3, 5.7),
            scene.spot("trunk", Pose.SIT, -1.0, 5.4, up=0.5),
            scene.spot("window", Pose.STAND, 0.2, 6.3),
        ],
    )


def _clutter(scene: Scene, dice: object, *, z: float) -> list[Draw]:
    random = scene.dice("clutter")
    draws = []
    for x in (-2.8, -2.0, -1.3, 1.5, 2.2, 2.7):
        w, h = random.uniform(0.45, 0.8), random.uniform(0.35, 0.8)
        tone = rgb(random.choice(("#8a6a44", "#9c7a50", "#6a4a3a", "#5f5a50", "#7a6248")))
        place = z + random.uniform(-0.3, 0.4)
        draws.append(block(scene, Box(x, 0, place, w, h, 0.6), tone))
        if random.random() < 0.6:
            draws.append(boxes(scene, scaled(tone, 0.85), Box(x + 0.08, h, place + 0.1, w * 0.7, h * 0.6, 0.4)))
    del dice
    return draws


def basement(scene: Scene) -> PaintedSet:
    """Concrete, pipes, shelves, one bare bulb."""
    scene = seen_indoors(scene)
    dice = scene.dice("basement")
    room = Room(
        wall=rgb(dice.choice(("#77726a", "#6f766f", "#7d6f64"))),
        floor=rgb("#6c6a66"),
        ceiling=rgb("#5a5854"),
        height=2.6,
        walls=finish.brick if dice.random() < 0.5 else finish.plates,
        floors=finish.carpet,
        skirting=0,
    )
    b = Interior(scene, room, level=0.5, lamps_by_day=0.9, corners=0.65)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(back, Window(4.6, 1.95, 0.9, 0.4, (2, 1), frame=rgb("#4a4844")))
    b.add(
        BACK,
        shelf(scene, back, 0.4, 0.1, 2.2, 1.9, rows=4, goods="boxes", colour=rgb("#5a4a3a")),
        door_in(left, Door(2.4, colour=rgb("#4d4a46"))),
    )

    def pipes(canvas: skia.Canvas) -> None:
        for i, y in enumerate((2.5, 2.36, 2.2)):
            unit = scene.view.scale(room.depth - 0.2)
            line = stroke(rgb("#8a7a68") if i % 2 else rgb("#6a6e72"), 0.09 * unit)
            canvas.drawLine(*scene.view.at(-3.2, y, room.depth - 0.2), *scene.view.at(3.2, y, room.depth - 0.2), line)

    b.add(BACK, pipes)
    b.add(
        MIDDLE,
        *_clutter(scene, dice, z=6.2)[3:],
        boxes(scene, rgb("#8d918f"), Box(-2.9, 0, 5.6, 0.9, 1.7, 0.9), shadow=Box(-2.9, 0, 5.6, 0.9, 1, 0.9)),
    )
    b.fix(MIDDLE, pendant(scene, 0.2, 5.2, drop=2.0, ceiling=2.6, power=1.25, reach=0.8))
    return b.paint(
        floor=5.7, anchors=[scene.spot("light", Pose.STAND, 0.2, 5.0), scene.spot("stair", Pose.SIT, -1.3, 5.6, up=0.5)]
    )


def cabin(scene: Scene) -> PaintedSet:
    """Below deck: planked walls, a berth, a table with charts, the sea in the windows, a lamp that swings."""
    scene = seen_indoors(scene)
    dice = scene.dice("cabin")
    wood = rgb(dice.choice(("#7a5636", "#6a4a34", "#86653f")))
    room = Room(
        wall=wood,
        floor=scaled(wood, 0.85),
        ceiling=scaled(wood, 0.7),
        width=5.4,
        depth=6.6,
        height=2.5,
        walls=finish.planks,
        skirting=0,
    )
    b = Interior(scene, room, level=0.7, lamps_by_day=0.6, corners=0.5, outside="sea", slant=0.6)
    back = room.back(scene.view)
    b.window(back, *[Window(u, 1.15, 0.85, 0.7, (2, 1), frame=rgb("#5a4028")) for u in (0.6, 2.25, 3.9)])
    b.add(BACK, shelf(scene, room.right(scene.view), 1.2, 1.0, 1.4, 1.0, rows=2))

    def beams_overhead(canvas: skia.Canvas) -> None:
        for z in (6.2, 5.2, 4.3, 3.5):
            unit = scene.view.scale(z)
            beam = stroke(scaled(wood, 0.5), 0.16 * unit)
            canvas.drawLine(*scene.view.at(-2.7, 2.42, z), *scene.view.at(2.7, 2.42, z), beam)

    b.add(MIDDLE, beams_overhead)
    b.add(MIDDLE, boxes(scene, scaled(wood, 0.8), Box(-2.7, 0, 4.9, 0.95, 0.55, 1.6)))
    b.add(MIDDLE, boxes(scene, rgb("#4f6478"), Box(-2.68, 0.55, 4.9, 0.9, 0.14, 1.55)))
    b.add(MIDDLE, table(scene, 0.9, 5.6, w=1.5, d=0.8, colour=scaled(wood, 0.9)), chair(scene, 0.9, 6.3, colour=wood))
    b.add(MIDDLE, boxes(scene, rgb("#d8c8a0"), Box(0.4, 0.76, 5.7, 0.9, 0.02, 0.5)))
    b.fix(MIDDLE, pendant(scene, 0.6, 5.4, drop=1.85, ceiling=2.45, power=1.0, colour=rgb("#8a6a34")))
    spots = [
        scene.spot("floor", Pose.STAND, -0.4, 5.7),
        scene.spot("chart table", Pose.SIT, 0.9, 6.2, up=0.46),
        scene.spot("berth", Pose.SIT, -1.85, 5.4, up=0.66, facing=1),
        scene.spot("berth lying", Pose.LIE, -2.2, 5.7, up=0.7),
    ]
    return b.paint(floor=5.7, anchors=spots)


SETS = (
    SetDesign("attic", attic, "attic,loft,garret,grenier,dachboden,soffitta,чердак*,屋根裏", interior=True),
    SetDesign(
        "basement",
        basement,
        "basement,cellar,crawlspace,boiler room,cave a vin,keller,sotano,cantina,подвал*,地下室,bunker,"
        "crypt,dungeon cellar,laundry room,utility room,storage room,storeroom",
        interior=True,
    ),
    SetDesign(
        "cabin",
        cabin,
        "ship cabin,boat cabin,galley,hold,below deck,ship bridge,wheelhouse,quarters,captain cabin,berth,stateroom",
        hints="ship,boat,yacht,ferry,galleon,sailboat,submarine,raft,schiff,barco,nave,корабл*,船",
        interior=True,
    ),
)
