"""Skies: colour from zenith to horizon, sun or moon, stars, and clouds in perspective; made small and enlarged."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from renderers.painting.canvas import Sheet, Stage
from renderers.painting.ink import SCREEN, fill, glow, linear, poly
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, Colour, mix, scaled
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.textures import TILE, noise

_SMALL = 3


def sky_sheet(scene: Scene, *, horizon: float | None = None, depth: float = 0.0, disc: float = 1.0) -> Sheet:
    """The whole sky down to the horizon and its last colour below; `disc` scales the sun or the moon, 0 hides it."""
    stage, light = scene.stage, scene.light
    line = scene.view.horizon if horizon is None else horizon
    pixels = _sky_pixels(stage, light, line, scene.seed)
    sheet = Sheet(pixels, 0, 0, depth, "sky")
    dice = scene.dice("stars")

    def heavens(canvas: skia.Canvas) -> None:
        _stars(canvas, stage, light, line, dice)
        if disc > 0 and light.cover < 0.8:
            _disc(canvas, light, 0.045 * disc)

    return stage.over(sheet, heavens)


def _sky_pixels(stage: Stage, light: Light, line: float, seed: int) -> NDArray[Any]:
    width, height = stage.size
    small = (width // _SMALL, height // _SMALL)
    ys = np.linspace(stage.top, stage.bottom, small[1], dtype=np.float32)
    xs = np.linspace(stage.left, stage.right, small[0], dtype=np.float32)
    t = np.clip((ys + 0.62) / (line + 0.62), 0, 1)
    colour = np.stack([np.interp(t, (0, 0.45, 0.82, 1), [stop[i] for stop in light.sky]) for i in range(3)], -1)
    sky = np.repeat(colour[:, None, :], small[0], axis=1).astype(np.float32)
    dx, dy = (xs - light.sun[0])[None, :] * 0.85, (ys - light.sun[1])[:, None] * 1.15
    away = np.sqrt(dx**2 + dy**2)
    clear = 1 - 0.75 * light.cover if light.cover > 0.6 else 1.0
    halo = (0.5 * np.exp(-away * 5.5) + 0.22 * np.exp(-away * 1.7)) * (1 - 0.72 * light.night) * clear
    glow_colour = np.array(light.glow, np.float32)
    sky += halo[..., None] * glow_colour * (1 - sky * 0.5)
    _lay_clouds(sky, light, (xs, ys), line, away, seed)
    large = cv2.resize(sky, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.tile(noise("grain", seed), (height // TILE + 1, width // TILE + 1))[:height, :width, None]
    grey = np.clip(large * 255 + grain * 0.9, 0, 255).astype(np.uint8)
    return np.dstack([grey, np.full((height, width), 255, np.uint8)])


def _lay_clouds(
    sky: NDArray[Any],
    light: Light,
    grid: tuple[NDArray[Any], NDArray[Any]],
    line: float,
    away: NDArray[Any],
    seed: int,
) -> None:
    xs, ys = grid
    above = np.maximum(0.0, line - ys)[:, None]
    perspective = 1 / (0.3 + above)
    across = (xs[None, :] * perspective * 150 + seed % 997) * 1.0
    down = (perspective * 330 + seed % 613) + 0 * xs[None, :]
    tile = noise("cloud", seed)

    def look(zoom: float, shift: float) -> NDArray[Any]:
        u = (((across + shift) * zoom) % TILE).astype(np.float32)
        v = ((down * zoom) % TILE).astype(np.float32)
        looked: NDArray[Any] = cv2.remap(tile, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        return looked

    body = look(1.0, 0) + 0.45 * look(2.7, 40)
    towards = 12 if light.sun[0] > 0 else -12
    lit = np.clip(0.5 + 0.55 * (body - look(1.0, towards) - 0.45 * look(2.7, 40 + towards)), 0, 1)
    threshold = 1.5 - 2.6 * light.cover
    mask = _smooth(threshold, threshold + 1.3, body) * _smooth(0.0, 0.16, above)
    dark = np.array(scaled(mix(light.sky[1], light.sky[0], 0.4), 0.95 - 0.2 * light.night), np.float32)
    bright_colour = mix(mix(light.sky[3], light.glow, 0.55), WHITE, 0.18 * light.day)
    bright = np.array(scaled(bright_colour, 1 - 0.72 * light.night), np.float32)
    shine = (0.22 + 0.78 * lit * np.exp(-away * 0.8))[..., None]
    sky += (dark * (1 - shine) + bright * shine - sky) * mask[..., None] * (0.55 + 0.3 * light.cover)


def _smooth(low: float, high: float, value: NDArray[Any]) -> NDArray[Any]:
    t = np.clip((value - low) / (high - low), 0, 1)
    smooth: NDArray[Any] = t * t * (3 - 2 * t)
    return smooth


def _stars(canvas: skia.Canvas, stage: Stage, light: Light, line: float, dice: Random) -> None:
    seen = max(0.0, light.night - 0.35) / 0.65 * max(0.0, 1 - light.cover)
    for _ in range(int(420 * seen)):
        x, y = dice.uniform(-1.5, 1.5), line - 0.03 - (line + 0.75) * dice.random() ** 0.7
        size = dice.random() ** 5
        alpha = (0.2 + 0.7 * size) * seen * min(1.0, (line - y) * 3)
        if stage.left < x < stage.right:
            canvas.drawCircle(x, y, 0.0006 + 0.0014 * size, fill(WHITE, alpha))


def _disc(canvas: skia.Canvas, light: Light, radius: float) -> None:
    x, y = light.sun
    if light.night > 0.9:
        glow(canvas, (x, y), radius * 9, light.glow, 0.34)
        canvas.drawCircle(x, y, radius * 0.75, fill((0.93, 0.95, 0.98), 0.96))
        for dx, dy, size in ((-0.25, -0.2, 0.2), (0.2, 0.15, 0.26), (-0.1, 0.35, 0.14)):
            canvas.drawCircle(x + dx * radius, y + dy * radius, radius * size, fill((0.76, 0.81, 0.88), 0.5))
    elif light.night < 0.6:
        glow(canvas, (x, y), radius * 14, light.glow, 0.5)
        canvas.drawCircle(x, y, radius * 0.85, fill(mix(light.glow, WHITE, 0.6), 0.95, soft=0.003))


def beams(
    canvas: skia.Canvas,
    source: tuple[float, float],
    towards: float,
    colour: Colour,
    alpha: float,
    dice: Random,
    *,
    count: int = 6,
    spread: float = 0.5,
    length: float = 1.6,
    width: float = 0.06,
) -> None:
    """Shafts of light in the air from `source` in direction `towards` (radians, 0 right, pi/2 down)."""
    for i in range(count):
        angle = towards + (i / max(1, count - 1) - 0.5) * spread
        w = width * dice.uniform(0.5, 1.5)
        end = (source[0] + length * math.cos(angle), source[1] + length * math.sin(angle))
        px, py = -math.sin(angle), math.cos(angle)
        shape = poly(
            [
                (source[0] - px * w * 0.3, source[1] - py * w * 0.3),
                (source[0] + px * w * 0.3, source[1] + py * w * 0.3),
                (end[0] + px * w * 2.4, end[1] + py * w * 2.4),
                (end[0] - px * w * 2.4, end[1] - py * w * 2.4),
            ]
        )
        stops = [(colour, alpha * dice.uniform(0.5, 1)), (colour, alpha * 0.4), (colour, 0.0)]
        canvas.drawPath(shape, linear(source, end, stops, (0, 0.5, 1), soft=0.014, blend=SCREEN))
