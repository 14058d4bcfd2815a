"""Churches."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, glow, spline, stroke
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import (
    block,
    boxes,
)
from renderers.painting.sets.kit_lamps import candles
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def church(scene: Scene) -> PaintedSet:
    """A nave: arches, pews, coloured windows, an altar with candles."""
    scene = seen_indoors(scene, horizon=0.17, focal=1.35)
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

    b.add(BACK, _church_aisle(scene), boxes(scene, rgb("#b3a68c"), Box(-1.1, 0, 11.8, 2.2, 1.1, 0.8)))

    b.add(BACK, _church_cross(back))
    b.add(MIDDLE, _church_columns(scene, stone))
    b.add(0.5, _church_pews(scene))
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


def _church_columns(scene: Scene, stone: Colour) -> Draw:
    """Pillars and the ribs between them."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


def _church_pews(scene: Scene) -> Draw:
    """Rows of benches on both sides."""

    def draw(canvas: skia.Canvas) -> None:
        for z in (10.2, 9.0, 7.9, 6.9, 6.0, 5.2, 4.5):
            for side in (-1, 1):
                x = 0.75 if side > 0 else -2.65
                boxes(scene, rgb("#5f4028"), Box(x, 0, z, 1.9, 0.45, 0.4), Box(x, 0.45, z, 1.9, 0.45, 0.06))(canvas)

    return draw


def _church_aisle(scene: Scene) -> Draw:
    """The red way to the altar."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(
            view.path((-0.5, 0.01, 2), (0.5, 0.01, 2), (0.5, 0.01, 12), (-0.5, 0.01, 12)), fill(rgb("#7a2a2c"), 0.9)
        )

    return draw


def _church_cross(back: Face) -> Draw:
    """The cross behind the altar."""

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(back.quad(4.17, 1.2, 0.16, 1.3), fill(rgb("#5a4020")))
        canvas.drawPath(back.quad(3.9, 1.95, 0.7, 0.15), fill(rgb("#5a4020")))

    return draw


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


SETS = (
    SetDesign(
        "church",
        church,
        "church,cathedral,chapel,nave,altar,monastery,abbey,temple,mosque,synagogue,confessional,eglise,"
        "kirche,iglesia,chiesa,igreja,церк*,собор,教会,教堂,교회,convent,shrine",
        interior=True,
    ),
)
