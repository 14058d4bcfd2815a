"""Travelling side by side: a train's compartment across the way it goes, and the cabin of a plane or a coach."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import STEEL, boxes, table
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era

_AGES = {Era.VICTORIAN, Era.TWENTIES, Era.FIFTIES}


def compartment(scene: Scene) -> PaintedSet:
    """Two benches that face each other, a wide window between them with the land going by, a small table."""
    scene = seen_indoors(scene, horizon=0.04, focal=1.75)
    dice = scene.dice("compartment")
    old = scene.place.era in _AGES
    wood = rgb("#6a4630") if old else rgb(dice.choice(("#9aa4a4", "#b0aa98", "#8f9aa6")))
    cloth = rgb(dice.choice(("#7a2f33", "#2f5568", "#3f6a52", "#8a6a34")))
    room = Room(
        wall=wood,
        floor=rgb("#55524f"),
        ceiling=mix(wood, rgb("#d8d4c8"), 0.5),
        width=4.4,
        depth=6.6,
        height=2.35,
        walls=finish.panelled if old else finish.plain,
        floors=finish.carpet,
        skirting=0,
    )
    b = Interior(scene, room, level=0.9, lamps_by_day=0.4, outside="hills", slant=0, corners=0.5)
    back = room.back(scene.view)
    frame = rgb("#4a3020") if old else rgb("#43484c")
    curtain = scaled(cloth, 1.1) if old else None
    b.window(back, Window(0.95, 0.92, 2.5, 1.15, (2, 1) if old else (1, 1), frame=frame, curtain=curtain))
    for side in (-1, 1):
        b.add(MIDDLE, _bench(scene, side, cloth, wood))
    b.add(BACK, _rack(scene, back, rgb("#a08048") if old else STEEL))
    b.add(NEARBY, table(scene, 0.0, 5.7, w=0.7, d=0.5))
    b.fix(BACK, ceiling_light(scene, 0, 5.6, w=1.0, d=0.3, ceiling=2.35, power=0.5, colour=scene.lamp))
    spots = [
        scene.spot("seat left", Pose.SIT, -1.25, 5.6, up=0.5, facing=0.75),
        scene.spot("seat right", Pose.SIT, 1.25, 5.6, up=0.5, facing=-0.75),
        scene.spot("window left", Pose.SIT, -1.15, 6.2, up=0.5, facing=0.7, depth=0.5),
        scene.spot("window right", Pose.SIT, 1.15, 6.2, up=0.5, facing=-0.7, depth=0.5),
        scene.spot("between", Pose.STAND, 0.0, 5.2),
    ]
    return replace(b.paint(floor=5.2, anchors=spots), everybody=Pose.SIT)


def _bench(scene: Scene, side: int, cloth: Colour, wood: Colour) -> Draw:
    """A bench along the side wall, its back high and buttoned."""

    def draw(canvas: skia.Canvas) -> None:
        outer = side * 2.2
        left = min(outer, outer - side * 0.75)
        boxes(
            scene, scaled(cloth, 0.9), Box(left, 0.18, 4.6, 0.75, 0.32, 2.0), shadow=Box(left, 0, 4.6, 0.8, 0.1, 2.0)
        )(canvas)
        rest = min(outer, outer - side * 0.22)
        boxes(scene, cloth, Box(rest, 0.45, 4.6, 0.22, 1.15, 2.0))(canvas)
        boxes(scene, scaled(wood, 0.8), Box(rest, 1.6, 4.6, 0.22, 0.08, 2.0))(canvas)

    return draw


def _rack(scene: Scene, back: Face, metal: Colour) -> Draw:
    """Luggage above the window."""

    def draw(canvas: skia.Canvas) -> None:
        unit, dice = back.size_at(2.2, 2.1), scene.dice("rack")
        for x in (0.5, 1.2, 2.9, 3.5):
            tone = rgb(dice.choice(("#7a3a2c", "#3a4a5a", "#6a5a3a", "#4a5a44")))
            canvas.drawPath(back.quad(x, 2.13, dice.uniform(0.4, 0.6), 0.18), fill(tone))
        canvas.drawLine(*back.at(0.2, 2.12), *back.at(4.2, 2.12), stroke(metal, 0.03 * unit))

    return draw


def cabin(scene: Scene) -> PaintedSet:
    """Rows of seats seen from the front, round windows and lockers; a coach has wide windows and the road outside."""
    scene = seen_indoors(scene, horizon=0.0, focal=1.9)
    dice = scene.dice("cabin")
    coach = scene.place.says("bus", "coach", "minibus", "shuttle")
    cloth = rgb(dice.choice(("#39506e", "#5a3a48", "#3f5a52", "#4a4a5a")))
    shell = rgb("#b9bcbd") if not coach else rgb("#9a9a94")
    room = Room(
        wall=shell,
        floor=rgb("#4f5258"),
        ceiling=rgb("#c4c4c0"),
        width=4.2,
        depth=12,
        height=2.3,
        floors=finish.carpet,
        skirting=0,
    )
    b = Interior(scene, room, level=0.9, lamps_by_day=0.5, outside="city" if coach else "sky", slant=0, corners=0.45)
    for face in (room.left(scene.view), room.right(scene.view)):
        if coach:
            b.window(face, *[Window(0.5 + k * 1.9, 0.95, 1.6, 0.85, (1, 1), frame=rgb("#3f4448")) for k in range(5)])
        else:
            b.window(face, *[Window(0.5 + k * 1.1, 1.1, 0.42, 0.55, (1, 1), frame=rgb("#8a8f92")) for k in range(9)])
        b.add(BACK, _locker(face, scaled(shell, 0.92)))
    for z in (9.4, 8.0, 6.7):
        for x in (-1.45, -0.72, 0.72, 1.45):
            b.add(MIDDLE, _seat(scene, x, z, cloth))
    for x in (-1.45, -0.72, 0.72, 1.45):
        b.add(MIDDLE, _seat(scene, x, 5.5, cloth))
    b.fix(BACK, *[ceiling_light(scene, 0, z, w=0.5, d=1.2, ceiling=2.3, power=0.2, colour=scene.lamp) for z in (10, 7)])
    spots = [
        scene.spot("aisle", Pose.STAND, 0.0, 5.3),
        scene.spot("seat left", Pose.SIT, -0.72, 5.45, up=0.5, facing=0.15),
        scene.spot("window left", Pose.SIT, -1.45, 5.45, up=0.5, facing=0.15),
        scene.spot("seat right", Pose.SIT, 0.72, 5.45, up=0.5, facing=-0.15),
        scene.spot("window right", Pose.SIT, 1.45, 5.45, up=0.5, facing=-0.15),
    ]
    return replace(b.paint(floor=5.2, anchors=spots), everybody=Pose.SIT)


def _locker(face: Face, tone: Colour) -> Draw:
    """Closed lockers along the ceiling."""

    def draw(canvas: skia.Canvas) -> None:
        unit = face.size_at(2.0, 2.0)
        canvas.drawPath(face.quad(0, 1.82, face.width, 0.42), fill(tone))
        for k in range(9):
            canvas.drawPath(face.quad(0.1 + 1.3 * k, 1.86, 1.2, 0.3), stroke(scaled(tone, 0.75), 0.012 * unit))

    return draw


def _seat(scene: Scene, x: float, z: float, cloth: Colour) -> Draw:
    """A seat with a high back and a white cloth on it, seen from the front."""

    def draw(canvas: skia.Canvas) -> None:
        boxes(scene, scaled(cloth, 0.8), Box(x - 0.3, 0.2, z, 0.6, 0.3, 0.45))(canvas)
        view = scene.view
        (left, top), (right, foot) = view.at(x - 0.3, 1.32, z + 0.45), view.at(x + 0.3, 0.45, z + 0.45)
        round_ = 0.09 * view.scale(z)
        canvas.drawRoundRect(
            skia.Rect.MakeLTRB(left, top, right, foot),
            round_,
            round_,
            linear((left, 0), (right, 0), [(scaled(cloth, 1.2), 1), (cloth, 1), (scaled(cloth, 0.7), 1)]),
        )
        (left, top), (right, foot) = view.at(x - 0.16, 1.3, z + 0.44), view.at(x + 0.16, 1.05, z + 0.44)
        canvas.drawRoundRect(skia.Rect.MakeLTRB(left, top, right, foot), round_ / 3, round_ / 3, fill(rgb("#d4d2ca")))

    return draw


SETS = (
    SetDesign(
        "compartment",
        compartment,
        "train,railcar,carriage,compartment,sleeper car,dining car,train car,zug,tren,treno,trem,поезд*,電車,火车,기차",
        interior=True,
    ),
    SetDesign(
        "cabin_seats",
        cabin,
        "airplane,plane,aircraft,jet,private jet,airliner,cabin of plane,plane cabin,first class,bus,school bus,coach,"
        "minibus,tour bus,avion,flugzeug,flieger,aereo,aviao,самолет*,автобус*,飛行機,飞机,비행기",
        "flight",
        interior=True,
    ),
)
