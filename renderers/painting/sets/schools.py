"""Classrooms and libraries."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, glow, radial, stroke
from renderers.painting.palette import rgb
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Fixture, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    blackboard,
    boxes,
    chair,
    rug,
    shelf,
    table,
)
from renderers.painting.sets.kit_lamps import ceiling_light, pendant
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Door, Room, Window, picture
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def classroom(scene: Scene) -> PaintedSet:
    """A board, desks in rows, tall windows on one side."""
    scene = seen_indoors(scene)
    dice = scene.dice("class")
    old = not scene.electric
    room = Room(
        wall=rgb(dice.choice(("#b0a88c", "#9fb0a8", "#b5a69a"))),
        floor=rgb("#8d7458"),
        ceiling=rgb("#b0aca4"),
        width=7.4,
        walls=finish.panelled if old else finish.plain,
    )
    b = Interior(scene, room, level=1.0, lamps_by_day=0.2)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(left, *[Window(u, 0.9, 1.25, 1.75, (2, 3)) for u in (0.6, 2.3, 4.0)])
    b.add(
        BACK,
        blackboard(scene, back, 1.9, 1.0, 3.6, 1.3, rgb("#2f4a40")),
        door_in(back, Door(6.1, colour=rgb("#7a5f40"), glazed=True)),
    )
    b.add(BACK, _clock(back, 0.95, 2.35), picture(back, 0.45, 1.2, 0.8, 0.6, dice))
    b.add(MIDDLE, table(scene, 1.9, 6.2, w=1.5, d=0.7, colour=rgb("#6d4e34")), _globe(scene, 2.3, 0.78, 6.4))
    for z in (5.9, 5.0):
        for x in (-2.3, -0.9, 0.5):
            if not (z < 5.5 and x > 0):
                b.add(
                    MIDDLE,
                    chair(scene, x, z + 0.45, colour=rgb("#7a6248")),
                    table(scene, x, z, w=0.8, d=0.45, colour=rgb("#a9865a")),
                )
    b.add(
        NEARBY,
        table(scene, -1.6, 4.3, w=0.85, d=0.45, colour=rgb("#a9865a")),
        boxes(scene, rgb("#35507a"), Box(-1.8, 0.76, 4.4, 0.3, 0.03, 0.22)),
    )
    if scene.electric:
        b.fix(BACK, *[ceiling_light(scene, x, 5.2, w=0.3, d=1.6, power=0.42) for x in (-1.7, 1.7)])
    else:
        b.fix(MIDDLE, pendant(scene, 0, 5.6))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("board", Pose.STAND, 0.9, 6.4),
            scene.spot("floor", Pose.STAND, 1.4, 5.7),
            scene.spot("desk", Pose.SIT, -0.9, 5.4, up=0.45),
            scene.spot("front desk", Pose.SIT, -1.6, 4.8, up=0.45),
        ],
    )


def _clock(face: Face, u: float, v: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, cy) = face.size_at(u, v), face.at(u, v)
        canvas.drawCircle(cx, cy, 0.19 * unit, fill(rgb("#2c2a28")))
        canvas.drawCircle(cx, cy, 0.165 * unit, fill(rgb("#e0dccf")))
        canvas.drawLine(cx, cy, cx, cy - 0.12 * unit, stroke((0.1, 0.1, 0.1), 0.016 * unit))
        canvas.drawLine(cx, cy, cx + 0.08 * unit, cy + 0.03 * unit, stroke((0.1, 0.1, 0.1), 0.022 * unit))

    return draw


def _globe(scene: Scene, x: float, y: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, y + 0.22, z)
        canvas.drawLine(cx, cy, cx, cy + 0.22 * unit, stroke(DARK_WOOD, 0.05 * unit))
        canvas.drawCircle(
            cx,
            cy,
            0.16 * unit,
            radial((cx - 0.05 * unit, cy - 0.06 * unit), 0.24 * unit, [(rgb("#6fa3b5"), 1), (rgb("#2f5468"), 1)]),
        )
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.08 * unit, cy - 0.08 * unit, 0.12 * unit, 0.14 * unit), fill(rgb("#7a8f5a"))
        )

    return draw


def library(scene: Scene) -> PaintedSet:
    """Tall shelves on all sides, a reading table with green lamps."""
    scene = seen_indoors(scene, horizon=0.16, focal=1.55)
    dice = scene.dice("library")
    room = Room(
        wall=rgb("#6a543e"),
        floor=rgb("#6a4c34"),
        ceiling=rgb("#7d6c58"),
        width=7.4,
        depth=8.2,
        height=3.9,
        walls=finish.panelled,
    )
    b = Interior(scene, room, level=0.72, lamps_by_day=0.6, corners=0.5)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    b.window(back, Window(2.9, 1.2, 1.6, 2.3, (2, 4), arched=True, frame=rgb("#5a4630")))
    for u in (0.2, 1.5, 4.7, 6.0):
        b.add(BACK, shelf(scene, back, u, 0.1, 1.2, 3.3, rows=8, name=f"b{u}"))
    b.add(
        BACK,
        *[
            shelf(scene, face, u, 0.1, 1.6, 3.3, rows=8, name=f"{i}{u}")
            for i, face in enumerate((left, right))
            for u in (0.4, 2.1, 3.8, 5.4)
        ],
    )
    b.add(MIDDLE, rug(scene, 0, 4.6, 3.6, 2.6, rgb("#6a2e2c")), chair(scene, -0.8, 6.4), chair(scene, 0.8, 6.4))
    b.add(NEARBY, table(scene, 0, 5.1, w=2.8, d=0.9, colour=rgb("#6a4428")))
    for x in (-0.8, 0.8):
        b.fix(NEARBY, _desk_lamp(scene, x, 5.4))
    b.add(
        NEARBY,
        boxes(scene, rgb("#7a2e2b"), Box(-0.2, 0.76, 5.2, 0.4, 0.08, 0.28)),
        boxes(scene, rgb("#c0985a"), Box(-0.17, 0.84, 5.22, 0.36, 0.06, 0.25)),
    )
    b.add(MIDDLE, _ladder(scene, dice.choice((-2.6, 2.6)), 7.6))
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("table", Pose.STAND, -1.9, 6.0),
            scene.spot("chair left", Pose.SIT, -0.8, 6.3, up=0.46, facing=1),
            scene.spot("chair right", Pose.SIT, 0.8, 6.3, up=0.46, facing=-1),
            scene.spot("shelves", Pose.STAND, 2.4, 6.9),
        ],
    )


def _desk_lamp(scene: Scene, x: float, z: float) -> Fixture:
    unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, 1.18, z)
    foot = scene.view.at(x, 0.76, z)[1]

    def solid(canvas: skia.Canvas) -> None:
        canvas.drawLine(cx, foot, cx, cy, stroke(rgb("#9a7a3c"), 0.03 * unit))
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.1 * unit, foot - 0.02 * unit, 0.2 * unit, 0.04 * unit), fill(rgb("#9a7a3c"))
        )
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(cx - 0.22 * unit, cy - 0.08 * unit, 0.44 * unit, 0.14 * unit),
            0.06 * unit,
            0.06 * unit,
            fill(rgb("#2f6a48")),
        )

    def shine(canvas: skia.Canvas) -> None:
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(cx - 0.2 * unit, cy - 0.06 * unit, 0.4 * unit, 0.11 * unit),
            0.05 * unit,
            0.05 * unit,
            fill(rgb("#7fd09a"), 0.75),
        )
        glow(canvas, (cx, cy + 0.08 * unit), 0.9 * unit, scene.lamp, 0.5)

    return Fixture(solid, shine, (Lamp(cx, cy + 0.03, 0.5, scene.lamp, 1.1),))


def _ladder(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, wood = scene.view.scale(z), rgb("#8a6238")
        for side in (-0.22, 0.22):
            canvas.drawLine(
                *scene.view.at(x + side, 0, z - 0.5), *scene.view.at(x + side, 3.2, z + 0.3), stroke(wood, 0.05 * unit)
            )
        for k in range(9):
            y = 0.3 + k * 0.34
            canvas.drawLine(
                *scene.view.at(x - 0.22, y, z - 0.5 + y * 0.25),
                *scene.view.at(x + 0.22, y, z - 0.5 + y * 0.25),
                stroke(wood, 0.035 * unit),
            )

    return draw


SETS = (
    SetDesign(
        "classroom",
        classroom,
        "classroom,school,schoolroom,lecture hall,seminar room,kindergarten,ecole,salle de classe,schule,"
        "klassenzimmer,escuela,aula,scuola,escola,школ*,класс,教室,学校,교실,학교,gymnasium,academy,university,"
        "college",
        interior=True,
    ),
    SetDesign(
        "library",
        library,
        "library,archive,archives,study,reading room,den study,bibliotheque,bibliothek,biblioteca,"
        "библиотек*,図書館,图书馆,도서관,private study,drawing room",
        interior=True,
    ),
)
