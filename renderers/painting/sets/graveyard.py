"""Graveyards."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw, fill, linear, poly, spline, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_nature import (
    branch,
    grass,
    ground,
    path_way,
    tree_line,
)
from renderers.painting.sets.kit_open import (
    FAR,
    GROUND,
    NEAR,
    Exterior,
    floor_haze,
    seen_outdoors,
    sunbeams,
    veil,
)
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def graveyard(scene: Scene) -> PaintedSet:
    """Leaning stones, a bare tree, mist along the ground."""
    scene = seen_outdoors(scene, horizon=0.14)
    view = scene.view
    side = scene.flip
    b = Exterior(scene, level=0.9, corners=0.5)
    b.add(FAR, tree_line(scene, "far", view.horizon + 0.01, 0.16, 0.4), _chapel(scene, side * 7, 40))
    b.add(GROUND, ground(scene, scaled(grass(scene), 0.82)), path_way(scene, rgb("#8c8474"), wide=0.3))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.3, 0.7))
    b.add(NEAR, lambda canvas: _stones(canvas, scene))
    b.add(NEAR, lambda canvas: _bare_tree(canvas, scene, -side * 0.74, view.floor(9), 0.72))
    b.add(FRONT + 0.1, lambda canvas: _headstone(canvas, side * 0.9, 0.7, 0.3, rgb("#5a5852"), 0.05, scene))
    b.mist += [veil(scene, 0.1, 0.5, 0.34), sunbeams(scene, 0.12)]
    return b.paint(
        floor=6.2, anchors=[scene.spot("path", Pose.STAND, 0, 6.2), scene.spot("grave", Pose.STAND, 1.6, 7.4, facing=1)]
    )


def _bare_tree(canvas: skia.Canvas, scene: Scene, x: float, foot: float, tall: float) -> None:
    dice, bark = scene.dice("bare"), rgb("#3a322c")
    canvas.drawPath(
        spline(
            [
                (x - tall * 0.05, foot),
                (x - tall * 0.02, foot - tall * 0.3),
                (x, foot - tall * 0.55),
                (x + tall * 0.03, foot - tall * 0.3),
                (x + tall * 0.06, foot),
            ],
            tension=0.1,
        ),
        fill(bark),
    )
    for k in range(7):
        branch(
            canvas,
            (x, foot - tall * (0.3 + 0.035 * k)),
            -math.pi / 2 + (k - 3) * 0.36,
            tall * 0.3,
            tall * 0.022,
            bark,
            dice,
            4,
        )


def _stones(canvas: skia.Canvas, scene: Scene) -> None:
    dice = scene.dice("stones")
    spots = [
        (side * (1.0 + 1.35 * k + dice.uniform(-0.2, 0.2)), z + dice.uniform(-0.4, 0.4))
        for z in (24, 18, 14, 11, 8.6, 7)
        for side in (-1, 1)
        for k in range(4)
    ]
    for x, z in spots:
        cx, foot = scene.view.at(x, 0, z)
        size = dice.uniform(0.7, 1.15) * scene.view.scale(z)
        tone = mix(scaled(rgb("#8d8a82"), dice.uniform(0.75, 1.1)), scene.light.fog, min(0.5, z / 60))
        _headstone(canvas, cx, foot, size, tone, dice.uniform(-0.08, 0.08), scene)


def _headstone(
    canvas: skia.Canvas, x: float, foot: float, size: float, tone: Colour, lean: float, scene: Scene
) -> None:
    w, h = size * 0.32, size
    dx = lean * h
    cross = int(x * 977) % 4 == 0
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - w * 1.4, foot - h * 0.06, w * 2.8, h * 0.16), fill((0, 0, 0), 0.4, soft=h * 0.04)
    )
    paint = linear(
        (x - w, 0),
        (x + w, 0),
        [
            (scaled(tone, 1.1 if scene.light.side < 0 else 0.65), 1),
            (scaled(tone, 0.65 if scene.light.side < 0 else 1.1), 1),
        ],
    )
    if cross:
        canvas.drawPath(
            poly(
                [
                    (x - w * 0.25, foot),
                    (x - w * 0.25 + dx, foot - h * 1.2),
                    (x + w * 0.25 + dx, foot - h * 1.2),
                    (x + w * 0.25, foot),
                ]
            ),
            paint,
        )
        canvas.drawPath(
            poly(
                [
                    (x - w * 0.9 + dx * 0.8, foot - h * 0.95),
                    (x + w * 0.9 + dx * 0.8, foot - h * 0.95),
                    (x + w * 0.9 + dx * 0.7, foot - h * 0.75),
                    (x - w * 0.9 + dx * 0.7, foot - h * 0.75),
                ]
            ),
            paint,
        )
        return
    shape = [
        (x - w, foot),
        (x - w + dx, foot - h * 0.7),
        (x - w * 0.6 + dx, foot - h * 0.93),
        (x + dx, foot - h),
        (x + w * 0.6 + dx, foot - h * 0.93),
        (x + w + dx, foot - h * 0.7),
        (x + w, foot),
    ]
    canvas.drawPath(poly(shape), paint)
    for k in range(3):
        y = foot - h * (0.75 - 0.12 * k)
        canvas.drawLine(x - w * 0.5 + dx * 0.7, y, x + w * 0.5 + dx * 0.7, y, stroke(scaled(tone, 0.6), h * 0.02, 0.6))


def _chapel(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        tone = rgb("#6b665f")
        boxes(scene, tone, Box(x - 3, 0, z, 6, 5, 9), Box(x - 5, 0, z, 2.4, 9, 2.4))(canvas)
        view = scene.view
        canvas.drawPath(view.path((x - 3.2, 5, z), (x, 8, z), (x + 3.2, 5, z)), fill(scaled(tone, 0.7)))
        canvas.drawPath(view.path((x - 5.1, 9, z), (x - 3.8, 13.5, z), (x - 2.5, 9, z)), fill(scaled(tone, 0.6)))

    return draw


SETS = (
    SetDesign(
        "graveyard",
        graveyard,
        "graveyard,cemetery,grave,tomb,burial,cimetiere,friedhof,cementerio,cimitero,кладбищ*,墓地,묘지,"
        "funeral,churchyard,mausoleum",
        hints="church,cathedral,chapel,abbey,monastery",
        interior=False,
    ),
)
