"""Ruins in the grass."""

from __future__ import annotations

import skia

from renderers.painting.ink import fill, linear, poly, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_nature import (
    blades,
    grass,
    ground,
    path_way,
    ridge_shape,
    tree_line,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def ruin(scene: Scene) -> PaintedSet:
    """Columns and broken walls in the grass."""
    scene = seen_outdoors(scene, horizon=0.15)
    dice, light, view = scene.dice("ruin"), scene.light, scene.view
    stone = rgb(dice.choice(("#b8a98c", "#a3a096", "#b09a7c")))
    b = Exterior(scene)
    b.add(
        FAR,
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "far", view.horizon - 0.02, 0.12), fill(mix(rgb("#66745f"), light.fog, 0.5))
        ),
    )
    b.add(MID, tree_line(scene, "trees", view.horizon + 0.02, 0.1, 0.25))
    b.add(GROUND, ground(scene, mix(grass(scene), stone, 0.3)), path_way(scene, scaled(stone, 0.95), wide=0.3))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.16, 0.5))

    def columns(canvas: skia.Canvas) -> None:
        for z in (26, 20, 15.5, 12, 9.2):
            for side in (-1, 1):
                tall = 4.8 if dice.random() < 0.6 else dice.uniform(1.2, 3.4)
                _column(canvas, scene, side * 3.4, z, tall, stone)
            if z in (26, 15.5):
                boxes(scene, stone, Box(-4.0, 4.8, z, 8.0, 0.6, 0.8))(canvas)

    b.add(
        NEAR,
        columns,
        boxes(
            scene,
            scaled(stone, 0.9),
            Box(1.4, 0, 8, 1.1, 0.5, 0.8),
            Box(-2.4, 0, 7.4, 0.8, 0.4, 0.7),
            shadow=Box(1.4, 0, 8, 1.1, 0.5, 0.8),
        ),
    )
    b.add(NEAR, lambda canvas: blades(canvas, scene.dice("grass"), -1.2, 1.2, 0.42, 0.04, grass(scene), 100))
    b.mist.append(veil(scene, 0, 0.35, 0.25 * light.haze))
    return b.paint(
        floor=6.3,
        anchors=[
            scene.spot("way", Pose.STAND, 0, 6.3),
            scene.spot("block", Pose.SIT, 1.9, 7.9, up=0.5),
            scene.spot("column", Pose.LEAN, -2.6, 8.6, facing=1),
        ],
    )


def _column(canvas: skia.Canvas, scene: Scene, x: float, z: float, tall: float, stone: Colour) -> None:
    unit, (cx, foot), w = scene.view.scale(z), scene.view.at(x, 0, z), 0.42
    canvas.drawOval(
        skia.Rect.MakeXYWH(cx - 0.8 * unit, foot - 0.1 * unit, 1.6 * unit, 0.24 * unit),
        fill((0, 0, 0), 0.35, soft=0.05 * unit),
    )
    left = scene.light.side < 0
    paint = linear(
        (cx - w * unit, 0),
        (cx + w * unit, 0),
        [(scaled(stone, 1.15 if left else 0.55), 1), (stone, 1), (scaled(stone, 0.55 if left else 1.15), 1)],
        (0, 0.5, 1),
    )
    top = (
        [
            (cx - w * unit, foot - tall * unit),
            (cx, foot - (tall + 0.25) * unit),
            (cx + w * unit * 0.6, foot - (tall - 0.2) * unit),
            (cx + w * unit, foot - (tall - 0.05) * unit),
        ]
        if tall < 4.5
        else [(cx - w * unit, foot - tall * unit), (cx + w * unit, foot - tall * unit)]
    )
    canvas.drawPath(poly([(cx - w * unit, foot), *top, (cx + w * unit, foot)]), paint)
    for k in range(4):
        dx = (k - 1.5) * 0.2 * unit
        canvas.drawLine(
            cx + dx, foot, cx + dx, foot - (tall - 0.3) * unit, stroke(scaled(stone, 0.7), 0.03 * unit, 0.6)
        )
    canvas.drawRect(
        skia.Rect.MakeXYWH(cx - 0.56 * unit, foot - 0.25 * unit, 1.12 * unit, 0.27 * unit), fill(scaled(stone, 0.9))
    )
    if tall > 4.5:
        canvas.drawRect(
            skia.Rect.MakeXYWH(cx - 0.58 * unit, foot - (tall + 0.02) * unit, 1.16 * unit, 0.3 * unit),
            fill(scaled(stone, 1.05)),
        )


SETS = (
    SetDesign(
        "ruin",
        ruin,
        "ruin,temple,acropolis,amphitheater,colosseum,forum,pyramid,ruine,rovine,руин*,遺跡,废墟,유적,"
        "stonehenge,archaeological",
        interior=False,
    ),
)
