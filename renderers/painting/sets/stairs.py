"""Ways up: the spiral of a tower, the flight of a house or an office, and the lift beside it."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw, fill, linear, poly, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import STEEL, boxes
from renderers.painting.sets.kit_lamps import candles, ceiling_light, pendant
from renderers.painting.sets.kit_room import Room, Window, picture
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose

_TOWERS = ("lighthouse", "tower", "castle", "turret", "spiral", "belfry", "church", "keep", "dungeon", "windmill")


def stairs(scene: Scene) -> PaintedSet:
    """In a tower a stair that winds up the wall; elsewhere a flight with a rail, a landing and a window."""
    return _spiral(scene) if scene.place.says(*_TOWERS) else _flight(scene)


def _spiral(scene: Scene) -> PaintedSet:
    scene = seen_indoors(scene, horizon=0.14, focal=1.2)
    dice = scene.dice("spiral")
    stone = rgb(dice.choice(("#8f8678", "#9a9488", "#857a70")))
    room = Room(
        wall=stone,
        floor=scaled(stone, 0.8),
        ceiling=scaled(stone, 0.35),
        width=5.4,
        depth=7.4,
        height=6.5,
        walls=finish.stone,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(
        scene, room, level=0.62, lamps_by_day=0.5, corners=0.65, outside="sea" if scene.place.says("lighthouse") else ""
    )
    back = room.back(scene.view)
    b.window(back, Window(3.6, 2.7, 0.5, 1.0, (1, 2), frame=rgb("#3a342e"), arched=True))
    b.add(MIDDLE, _winding(scene, scaled(stone, 1.05)))
    lamp = pendant(scene, -1.7, 6.4, drop=1.7, ceiling=4.6, power=0.9) if scene.electric else None
    b.fix(MIDDLE, lamp or candles(scene, [(-2.2, 1.9, 6.6), (2.2, 2.6, 6.8)], power=0.9))
    spots = [
        scene.spot("foot", Pose.STAND, -0.9, 5.6),
        scene.spot("step", Pose.SIT, 0.9, 5.9, up=0.4, facing=-1),
        scene.spot("stairs", Pose.STAND, 1.7, 6.2, up=0.85, facing=-1),
    ]
    return b.paint(floor=5.5, anchors=spots)


def _winding(scene: Scene, stone: Colour) -> Draw:
    """Steps round a pillar, each a wedge; the far ones above the near ones."""

    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        steps = sorted(range(26), key=lambda k: -_depth(k))
        for k in steps:
            outer, inner = _tread(k, 2.5), _tread(k, 0.4)
            nxt_outer, nxt_inner = _tread(k + 1, 2.5), _tread(k + 1, 0.4)
            top = [view.at(*point) for point in (outer, nxt_outer, nxt_inner, inner)]
            front = [
                view.at(*outer),
                view.at(*inner),
                view.at(inner[0], inner[1] - 0.22, inner[2]),
                view.at(outer[0], outer[1] - 0.22, outer[2]),
            ]
            lit = 0.75 + 0.25 * math.cos(0.42 * k)
            canvas.drawPath(poly(front), fill(scaled(stone, 0.55 * lit)))
            canvas.drawPath(poly(top), fill(scaled(stone, lit)))
            canvas.drawPath(poly(top), stroke(scaled(stone, 0.4), 0.002))
            rail = _tread(k, 2.3)
            canvas.drawLine(*view.at(*rail), *view.at(rail[0], rail[1] + 0.9, rail[2]), stroke(rgb("#2c2a28"), 0.004))
        (left, top_y), (right, foot) = view.at(-0.4, 7, 6.0), view.at(0.4, 0, 6.0)
        left, right = min(left, right), max(left, right)
        pillar = [(scaled(stone, 0.55), 1), (scaled(stone, 1.0), 1), (scaled(stone, 0.45), 1)]
        canvas.drawRect(skia.Rect.MakeLTRB(left, top_y, right, foot), linear((left, 0), (right, 0), pillar))

    return draw


def _tread(k: int, reach: float) -> tuple[float, float, float]:
    """The corner of a step `reach` metres from the pillar's middle."""
    turn = 0.42 * k - 0.2
    return reach * math.cos(turn), 0.2 * (k + 1), 6.2 + 0.55 * reach * math.sin(turn)


def _depth(k: int) -> float:
    return _tread(k, 1.5)[2]


def _flight(scene: Scene) -> PaintedSet:
    scene = seen_indoors(scene, horizon=0.08)
    dice = scene.dice("flight")
    home = not scene.place.says(
        "office", "building", "hospital", "school", "hotel", "fire", "emergency", "station", "stairwell"
    )
    wall = rgb(dice.choice(("#b0a48e", "#a8a9a0", "#b3a3a0", "#94a0a8")))
    room = Room(
        wall=wall,
        floor=rgb("#7a5f48") if home else rgb("#8f8f8c"),
        ceiling=rgb("#b5b0a6"),
        width=5.6,
        depth=7.6,
        height=4.2,
        walls=finish.panelled if home else finish.plain,
        floors=finish.boards if home else finish.squares,
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.3, corners=0.5)
    back = room.back(scene.view)
    b.window(back, Window(3.9, 1.9, 0.9, 1.5, (2, 3)))
    if home:
        b.add(BACK, picture(back, 0.6, 1.5, 0.6, 0.5, dice), picture(back, 1.5, 1.9, 0.45, 0.55, dice))
    wood = rgb(dice.choice(("#6b4a30", "#8a6a4a", "#4f3a2c"))) if home else rgb("#8a8d90")
    b.add(MIDDLE, _steps(scene, wood), _banister(scene, scaled(wood, 0.6) if home else STEEL))
    b.fix(MIDDLE, pendant(scene, -1.2, 5.8, drop=1.2, ceiling=3.6, power=0.9))
    spots = [
        scene.spot("foot", Pose.STAND, -1.0, 5.5),
        scene.spot("step", Pose.SIT, 0.6, 5.7, up=0.55, facing=-0.7),
        scene.spot("stairs", Pose.STAND, 1.5, 6.0, up=1.1, facing=-0.7),
    ]
    return b.paint(floor=5.5, anchors=spots)


def _steps(scene: Scene, wood: Colour) -> Draw:
    """Twelve steps up along the wall to the right."""

    def draw(canvas: skia.Canvas) -> None:
        for k in range(12):
            step = Box(0.1 + 0.22 * k, 0, 5.6, 3.2 - 0.22 * k, 0.19 * (k + 1), 1.3)
            boxes(scene, scaled(wood, 1.1 - 0.02 * k), step)(canvas)

    return draw


def _banister(scene: Scene, tone: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        unit = view.scale(5.6)
        for k in range(12):
            x, y = 0.2 + 0.22 * k, 0.19 * (k + 1)
            canvas.drawLine(*view.at(x, y, 5.6), *view.at(x, y + 0.85, 5.6), stroke(tone, 0.03 * unit))
        canvas.drawLine(*view.at(0.1, 0.95, 5.6), *view.at(2.75, 3.25, 5.6), stroke(tone, 0.08 * unit))

    return draw


def lift(scene: Scene) -> PaintedSet:
    """A narrow car of steel or wood, its doors behind us, a mirror and a rail behind whoever rides."""
    scene = seen_indoors(scene, horizon=-0.02, focal=1.5)
    dice = scene.dice("lift")
    old = not scene.electric or scene.place.era.value in ("twenties", "fifties")
    panel = rgb("#6a4630") if old else rgb(dice.choice(("#9aa0a4", "#8f8a80", "#a8a090")))
    room = Room(
        wall=panel,
        floor=rgb("#4a4a4c"),
        ceiling=rgb("#d0d0cc"),
        width=3.4,
        depth=6.4,
        height=2.6,
        walls=finish.panelled if old else finish.plates,
        floors=finish.carpet if old else finish.checker,
        skirting=0,
    )
    b = Interior(scene, room, level=0.8, lamps_by_day=1.0, corners=0.45, outside="sky")
    back, right = room.back(scene.view), room.right(scene.view)
    b.add(BACK, _mirror(scene, back, panel), _buttons(right))
    b.shine(BACK, _floor_number(scene, right))
    b.fix(BACK, ceiling_light(scene, 0, 5.8, w=1.6, d=0.6, ceiling=2.6, power=0.8, colour=rgb("#fff4e0")))
    spots = [
        scene.spot("middle", Pose.STAND, -0.3, 5.3),
        scene.spot("buttons", Pose.STAND, 0.9, 5.5, facing=1),
        scene.spot("rail", Pose.LEAN, -0.9, 6.0, facing=1),
    ]
    return b.paint(floor=5.2, anchors=spots)


def _mirror(scene: Scene, back: Face, panel: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit = back.size_at(1.7, 1.2)
        glass = back.quad(0.35, 1.05, 2.7, 1.2)
        canvas.drawPath(
            glass,
            linear(
                back.at(0.3, 2.2),
                back.at(3.0, 1.0),
                [(mix(panel, WHITE, 0.35), 1), (scaled(panel, 0.7), 1), (mix(panel, WHITE, 0.2), 1)],
            ),
        )
        for u in (0.6, 0.95, 2.2):
            canvas.drawPath(
                back.path([(u, 1.05), (u + 0.16, 1.05), (u + 0.7, 2.25), (u + 0.54, 2.25)]), fill(WHITE, 0.1)
            )
        canvas.drawLine(
            *back.at(0.2, 0.92),
            *back.at(3.2, 0.92),
            stroke(rgb("#c9b070") if scene.variant % 2 else STEEL, 0.06 * unit),
        )

    return draw


def _buttons(face: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(face.quad(0.5, 0.95, 0.3, 0.9), fill(rgb("#5a5c60")))
        for row in range(7):
            for column in range(2):
                canvas.drawPath(face.quad(0.55 + 0.11 * column, 1.02 + 0.11 * row, 0.08, 0.07), fill(rgb("#d8d4c4")))

    return draw


def _floor_number(scene: Scene, face: Face) -> Draw:
    lit = scene.dice("floor").choice((0, 1))

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(face.quad(0.5, 1.95, 0.3, 0.16), fill(rgb("#e0543a"), 0.9))
        canvas.drawPath(face.quad(0.55 + 0.11 * lit, 1.35, 0.08, 0.07), fill(rgb("#ffd27a"), 0.95))

    return draw


SETS = (
    SetDesign(
        "stairs",
        stairs,
        "stairs,stairway,staircase,stairwell,spiral stairs,stair,steps,fire escape stairs,escalier,treppe,treppenhaus,"
        "escalera,scale,escada,лестниц*,階段,楼梯,계단",
        interior=True,
    ),
    SetDesign(
        "lift",
        lift,
        "elevator,lift,lift car,elevator car,ascenseur,aufzug,fahrstuhl,ascensor,ascensore,лифт*,エレベーター,电梯",
        interior=True,
    ),
)
