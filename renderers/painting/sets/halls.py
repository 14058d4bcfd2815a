"""Lobbies and courtrooms."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, spline, stroke
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    block,
    boxes,
    chair,
    plant,
    rug,
    sofa,
    table,
)
from renderers.painting.sets.kit_lamps import chandelier
from renderers.painting.sets.kit_room import Door, Room, Window, gleam, picture
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def lobby(scene: Scene) -> PaintedSet:
    """A tall hall with pillars, a desk, a chandelier and a polished floor."""
    scene = seen_indoors(scene, focal=1.45, horizon=0.17)
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
    b.shine(BACK, each(lambda canvas, x: gleam(canvas, scene.view, x, 8.6, 1.2, scene.lamp, 0.16), (-2, 0, 2)))
    b.fix(0.5, chandelier(scene, 0, 6.8, 3.3))
    return b.paint(
        floor=5.4,
        anchors=[
            scene.spot("carpet", Pose.STAND, 0.3, 5.4),
            scene.spot("desk", Pose.STAND, 0, 8.75, depth=0.35),
            scene.spot("sofa", Pose.SIT, 3.4, 6.85, up=0.48),
        ],
    )


def courtroom(scene: Scene) -> PaintedSet:
    """The bench in dark wood under tall windows, a rail, benches."""
    scene = seen_indoors(scene, horizon=0.16, focal=1.5)
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

    b.add(BACK, _courtroom_panel(wood, back), _courtroom_flag(scene))
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

    b.add(NEARBY, _courtroom_rail(scene, wood))
    b.fix(0.5, chandelier(scene, 0, 6.4, 3.2))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, 0.6, 5.7),
            scene.spot("judge", Pose.SIT, 0, 8.05, up=1.15, depth=0.35),
            scene.spot("witness", Pose.SIT, 2.4, 7.9, up=0.7, depth=0.35, facing=-1),
            scene.spot("counsel", Pose.SIT, -2.0, 6.45, up=0.46),
        ],
    )


def _courtroom_panel(wood: Colour, back: Face) -> Draw:
    """The wall behind the judge."""

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(back.quad(2.2, 0, 4.0, 3.6), back.gradient(scaled(wood, 0.7), wood))
        for k in range(4):
            canvas.drawPath(back.quad(2.35 + k * 0.98, 1.3, 0.76, 2.0), fill(scaled(wood, 0.72)))
        unit, (cx, cy) = back.size_at(4.2, 2.7), back.at(4.2, 2.75)
        canvas.drawCircle(cx, cy, 0.42 * unit, fill(rgb("#b08c4a")))
        canvas.drawCircle(cx, cy, 0.33 * unit, fill(rgb("#7a5c2c")))

    return draw


def _courtroom_flag(scene: Scene) -> Draw:
    """Two flags."""

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


def _courtroom_rail(scene: Scene, wood: Colour) -> Draw:
    """The bar before the benches."""

    def draw(canvas: skia.Canvas) -> None:
        boxes(scene, wood, Box(-4.2, 0.82, 4.7, 3.5, 0.09, 0.12), Box(0.9, 0.82, 4.7, 3.3, 0.09, 0.12))(canvas)
        for k in range(26):
            x = -4.1 + k * 0.32
            if not -0.75 < x < 0.85:
                canvas.drawLine(
                    *scene.view.at(x, 0, 4.76),
                    *scene.view.at(x, 0.82, 4.76),
                    stroke(scaled(wood, 0.85), 0.045 * scene.view.scale(4.76)),
                )

    return draw


SETS = (
    SetDesign(
        "lobby",
        lobby,
        "lobby,foyer,hotel lobby,reception,ballroom,great room,atrium,vestibule,bank,hall,entrance hall,"
        "palace,вестибюль,ロビー,大厅,로비,embassy,town hall,city hall,white house,parliament",
        interior=True,
    ),
    SetDesign(
        "courtroom",
        courtroom,
        "courtroom,court,courthouse,tribunal,judge chambers,hearing room,senate,gericht,суд,зал суда,法廷,法庭,법정",
        interior=True,
    ),
)
