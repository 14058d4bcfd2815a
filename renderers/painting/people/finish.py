"""Light of the place on a painted figure: its tone, a soft shadow side and a rim, from the figure's own outline."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.painting.canvas import Pixels
from renderers.painting.light import Light
from renderers.painting.palette import Colour, mix

_SCALE = 160.0
"""A gain of 1 in the byte maps: leaves room for light brighter than the paint."""


@dataclass(frozen=True, eq=False)
class Finish:
    """What happens to every pixel of one sheet: times `gain`, plus `edge` where something is painted."""

    gain: Pixels
    edge: Pixels

    def over(self, pixels: Pixels, left: int = 0, top: int = 0) -> Pixels:
        """The pixels under the light of the place; `left`, `top` say which part of the sheet they are."""
        height, width = pixels.shape[:2]
        box = np.s_[top : top + height, left : left + width]
        lit = cv2.multiply(pixels, self.gain[box], scale=1 / _SCALE)
        rim = cv2.multiply(self.edge[box], cv2.merge([pixels[..., 3]] * 4), scale=1 / 255)
        return cv2.add(lit, rim)


def finish(pixels: Pixels, light: Light, *, head: float) -> Finish:
    """The light on this sheet; `head` is the size of a head in pixels and sets how wide shadow and rim are."""
    alpha = np.ascontiguousarray(pixels[..., 3])
    height, width = alpha.shape
    factor = 2 if head > 40 else 1
    small = cv2.resize(alpha, (max(1, width // factor), max(1, height // factor)), interpolation=cv2.INTER_AREA)
    size = head / factor
    side = 1.0 if light.side > 0 else -1.0
    dark = _band(small, side * 0.20 * size, -0.10 * size, 0.10 * size)
    rim = _band(small, -side * 0.026 * size, 0.030 * size, 0.010 * size)
    return Finish(*_maps(small, dark, rim, light, (width, height)))


def _band(alpha: Pixels, dx: float, dy: float, soft: float) -> NDArray[np.float32]:
    """Where the outline moved by (dx, dy) no longer covers itself: 0..1."""
    size = (alpha.shape[1], alpha.shape[0])
    moved = cv2.warpAffine(alpha, np.array([[1, 0, dx], [0, 1, dy]], np.float32), size, borderMode=cv2.BORDER_REPLICATE)
    if soft > 4:
        shrunk = cv2.resize(moved, (max(1, size[0] // 4), max(1, size[1] // 4)), interpolation=cv2.INTER_AREA)
        moved = cv2.resize(cv2.GaussianBlur(shrunk, (0, 0), soft / 4), size)
    elif soft > 0.3:
        moved = cv2.GaussianBlur(moved, (0, 0), soft)
    missing = cv2.subtract(np.full_like(moved, 255), moved)
    return cv2.multiply(alpha, missing, scale=1 / 65025, dtype=cv2.CV_32F).astype(np.float32, copy=False)


def _maps(
    alpha: Pixels, dark: NDArray[np.float32], rim: NDArray[np.float32], light: Light, size: tuple[int, int]
) -> tuple[Pixels, Pixels]:
    shade: Colour = mix(light.shade, (0.42, 0.36, 0.50), 0.5)
    gains, edges = [], []
    for tone, shadow, glint in zip(light.tone, shade, light.rim, strict=True):
        edge = rim * (0.80 * glint)
        gain = (1 - dark * (0.50 * (1 - shadow))) * (tone * _SCALE) * (1 - edge)
        gains.append(np.clip(gain, 0, 255).astype(np.uint8))
        edges.append((edge * 255).astype(np.uint8))
    gains.append(np.full(alpha.shape, int(_SCALE), np.uint8))
    edges.append(np.zeros(alpha.shape, np.uint8))
    return cv2.resize(cv2.merge(gains), size), cv2.resize(cv2.merge(edges), size)
