"""Theatres and stages."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, linear, poly, radial, spline
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.sets.kit_build import BACK, Interior, seen_indoors
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_room import Room
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.model import PaintedSet, Pose


def theatre(scene: Scene) -> PaintedSet:
    """A stage with red curtains, a pool of light, dark seats in front."""
    scene = seen_indoors(scene, horizon=0.12, eye=1.5)
    dice = scene.dice("theatre")
    cloth = rgb(dice.choice(("#8a1f26", "#7a2230", "#2f4a6a", "#5a2a5a")))
    room = Room(
        wall=rgb("#3a3034"), floor=rgb("#7d5a3c"), ceiling=rgb("#241f22"), width=8.2, depth=8.4, height=4.6, skirting=0
    )
    b = Interior(scene, room, level=0.6, lamps_by_day=1.0, corners=0.6)
    view = scene.view

    b.add(BACK, _theatre_drapes(scene, cloth))
    b.add(0.5, _theatre_wings(scene, cloth))
    b.air.append(_theatre_beam(scene))
    px, py = view.at(0, 0, 6.0)
    b.light(Lamp(px, py - 0.2, 0.8, rgb("#ffe2b0"), 1.0), Lamp(px, py, 0.55, rgb("#ffe2b0"), 1.1, 0.35))
    b.add(FRONT + 0.1, _audience(scene))
    light = replace(b.people_light(), key=rgb("#ffe8c4"), rim=rgb("#fff0d0"), gain=1.05)
    if not b.windows:
        b.shine(BACK, _theatre_beam(scene))
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


def _theatre_drapes(scene: Scene, cloth: Colour) -> Draw:
    """The curtain at the back."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        for i in range(44):
            x = -4.1 + i * 8.2 / 44
            tone = scaled(cloth, 0.55 + 0.4 * (i % 2))
            canvas.drawPath(
                view.path((x, 0, 8.2), (x + 0.2, 0, 8.2), (x + 0.2, 4.6, 8.2), (x, 4.6, 8.2)),
                linear(view.at(x, 0, 8.2), view.at(x + 0.2, 0, 8.2), [(tone, 1), (scaled(tone, 0.6), 1)]),
            )

    return draw


def _theatre_wings(scene: Scene, cloth: Colour) -> Draw:
    """Curtains at the sides and above."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


def _theatre_beam(scene: Scene) -> Draw:
    """Two beams that meet on the boards."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        px, py = view.at(0, 0, 6.0)
        warm = rgb("#ffe2b0")
        for sx in (-0.55, 0.5):
            cone = poly([(sx - 0.02, -0.65), (sx + 0.02, -0.65), (px + 0.34, py), (px - 0.34, py)])
            canvas.drawPath(cone, linear((sx, -0.65), (px, py), [(warm, 0.17), (warm, 0.03)], soft=0.02, blend=SCREEN))
        canvas.drawOval(
            skia.Rect.MakeXYWH(px - 0.4, py - 0.055, 0.8, 0.12),
            radial((px, py), 0.4, [(warm, 0.4), (warm, 0.0)], blend=SCREEN),
        )

    return draw


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


SETS = (
    SetDesign(
        "theatre",
        theatre,
        "theatre,theater,stage,auditorium,concert hall,opera,opera house,backstage,cinema,movie theater,"
        "teatro,cine,театр*,сцен*,劇場,剧院,극장,circus,arena,tv studio,sound stage,soundstage,recording studio",
        interior=None,
    ),
)
