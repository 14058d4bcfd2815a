"""A room to be questioned in: one lamp, one table, a mirror that is a window from the other side."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import WHITE, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import STEEL, chair, table
from renderers.painting.sets.kit_lamps import pendant
from renderers.painting.sets.kit_room import Door, Room
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Face
from renderers.painting.sets.model import PaintedSet, Pose


def interrogation(scene: Scene) -> PaintedSet:
    """Bare walls, hard light from above, two chairs."""
    scene = seen_indoors(scene, horizon=0.06)
    dice = scene.dice("interrogation")
    wall = rgb(dice.choice(("#7f8a86", "#8a8578", "#78828c", "#8f8a7a")))
    room = Room(
        wall=wall,
        floor=rgb("#5f605e"),
        ceiling=rgb("#6a6a66"),
        width=5.6,
        depth=7.0,
        height=2.9,
        walls=dice.choice((finish.plates, finish.brick, finish.tiles)),
        floors=finish.squares,
    )
    b = Interior(scene, room, level=0.55, lamps_by_day=1.0, corners=0.7, outside="sky")
    back, left = room.back(scene.view), room.left(scene.view)
    b.add(BACK, _one_way_mirror(back), door_in(left, Door(2.6, colour=STEEL)))
    b.add(MIDDLE, chair(scene, -1.0, 5.7, colour=STEEL), chair(scene, 1.0, 5.7, colour=STEEL))
    b.fix(MIDDLE, pendant(scene, 0.0, 5.5, drop=2.0, power=1.0, reach=0.8, colour=rgb("#3a4a44")))
    b.add(NEARBY, table(scene, 0.0, 5.0, w=1.5, d=0.8, colour=scaled(STEEL, 0.9)))
    spots = [
        scene.spot("wall", Pose.STAND, -1.9, 5.9, facing=1),
        scene.spot("left", Pose.SIT, -1.0, 5.55, up=0.46, facing=0.8),
        scene.spot("right", Pose.SIT, 1.0, 5.55, up=0.46, facing=-0.8),
        scene.spot("corner", Pose.LEAN, 1.9, 6.4, facing=-1),
    ]
    return b.paint(floor=5.6, anchors=spots)


def _one_way_mirror(back: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit = back.size_at(2.8, 1.5)
        dark = rgb("#1f282c")
        glass = [(mix(dark, WHITE, 0.22), 1), (dark, 1), (mix(dark, WHITE, 0.12), 1)]
        canvas.drawPath(back.quad(1.3, 1.0, 3.0, 1.2), linear(back.at(1.3, 2.2), back.at(4.3, 1.0), glass))
        canvas.drawPath(back.quad(1.3, 1.0, 3.0, 1.2), stroke(rgb("#4a4e50"), 0.06 * unit))
        for u in (1.7, 2.9):
            canvas.drawPath(back.path([(u, 1.0), (u + 0.12, 1.0), (u + 0.6, 2.2), (u + 0.48, 2.2)]), fill(WHITE, 0.08))
        camera = back.quad(5.0, 2.45, 0.28, 0.16)
        canvas.drawPath(camera, fill(rgb("#2a2c2e")))
        canvas.drawCircle(*back.at(5.03, 2.53), 0.03 * unit, fill(rgb("#e0443a")))

    return draw


SETS = (
    SetDesign(
        "interrogation",
        interrogation,
        "interrogation room,interrogation,interview room,questioning room,holding room,visiting room,verhorraum,"
        "salle d'interrogatoire,sala de interrogatorios,допросн*,取調室,审讯室",
        interior=True,
    ),
)
