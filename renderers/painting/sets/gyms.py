"""A gym full of machines, a hall with hoops, a studio with a mirror and a barre."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import STEEL, boxes
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose

_HALLS = ("school", "basketball", "gymnasium", "sports", "hall", "court")
_STUDIOS = ("dance", "ballet", "yoga", "rehearsal", "studio", "dojo")


def gym(scene: Scene) -> PaintedSet:
    """High windows, a wooden floor with lines, and what the words call for on it."""
    scene = seen_indoors(scene, horizon=0.1, focal=1.4)
    dice = scene.dice("gym")
    room = Room(
        wall=rgb(dice.choice(("#b9b4a4", "#a3adb2", "#b5a394"))),
        floor=rgb("#b08a58"),
        ceiling=rgb("#a8a8a4"),
        width=9.0,
        depth=10,
        height=4.6,
        walls=finish.brick if dice.random() < 0.5 else finish.plain,
        floors=finish.boards,
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.6, corners=0.4, outside="sky")
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(left, *[Window(1.0 + 2.4 * k, 2.5, 1.9, 1.4, (3, 2), frame=rgb("#4a4c4e")) for k in range(3)])
    b.add(BACK, _floor_lines(scene))
    if scene.place.says(*_HALLS):
        b.add(BACK, _wall_bars(back), _hoop(back))
    else:
        b.add(BACK, _mirror_wall(scene, back, room.wall))
    if not scene.place.says(*_HALLS, *_STUDIOS):
        for x, z in ((-3.2, 7.2), (-1.6, 7.6), (1.9, 7.6), (3.2, 7.0)):
            b.add(MIDDLE, _machine(scene, x, z))
        b.add(MIDDLE, _rack(scene, -0.6, 8.4), _bench(scene, 0.9, 6.4))
    b.fix(BACK, *[ceiling_light(scene, x, 7, w=0.4, d=1.6, ceiling=4.6, power=0.4) for x in (-2.6, 0, 2.6)])
    spots = [
        scene.spot("floor", Pose.STAND, -0.3, 5.6),
        scene.spot("bench", Pose.SIT, 0.9, 6.2, up=0.45, facing=-0.6),
        scene.spot("wall", Pose.LEAN, -2.2, 8.6, facing=1),
    ]
    return b.paint(floor=5.6, anchors=spots)


def _floor_lines(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view, unit = scene.view, scene.view.scale(7)
        for tone, x in (("#d8d2c4", -2.6), ("#c0463a", 0.0), ("#d8d2c4", 2.6)):
            canvas.drawLine(*view.at(x, 0, 4), *view.at(x, 0, 10), stroke(rgb(tone), 0.05 * unit, 0.8))
        canvas.drawLine(*view.at(-4.5, 0, 7.4), *view.at(4.5, 0, 7.4), stroke(rgb("#3f6f9a"), 0.05 * unit, 0.8))

    return draw


def _wall_bars(back: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit = back.size_at(2, 1)
        for left in (0.6, 2.0, 6.2, 7.6):
            for row in range(12):
                canvas.drawLine(
                    *back.at(left, 0.25 + 0.2 * row),
                    *back.at(left + 1.1, 0.25 + 0.2 * row),
                    stroke(rgb("#c89a5c"), 0.05 * unit),
                )
            for side in (left, left + 1.1):
                canvas.drawLine(*back.at(side, 0), *back.at(side, 2.7), stroke(rgb("#8a6236"), 0.08 * unit))

    return draw


def _hoop(back: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit = back.size_at(4.5, 3)
        canvas.drawPath(back.quad(3.8, 2.9, 1.4, 1.0), fill(rgb("#e4e2da")))
        canvas.drawPath(back.quad(4.2, 3.05, 0.6, 0.45), stroke(rgb("#c0463a"), 0.04 * unit))
        (left, y), (right, _) = back.at(4.27, 2.95), back.at(4.73, 2.95)
        ring = skia.Rect.MakeLTRB(min(left, right), y, max(left, right), y + 0.14 * unit)
        canvas.drawOval(ring, stroke(rgb("#d2542f"), 0.04 * unit))

    return draw


def _mirror_wall(scene: Scene, back: Face, wall: Colour) -> Draw:
    """Mirrors side by side with a barre before them."""

    def draw(canvas: skia.Canvas) -> None:
        unit = back.size_at(4, 1)
        shine = [(mix(wall, scene.light.sky[2], 0.45), 1), (scaled(wall, 0.55), 1), (scaled(wall, 0.85), 1)]
        for k in range(5):
            u = 0.5 + 1.6 * k
            canvas.drawPath(back.quad(u, 0.3, 1.56, 2.2), linear(back.at(u, 2.5), back.at(u + 1.6, 0.3), shine))
            streak = [(u + 0.2, 0.3), (u + 0.4, 0.3), (u + 1.1, 2.5), (u + 0.9, 2.5)]
            canvas.drawPath(back.path(streak), fill(WHITE, 0.12))
        canvas.drawLine(*back.at(0.4, 1.05), *back.at(8.6, 1.05), stroke(rgb("#8a6236"), 0.07 * unit))

    return draw


def _machine(scene: Scene, x: float, z: float) -> Draw:
    """A treadmill seen from behind."""
    dark = rgb("#2e3135")
    parts = (Box(x - 0.4, 0, z, 0.8, 0.18, 1.5), Box(x - 0.42, 0.1, z + 1.3, 0.08, 1.2, 0.1))
    more = (Box(x + 0.34, 0.1, z + 1.3, 0.08, 1.2, 0.1), Box(x - 0.42, 1.25, z + 1.25, 0.84, 0.32, 0.12))
    return boxes(scene, dark, *parts, *more, shadow=Box(x - 0.4, 0, z, 0.8, 0.2, 1.5))


def _rack(scene: Scene, x: float, z: float) -> Draw:
    """Dumb-bells on two rows."""
    base = boxes(
        scene,
        STEEL,
        Box(x - 1.0, 0.3, z, 2.0, 0.06, 0.4),
        Box(x - 1.0, 0.8, z, 2.0, 0.06, 0.4),
        shadow=Box(x - 1, 0, z, 2, 0.2, 0.4),
    )

    def draw(canvas: skia.Canvas) -> None:
        base(canvas)
        unit = scene.view.scale(z)
        for y in (0.45, 0.95):
            for k in range(7):
                px, py = scene.view.at(x - 0.85 + 0.28 * k, y, z)
                for side in (-1, 1):
                    canvas.drawCircle(px + side * 0.07 * unit, py, (0.05 + 0.006 * k) * unit, fill(rgb("#26282b")))
                canvas.drawLine(px - 0.07 * unit, py, px + 0.07 * unit, py, stroke(STEEL, 0.03 * unit))

    return draw


def _bench(scene: Scene, x: float, z: float) -> Draw:
    return boxes(
        scene, rgb("#8a2f2c"), Box(x - 0.22, 0.36, z, 0.44, 0.1, 1.2), shadow=Box(x - 0.22, 0, z, 0.44, 0.3, 1.2)
    )


SETS = (
    SetDesign(
        "gym",
        gym,
        "gym,gymnasium,fitness,fitness studio,fitness center,weight room,boxing gym,sports hall,basketball court,"
        "dance studio,ballet studio,yoga studio,rehearsal room,dojo,turnhalle,gimnasio,palestra,salle de sport,"
        "спортзал*,体育館,健身房,체육관",
        interior=True,
    ),
)
