"""Where people are looked after or kept: hospital, corridor, prison."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, glow, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Fixture, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    STEEL,
    bed,
    boxes,
    chair,
)
from renderers.painting.sets.kit_lamps import candles, ceiling_light, pendant, screen
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Door, Room, Window, gleam
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def hospital(scene: Scene) -> PaintedSet:
    """A ward bed, a monitor, a curtain on its rail, cool even light."""
    scene = seen_indoors(scene)
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
            scene.spot("bed", Pose.LIE, -1.0, 5.9, up=0.55, facing=1),
            scene.spot("bedside", Pose.SIT, 0.9, 6.1, up=0.46, facing=-1),
            scene.spot("foot", Pose.STAND, -2.2, 5.4, facing=1),
        ],
    )


def _wall_rail(face: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(face.quad(0, 0.95, face.width, 0.12), fill(rgb("#7f8f8c")))
        canvas.drawPath(face.quad(0.4, 1.5, 2.4, 0.18), fill(rgb("#c8ccca")))

    return draw


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
    scene = seen_indoors(scene, horizon=0.13, focal=1.25)
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
        b.shine(BACK, each(lambda canvas, z: gleam(canvas, view, 0, z, 0.8, rgb("#f2fbff"), 0.12), (13, 9.8, 7, 4.6)))
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


def prison(scene: Scene) -> PaintedSet:
    """A cell: stone, a bunk, bars in front, light from a high window."""
    scene = seen_indoors(scene)
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
    back = room.back(scene.view)
    b.window(back, Window(2.2, 1.75, 0.95, 0.75, (4, 1), frame=rgb("#35343a")))

    b.add(BACK, _prison_tally(back))
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

    b.add(FRONT, _prison_bars(scene))
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


def _prison_tally(back: Face) -> Draw:
    """Days scratched into the wall."""

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


def _prison_bars(scene: Scene) -> Draw:
    """The bars between us and the cell."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


SETS = (
    SetDesign(
        "hospital",
        hospital,
        "hospital,clinic,ward,operating room,emergency room,icu,doctor,surgery,infirmary,hospital room,"
        "hopital,krankenhaus,ospedale,больниц*,палата,病院,病室,医院,병원,nursing home,asylum,dentist,morgue,"
        "patient room,maternity",
        interior=True,
    ),
    SetDesign(
        "corridor",
        corridor,
        "corridor,hallway,passage,passageway,landing,hall way,"
        "couloir,flur,gang,pasillo,corridoio,коридор,廊下,走廊,복도,subway tunnel,hotel corridor,"
        "hospital corridor,vents,duct",
        interior=True,
    ),
    SetDesign(
        "prison",
        prison,
        "prison,jail,cell,jail cell,prison cell,dungeon,holding cell,lockup,penitentiary,gefangnis,zelle,"
        "carcel,prigione,prisao,тюрьм*,камера,牢,刑務所,监狱,감옥,detention,solitary",
        interior=True,
    ),
)
