"""Firs and stones in perspective, wherever land is wild."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_nature import (
    conifer,
    rock,
    snowy,
)
from renderers.painting.sets.kit_scene import Scene


def firs(scene: Scene, name: str, z: tuple[float, float], count: int, pale: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        for far in sorted((dice.uniform(*z) for _ in range(count)), reverse=True):
            x = dice.uniform(-1.3, 1.3)
            if abs(x) < 0.2:
                x += math.copysign(0.25, x)
            tall = dice.uniform(7, 12) * scene.view.scale(far)
            tone = mix(rgb("#31503f"), scene.light.fog, pale)
            conifer(canvas, x, scene.view.floor(far), tall, tone, dice, snow=snowy(scene), side=scene.light.side)

    return draw


def scattered_rocks(canvas: skia.Canvas, scene: Scene, tone: Colour) -> None:
    dice = scene.dice("rocks")
    for z in sorted((dice.uniform(4.5, 16) for _ in range(13)), reverse=True):
        x = dice.choice((-1, 1)) * dice.uniform(0.35, 1.2)
        size = dice.uniform(0.2, 0.7) * scene.view.scale(z)
        rock(canvas, x, scene.view.floor(z), size, scaled(tone, dice.uniform(0.6, 0.9)), dice, scene.light.side)
