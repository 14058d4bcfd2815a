"""What is in the air: still sheets of fog for the set, and tiles of rain, snow and dust that repeat and fall."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np
import skia

from renderers.painting.canvas import Pixels, Sheet, Stage, blank, drawn
from renderers.painting.ink import fill, stroke
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, Colour, mix, scaled
from renderers.painting.terms import Place, Weather
from renderers.painting.textures import tiled


@dataclass(frozen=True, eq=False)
class WeatherTile:
    """Premultiplied RGBA that repeats both ways, how fast it moves (frame heights a second) and how near it is."""

    pixels: Pixels
    across: float
    down: float
    depth: float


def weather_tiles(weather: Weather, light: Light, *, height: int, seed: int = 0) -> tuple[WeatherTile, ...]:
    """What falls in that weather, far first, for a frame of `height` pixels; nothing in clear air."""
    maker = _FALLING.get(weather)
    return () if maker is None else maker(light, height, seed)


def air_sheets(stage: Stage, place: Place, light: Light) -> tuple[Sheet, ...]:
    """Fog and rain haze that stand in an open place: one sheet behind people, one thin before them."""
    density = _STANDING.get(place.weather, 0.0)
    if place.interior or density == 0:
        return ()
    return (
        _fog(stage, light, density, place.seed, depth=0.52),
        _fog(stage, light, density * 0.45, place.seed + 1, depth=0.78),
    )


_STANDING: dict[Weather, float] = {Weather.FOG: 0.75, Weather.RAIN: 0.16, Weather.STORM: 0.22, Weather.SNOW: 0.2}


def _fog(stage: Stage, light: Light, density: float, seed: int, *, depth: float) -> Sheet:
    left, top, width, height = stage.window
    zoom = max(0.6, stage.unit / 360)
    billows = 0.62 + 0.2 * tiled("cloud", seed, width, height, zoom)
    rows = (np.arange(height, dtype=np.float32) + top) / stage.size[1]
    profile = np.clip(0.35 + 0.9 * np.exp(-(((rows - 0.66) / 0.26) ** 2)), 0, 1)[:, None]
    alpha = np.clip(billows * profile * density, 0, 0.96)[..., None]
    colour = np.array([*scaled(light.fog, 255), 255], np.float32)
    pixels = (alpha * np.clip(colour, 0, 255)).astype(np.uint8)
    return Sheet(pixels, left, top, depth, "fog")


def _tile(
    width: int, height: int, draw: Callable[[skia.Canvas, float, float], None], spots: int, dice: Random
) -> Pixels:
    """A tile without seams: whatever crosses an edge is drawn again on the other side."""

    def scattered(canvas: skia.Canvas) -> None:
        for _ in range(spots):
            x, y, state = dice.uniform(0, width), dice.uniform(0, height), dice.getstate()
            for dx in (-width, 0, width):
                for dy in (-height, 0, height):
                    dice.setstate(state)
                    draw(canvas, x + dx, y + dy)

    return drawn(blank(width, height), scattered)


def _rain(
    light: Light, height: int, seed: int, *, strength: float = 1.0, lean: float = 0.12
) -> tuple[WeatherTile, ...]:
    colour = mix(light.sky[3], WHITE, 0.5)
    tiles = []
    for depth, long, wide, alpha, count, speed in (
        (0.55, 0.05, 0.0011, 0.2, 150, 1.5),
        (0.95, 0.13, 0.002, 0.22, 60, 2.6),
    ):
        dice = Random(seed * 7 + round(depth * 100))

        def streak(
            canvas: skia.Canvas,
            x: float,
            y: float,
            *,
            dice: Random = dice,
            long: float = long,
            wide: float = wide,
            alpha: float = alpha,
        ) -> None:
            length = long * height * dice.uniform(0.6, 1.2)
            paint = stroke(colour, max(0.7, wide * height), alpha * dice.uniform(0.5, 1.0))
            canvas.drawLine(x, y, x - lean * length, y + length, paint)

        pixels = _tile(height, height, streak, round(count * strength), dice)
        tiles.append(WeatherTile(pixels, -lean * speed, speed, depth))
    return tuple(tiles)


def _storm(light: Light, height: int, seed: int) -> tuple[WeatherTile, ...]:
    return _rain(light, height, seed, strength=1.8, lean=0.42)


def _snow(light: Light, height: int, seed: int) -> tuple[WeatherTile, ...]:
    colour = mix(scaled(mix(light.key, WHITE, 0.6), 0.75 + 0.25 * light.day), WHITE, 0.2)
    tiles = []
    for depth, size, soft, count, speed in (
        (0.5, 0.0022, 0.2, 170, 0.09),
        (0.72, 0.004, 0.25, 70, 0.14),
        (1.05, 0.009, 0.5, 22, 0.24),
    ):
        dice = Random(seed * 11 + round(depth * 100))

        def flake(
            canvas: skia.Canvas, x: float, y: float, *, dice: Random = dice, size: float = size, soft: float = soft
        ) -> None:
            radius = size * height * dice.uniform(0.5, 1.2)
            canvas.drawCircle(x, y, max(0.6, radius), fill(colour, dice.uniform(0.4, 0.85), soft=radius * soft))

        tiles.append(
            WeatherTile(_tile(height, height, flake, count, dice), 0.03 * math.sin(seed + depth * 9), speed, depth)
        )
    return tuple(tiles)


def _fog_drift(light: Light, height: int, seed: int) -> tuple[WeatherTile, ...]:
    side = height * 2
    billows = np.clip(0.5 + 0.4 * tiled("cloud", seed, side, side, side / 512), 0, 1)[..., None]
    rows = np.sin(np.linspace(0, math.pi, side, dtype=np.float32))[:, None, None] ** 2
    alpha = billows * rows * 0.3
    colour = np.array([*scaled(light.fog, 255), 255], np.float32)
    return (WeatherTile((alpha * np.clip(colour, 0, 255)).astype(np.uint8), 0.03, 0.0, 0.7),)


def _leaves(light: Light, height: int, seed: int) -> tuple[WeatherTile, ...]:
    colour: Colour = mix(light.tone, (0.5, 0.38, 0.2), 0.5)
    dice = Random(seed + 5)

    def mote(canvas: skia.Canvas, x: float, y: float) -> None:
        length = height * dice.uniform(0.004, 0.012)
        canvas.drawLine(
            x, y, x + length, y - length * dice.uniform(-0.3, 0.3), stroke(colour, max(0.7, 0.0022 * height), 0.5)
        )

    return (WeatherTile(_tile(height, height, mote, 46, dice), 0.9, 0.12, 0.8),)


_FALLING: dict[Weather, Callable[[Light, int, int], tuple[WeatherTile, ...]]] = {
    Weather.RAIN: _rain,
    Weather.STORM: _storm,
    Weather.SNOW: _snow,
    Weather.FOG: _fog_drift,
    Weather.WIND: _leaves,
}


def over_still(stage: Stage, tiles: tuple[WeatherTile, ...]) -> tuple[Sheet, ...]:
    """The tiles as standing sheets of the whole stage, for a picture that does not move."""
    width, height = stage.size
    sheets = []
    for tile in tiles:
        rows, columns = tile.pixels.shape[:2]
        repeated = np.tile(tile.pixels, (height // rows + 1, width // columns + 1, 1))[:height, :width]
        sheets.append(Sheet(np.ascontiguousarray(repeated), 0, 0, tile.depth, "falling"))
    return tuple(sheets)
