"""Caves, mines and tunnels."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_land import scattered_rocks
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    ground,
    rock,
    tree_line,
)
from renderers.painting.sets.kit_open import (
    FAR,
    GROUND,
    NEAR,
    Exterior,
    seen_outdoors,
    veil,
)
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_sky import sky_sheet
from renderers.painting.sets.model import PaintedSet, Pose


def cave(scene: Scene) -> PaintedSet:
    """Rock all round, stalactites, light from the mouth behind."""
    scene = seen_outdoors(scene, horizon=0.14, eye=1.2, focal=1.3)
    light, view = scene.light, scene.view
    stone = rgb(scene.dice("cave").choice(("#6f665c", "#5f6468", "#7a6653", "#586860")))
    cold = mix(light.sky[2], WHITE, 0.2)
    b = Exterior(scene, level=0.42, corners=0.55, sky=sky_sheet(scene, disc=0.0))
    mouth = [(-0.36, 0.2), (-0.38, -0.02), (-0.25, -0.22), (-0.02, -0.27), (0.2, -0.2), (0.34, -0.03), (0.36, 0.2)]
    b.add(FAR, tree_line(scene, "outside", 0.17, 0.12, 0.5))
    for i, (depth, grow, tone) in enumerate(((0.2, 1.0, 0.95), (0.3, 1.5, 0.8), (NEAR, 2.2, 0.62))):
        b.add(
            depth,
            _rock_ring(
                scene, f"ring{i}", [(x * grow, 0.05 + (y - 0.05) * grow) for x, y in mouth], scaled(stone, tone)
            ),
        )
        b.haze[depth] = 0.1 if i == 0 else 0.0
    b.add(GROUND, _cave_floor(scene, stone))
    b.haze[GROUND] = 0.0
    strength = 1 - 0.65 * light.night
    b.lights += [Lamp(0, -0.05, 0.75, cold, 0.9 * strength), Lamp(0, 0.3, 0.7, cold, 0.8 * strength, 0.4)]
    fire = rgb("#ff9a48")
    fx, fy = view.at(1.35, 0, 7.2)
    b.lights += [Lamp(fx, fy - 0.05, 0.6, fire, 1.25), Lamp(fx, fy, 0.55, fire, 0.9, 0.4)]
    b.shine(NEAR, _camp_fire(scene, fx, fy, 0.16))
    b.add(NEAR, _stalactites(scene, stone))
    b.add(
        FRONT + 0.1, lambda canvas: rock(canvas, -0.95, 0.66, 0.3, scaled(stone, 0.6), scene.dice("front"), light.side)
    )
    b.mist += [veil(scene, -0.2, 0.4, 0.16, cold)]
    lit = replace(
        light, key=mix(light.key, fire, 0.6), rim=mix(cold, light.rim, 0.4), gain=light.gain * 0.8, practicals=1.0
    )
    return b.paint(
        floor=6.0,
        anchors=[scene.spot("floor", Pose.STAND, -0.4, 6.0), scene.spot("fire", Pose.SIT, 2.1, 7.2, up=0.2, facing=-1)],
        light=lit,
    )


def _rock_ring(scene: Scene, name: str, mouth: list[tuple[float, float]], tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        edge = [(x + dice.uniform(-0.03, 0.03), y + dice.uniform(-0.03, 0.03)) for x, y in mouth]
        ring = poly([(-3, 0.9), (-3, -2), (3, -2), (3, 0.9), (edge[-1][0], 0.9), *reversed(edge), (edge[0][0], 0.9)])
        canvas.drawPath(ring, linear((0, -0.7), (0, 0.5), [(scaled(tone, 0.6), 1), (tone, 1)]))
        for i in range(60):
            a, c = edge[i % len(edge)], dice.uniform(1.05, 2.2)
            x, y = a[0] * c + dice.uniform(-0.1, 0.1), 0.05 + (a[1] - 0.05) * c + dice.uniform(-0.1, 0.1)
            size = dice.uniform(0.04, 0.13) * c * 0.7
            facet = [
                (
                    x + math.cos(k * 1.26 + i) * size * dice.uniform(0.6, 1.2),
                    y + math.sin(k * 1.26 + i) * size * dice.uniform(0.5, 1),
                )
                for k in range(5)
            ]
            canvas.drawPath(poly(facet), fill(scaled(tone, dice.uniform(0.7, 1.25)), 0.55))

    return draw


def _cave_floor(scene: Scene, stone: Colour) -> Draw:
    floor = ground(scene, scaled(stone, 0.95), line=0.19)

    def draw(canvas: skia.Canvas) -> None:
        floor(canvas)
        pool = spline([(-0.5, 0.3), (-0.2, 0.275), (0.12, 0.285), (0.2, 0.31), (-0.1, 0.335), (-0.42, 0.33)])
        canvas.drawPath(pool, fill(mix(rgb("#4a6a78"), scene.light.sky[2], 0.5)))
        scattered_rocks(canvas, scene, stone)

    return draw


def _stalactites(scene: Scene, stone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("stalactites")
        for _ in range(22):
            x = dice.uniform(-1.2, 1.2)
            h, w = dice.uniform(0.06, 0.3), dice.uniform(0.02, 0.05)
            top = -0.5 + abs(x) * 0.1
            tone = scaled(stone, dice.uniform(0.5, 0.85))
            canvas.drawPath(
                poly([(x - w, top - 0.25), (x + w, top - 0.25), (x + dice.uniform(-0.01, 0.01), top + h - 0.1)]),
                fill(tone),
            )

    return draw


def _camp_fire(scene: Scene, x: float, y: float, size: float) -> Draw:
    flame = rgb("#ff9a3c")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("camp")
        glow(canvas, (x, y - size * 0.3), size * 3.4, flame, 0.7)
        for k in range(4):
            canvas.drawLine(
                x - size * 0.5 + k * size * 0.12,
                y,
                x + size * 0.5 - k * size * 0.14,
                y - size * 0.12,
                stroke(rgb("#2a1a12"), size * 0.1),
            )
        for k in range(9):
            fx, h = x + (k - 4) * size * 0.09, size * dice.uniform(0.5, 1.0) * (1 - abs(k - 4) * 0.15)
            tongue = [
                (fx - size * 0.08, y - size * 0.05),
                (fx - size * 0.02, y - h * 0.6),
                (fx + dice.uniform(-0.03, 0.03) * size, y - h),
                (fx + size * 0.08, y - size * 0.05),
            ]
            canvas.drawPath(spline(tongue), fill(mix(flame, rgb("#fff0b0"), dice.random()), 0.8, blend=SCREEN))

    return draw


SETS = (
    SetDesign(
        "cave",
        cave,
        "cave,cavern,grotto,mine,mineshaft,tunnel,grotte,hohle,cueva,grotta,caverna,пещер*,洞窟,洞穴,동굴,"
        "catacomb,lair,den of",
        interior=None,
    ),
)
