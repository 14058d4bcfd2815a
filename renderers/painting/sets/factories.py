"""Factories and garages."""

from __future__ import annotations

from random import Random

import skia

from renderers.painting.ink import Draw, fill, linear, poly, spline, stroke
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import (
    STEEL,
    WOOD,
    block,
    boxes,
)
from renderers.painting.sets.kit_lamps import ceiling_light, pendant
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def factory(scene: Scene) -> PaintedSet:
    """A hall of steel and brick: machines, pipes, high dirty windows, shafts of light."""
    scene = seen_indoors(scene, horizon=0.16, focal=1.35)
    dice = scene.dice("factory")
    room = Room(
        wall=rgb(dice.choice(("#7d6558", "#6f7072", "#7a6e60"))),
        floor=rgb("#6a6763"),
        ceiling=rgb("#4a4846"),
        width=10,
        depth=12,
        height=6.0,
        walls=finish.brick if dice.random() < 0.6 else finish.plates,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(scene, room, level=0.55, lamps_by_day=0.5, corners=0.55, window_power=1.5, outside="sky")
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(back, *[Window(u, 3.0, 2.0, 2.0, (4, 4), frame=rgb("#3a3632")) for u in (0.9, 4.0, 7.1)])
    b.window(left, *[Window(u, 2.8, 2.0, 2.0, (4, 4), frame=rgb("#3a3632")) for u in (1.5, 5.0)])
    steel = rgb(dice.choice(("#56656a", "#5f5a50", "#4f5f58")))

    b.add(MIDDLE, _factory_trusses(scene))
    for x, z, h in ((-4.4, 10, 2.4), (2.6, 10, 2.0), (-4.2, 7.4, 2.0), (2.9, 7.2, 2.3)):
        b.add(MIDDLE, block(scene, Box(x, 0, z, 1.7, h, 1.5), steel), _machine(scene, x, z, h, steel))
    b.add(MIDDLE, _pipes(scene))
    b.add(
        0.5,
        boxes(
            scene,
            rgb("#8a6a42"),
            Box(-1.9, 0, 6.6, 0.9, 0.8, 0.8),
            Box(-1.75, 0.8, 6.7, 0.6, 0.5, 0.6),
            shadow=Box(-1.9, 0, 6.6, 0.9, 0.8, 0.8),
        ),
    )
    b.fix(
        0.52,
        *[
            pendant(scene, x, z, drop=3.2, ceiling=5.0, power=0.75, reach=0.7, colour=rgb("#3a4a44"))
            for x, z in ((-1.6, 8), (1.6, 8), (0, 6.2))
        ],
    )
    return b.paint(
        floor=5.4,
        anchors=[
            scene.spot("aisle", Pose.STAND, 0.2, 5.4),
            scene.spot("machine", Pose.STAND, 2.2, 6.6, facing=1),
            scene.spot("crate", Pose.SIT, -1.5, 6.5, up=0.8),
        ],
    )


def _factory_trusses(scene: Scene) -> Draw:
    """Steel under the roof."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        for z in (11, 8.6, 6.6, 5.0):
            unit = view.scale(z)
            canvas.drawLine(*view.at(-5, 5.0, z), *view.at(5, 5.0, z), stroke(rgb("#35332f"), 0.16 * unit))
            canvas.drawLine(*view.at(-5, 5.7, z), *view.at(5, 5.7, z), stroke(rgb("#35332f"), 0.1 * unit))
            for k in range(12):
                x = -5 + k * 0.9
                canvas.drawLine(*view.at(x, 5.0, z), *view.at(x + 0.45, 5.7, z), stroke(rgb("#35332f"), 0.06 * unit))
                canvas.drawLine(
                    *view.at(x + 0.45, 5.7, z), *view.at(x + 0.9, 5.0, z), stroke(rgb("#35332f"), 0.06 * unit)
                )

    return draw


def _machine(scene: Scene, x: float, z: float, h: float, steel: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        face, dice = Face(scene.view, (x, 0, z), (1, 0, 0), width=1.7, height=h), scene.dice(f"machine{x}{z}")
        unit = face.size_at(0.8, 1)
        for k in range(3):
            canvas.drawCircle(*face.at(0.35 + k * 0.5, h * 0.7), 0.16 * unit, fill(rgb("#d0ccc0")))
            canvas.drawCircle(*face.at(0.35 + k * 0.5, h * 0.7), 0.16 * unit, stroke(scaled(steel, 0.5), 0.04 * unit))
            canvas.drawPath(face.quad(0.2 + k * 0.5, 0.3, 0.35, h * 0.3), fill(scaled(steel, dice.uniform(0.5, 0.75))))
        canvas.drawCircle(*face.at(1.45, h * 0.35), 0.26 * unit, stroke(rgb("#a5432f"), 0.06 * unit))

    return draw


def _pipes(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for i, y in enumerate((3.9, 3.6, 2.5)):
            for side in (-1, 1):
                tone = (rgb("#8a5a40"), rgb("#6a7478"), rgb("#a08a50"))[i]
                points = [scene.view.at(side * (4.6 - 0.2 * i), y, z) for z in (11.5, 8, 6, 4, 2.5)]
                canvas.drawPath(poly(points, closed=False), stroke(scaled(tone, 0.7), 0.03))
                canvas.drawPath(poly(points, closed=False), stroke(tone, 0.014))

    return draw


def garage(scene: Scene) -> PaintedSet:
    """A car with its tools about it, a roller door, one lamp."""
    scene = seen_indoors(scene)
    dice = scene.dice("garage")
    room = Room(
        wall=rgb(dice.choice(("#8a857c", "#7d8488", "#8f8270"))),
        floor=rgb("#77746e"),
        ceiling=rgb("#6a6864"),
        width=7.4,
        height=3.0,
        walls=finish.brick if dice.random() < 0.5 else finish.plain,
        floors=finish.carpet,
    )
    b = Interior(scene, room, level=0.72, lamps_by_day=0.7)
    back, left = room.back(scene.view), room.left(scene.view)

    b.window(left, Window(2.4, 1.3, 1.1, 0.8, (2, 2), frame=rgb("#5a564e")))
    b.add(BACK, _garage_roller(dice, back), _garage_board(scene, back))
    b.add(
        MIDDLE,
        boxes(scene, WOOD, Box(-3.3, 0, 6.4, 2.6, 0.9, 0.55), shadow=Box(-3.3, 0, 6.4, 2.6, 0.9, 0.5)),
        boxes(scene, rgb("#a5352c"), Box(-3.1, 0.9, 6.5, 0.6, 0.35, 0.3)),
    )
    b.add(MIDDLE, _parked_car(scene, 1.5, 5.4, rgb(dice.choice(("#7a2c2a", "#2f4f6a", "#6a6f5a", "#8d8f94")))))
    b.add(MIDDLE, *[_tyre(scene, -2.9, 5.3, k) for k in range(3)])
    if scene.electric:
        b.fix(
            0.5,
            pendant(scene, -0.9, 5.6, drop=2.3, power=1.0),
            ceiling_light(scene, 1.4, 5.2, w=1.3, d=0.15, power=0.45),
        )
    else:
        b.fix(0.5, pendant(scene, -0.9, 5.6, drop=2.2))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, -1.2, 5.7),
            scene.spot("bench", Pose.STAND, -2.0, 6.2),
            scene.spot("car", Pose.LEAN, 0.0, 5.5, facing=-1),
        ],
    )


def _garage_roller(dice: Random, back: Face) -> Draw:
    """The roller door."""

    def draw(canvas: skia.Canvas) -> None:
        tone = rgb(dice.choice(("#a8aaa8",)))
        for k in range(12):
            canvas.drawPath(
                back.quad(3.6, k * 0.2, 3.2, 0.2),
                back.gradient(scaled(tone, 0.7 + 0.08 * (k % 2)), scaled(tone, 0.9 + 0.08 * (k % 2))),
            )
        canvas.drawPath(back.quad(3.5, 2.4, 3.4, 0.2), fill(rgb("#5a5650")))

    return draw


def _garage_board(scene: Scene, back: Face) -> Draw:
    """Tools on their board."""

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(back.quad(0.5, 1.25, 2.4, 1.15), fill(rgb("#8a6a44")))
        unit, tools = back.size_at(1, 2), scene.dice("tools")
        for k in range(9):
            u = 0.7 + k * 0.25
            long = tools.uniform(0.3, 0.7)
            canvas.drawLine(
                *back.at(u, 2.3),
                *back.at(u, 2.3 - long),
                stroke(tools.choice([STEEL, rgb("#8a2f2a"), rgb("#3a3a3c")]), 0.05 * unit),
            )
            canvas.drawPath(back.quad(u - 0.07, 2.2, 0.14, 0.1), fill(tools.choice([STEEL, rgb("#5a5c60")])))

    return draw


def _parked_car(scene: Scene, x: float, z: float, colour: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, 0, z)
        flip = scene.view.flip
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 2.1 * unit, foot - 0.12 * unit, 4.2 * unit, 0.26 * unit),
            fill((0, 0, 0), 0.55, soft=0.05 * unit),
        )
        body = [
            (-2.05, 0.35),
            (-2.05, 0.72),
            (-1.75, 0.86),
            (-1.0, 0.95),
            (-0.55, 1.42),
            (0.75, 1.44),
            (1.35, 0.98),
            (1.95, 0.86),
            (2.1, 0.6),
            (2.08, 0.35),
        ]
        path = spline([(cx + flip * px * unit, foot - py * unit) for px, py in body], tension=0.08)
        canvas.drawPath(
            path,
            linear(
                (0, foot - 1.45 * unit),
                (0, foot - 0.3 * unit),
                [(scaled(colour, 1.4), 1), (colour, 1), (scaled(colour, 0.5), 1)],
                (0, 0.45, 1),
            ),
        )
        glass = [(-0.85, 0.97), (-0.48, 1.34), (0.1, 1.35), (0.1, 0.98)]
        rear = [(0.18, 0.98), (0.18, 1.35), (0.7, 1.34), (1.15, 1.0)]
        for pane in (glass, rear):
            canvas.drawPath(
                poly([(cx + flip * px * unit, foot - py * unit) for px, py in pane]),
                linear((0, foot - 1.4 * unit), (0, foot - unit), [(rgb("#9fb0b8"), 1), (rgb("#3a464e"), 1)]),
            )
        for px in (-1.3, 1.3):
            wx = cx + flip * px * unit
            canvas.drawCircle(wx, foot - 0.33 * unit, 0.36 * unit, fill((0.07, 0.07, 0.08)))
            canvas.drawCircle(wx, foot - 0.33 * unit, 0.19 * unit, fill(rgb("#9a9c9e")))
        canvas.drawLine(
            cx + flip * 0.14 * unit,
            foot - 0.95 * unit,
            cx + flip * 0.14 * unit,
            foot - 0.4 * unit,
            stroke(scaled(colour, 0.55), 0.015 * unit),
        )

    return draw


def _tyre(scene: Scene, x: float, z: float, k: int) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, 0.12 + 0.22 * k, z)
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.34 * unit, cy - 0.13 * unit, 0.68 * unit, 0.28 * unit), fill(rgb("#1f1f21"))
        )
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.34 * unit, cy - 0.18 * unit, 0.68 * unit, 0.22 * unit), fill(rgb("#2f2f32"))
        )
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.18 * unit, cy - 0.13 * unit, 0.36 * unit, 0.11 * unit), fill(rgb("#121214"))
        )

    return draw


SETS = (
    SetDesign(
        "factory",
        factory,
        "factory,warehouse,plant,mill,foundry,hangar,workshop,steelworks,power station,refinery,"
        "slaughterhouse,usine,fabrik,lagerhaus,fabrica,fabbrica,завод,фабрик*,склад,工場,倉庫,工厂,仓库,공장,창고,"
        "depot,boiler house,engine room,barn interior,shipyard,stable,stables,barn",
        interior=True,
    ),
    SetDesign(
        "garage",
        garage,
        "garage,body shop,auto shop,tool shed,shed,werkstatt,taller,officina,гараж,車庫,ガレージ,车库,차고,toolshed",
        interior=True,
    ),
)
