"""Bars and cafes."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, fill, glow, poly, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    STEEL,
    blackboard,
    boxes,
    chair,
    plant,
    shelf,
    table,
)
from renderers.painting.sets.kit_lamps import pendant
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Door, Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def bar(scene: Scene) -> PaintedSet:
    """Bottles in lit shelves, a long counter, pendants, a neon sign: always evening in here."""
    scene = seen_indoors(scene)
    dice = scene.dice("bar")
    accent = dice.choice(scene.light.accents)
    wood = rgb(dice.choice(("#5f3a22", "#4f3526", "#6a4430")))
    room = Room(
        wall=rgb(dice.choice(("#5c4034", "#3f4a48", "#55384a"))),
        floor=scaled(wood, 0.9),
        ceiling=rgb("#4a4038"),
        depth=7.4,
        walls=finish.brick if dice.random() < 0.4 else finish.panelled,
    )
    b = Interior(scene, room, level=0.5, lamps_by_day=0.95, corners=0.55, tint=(1.1, 0.95, 0.85), slant=0.4)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(left, Window(3.0, 0.9, 1.5, 1.4, (2, 2), frame=scaled(wood, 0.7)))
    for i, u in enumerate((0.7, 2.35, 4.0)):
        b.add(BACK, shelf(scene, back, u, 1.05, 1.5, 1.45, rows=3, goods="bottles", name=f"shelf{i}", colour=wood))
        cx, cy = back.at(u + 0.75, 1.3)
        b.light(Lamp(cx, cy + 0.05, 0.36, scene.lamp, 1.2, 0.8))
    if scene.electric:
        b.shine(BACK, _neon(back, accent))
        nx, ny = back.at(5.75, 2.0)
        b.light(Lamp(nx, ny, 0.6, accent, 0.75))
    b.add(BACK, boxes(scene, wood, Box(-3.0, 0, 6.9, 6.0, 1.0, 0.45)))
    counter = 5.0
    b.add(NEARBY, boxes(scene, wood, Box(-3.4, 0, counter, 5.6, 1.08, 0.6), shadow=Box(-3.4, 0, counter, 5.6, 1, 0.6)))
    b.add(NEARBY, _counter_top(scene, wood, counter))
    for x in (-2.3, -1.2, -0.1, 1.0):
        b.add(NEARBY, _stool(scene, x, counter - 0.75))
    b.fix(
        0.56,
        *[pendant(scene, x, 5.5, drop=2.05, power=0.95, reach=0.6, colour=rgb("#1f2a28")) for x in (-2.1, -0.5, 1.1)],
    )
    b.add(MIDDLE, table(scene, 2.7, 5.9, w=0.8, d=0.8), chair(scene, 2.7, 6.5))
    spots = [
        scene.spot("at the bar", Pose.STAND, 0.3, 5.72, facing=0, depth=0.5),
        scene.spot("behind the bar", Pose.STAND, -0.9, 6.3, depth=0.5),
        scene.spot("stool left", Pose.SIT, -1.2, counter - 0.7, up=0.72, depth=0.75, facing=1),
        scene.spot("stool right", Pose.SIT, -0.1, counter - 0.7, up=0.72, depth=0.75, facing=-1),
        scene.spot("counter", Pose.LEAN, 1.9, counter + 0.7, depth=0.5),
    ]
    light = replace(
        b.people_light(), rim=mix(accent, b.people_light().rim, 0.45) if scene.electric else b.people_light().rim
    )
    return b.paint(floor=5.72, anchors=spots, light=light)


def _counter_top(scene: Scene, wood: Colour, z: float) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        face = Face(view, (-3.4, 0, z), (1, 0, 0), width=5.6, height=1.08)
        for k in range(9):
            canvas.drawPath(face.quad(k * 0.62 + 0.06, 0.15, 0.5, 0.72), stroke(scaled(wood, 0.5), 0.006))
        boxes(scene, scaled(wood, 1.5), Box(-3.5, 1.06, z - 0.14, 5.8, 0.07, 0.85))(canvas)
        dice = scene.dice("glasses")
        for x in (-2.6, -1.5, 0.4, 1.5):
            unit, (cx, foot) = view.scale(z), view.at(x, 1.13, z)
            canvas.drawPath(
                poly(
                    [
                        (cx - 0.05 * unit, foot),
                        (cx + 0.05 * unit, foot),
                        (cx + 0.06 * unit, foot - 0.17 * unit),
                        (cx - 0.06 * unit, foot - 0.17 * unit),
                    ]
                ),
                fill((1, 0.95, 0.85), 0.28),
            )
            canvas.drawPath(
                poly(
                    [
                        (cx - 0.05 * unit, foot),
                        (cx + 0.05 * unit, foot),
                        (cx + 0.055 * unit, foot - 0.1 * unit),
                        (cx - 0.055 * unit, foot - 0.1 * unit),
                    ]
                ),
                fill(rgb(dice.choice(("#c9802a", "#b5572a", "#d9c07a"))), 0.85),
            )

    return draw


def _stool(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, 0, z)
        top = scene.view.at(x, 0.72, z)[1]
        for side in (-0.2, 0.2):
            canvas.drawLine(cx + side * 0.5 * unit, top, cx + side * unit, foot, stroke(rgb("#2d2a2a"), 0.04 * unit))
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.2 * unit, top - 0.07 * unit, 0.4 * unit, 0.14 * unit), fill(rgb("#7a3a2c"))
        )
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.2 * unit, top - 0.09 * unit, 0.4 * unit, 0.12 * unit), fill(rgb("#96503c"))
        )

    return draw


def _neon(face: Face, colour: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        u, v, unit = 5.75, 2.05, face.size_at(5.7, 2)
        cx, cy = face.at(u, v)
        shapes = [
            poly([(cx - 0.28 * unit, cy - 0.3 * unit), (cx + 0.28 * unit, cy - 0.3 * unit), (cx, cy)], closed=True),
            poly([(cx, cy), (cx, cy + 0.34 * unit)], closed=False),
            poly([(cx - 0.16 * unit, cy + 0.35 * unit), (cx + 0.16 * unit, cy + 0.35 * unit)], closed=False),
        ]
        glow(canvas, (cx, cy), 1.5 * unit, colour, 0.5)
        for shape in shapes:
            canvas.drawPath(shape, stroke(colour, 0.09 * unit, 0.6, soft=0.04 * unit))
            canvas.drawPath(shape, stroke(mix(colour, WHITE, 0.6), 0.035 * unit))

    return draw


def cafe(scene: Scene) -> PaintedSet:
    """A wide window on the street, small tables, a counter with a blackboard."""
    scene = seen_indoors(scene)
    dice = scene.dice("cafe")
    diner = scene.era_of(Era.FIFTIES) or scene.place.says("diner")
    wall = rgb(dice.choice(("#a98d6c", "#7f8f84", "#9c7468", "#a39a86")))
    room = Room(
        wall=wall,
        floor=rgb("#8a6f52"),
        ceiling=rgb("#a8a090"),
        depth=7.2,
        walls=finish.tiles if diner else dice.choice((finish.panelled, finish.brick, finish.plain)),
        floors=finish.checker if diner or dice.random() < 0.4 else finish.boards,
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.6, slant=0.7, outside="city" if scene.electric else "")
    back, right = room.back(scene.view), room.right(scene.view)
    b.window(back, Window(0.5, 0.75, 3.1, 1.75, (3, 1), frame=rgb("#3b332c")))
    b.add(
        BACK,
        blackboard(scene, back, 4.2, 1.45, 1.5, 0.95),
        shelf(scene, right, 1.6, 1.3, 1.9, 0.9, rows=2, goods="jars"),
    )
    b.add(BACK, door_in(room.left(scene.view), Door(1.6, colour=rgb("#4a3a2e"), glazed=True)))
    b.add(
        MIDDLE,
        boxes(
            scene,
            rgb("#6a4a34") if not diner else rgb("#a8a8a8"),
            Box(1.1, 0, 6.0, 2.0, 1.05, 0.6),
            shadow=Box(1.1, 0, 6.0, 2.0, 1, 0.6),
        ),
    )
    b.add(
        MIDDLE,
        boxes(scene, rgb("#b08a4c"), Box(1.3, 1.05, 6.1, 0.5, 0.34, 0.35)),
        boxes(scene, STEEL, Box(2.3, 1.05, 6.1, 0.5, 0.45, 0.35)),
    )
    seat = rgb(dice.choice(("#8a3a30", "#3f5f58", "#5a4a3a")))
    for x, z in ((-2.2, 6.3), (-0.6, 6.2)):
        b.add(
            MIDDLE,
            chair(scene, x - 0.5, z, colour=seat),
            chair(scene, x + 0.5, z, colour=seat),
            table(scene, x, z - 0.1, w=0.7, d=0.6),
        )
    b.add(
        NEARBY,
        table(scene, -1.0, 4.6, w=0.95, d=0.7),
        boxes(scene, rgb("#ded6c6"), Box(-1.25, 0.76, 4.7, 0.1, 0.09, 0.1), Box(-0.85, 0.76, 4.8, 0.1, 0.09, 0.1)),
    )
    b.add(
        MIDDLE, chair(scene, -1.6, 4.8, colour=seat), chair(scene, -0.4, 4.8, colour=seat), plant(scene, 2.85, 5.5, 1.4)
    )
    b.fix(
        0.56,
        *[
            pendant(
                scene,
                x,
                5.6,
                drop=2.15,
                power=0.75,
                reach=0.6,
                colour=rgb(dice.choice(("#2a2622", "#6a3a2c", "#31504a"))),
            )
            for x in (-2.0, -0.6, 1.8)
        ],
    )
    spots = [
        scene.spot("floor", Pose.STAND, 0.7, 5.7),
        scene.spot("table left", Pose.SIT, -1.6, 4.95, up=0.46, facing=1),
        scene.spot("table right", Pose.SIT, -0.4, 4.95, up=0.46, facing=-1),
        scene.spot("counter", Pose.STAND, 2.0, 6.75, depth=0.4),
    ]
    return b.paint(floor=5.7, anchors=spots)


SETS = (
    SetDesign(
        "bar",
        bar,
        "bar,pub,tavern,saloon,nightclub,club,speakeasy,brewery,casino,kneipe,taberna,taverna,boate,бар,"
        "паб,バー,酒場,酒吧,술집,strip club,disco,lounge bar,hotel bar",
        interior=True,
    ),
    SetDesign(
        "cafe",
        cafe,
        "cafe,coffee shop,coffee house,coffeehouse,diner,cafeteria,bakery,canteen,"
        "food court,mess hall,gasthaus,кафе,"
        "喫茶店,咖啡馆,카페,식당,ice cream parlor,tea room,bakehouse",
        interior=True,
    ),
)
