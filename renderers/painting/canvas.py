"""Stage and sheets: where the painter paints, and the frozen pictures it leaves.

Units are frame heights: origin at the frame's centre, x right, y down, the frame spans y -0.5..0.5.
Pixels are premultiplied RGBA, 8 bits, named explicitly: Skia's native order differs between builds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from renderers.painting.ink import Draw
from renderers.painting.palette import Colour

Pixels = NDArray[Any]
"""Premultiplied RGBA, uint8, of shape (height, width, 4); OpenCV's types cannot say more."""

PEOPLE_DEPTH = 0.6
"""Where people stand; sheets above it are in front of them."""


@dataclass(frozen=True)
class Framing:
    """Which part of a set the frame shows: `zoom` around the set's point (x, y), and the lens' blur of the set."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    blur: float = 0.0

    def to_frame(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the set is seen, in frame units."""
        return (x - self.x) * self.zoom, (y - self.y) * self.zoom


WHOLE = Framing()


@dataclass(frozen=True, eq=False)
class Sheet:
    """One layer: pixels, their left top corner on the stage (pixels), and `depth` 0 (far) .. 1+ (close to the lens)."""

    pixels: Pixels
    left: int = 0
    top: int = 0
    depth: float = 0.5
    name: str = ""

    def at(self, depth: float) -> Sheet:
        """The same picture elsewhere in depth."""
        return replace(self, depth=depth)

    def with_pixels(self, pixels: Pixels) -> Sheet:
        """The same place, another picture of the same size."""
        return replace(self, pixels=pixels)

    def image(self) -> skia.Image:
        """The pixels for drawing with Skia (copied)."""
        return image_of(self.pixels)

    def tinted(self, colour: Colour, gain: float = 1.0) -> Sheet:
        """Seen under light of this colour."""
        scale = np.array([*(channel * gain for channel in colour), 1.0])
        lit = cv2.multiply(self.pixels, scale)
        lit[..., :3] = np.minimum(lit[..., :3], lit[..., 3:])
        return self.with_pixels(lit)

    def blurred(self, radius: float) -> Sheet:
        """Out of focus by `radius` pixels; blurs at reduced size, the eye cannot tell."""
        if radius < 0.3:
            return self
        factor = 4 if radius > 7 else 2 if radius > 2.5 else 1
        height, width = self.pixels.shape[:2]
        small = self.pixels
        if factor > 1:
            size = (max(1, width // factor), max(1, height // factor))
            small = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), radius / factor, borderType=cv2.BORDER_REPLICATE)
        if factor > 1:
            small = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
        return self.with_pixels(small)


@dataclass(frozen=True)
class Stage:
    """A painting area `oversize` times the frame, so that the camera may move; sizes in pixels of the frame."""

    width: int
    height: int
    oversize: float = 1.2
    framing: Framing = WHOLE
    box: tuple[int, int, int, int] | None = field(default=None)
    """Left, top, width and height in pixels of a cut-out; None is the whole stage."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a whole sheet in pixels, even."""
        return round(self.width * self.oversize / 2) * 2, round(self.height * self.oversize / 2) * 2

    @property
    def window(self) -> tuple[int, int, int, int]:
        """What is painted: left, top, width, height in pixels of the stage."""
        return self.box if self.box is not None else (0, 0, *self.size)

    @property
    def unit(self) -> float:
        """Pixels per unit of what is being painted."""
        return self.height * self.framing.zoom

    @property
    def left(self) -> float:
        """The whole stage's left edge in the units painted."""
        return self.framing.x - self.size[0] / 2 / self.unit

    @property
    def right(self) -> float:
        """The whole stage's right edge."""
        return self.framing.x + self.size[0] / 2 / self.unit

    @property
    def top(self) -> float:
        """The whole stage's upper edge."""
        return self.framing.y - self.size[1] / 2 / self.unit

    @property
    def bottom(self) -> float:
        """The whole stage's lower edge."""
        return self.framing.y + self.size[1] / 2 / self.unit

    def bounds(self) -> skia.Rect:
        """The whole stage as a rectangle to fill."""
        return skia.Rect.MakeLTRB(self.left, self.top, self.right, self.bottom)

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """A painted point in pixels of the whole stage."""
        width, height = self.size
        return width / 2 + (x - self.framing.x) * self.unit, height / 2 + (y - self.framing.y) * self.unit

    def framed(self, framing: Framing) -> Stage:
        """The same stage looking at another part of the set."""
        return replace(self, framing=framing)

    def region(self, x: float, y: float, w: float, h: float) -> Stage:
        """A cut-out of the stage around a rectangle, at least 16 pixels a side, clipped to the stage."""
        width, height = self.size
        x0, y0 = self.to_pixels(x, y)
        x1, y1 = self.to_pixels(x + w, y + h)
        left = _even(min(max(x0, 0), width - 16))
        top = _even(min(max(y0, 0), height - 16))
        right = _even(min(max(x1 + 1, left + 16), width))
        bottom = _even(min(max(y1 + 1, top + 16), height))
        return replace(self, box=(left, top, right - left, bottom - top))

    def paint(self, draw: Draw, *, depth: float = 0.5, name: str = "") -> Sheet:
        """The picture `draw` makes on a transparent canvas whose units are the stage's."""
        left, top, width, height = self.window
        pixels = drawn(blank(width, height), self._placed(draw, left, top))
        return Sheet(pixels, left, top, depth, name)

    def over(self, sheet: Sheet, draw: Draw) -> Sheet:
        """A new sheet: `sheet` with `draw` painted on top of it."""
        return sheet.with_pixels(drawn(sheet.pixels.copy(), self._placed(draw, sheet.left, sheet.top)))

    def _placed(self, draw: Draw, left: int, top: int) -> Draw:
        """`draw`, whose units are the stage's, on a canvas of pixels that begins at (left, top)."""

        def placed(canvas: skia.Canvas) -> None:
            origin = self.to_pixels(0.0, 0.0)
            canvas.translate(origin[0] - left, origin[1] - top)
            canvas.scale(self.unit, self.unit)
            draw(canvas)

        return placed


def flatten(stage: Stage, sheets: Sequence[Sheet], *, depth: float | None = None) -> Sheet:
    """All sheets as one of the whole stage, the first at the bottom; its depth is the deepest unless given."""

    def laid(canvas: skia.Canvas) -> None:
        for sheet in sheets:
            canvas.drawImage(sheet.image(), sheet.left, sheet.top)

    pixels = drawn(blank(*stage.size), laid)
    far = min((sheet.depth for sheet in sheets), default=0.0)
    return Sheet(pixels, 0, 0, far if depth is None else depth, "flat")


def drawn(pixels: Pixels, draw: Draw) -> Pixels:
    """The same pixels with `draw` painted into them, on a canvas measured in pixels."""
    height, width = pixels.shape[:2]
    surface = skia.Surface.MakeRasterDirect(_info(width, height), pixels, width * 4)
    draw(surface.getCanvas())
    surface.flushAndSubmit()
    return pixels


def blank(width: int, height: int) -> Pixels:
    """Empty, transparent pixels."""
    pixels: Pixels = np.zeros((height, width, 4), np.uint8)
    return pixels


def image_of(pixels: Pixels) -> skia.Image:
    """A Skia image of premultiplied RGBA pixels (copied)."""
    height, width = pixels.shape[:2]
    packed = np.ascontiguousarray(pixels)
    return skia.Image.MakeRasterCopy(skia.Pixmap(_info(width, height), packed, width * 4))


def _info(width: int, height: int) -> skia.ImageInfo:
    return skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)


def _even(value: float) -> int:
    return int(value) & ~1
