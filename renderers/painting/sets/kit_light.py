"""Light that falls on painted surfaces: a low-resolution map that multiplies what was painted in neutral light.

Sets paint materials once, in the colours they have; the hour, the lamps and the windows are this map. That is what
makes every set work at every hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.painting.canvas import Sheet, Stage
from renderers.painting.ink import Point
from renderers.painting.palette import Colour, luma, mix, scaled

_COARSE = 4
"""Side of a map's cell in pixels: light is smooth."""


@dataclass(frozen=True)
class Lamp:
    """A light at (x, y) reaching `radius` frame heights; `power` 1 doubles a surface in neutral light."""

    x: float
    y: float
    radius: float
    colour: Colour
    power: float = 1.0
    squash: float = 1.0
    """Below 1 the pool is flatter than wide, as on a floor."""


@dataclass(frozen=True)
class Patch:
    """A lit (or, with negative power, shadowed) shape."""

    points: Sequence[Point]
    colour: Colour
    power: float = 0.8
    soft: float = 0.01


@dataclass(frozen=True)
class Wash:
    """All light on a layer: `above` and `below` are the base at the stage's top and bottom."""

    above: Colour
    below: Colour
    lamps: tuple[Lamp, ...] = ()
    patches: tuple[Patch, ...] = ()
    corners: float = 0.0
    """How much the edges of the frame fall off, 0..1."""

    def plus(self, *more: Lamp | Patch) -> Wash:
        """The same with more light."""
        lamps = tuple(light for light in more if isinstance(light, Lamp))
        patches = tuple(light for light in more if isinstance(light, Patch))
        return Wash(self.above, self.below, self.lamps + lamps, self.patches + patches, self.corners)

    def dimmed(self, k: float) -> Wash:
        """The same base, `k` times as bright; lamps as they are."""
        return Wash(scaled(self.above, k), scaled(self.below, k), self.lamps, self.patches, self.corners)


def base_of(ambient: Colour, key: Colour, exposure: float, balance: float = 0.45) -> Colour:
    """The even light of the hour as a multiplier of brightness `exposure`."""
    hue = mix(ambient, key, balance)
    return scaled(hue, exposure / max(0.05, luma(hue)))


def light_map(stage: Stage, wash: Wash) -> NDArray[Any]:
    """The multiplier of every cell of the whole stage, float32 (height, width, 3)."""
    width, height = (side // _COARSE for side in stage.size)
    ys = np.linspace(stage.top, stage.bottom, height, dtype=np.float32)[:, None]
    xs = np.linspace(stage.left, stage.right, width, dtype=np.float32)[None, :]
    down = ((ys - stage.top) / (stage.bottom - stage.top))[..., None]
    base = np.array(wash.above, np.float32) * (1 - down) + np.array(wash.below, np.float32) * down
    grid: NDArray[Any] = np.repeat(base, width, axis=1).astype(np.float32)
    for patch in wash.patches:
        _add_patch(stage, grid, patch)
    for lamp in wash.lamps:
        reach = ((xs - lamp.x) ** 2 + ((ys - lamp.y) / lamp.squash) ** 2) / lamp.radius**2
        falloff = (1 / (1 + 7 * reach) - 0.04).clip(0)
        grid += falloff[..., None] * np.array(scaled(lamp.colour, lamp.power), np.float32)
    if wash.corners:
        middle = ((xs / 1.05) ** 2 + (ys / 0.72) ** 2)[..., None]
        grid *= 1 - wash.corners * np.clip(middle - 0.25, 0, 1)
    return np.where(grid > 1.15, 1.15 + (grid - 1.15) * 0.45, np.maximum(grid, 0.0)).astype(np.float32)


def _add_patch(stage: Stage, grid: NDArray[Any], patch: Patch) -> None:
    mask: NDArray[Any] = np.zeros(grid.shape[:2], np.float32)
    corners = np.array([stage.to_pixels(*point) for point in patch.points], np.float32) / _COARSE
    corners = np.clip(corners, -4000, 4000)
    cv2.fillPoly(mask, [np.round(corners * 16).astype(np.int32)], 1.0, lineType=cv2.LINE_8, shift=4)
    sigma = max(0.6, patch.soft * stage.unit / _COARSE)
    mask = cv2.GaussianBlur(mask, (0, 0), sigma)
    if patch.power < 0:
        grid *= 1 + mask[..., None] * patch.power
    else:
        grid += mask[..., None] * np.array(scaled(patch.colour, patch.power), np.float32)


def under_light(sheet: Sheet, grid: NDArray[Any]) -> Sheet:
    """The sheet as the light map shows it; alpha stays."""
    height, width = sheet.pixels.shape[:2]
    cells = grid[
        sheet.top // _COARSE : (sheet.top + height + _COARSE - 1) // _COARSE,
        sheet.left // _COARSE : (sheet.left + width + _COARSE - 1) // _COARSE,
    ]
    factor = cv2.resize(cells, (width, height), interpolation=cv2.INTER_LINEAR)
    opaque = np.ones((height, width), np.float32)
    lit = cv2.multiply(sheet.pixels, cv2.merge([*cv2.split(factor), opaque]), dtype=cv2.CV_8U)
    alpha = sheet.pixels[..., 3]
    return sheet.with_pixels(cv2.min(lit, cv2.merge([alpha, alpha, alpha, alpha])))


def hazed(sheet: Sheet, fog: Colour, amount: float) -> Sheet:
    """Seen through air: towards `fog` by `amount`, alpha kept."""
    if amount <= 0:
        return sheet
    alpha = sheet.pixels[..., 3]
    air = cv2.merge([cv2.convertScaleAbs(alpha, alpha=min(1.0, channel)) for channel in fog] + [alpha])
    return sheet.with_pixels(cv2.addWeighted(sheet.pixels, 1 - amount, air, amount, 0))
