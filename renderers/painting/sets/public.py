"""Rooms open to everyone: bar, cafe, shop, lobby, theatre, church, classroom, library, courtroom, gallery."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, radial, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.homes import door_in, seen
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Fixture, Interior
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    STEEL,
    block,
    boxes,
    chair,
    plant,
    rug,
    shelf,
    sofa,
    table,
)
from renderers.painting.sets.kit_lamps import candles, ceiling_light, pendant
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Door, Room, Window, gleam, picture
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def bar(scene: Scene) -> PaintedSet:
    """Bottles in lit shelves, a long counter, pendants, a neon sign: always evening in here."""
    scene = seen(scene)
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
        b.shine(BACK, _neon(scene, back, accent))
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


def _neon(scene: Scene, face: Face, colour: Colour) -> Draw:
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
    scene = seen(scene)
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
        _blackboard(scene, back, 4.2, 1.45, 1.5, 0.95),
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


def _blackboard(
    scene: Scene, face: Face, u: float, v: float, w: float, h: float, colour: Colour = rgb("#2b332f")
) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, unit = scene.dice(f"board{u:.1f}"), face.size_at(u, v)
        canvas.drawPath(face.quad(u - 0.06, v - 0.06, w + 0.12, h + 0.12), fill(rgb("#6b4c30")))
        canvas.drawPath(face.quad(u, v, w, h), face.gradient(scaled(colour, 0.85), scaled(colour, 1.1)))
        rows = int(h / 0.2)
        for row in range(rows):
            at, y = u + 0.1, v + h - 0.17 - row * 0.19
            end = u + w * dice.uniform(0.4, 0.92)
            path = skia.Path()
            path.moveTo(*face.at(at, y))
            while at < end:
                at += dice.uniform(0.03, 0.06)
                path.lineTo(*face.at(at, y + dice.uniform(-0.035, 0.045)))
            canvas.drawPath(path, stroke(rgb("#d9ddd4"), 0.013 * unit, 0.6))

    return draw


def shop(scene: Scene) -> PaintedSet:
    """Aisles of goods, a till, even light."""
    scene = seen(scene)
    dice = scene.dice("shop")
    old = not scene.electric
    room = Room(
        wall=rgb(dice.choice(("#a8a596", "#9fa8a4", "#a89a84"))),
        floor=rgb("#9c968a"),
        ceiling=rgb("#aeb0ae"),
        width=7.6,
        floors=finish.squares if not old else finish.boards,
        walls=finish.panelled if old else finish.plain,
    )
    b = Interior(scene, room, level=0.9, lamps_by_day=0.8, corners=0.35)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    goods = (
        "books"
        if scene.place.says("book", "bookstore", "bookshop")
        else "bottles"
        if scene.place.says("liquor", "wine")
        else "jars"
        if old
        else "boxes"
    )
    wood = DARK_WOOD if old else rgb("#8d9094")
    for i, u in enumerate((0.3, 2.1, 5.5)):
        b.add(BACK, shelf(scene, back, u, 0.1, 1.65, 2.1, rows=5, goods=goods, name=f"back{i}", colour=wood))
    b.add(BACK, door_in(back, Door(4.2, w=1.0, colour=rgb("#4a4640"), glazed=True)))
    b.window(left, Window(2.6, 0.7, 2.2, 1.8, (3, 1), frame=rgb("#4a443c")))
    b.add(BACK, shelf(scene, right, 0.8, 0.1, 3.6, 2.1, rows=5, goods=goods, name="right", colour=wood))
    for x in (-2.1, 1.1):
        b.add(
            MIDDLE,
            block(scene, Box(x - 0.45, 0, 5.9, 0.9, 1.45, 0.8), wood),
            shelf(
                scene,
                Face(scene.view, (x - 0.45, 0, 5.9), (1, 0, 0), width=0.9, height=1.45),
                0.03,
                0.08,
                0.84,
                1.3,
                rows=3,
                goods=goods,
                name=f"gondola{x}",
                colour=wood,
            ),
        )
    b.add(
        NEARBY,
        boxes(scene, rgb("#6d5138"), Box(-3.4, 0, 4.9, 1.6, 1.0, 0.6), shadow=Box(-3.4, 0, 4.9, 1.6, 1, 0.6)),
        boxes(scene, rgb("#3a3c40"), Box(-2.7, 1.0, 5.0, 0.4, 0.28, 0.3)),
    )
    if old:
        b.fix(0.56, pendant(scene, 0, 5.6, drop=2.2))
    else:
        b.fix(
            BACK,
            *[ceiling_light(scene, x, z, w=0.3, d=1.6, ceiling=2.95, power=0.4) for x in (-1.6, 1.6) for z in (5.0,)],
        )
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("aisle", Pose.STAND, -0.4, 5.7),
            scene.spot("till", Pose.STAND, -2.6, 5.7, depth=0.5, facing=1),
            scene.spot("shelf", Pose.STAND, 2.4, 6.2),
        ],
    )


def lobby(scene: Scene) -> PaintedSet:
    """A tall hall with pillars, a desk, a chandelier and a polished floor."""
    scene = seen(scene, focal=1.45, horizon=0.17)
    dice = scene.dice("lobby")
    stone = rgb(dice.choice(("#b0a28a", "#a39c94", "#9aa09c")))
    room = Room(
        wall=stone,
        floor=rgb("#9c8f7c"),
        ceiling=rgb("#aaa294"),
        width=9.5,
        depth=9.5,
        height=4.4,
        walls=finish.panelled if dice.random() < 0.5 else finish.stone,
        floors=finish.checker if dice.random() < 0.5 else finish.squares,
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.7)
    back = room.back(scene.view)
    b.window(
        room.left(scene.view),
        *[Window(u, 0.9, 1.2, 2.6, (2, 4), arched=True, frame=rgb("#6a5a44")) for u in (1.2, 3.6, 6.0)],
    )
    b.add(
        BACK,
        door_in(back, Door(1.0, w=1.3, h=2.5, colour=rgb("#8a7346"))),
        door_in(back, Door(7.1, w=1.3, h=2.5, colour=rgb("#8a7346"))),
        picture(back, 3.9, 2.0, 1.7, 1.2, dice),
    )
    b.add(
        MIDDLE,
        *[
            block(scene, Box(x - 0.28, 0, z, 0.56, 4.4, 0.56), scaled(stone, 1.08))
            for z in (8.2, 6.3)
            for x in (-3.2, 3.2)
        ],
    )
    b.add(
        MIDDLE,
        boxes(scene, DARK_WOOD, Box(-1.5, 0, 8.0, 3.0, 1.15, 0.7), shadow=Box(-1.5, 0, 8.0, 3.0, 1, 0.7)),
        boxes(scene, rgb("#a58a5a"), Box(-1.6, 1.15, 7.95, 3.2, 0.06, 0.8)),
    )
    b.add(
        MIDDLE,
        rug(scene, 0, 4.9, 3.2, 2.6, rgb("#7a2e32")),
        sofa(scene, 3.4, 6.9, rgb("#4a5a54"), w=1.5),
        plant(scene, -3.9, 7.2, 1.9),
        plant(scene, 2.3, 8.4, 1.6),
    )
    b.shine(BACK, lambda canvas: [gleam(canvas, scene.view, x, 8.6, 1.2, scene.lamp, 0.16) for x in (-2, 0, 2)])
    b.fix(0.5, _chandelier(scene, 0, 6.8, 3.3))
    return b.paint(
        floor=5.4,
        anchors=[
            scene.spot("carpet", Pose.STAND, 0.3, 5.4),
            scene.spot("desk", Pose.STAND, 0, 8.75, depth=0.35),
            scene.spot("sofa", Pose.SIT, 3.4, 6.85, up=0.48),
        ],
    )


def _chandelier(scene: Scene, x: float, z: float, y: float) -> Fixture:
    unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, y, z)
    bulbs = [
        (cx + dx * unit, cy + dy * unit)
        for dx, dy in ((-0.75, 0), (-0.4, 0.12), (0, 0.16), (0.4, 0.12), (0.75, 0), (-0.4, -0.3), (0.4, -0.3))
    ]
    top = scene.view.at(x, 5.2, z)[1]

    def solid(canvas: skia.Canvas) -> None:
        brass = rgb("#8a6a34")
        canvas.drawLine(cx, top, cx, cy - 0.3 * unit, stroke(brass, 0.04 * unit))
        for bx, by in bulbs:
            canvas.drawPath(
                spline([(cx, cy - 0.3 * unit), ((cx + bx) / 2, by + 0.12 * unit), (bx, by)], closed=False),
                stroke(brass, 0.03 * unit),
            )

    def shine(canvas: skia.Canvas) -> None:
        glow(canvas, (cx, cy), 2.2 * unit, scene.lamp, 0.45)
        for bx, by in bulbs:
            glow(canvas, (bx, by), 0.32 * unit, scene.lamp, 0.8)
            canvas.drawCircle(bx, by, 0.05 * unit, fill(mix(scene.lamp, WHITE, 0.7)))

    return Fixture(
        solid, shine, (Lamp(cx, cy, 0.95, scene.lamp, 0.75), Lamp(cx, scene.view.floor(z), 0.7, scene.lamp, 0.45, 0.35))
    )


def theatre(scene: Scene) -> PaintedSet:
    """A stage with red curtains, a pool of light, dark seats in front."""
    scene = seen(scene, horizon=0.12, eye=1.5)
    dice = scene.dice("theatre")
    cloth = rgb(dice.choice(("#8a1f26", "#7a2230", "#2f4a6a", "#5a2a5a")))
    room = Room(
        wall=rgb("#3a3034"), floor=rgb("#7d5a3c"), ceiling=rgb("#241f22"), width=8.2, depth=8.4, height=4.6, skirting=0
    )
    b = Interior(scene, room, level=0.6, lamps_by_day=1.0, corners=0.6)
    view = scene.view

    def drapes(canvas: skia.Canvas) -> None:
        for i in range(44):
            x = -4.1 + i * 8.2 / 44
            tone = scaled(cloth, 0.55 + 0.4 * (i % 2))
            canvas.drawPath(
                view.path((x, 0, 8.2), (x + 0.2, 0, 8.2), (x + 0.2, 4.6, 8.2), (x, 4.6, 8.2)),
                linear(view.at(x, 0, 8.2), view.at(x + 0.2, 0, 8.2), [(tone, 1), (scaled(tone, 0.6), 1)]),
            )

    def wings(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            for i in range(6):
                x0, x1 = side * (2.1 + 0.34 * i), side * (2.5 + 0.34 * i)
                tone = scaled(cloth, 0.62 + 0.34 * (i % 2))
                canvas.drawPath(
                    view.path((x0, 0.0, 5.2), (x1, 0.0, 5.2), (x1, 4.4, 5.2), (x0 + side * 0.5, 4.4, 5.2)), fill(tone)
                )
        for i in range(12):
            x = -3.3 + i * 0.55
            swag = [
                view.at(x, 3.3, 5.1),
                view.at(x + 0.27, 2.75, 5.1),
                view.at(x + 0.55, 3.3, 5.1),
                view.at(x + 0.55, 4.6, 5.1),
                view.at(x, 4.6, 5.1),
            ]
            canvas.drawPath(spline(swag, tension=0.1), fill(scaled(cloth, 0.66 + 0.22 * (i % 2))))

    def beam(canvas: skia.Canvas) -> None:
        px, py = view.at(0, 0, 6.0)
        warm = rgb("#ffe2b0")
        for sx in (-0.55, 0.5):
            cone = poly([(sx - 0.02, -0.65), (sx + 0.02, -0.65), (px + 0.34, py), (px - 0.34, py)])
            canvas.drawPath(cone, linear((sx, -0.65), (px, py), [(warm, 0.17), (warm, 0.03)], soft=0.02, blend=SCREEN))
        canvas.drawOval(
            skia.Rect.MakeXYWH(px - 0.4, py - 0.055, 0.8, 0.12),
            radial((px, py), 0.4, [(warm, 0.4), (warm, 0.0)], blend=SCREEN),
        )

    b.add(BACK, drapes)
    b.add(0.5, wings)
    b.air.append(beam)
    px, py = view.at(0, 0, 6.0)
    b.light(Lamp(px, py - 0.2, 0.8, rgb("#ffe2b0"), 1.0), Lamp(px, py, 0.55, rgb("#ffe2b0"), 1.1, 0.35))
    b.add(FRONT + 0.1, _audience(scene))
    light = replace(b.people_light(), key=rgb("#ffe8c4"), rim=rgb("#fff0d0"), gain=1.05)
    if not b.windows:
        b.shine(BACK, beam)
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("centre stage", Pose.STAND, 0, 6.0),
            scene.spot("stage left", Pose.STAND, 1.4, 6.4, facing=-1),
            scene.spot("stage right", Pose.STAND, -1.4, 6.4, facing=1),
            scene.spot("edge", Pose.SIT, 0.7, 5.6, up=0.1),
        ],
        light=light,
    )


def _audience(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("audience")
        for row, (y, size) in enumerate(((0.43, 0.05), (0.5, 0.075))):
            x = -1.4 + row * 0.05
            while x < 1.4:
                tone = scaled(rgb("#4a2a30"), dice.uniform(0.7, 1.1))
                seat = skia.Rect.MakeXYWH(x - size * 0.8, y, size * 1.6, 0.4)
                canvas.drawRoundRect(seat, size * 0.3, size * 0.3, fill(tone))
                if dice.random() < 0.6:
                    canvas.drawCircle(x, y - size * 0.25, size * 0.46, fill(rgb("#2a2024")))
                    canvas.drawOval(
                        skia.Rect.MakeXYWH(x - size * 0.85, y + size * 0.05, size * 1.7, size * 1.4),
                        fill(rgb("#2c242c")),
                    )
                x += size * 2.0

    return draw


def church(scene: Scene) -> PaintedSet:
    """A nave: arches, pews, coloured windows, an altar with candles."""
    scene = seen(scene, horizon=0.17, focal=1.35)
    dice = scene.dice("church")
    stone = rgb(dice.choice(("#9c9284", "#8f8d86", "#a3947c")))
    room = Room(
        wall=stone,
        floor=rgb("#857c70"),
        ceiling=scaled(stone, 0.7),
        width=8.5,
        depth=13,
        height=6.5,
        walls=finish.stone,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(scene, room, level=0.6, lamps_by_day=0.5, corners=0.55, slant=0.5, outside="sky", window_power=1.4)
    view, back = scene.view, room.back(scene.view)
    b.window(back, Window(3.25, 1.9, 2.0, 3.8, (3, 4), arched=True, frame=rgb("#3a342e")))
    b.window(
        room.left(view), *[Window(u, 2.0, 1.1, 2.9, (2, 4), arched=True, frame=rgb("#3a342e")) for u in (2.0, 5.2, 8.4)]
    )
    b.shine(BACK, _stained(scene, back, 3.25, 1.9, 2.0, 3.6))

    def columns(canvas: skia.Canvas) -> None:
        for z in (11.5, 9.2, 7.2, 5.6):
            for side in (-1, 1):
                block(scene, Box(side * 3.0 - 0.25, 0, z, 0.5, 4.6, 0.5), scaled(stone, 1.02))(canvas)
            rib = [
                view.at(-2.8, 4.5, z),
                view.at(-1.9, 5.7, z),
                view.at(0, 6.4, z),
                view.at(1.9, 5.7, z),
                view.at(2.8, 4.5, z),
            ]
            canvas.drawPath(spline(rib, closed=False), stroke(scaled(stone, 0.8), 0.34 * view.scale(z)))

    def pews(canvas: skia.Canvas) -> None:
        for z in (10.2, 9.0, 7.9, 6.9, 6.0, 5.2, 4.5):
            for side in (-1, 1):
                x = 0.75 if side > 0 else -2.65
                boxes(scene, rgb("#5f4028"), Box(x, 0, z, 1.9, 0.45, 0.4), Box(x, 0.45, z, 1.9, 0.45, 0.06))(canvas)

    def aisle(canvas: skia.Canvas) -> None:
        canvas.drawPath(
            view.path((-0.5, 0.01, 2), (0.5, 0.01, 2), (0.5, 0.01, 12), (-0.5, 0.01, 12)), fill(rgb("#7a2a2c"), 0.9)
        )

    b.add(BACK, aisle, boxes(scene, rgb("#b3a68c"), Box(-1.1, 0, 11.8, 2.2, 1.1, 0.8)))
    cross = lambda canvas: [
        canvas.drawPath(back.quad(4.17, 1.2, 0.16, 1.3), fill(rgb("#5a4020"))),
        canvas.drawPath(back.quad(3.9, 1.95, 0.7, 0.15), fill(rgb("#5a4020"))),
    ]  # noqa: E731
    b.add(BACK, cross)
    b.add(MIDDLE, columns)
    b.add(0.5, pews)
    b.fix(
        MIDDLE,
        candles(
            scene, [(x, 1.15, 11.8) for x in (-0.8, -0.5, 0.5, 0.8)] + [(-2.5, 1.3, 6.4), (2.5, 1.3, 6.4)], power=0.6
        ),
    )
    return b.paint(
        floor=5.8,
        anchors=[
            scene.spot("aisle", Pose.STAND, 0, 5.8),
            scene.spot("altar", Pose.STAND, 0, 10.5),
            scene.spot("pew", Pose.SIT, 1.4, 6.1, up=0.46, depth=0.48),
            scene.spot("pew left", Pose.SIT, -1.4, 6.1, up=0.46, depth=0.48),
        ],
    )


def _stained(scene: Scene, face: Face, u: float, v: float, w: float, h: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, strength = scene.dice("stained"), 0.75 - 0.35 * scene.light.night
        tones = [rgb(tone) for tone in ("#b5303a", "#2f5fb0", "#d9a22f", "#3f8a5a", "#7a3f9a")]
        for column in range(6):
            for row in range(10):
                top = v + (row + 1) * h / 10
                middle = abs((column + 0.5) / 6 - 0.5)
                if top > v + h * (1 - middle * 0.55):
                    continue
                tone = scaled(dice.choice(tones), 0.55 + 0.7 * (1 - scene.light.night))
                canvas.drawPath(
                    face.quad(u + column * w / 6 + 0.02, v + row * h / 10 + 0.02, w / 6 - 0.04, h / 10 - 0.04),
                    fill(tone, strength),
                )
        glow(canvas, face.at(u + w / 2, v + h * 0.5), 0.5, scene.light.glow, 0.3 * (1 - 0.6 * scene.light.night))

    return draw


def classroom(scene: Scene) -> PaintedSet:
    """A board, desks in rows, tall windows on one side."""
    scene = seen(scene)
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
        _blackboard(scene, back, 1.9, 1.0, 3.6, 1.3, rgb("#2f4a40")),
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
    scene = seen(scene, horizon=0.16, focal=1.55)
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


def courtroom(scene: Scene) -> PaintedSet:
    """The bench in dark wood under tall windows, a rail, benches."""
    scene = seen(scene, horizon=0.16, focal=1.5)
    dice = scene.dice("court")
    wood = rgb(dice.choice(("#5f3f28", "#6a4a30", "#54402f")))
    room = Room(
        wall=rgb("#a89c88"),
        floor=rgb("#7a6048"),
        ceiling=rgb("#a09686"),
        width=8.4,
        depth=8.6,
        height=4.2,
        walls=finish.panelled,
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.45, corners=0.45)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(left, *[Window(u, 1.2, 1.2, 2.4, (2, 4), arched=True, frame=rgb("#5a4632")) for u in (1.0, 3.2, 5.4)])

    def panel(canvas: skia.Canvas) -> None:
        canvas.drawPath(back.quad(2.2, 0, 4.0, 3.6), back.gradient(scaled(wood, 0.7), wood))
        for k in range(4):
            canvas.drawPath(back.quad(2.35 + k * 0.98, 1.3, 0.76, 2.0), fill(scaled(wood, 0.72)))
        unit, (cx, cy) = back.size_at(4.2, 2.7), back.at(4.2, 2.75)
        canvas.drawCircle(cx, cy, 0.42 * unit, fill(rgb("#b08c4a")))
        canvas.drawCircle(cx, cy, 0.33 * unit, fill(rgb("#7a5c2c")))

    def flag(canvas: skia.Canvas) -> None:
        for x, tone in ((-2.4, "#2f4668"), (2.4, "#8a2c30")):
            unit, (cx, foot) = scene.view.scale(8.0), scene.view.at(x, 0, 8.0)
            canvas.drawLine(cx, foot, cx, foot - 2.7 * unit, stroke(rgb("#8a6a3a"), 0.05 * unit))
            canvas.drawPath(
                spline(
                    [
                        (cx, foot - 2.6 * unit),
                        (cx + 0.4 * unit, foot - 2.3 * unit),
                        (cx + 0.34 * unit, foot - 1.1 * unit),
                        (cx, foot - 1.2 * unit),
                    ],
                    tension=0.1,
                ),
                fill(rgb(tone)),
            )

    b.add(BACK, panel, flag)
    b.add(
        MIDDLE,
        boxes(
            scene,
            wood,
            Box(-1.7, 0, 7.2, 3.4, 1.65, 0.8),
            Box(-1.85, 1.65, 7.15, 3.7, 0.08, 0.9),
            Box(1.9, 0, 7.0, 1.0, 1.15, 0.8),
            shadow=Box(-1.8, 0, 7.0, 4.6, 1, 0.8),
        ),
    )
    b.add(
        MIDDLE,
        table(scene, -2.0, 5.9, w=1.6, d=0.7, colour=wood),
        chair(scene, -2.3, 6.5, colour=wood),
        chair(scene, -1.6, 6.5, colour=wood),
    )

    def rail(canvas: skia.Canvas) -> None:
        boxes(scene, wood, Box(-4.2, 0.82, 4.7, 3.5, 0.09, 0.12), Box(0.9, 0.82, 4.7, 3.3, 0.09, 0.12))(canvas)
        for k in range(26):
            x = -4.1 + k * 0.32
            if not -0.75 < x < 0.85:
                canvas.drawLine(
                    *scene.view.at(x, 0, 4.76),
                    *scene.view.at(x, 0.82, 4.76),
                    stroke(scaled(wood, 0.85), 0.045 * scene.view.scale(4.76)),
                )

    b.add(NEARBY, rail)
    b.fix(0.5, _chandelier(scene, 0, 6.4, 3.2))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, 0.6, 5.7),
            scene.spot("judge", Pose.SIT, 0, 8.05, up=1.15, depth=0.35),
            scene.spot("witness", Pose.SIT, 2.4, 7.9, up=0.7, depth=0.35, facing=-1),
            scene.spot("counsel", Pose.SIT, -2.0, 6.45, up=0.46),
        ],
    )


def gallery_room(scene: Scene) -> PaintedSet:
    """White walls, pictures under their own light, a bench."""
    scene = seen(scene)
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
    b.shine(BACK, lambda canvas: [_spot_cone(canvas, back, u + w / 2, v + h) for u, v, w, h in spots])
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
        "bar",
        bar,
        "bar,pub,tavern,saloon,nightclub,club,speakeasy,brewery,casino,kneipe,taberna,taverna,boate,бар,паб,バー,酒場,酒吧,술집,strip club,disco,lounge bar,hotel bar",
        interior=True,
    ),
    SetDesign(
        "cafe",
        cafe,
        "cafe,coffee shop,coffee house,coffeehouse,diner,restaurant,cafeteria,bistro,bakery,canteen,food court,pizzeria,dining room,dining hall,mess hall,ristorante,restaurante,gasthaus,кафе,ресторан,喫茶店,レストラン,咖啡馆,餐厅,카페,식당,ice cream parlor,tea room,bakehouse",
        interior=True,
    ),
    SetDesign(
        "shop",
        shop,
        "shop,store,supermarket,grocery,pharmacy,boutique,bookstore,bookshop,mall,convenience store,drugstore,magasin,laden,tienda,negozio,loja,магазин*,店,商店,가게,barber shop,salon de coiffure,pawn shop,liquor store,tailor,florist",
        interior=True,
    ),
    SetDesign(
        "lobby",
        lobby,
        "lobby,foyer,hotel lobby,reception,ballroom,great room,atrium,vestibule,bank,hall,entrance hall,palace,вестибюль,ロビー,大厅,로비,embassy,town hall,city hall,white house,parliament",
        interior=True,
    ),
    SetDesign(
        "theatre",
        theatre,
        "theatre,theater,stage,auditorium,concert hall,opera,opera house,backstage,cinema,movie theater,teatro,cine,театр*,сцен*,劇場,剧院,극장,circus,arena,tv studio,sound stage,soundstage,recording studio",
        interior=None,
    ),
    SetDesign(
        "church",
        church,
        "church,cathedral,chapel,nave,altar,monastery,abbey,temple,mosque,synagogue,confessional,eglise,kirche,iglesia,chiesa,igreja,церк*,собор,教会,教堂,교회,convent,shrine",
        interior=True,
    ),
    SetDesign(
        "classroom",
        classroom,
        "classroom,school,schoolroom,lecture hall,seminar room,kindergarten,ecole,salle de classe,schule,klassenzimmer,escuela,aula,scuola,escola,школ*,класс,教室,学校,교실,학교,gymnasium,academy,university,college",
        interior=True,
    ),
    SetDesign(
        "library",
        library,
        "library,archive,archives,study,reading room,den study,bibliotheque,bibliothek,biblioteca,библиотек*,図書館,图书馆,도서관,private study,drawing room",
        interior=True,
    ),
    SetDesign(
        "courtroom",
        courtroom,
        "courtroom,court,courthouse,tribunal,judge chambers,hearing room,senate,gericht,суд,зал суда,法廷,法庭,법정",
        interior=True,
    ),
    SetDesign(
        "gallery",
        gallery_room,
        "gallery,museum,art gallery,exhibition,exhibit,musee,museo,museu,музей,галере*,美術館,博物館,美术馆,미술관,showroom",
        interior=True,
    ),
)
