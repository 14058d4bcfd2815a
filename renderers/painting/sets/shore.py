"""Beaches and the edges of lakes."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw, fill, linear, spline, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_land import scattered_rocks
from renderers.painting.sets.kit_nature import (
    SNOW,
    blades,
    glitter,
    snowy,
    water,
)
from renderers.painting.sets.kit_open import (
    FAR,
    GROUND,
    MID,
    NEAR,
    Exterior,
    seen_outdoors,
)
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.model import PaintedSet, Pose


def beach(scene: Scene) -> PaintedSet:
    """Sand, surf, the sun's path on the sea."""
    scene = seen_outdoors(scene, horizon=0.04, eye=1.6)
    light, view = scene.light, scene.view
    dice = scene.dice("beach")
    sand = SNOW if snowy(scene) else rgb(dice.choice(("#d6bd92", "#c9b088", "#dcc8a4")))
    side = scene.flip
    b = Exterior(scene)
    b.add(FAR, lambda canvas: canvas.drawPath(_headland(scene, side), fill(mix(rgb("#5b6b58"), light.fog, 0.35))))
    b.add(MID, water(scene, view.horizon, depth=0.36))
    b.haze[MID] = 0.04
    b.shine(MID, glitter(scene, view.horizon, depth=0.34))
    b.add(GROUND, _shore(scene, sand))
    b.haze[GROUND] = 0.02
    if dice.random() < 0.5 or scene.place.says("tropical", "island", "palm", "hawaii", "miami"):
        b.add(NEAR, _palm(scene, -side * 0.72, 0.36, 0.66), _palm(scene, -side * 0.95, 0.42, 0.52))
    else:
        b.add(NEAR, lambda canvas: scattered_rocks(canvas, scene, rgb("#6f675c")))
    b.add(
        FRONT + 0.1,
        lambda canvas: (
            blades(canvas, scene.dice("dune"), -side * 1.3, -side * 0.5, 0.56, 0.26, rgb("#8a8f5c"), 60)
            if side > 0
            else blades(canvas, scene.dice("dune"), 0.5, 1.3, 0.56, 0.26, rgb("#8a8f5c"), 60)
        ),
    )
    return b.paint(
        floor=6.4,
        anchors=[
            scene.spot("sand", Pose.STAND, 0, 6.4),
            scene.spot("waterline", Pose.STAND, 0.8, 8.0),
            scene.spot("sand seat", Pose.SIT, -1.0, 6.4, up=0.05),
        ],
    )


def _headland(scene: Scene, side: int) -> skia.Path:
    y = scene.view.horizon + 0.012
    return spline(
        [
            (side * 1.9, y),
            (side * 1.9, y - 0.24),
            (side * 1.2, y - 0.2),
            (side * 0.8, y - 0.1),
            (side * 0.5, y - 0.04),
            (side * 0.3, y),
            (side * 1.0, y + 0.01),
        ],
        tension=0.12,
    )


def _shore(scene: Scene, sand: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        side, dice = scene.flip, scene.dice("shore")
        waves = [(0.22, (0.93, 0.95, 0.95), 0.9), (0.25, sand, 0.0)]
        for k, lift in enumerate((0.0, 0.045)):
            line = [
                (
                    x * 0.2 * 1.0,
                    0.2
                    + lift
                    + 0.03 * math.sin(x * 0.9 + k * 2 + scene.seed % 5)
                    + 0.022 * side * x * 0.2
                    + dice.uniform(-0.004, 0.004),
                )
                for x in range(-10, 11)
            ]
            foam = spline([(-2.2, 2), (-2.2, line[0][1]), *line, (2.2, line[-1][1]), (2.2, 2)], tension=0.14)
            canvas.drawPath(foam, fill(waves[0][1], 0.85 - 0.25 * k))
            body = [(x, y + 0.014 + 0.006 * math.sin(x * 20)) for x, y in line]
            wet = spline([(-2.2, 2), (-2.2, body[0][1]), *body, (2.2, body[-1][1]), (2.2, 2)], tension=0.14)
            tone = mix(rgb("#5f8088"), sand, 0.35) if k == 0 else mix(scaled(sand, 0.62), scene.light.sky[3], 0.22)
            canvas.drawPath(wet, fill(tone))
        dry = spline(
            [
                (-2.2, 2),
                (-2.2, 0.33 - 0.05 * side),
                (-1, 0.34 - 0.03 * side),
                (0, 0.335),
                (1, 0.34 + 0.03 * side),
                (2.2, 0.33 + 0.05 * side),
                (2.2, 2),
            ],
            tension=0.14,
        )
        canvas.drawPath(dry, linear((0, 0.3), (0, 0.6), [(sand, 1), (scaled(sand, 0.75), 1)], soft=0.008))
        for _ in range(60):
            x, y = dice.uniform(-1.3, 1.3), dice.uniform(0.37, 0.6)
            w = dice.uniform(0.01, 0.05)
            canvas.drawOval(skia.Rect.MakeXYWH(x, y, w, w * 0.2), fill(scaled(sand, dice.uniform(0.6, 0.85)), 0.5))

    return draw


def _palm(scene: Scene, x: float, foot: float, tall: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(f"palm{x:.2f}")
        lean = dice.uniform(0.1, 0.22) * (-1 if x > 0 else 1) * tall
        top = (x + lean, foot - tall)
        trunk = spline([(x, foot), (x + lean * 0.25, foot - tall * 0.45), top], closed=False)
        canvas.drawPath(trunk, stroke(rgb("#6b543e"), 0.03 * tall / 0.6))
        for k in range(11):
            angle = math.tau * k / 11 + dice.uniform(-0.15, 0.15)
            long = tall * dice.uniform(0.4, 0.52)
            tip = (
                top[0] + math.cos(angle) * long,
                top[1] + abs(math.sin(angle)) * long * 0.25 + math.sin(angle) * long * 0.35,
            )
            bend = ((top[0] + tip[0]) / 2, min(top[1], tip[1]) - long * 0.16)
            tone = scaled(rgb("#4a7044"), dice.uniform(0.7, 1.2))
            canvas.drawPath(spline([top, bend, tip, (bend[0], bend[1] + long * 0.1)]), fill(tone))

    return draw


SETS = (
    SetDesign(
        "beach",
        beach,
        "beach,shore,seashore,coast,coastline,island,lagoon,plage,strand,playa,spiaggia,praia,пляж,"
        "берег*,浜,海岸,海滩,해변,lake,lakeside,riverbank,river,pond,waterfront",
        interior=False,
    ),
)
