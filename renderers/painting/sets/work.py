"""Where people work or are kept: office, hospital, corridor, laboratory, factory, garage, prison, control room."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.homes import door_in, seen
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Fixture, Interior
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    STEEL,
    WOOD,
    bed,
    block,
    boxes,
    chair,
    plant,
    rug,
    shelf,
)
from renderers.painting.sets.kit_lamps import candles, ceiling_light, floor_lamp, pendant, screen
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Door, Room, Window, gleam
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def office(scene: Scene) -> PaintedSet:
    """Desks before a wide window on the city; panelled with a green lamp in older days."""
    scene = seen(scene)
    dice = scene.dice("office")
    old = scene.era_of(Era.VICTORIAN, Era.TWENTIES, Era.MEDIEVAL, Era.ANCIENT) or scene.place.says(
        "boss", "detective", "principal", "president"
    )
    wall = rgb(dice.choice(("#7d6a55", "#6f6250"))) if old else rgb(dice.choice(("#9aa3a8", "#a9a498", "#8f9a9a")))
    room = Room(
        wall=wall,
        floor=rgb("#6a4e38") if old else rgb("#6f7378"),
        ceiling=rgb("#a4a29c"),
        width=7.0,
        walls=finish.panelled if old else finish.plain,
        floors=finish.boards if old else finish.carpet,
    )
    b = Interior(scene, room, level=0.9, lamps_by_day=0.25, outside="city" if scene.electric else "")
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    b.window(
        back,
        Window(
            1.2, 0.85, 4.6, 1.65, (4, 1), frame=rgb("#4a3a2c") if old else rgb("#3f4449"), blinds=dice.random() < 0.5
        ),
    )
    b.add(
        BACK,
        shelf(scene, right, 1.4, 0.1, 1.7, 2.2, rows=5),
        door_in(left, Door(3.3, colour=wall if not old else rgb("#5a4230"), glazed=True)),
    )
    desk = rgb("#5f4028") if old else rgb("#a58a68")
    b.add(MIDDLE, _office_chair(scene, 0.55, 6.5))
    b.add(
        NEARBY,
        boxes(scene, desk, Box(-0.6, 0, 5.35, 2.2, 0.74, 0.9), shadow=Box(-0.6, 0, 5.35, 2.2, 0.7, 0.9)),
        boxes(scene, scaled(desk, 1.25), Box(-0.68, 0.74, 5.3, 2.36, 0.05, 1.0)),
    )
    b.add(
        NEARBY,
        boxes(scene, rgb("#d8d2c2"), Box(-0.35, 0.79, 5.5, 0.3, 0.06, 0.22), Box(0.9, 0.79, 5.45, 0.26, 0.1, 0.2)),
    )
    b.add(MIDDLE, chair(scene, -1.6, 5.8, colour=DARK_WOOD, back=-1), plant(scene, -2.9, 6.3, 1.5))
    if old:
        b.fix(NEARBY, floor_lamp(scene, 1.3, 5.7, tall=0.42, table_top=0.79, power=1.0))
        b.add(MIDDLE, rug(scene, 0.2, 4.6, 3.4, 1.8, rgb("#6a3430")))
    else:
        b.fix(0.5, screen(scene, 0.2, 0.93, 6.0, w=0.62, h=0.4))
        b.add(MIDDLE, boxes(scene, rgb("#8d9298"), Box(-2.7, 0, 6.2, 1.5, 0.74, 0.7)))
        b.fix(MIDDLE, screen(scene, -2.0, 0.9, 6.4, w=0.55, h=0.36))
        b.fix(BACK, *[ceiling_light(scene, x, 5.4, w=1.3, d=0.35, power=0.45) for x in (-1.5, 1.5)])
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, -1.0, 5.7),
            scene.spot("desk", Pose.SIT, 0.55, 6.4, up=0.48, depth=0.5),
            scene.spot("visitor", Pose.SIT, -1.6, 5.9, up=0.46, facing=1),
            scene.spot("window", Pose.STAND, 1.9, 6.6),
        ],
    )


def _office_chair(scene: Scene, x: float, z: float) -> Draw:
    return boxes(
        scene,
        rgb("#2c2a2c"),
        Box(x - 0.28, 0.45, z, 0.56, 0.08, 0.5),
        Box(x - 0.27, 0.55, z + 0.45, 0.54, 0.72, 0.08),
        Box(x - 0.04, 0.1, z + 0.2, 0.08, 0.35, 0.08),
    )


def hospital(scene: Scene) -> PaintedSet:
    """A ward bed, a monitor, a curtain on its rail, cool even light."""
    scene = seen(scene)
    dice = scene.dice("hospital")
    old = scene.era_of(Era.VICTORIAN, Era.TWENTIES, Era.FIFTIES)
    wall = rgb(dice.choice(("#9fb5ae", "#a9b8c0", "#b5b8a8")))
    room = Room(
        wall=wall,
        floor=rgb("#9aa09c"),
        ceiling=rgb("#b4b8b6"),
        walls=finish.tiles if old else finish.plain,
        floors=finish.squares,
    )
    b = Interior(scene, room, level=0.98, lamps_by_day=0.45)
    back, right = room.back(scene.view), room.right(scene.view)
    b.window(back, Window(3.7, 0.95, 1.7, 1.5, (2, 2), blinds=dice.random() < 0.6, frame=rgb("#c4c8c6")))
    b.add(BACK, door_in(right, Door(3.0, w=1.1, colour=rgb("#8d9a9a"), glazed=True)), _wall_rail(back))
    cloth = rgb(dice.choice(("#7fa3a8", "#8aa58c", "#8f9cb5")))
    b.add(MIDDLE, _ward_curtain(scene, -2.9, 6.2, cloth), bed(scene, -1.0, 5.0, rgb("#b9c4cc"), w=1.1, iron=True))
    b.add(
        MIDDLE,
        boxes(scene, rgb("#a4a8a4"), Box(0.0, 0, 6.4, 0.5, 0.75, 0.4)),
        _drip(scene, -1.9, 6.6),
        chair(scene, 0.9, 6.0, colour=rgb("#5f7a84")),
    )
    if not old:
        b.fix(MIDDLE, screen(scene, 0.25, 1.15, 6.6, w=0.5, h=0.38, colour=rgb("#4fd08a"), power=0.35))
        b.fix(
            BACK, *[ceiling_light(scene, x, 5.3, w=1.2, d=0.4, colour=rgb("#eefaff"), power=0.42) for x in (-1.3, 1.3)]
        )
    else:
        b.fix(MIDDLE, pendant(scene, 0.2, 5.5, colour=rgb("#d8d4c8")))
        b.add(MIDDLE, bed(scene, 2.2, 5.6, rgb("#c4c0b0"), w=1.0, iron=True))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, 0.8, 5.7),
            scene.spot("bed", Pose.LIE, -1.0, 5.9, up=0.55),
            scene.spot("bedside", Pose.SIT, 0.9, 6.1, up=0.46, facing=-1),
            scene.spot("foot", Pose.STAND, -2.2, 5.4, facing=1),
        ],
    )


def _wall_rail(face: Face) -> Draw:
    return lambda canvas: (
        [
            canvas.drawPath(face.quad(0, 0.95, face.width, 0.12), fill(rgb("#7f8f8c"))),
            canvas.drawPath(face.quad(0.4, 1.5, 2.4, 0.18), fill(rgb("#c8ccca"))),
        ]
        and None
    )  # type: ignore[func-returns-value]


def _ward_curtain(scene: Scene, x: float, z: float, colour: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        for i in range(9):
            u = x + i * 0.13
            tone = scaled(colour, 0.8 + 0.25 * (i % 2))
            canvas.drawPath(view.path((u, 0.3, z), (u + 0.14, 0.3, z), (u + 0.14, 2.3, z), (u, 2.3, z)), fill(tone))
        canvas.drawLine(*view.at(x - 0.2, 2.34, z), *view.at(x + 4.2, 2.34, z), stroke(STEEL, 0.03 * view.scale(z)))

    return draw


def _drip(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, view = scene.view.scale(z), scene.view
        canvas.drawLine(*view.at(x, 0, z), *view.at(x, 2.0, z), stroke(STEEL, 0.035 * unit))
        canvas.drawLine(*view.at(x - 0.15, 2.0, z), *view.at(x + 0.15, 2.0, z), stroke(STEEL, 0.03 * unit))
        (bx, by) = view.at(x + 0.14, 1.95, z)
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(bx - 0.07 * unit, by, 0.14 * unit, 0.26 * unit),
            0.03 * unit,
            0.03 * unit,
            fill(rgb("#d8e4e8"), 0.85),
        )
        canvas.drawPath(
            spline(
                [(bx, by + 0.26 * unit), (bx + 0.05 * unit, by + 0.8 * unit), (bx + 0.5 * unit, by + 1.2 * unit)],
                closed=False,
            ),
            stroke(rgb("#c8d4d8"), 0.012 * unit, 0.8),
        )

    return draw


def corridor(scene: Scene) -> PaintedSet:
    """A long way between doors, lamps in a row, something bright or dark at its end."""
    scene = seen(scene, horizon=0.13, focal=1.25)
    dice = scene.dice("corridor")
    hospital_like = scene.place.says("hospital", "clinic", "ward")
    hotel = scene.place.says("hotel", "apartment", "motel", "inn") or dice.random() < 0.4
    old = not scene.electric
    wall = rgb("#a9b5b0") if hospital_like else rgb(dice.choice(("#8a7466", "#7d8076", "#94866f", "#6f7a86")))
    carpet = rgb(dice.choice(("#7a2f33", "#3f5560", "#5f5340")))
    room = Room(
        wall=wall,
        floor=carpet if hotel and not hospital_like else rgb("#8f9290"),
        ceiling=rgb("#a5a29a"),
        width=3.0,
        depth=19.0,
        height=2.8,
        walls=finish.stone if old else (finish.striped if hotel else finish.plain),
        floors=finish.carpet if hotel else finish.squares,
    )
    b = Interior(scene, room, level=0.62, lamps_by_day=0.85, corners=0.5)
    view, back = scene.view, room.back(scene.view)
    left, right = room.left(view), room.right(view)
    leaf = rgb(dice.choice(("#5b4230", "#4a5560", "#6e5a44", "#8a8f8d")))
    for i, face in enumerate((left, right)):
        b.add(BACK, *[door_in(face, Door(u, w=1.0, colour=leaf)) for u in [1.4 + 0.7 * i + k * 3.2 for k in range(5)]])
    b.window(back, Window(0.9, 0.9, 1.2, 1.4, (2, 2)))
    zs = (16.5, 13, 9.8, 7.0, 4.6)
    if old:
        b.fix(BACK, candles(scene, [(side * 1.4, 1.7, z) for z in zs for side in (-1, 1)][:8], power=0.5))
    elif hotel and not hospital_like:
        b.fix(BACK, *[_sconce(scene, side * 1.42, 1.8, z) for z in (14, 10, 7.2, 5.0) for side in (-1, 1)])
    else:
        b.fix(
            BACK,
            *[ceiling_light(scene, 0, z, w=0.9, d=0.5, ceiling=2.8, colour=rgb("#f2fbff"), power=0.36) for z in zs],
        )
        b.shine(BACK, lambda canvas: [gleam(canvas, view, 0, z, 0.8, rgb("#f2fbff"), 0.12) for z in (13, 9.8, 7, 4.6)])
    end = view.at(0, 1.2, 19)
    b.light(Lamp(*end, 0.3, scene.light.key, 0.4), always=0.6)
    return b.paint(
        floor=5.0,
        anchors=[
            scene.spot("middle", Pose.STAND, 0.1, 5.0),
            scene.spot("wall", Pose.LEAN, -1.2, 6.2, facing=1),
            scene.spot("far", Pose.STAND, 0.2, 11),
        ],
    )


def _sconce(scene: Scene, x: float, y: float, z: float) -> Fixture:
    unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, y, z)

    def solid(canvas: skia.Canvas) -> None:
        canvas.drawPath(
            poly(
                [
                    (cx - 0.1 * unit, cy - 0.1 * unit),
                    (cx + 0.1 * unit, cy - 0.1 * unit),
                    (cx + 0.06 * unit, cy + 0.14 * unit),
                    (cx - 0.06 * unit, cy + 0.14 * unit),
                ]
            ),
            fill(rgb("#b8a47c")),
        )

    def shine(canvas: skia.Canvas) -> None:
        glow(canvas, (cx, cy - 0.1 * unit), 1.1 * unit, scene.lamp, 0.65)
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.09 * unit, cy - 0.13 * unit, 0.18 * unit, 0.08 * unit),
            fill(mix(scene.lamp, WHITE, 0.6)),
        )

    return Fixture(solid, shine, (Lamp(cx, cy, 0.1 + 1.5 / z, scene.lamp, 0.7),))


def laboratory(scene: Scene) -> PaintedSet:
    """Benches with glass and screens, cool light; alembics and candles in older days."""
    scene = seen(scene)
    dice = scene.dice("lab")
    old = not scene.electric
    room = Room(
        wall=rgb("#6f6556") if old else rgb(dice.choice(("#9fb0b5", "#a8b0ac"))),
        floor=rgb("#7a6a58") if old else rgb("#a5aaac"),
        ceiling=rgb("#9ca3a5"),
        width=7.2,
        walls=finish.stone if old else finish.plates,
        floors=finish.boards if old else finish.squares,
    )
    b = Interior(scene, room, level=0.62 if old else 0.85, lamps_by_day=0.8, tint=(0.94, 1.0, 1.04))
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(left, Window(2.2, 1.0, 1.6, 1.4, (2, 2)))
    b.add(
        BACK,
        shelf(scene, back, 0.4, 1.3, 2.6, 1.2, rows=3, goods="bottles"),
        shelf(scene, back, 4.4, 1.3, 2.4, 1.2, rows=3, goods="jars", name="jars"),
    )
    bench = rgb("#5a4632") if old else rgb("#b5babb")
    b.add(MIDDLE, boxes(scene, bench, Box(-3.4, 0, 6.3, 6.8, 0.9, 0.6)))
    b.add(
        NEARBY,
        boxes(scene, bench, Box(-1.6, 0, 5.0, 3.4, 0.9, 0.75), shadow=Box(-1.6, 0, 5.0, 3.4, 0.9, 0.75)),
        boxes(scene, scaled(bench, 0.5), Box(-1.7, 0.9, 4.95, 3.6, 0.04, 0.85)),
    )
    tones = [rgb(tone) for tone in ("#3fd0a0", "#4fb0e8", "#d0d040", "#e0603f", "#a060d8")]
    b.add(
        NEARBY,
        *[
            _flask(scene, x, 0.94, 5.2, dice.choice(tones), i % 3)
            for i, x in enumerate((-1.3, -0.95, -0.3, 0.6, 1.0, 1.45))
        ],
    )
    b.shine(NEARBY, *[_flask_glow(scene, x, 5.2, dice.choice(tones)) for x in (-0.95, 0.6)])
    if old:
        b.fix(MIDDLE, candles(scene, [(-2.4, 0.92, 6.5), (0.3, 0.92, 6.5), (2.3, 0.92, 6.5)], power=0.8))
    else:
        b.fix(
            MIDDLE,
            *[screen(scene, x, 1.0, 6.5, w=0.7, h=0.45, colour=dice.choice(tones[:2])) for x in (-2.3, 0.0, 2.2)],
        )
        b.fix(
            BACK, *[ceiling_light(scene, x, 5.3, w=1.5, d=0.3, colour=rgb("#e6fbff"), power=0.45) for x in (-1.7, 1.7)]
        )
    return b.paint(
        floor=5.72,
        anchors=[
            scene.spot("floor", Pose.STAND, -2.4, 5.7, facing=1),
            scene.spot("bench", Pose.STAND, 0.2, 6.1, depth=0.5),
            scene.spot("side", Pose.STAND, 2.5, 5.8, facing=-1),
        ],
    )


def _flask(scene: Scene, x: float, y: float, z: float, tone: Colour, kind: int) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, y, z)
        glass = rgb("#c8dde0")
        if kind == 0:
            outline = [
                (cx - 0.14 * unit, foot),
                (cx + 0.14 * unit, foot),
                (cx + 0.035 * unit, foot - 0.24 * unit),
                (cx + 0.035 * unit, foot - 0.34 * unit),
                (cx - 0.035 * unit, foot - 0.34 * unit),
                (cx - 0.035 * unit, foot - 0.24 * unit),
            ]
            liquid = [
                (cx - 0.13 * unit, foot),
                (cx + 0.13 * unit, foot),
                (cx + 0.075 * unit, foot - 0.13 * unit),
                (cx - 0.075 * unit, foot - 0.13 * unit),
            ]
        elif kind == 1:
            outline = [
                (cx - 0.05 * unit, foot),
                (cx + 0.05 * unit, foot),
                (cx + 0.05 * unit, foot - 0.4 * unit),
                (cx - 0.05 * unit, foot - 0.4 * unit),
            ]
            liquid = [
                (cx - 0.045 * unit, foot),
                (cx + 0.045 * unit, foot),
                (cx + 0.045 * unit, foot - 0.24 * unit),
                (cx - 0.045 * unit, foot - 0.24 * unit),
            ]
        else:
            outline = [
                (cx - 0.1 * unit, foot),
                (cx + 0.1 * unit, foot),
                (cx + 0.1 * unit, foot - 0.22 * unit),
                (cx - 0.1 * unit, foot - 0.22 * unit),
            ]
            liquid = [
                (cx - 0.095 * unit, foot),
                (cx + 0.095 * unit, foot),
                (cx + 0.095 * unit, foot - 0.14 * unit),
                (cx - 0.095 * unit, foot - 0.14 * unit),
            ]
        canvas.drawPath(poly(liquid), fill(tone, 0.85))
        canvas.drawPath(poly(outline), fill(glass, 0.25))
        canvas.drawPath(poly(outline), stroke(glass, 0.012 * unit, 0.8))

    return draw


def _flask_glow(scene: Scene, x: float, z: float, tone: Colour) -> Draw:
    px, py = scene.view.at(x, 1.02, z)
    return lambda canvas: glow(canvas, (px, py), 0.16, tone, 0.4)


def factory(scene: Scene) -> PaintedSet:
    """A hall of steel and brick: machines, pipes, high dirty windows, shafts of light."""
    scene = seen(scene, horizon=0.16, focal=1.35)
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
    view, back, left = scene.view, room.back(scene.view), room.left(scene.view)
    b.window(back, *[Window(u, 3.0, 2.0, 2.0, (4, 4), frame=rgb("#3a3632")) for u in (0.9, 4.0, 7.1)])
    b.window(left, *[Window(u, 2.8, 2.0, 2.0, (4, 4), frame=rgb("#3a3632")) for u in (1.5, 5.0)])
    steel = rgb(dice.choice(("#56656a", "#5f5a50", "#4f5f58")))

    def trusses(canvas: skia.Canvas) -> None:
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

    b.add(MIDDLE, trusses)
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
    scene = seen(scene)
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

    def roller(canvas: skia.Canvas) -> None:
        tone = rgb(dice.choice(("#a8aaa8",)))
        for k in range(12):
            canvas.drawPath(
                back.quad(3.6, k * 0.2, 3.2, 0.2),
                back.gradient(scaled(tone, 0.7 + 0.08 * (k % 2)), scaled(tone, 0.9 + 0.08 * (k % 2))),
            )
        canvas.drawPath(back.quad(3.5, 2.4, 3.4, 0.2), fill(rgb("#5a5650")))

    def board(canvas: skia.Canvas) -> None:
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

    b.window(left, Window(2.4, 1.3, 1.1, 0.8, (2, 2), frame=rgb("#5a564e")))
    b.add(BACK, roller, board)
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


def prison(scene: Scene) -> PaintedSet:
    """A cell: stone, a bunk, bars in front, light from a high window."""
    scene = seen(scene)
    dice = scene.dice("prison")
    stone = rgb(dice.choice(("#7a7a78", "#71766f", "#7d7468")))
    old = not scene.electric
    room = Room(
        wall=stone,
        floor=rgb("#62605c"),
        ceiling=rgb("#55534f"),
        width=5.4,
        walls=finish.stone if old or dice.random() < 0.5 else finish.plates,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(scene, room, level=0.5, lamps_by_day=0.4, corners=0.6, window_power=1.7, outside="sky")
    view, back = scene.view, room.back(scene.view)
    b.window(back, Window(2.2, 1.75, 0.95, 0.75, (4, 1), frame=rgb("#35343a")))

    def tally(canvas: skia.Canvas) -> None:
        unit = back.size_at(1, 1)
        for group in range(4):
            for k in range(4):
                u = 3.9 + group * 0.32 + k * 0.06
                canvas.drawLine(*back.at(u, 1.15), *back.at(u, 1.4), stroke(rgb("#b5b2aa"), 0.012 * unit, 0.7))
            canvas.drawLine(
                *back.at(3.86 + group * 0.32, 1.2),
                *back.at(4.12 + group * 0.32, 1.36),
                stroke(rgb("#b5b2aa"), 0.012 * unit, 0.7),
            )

    b.add(BACK, tally)
    b.add(
        MIDDLE,
        boxes(
            scene,
            rgb("#5a5d60"),
            Box(-2.6, 0.4, 5.0, 0.95, 0.08, 1.9),
            Box(-2.6, 0, 5.0, 0.08, 0.4, 0.08),
            Box(-1.75, 0, 5.0, 0.08, 0.4, 0.08),
        ),
        boxes(scene, rgb("#8d8672"), Box(-2.58, 0.48, 5.02, 0.9, 0.12, 1.86)),
    )
    b.add(
        MIDDLE, boxes(scene, rgb("#a8a8a2"), Box(1.7, 0, 6.3, 0.45, 0.42, 0.5), Box(1.7, 0.42, 6.7, 0.45, 0.35, 0.12))
    )

    def bars(canvas: skia.Canvas) -> None:
        z = 3.4
        unit = view.scale(z)
        for k in range(19):
            x = -2.4 + k * 0.26
            if 0.5 < x < 1.6:
                continue
            canvas.drawLine(*view.at(x, -0.3, z), *view.at(x, 3.2, z), stroke(rgb("#2d2e32"), 0.05 * unit))
        for y in (0.4, 1.9):
            canvas.drawLine(*view.at(-2.6, y, z), *view.at(0.5, y, z), stroke(rgb("#35363a"), 0.06 * unit))
            canvas.drawLine(*view.at(1.6, y, z), *view.at(2.6, y, z), stroke(rgb("#35363a"), 0.06 * unit))

    b.add(FRONT, bars)
    if not old:
        b.fix(BACK, ceiling_light(scene, 0.3, 5.6, w=0.9, d=0.25, ceiling=2.95, power=0.5))
    else:
        b.fix(MIDDLE, candles(scene, [(1.9, 0.45, 6.3)], power=1.0))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("cell", Pose.STAND, 0.5, 5.7),
            scene.spot("bunk", Pose.SIT, -1.8, 5.6, up=0.55, facing=1),
            scene.spot("bunk lying", Pose.LIE, -2.1, 5.9, up=0.6),
            scene.spot("window", Pose.STAND, 0.0, 6.5),
        ],
    )


def control_room(scene: Scene) -> PaintedSet:
    """Rows of screens in the dark, a desk of lights."""
    scene = seen(scene)
    dice = scene.dice("control")
    room = Room(
        wall=rgb("#39424a"),
        floor=rgb("#3c4146"),
        ceiling=rgb("#2d3338"),
        width=7.6,
        walls=finish.plates,
        floors=finish.carpet,
    )
    b = Interior(scene, room, level=0.42, lamps_by_day=1.0, corners=0.5, slant=0, tint=(0.9, 1.0, 1.1))
    tones = [rgb("#4fa8e0"), rgb("#40d0b0"), rgb("#e0a040"), rgb("#5f8fe8")]
    b.fix(BACK, screen(scene, 0, 1.35, 6.8, w=2.6, h=1.25, colour=tones[0], power=0.7))
    b.fix(
        BACK,
        *[
            screen(scene, x, y, 6.8, w=0.95, h=0.58, colour=dice.choice(tones), power=0.3)
            for x in (-2.9, -1.85, 1.85, 2.9)
            for y in (1.35, 2.02)
        ],
    )
    b.add(
        MIDDLE, boxes(scene, rgb("#4a5258"), Box(-2.9, 0, 6.0, 5.8, 0.8, 0.6), shadow=Box(-2.9, 0, 6.0, 5.8, 0.8, 0.6))
    )
    b.fix(
        MIDDLE,
        *[
            screen(scene, x, 0.9, 6.1, w=0.55, h=0.32, colour=dice.choice(tones), power=0.25)
            for x in (-2.2, -1.1, 0, 1.1, 2.2)
        ],
    )
    b.add(0.5, *[_office_chair(scene, x, 5.3) for x in (-1.5, 1.3)])
    light = replace(b.people_light(), key=rgb("#a8d0f0"), rim=tones[1], ambient=rgb("#5a7286"))
    return b.paint(
        floor=5.6,
        anchors=[
            scene.spot("floor", Pose.STAND, 0, 5.6),
            scene.spot("console", Pose.SIT, -1.5, 5.3, up=0.5, facing=0.4),
            scene.spot("console right", Pose.SIT, 1.3, 5.3, up=0.5, facing=-0.4),
        ],
        light=light,
    )


SETS = (
    SetDesign(
        "office",
        office,
        "office,workplace,cubicle,conference room,boardroom,meeting room,newsroom,precinct,police station,interrogation room,interview room,bullpen,bureau,oficina,ufficio,escritorio,buro,офис,кабинет,オフィス,事務所,办公室,사무실,headquarters,agency,waiting room,start up,copy room",
        "police,company,corporate,building,studio",
        interior=True,
    ),
    SetDesign(
        "hospital",
        hospital,
        "hospital,clinic,ward,operating room,emergency room,icu,doctor,surgery,infirmary,hospital room,hopital,krankenhaus,ospedale,больниц*,палата,病院,病室,医院,병원,nursing home,asylum,dentist,morgue,patient room,maternity",
        interior=True,
    ),
    SetDesign(
        "corridor",
        corridor,
        "corridor,hallway,passage,passageway,stairwell,stairs,staircase,landing,elevator,hall way,couloir,flur,gang,pasillo,corridoio,коридор,лестниц*,廊下,走廊,복도,lift,subway tunnel,hotel corridor,hospital corridor,vents,duct",
        interior=True,
    ),
    SetDesign(
        "laboratory",
        laboratory,
        "laboratory,lab,research facility,workshop lab,clean room,greenhouse lab,laboratoire,labor,laboratorio,лаборатори*,研究室,実験室,实验室,실험실,observatory",
        interior=True,
    ),
    SetDesign(
        "factory",
        factory,
        "factory,warehouse,plant,mill,foundry,hangar,workshop,steelworks,power station,refinery,slaughterhouse,usine,fabrik,lagerhaus,fabrica,fabbrica,завод,фабрик*,склад,工場,倉庫,工厂,仓库,공장,창고,depot,boiler house,engine room,barn interior,shipyard,stable,stables,barn",
        interior=True,
    ),
    SetDesign(
        "garage",
        garage,
        "garage,car park,parking garage,body shop,auto shop,tool shed,shed,werkstatt,taller,officina,гараж,車庫,ガレージ,车库,차고,toolshed",
        interior=True,
    ),
    SetDesign(
        "prison",
        prison,
        "prison,jail,cell,jail cell,prison cell,dungeon,holding cell,lockup,penitentiary,gefangnis,zelle,carcel,prigione,prisao,тюрьм*,камера,牢,刑務所,监狱,감옥,detention,solitary",
        interior=True,
    ),
    SetDesign(
        "control_room",
        control_room,
        "control room,server room,situation room,war room,mission control,command center,command centre,surveillance room,security room,data center,data centre,operations room,monitor room,tv control",
        interior=True,
    ),
)
