"""Painted pixels as the encoder wants them: planar BT.709 studio swing, 4:2:0, premultiplied.

A picture is converted once and then only moved, so nothing is converted per frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are outside."""

BLACK_Y, WHITE_Y, NEUTRAL = 16, 235, 128
_LUMA = (0.2126, 0.7152, 0.0722)
_GRAIN = 1.3
_OFFSETS = (BLACK_Y, NEUTRAL, NEUTRAL)


def _matrix() -> NDArray[np.float32]:
    """Y, U and V rows for premultiplied R, G, B and alpha in 0..255: the offsets are premultiplied too."""
    red, green, blue = _LUMA
    rows = np.array(
        [
            [red, green, blue],
            [-red / 1.8556, -green / 1.8556, (1 - blue) / 1.8556],
            [(1 - red) / 1.5748, -green / 1.5748, -blue / 1.5748],
        ],
        np.float32,
    )
    swing = np.array([[219 / 255], [224 / 255], [224 / 255]], np.float32)
    offsets = np.array([[offset / 255] for offset in _OFFSETS], np.float32)
    return np.hstack([rows * swing, offsets]).astype(np.float32)


_RGBA_TO_YUV = _matrix()


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Planes of one size side by side, shape (height, width, 4): `full` Y and clear, `half` U, V and clear.

    Four channels are moved in little more time than one. `full` is None where nothing shows through: Y is alone then.
    """

    full: Plane | None
    half: Plane


@dataclass(frozen=True, slots=True, eq=False)
class Planes:
    """Y, U, V premultiplied, and what shows through: `clear` (255 - alpha) at full and half size, None when nothing.

    Sizes are even; U and V are half as wide and high. `packed` planes are views of four-channel pictures.
    """

    y: Plane
    u: Plane
    v: Plane
    clear: Plane | None = None
    clear_half: Plane | None = None
    packed: Packed | None = None

    @property
    def width(self) -> int:
        """In pixels of Y."""
        return int(self.y.shape[1])

    @property
    def height(self) -> int:
        """In pixels of Y."""
        return int(self.y.shape[0])

    @property
    def opaque(self) -> bool:
        """Whether nothing shows through."""
        return self.clear is None

    def parts(self) -> tuple[Plane, ...]:
        """All planes there are, full-size ones first."""
        if self.clear is None or self.clear_half is None:
            return self.y, self.u, self.v
        return self.y, self.clear, self.u, self.v, self.clear_half

    def cut(self, box: Box) -> Planes:
        """A part, sharing memory; the box is even."""
        left, top, right, bottom = box
        full = np.s_[top:bottom, left:right]
        half = np.s_[top // 2 : bottom // 2, left // 2 : right // 2]
        clear = None if self.clear is None else self.clear[full]
        clear_half = None if self.clear_half is None else self.clear_half[half]
        return Planes(self.y[full], self.u[half], self.v[half], clear, clear_half)

    def copy(self) -> Planes:
        """The same with memory of its own."""
        y, u, v, clear, clear_half = self._all()
        return Planes(
            y.copy(),
            u.copy(),
            v.copy(),
            None if clear is None else clear.copy(),
            None if clear_half is None else clear_half.copy(),
        )

    def mirrored(self) -> Planes:
        """Left and right exchanged, with memory of its own."""
        y, u, v, clear, clear_half = self._all()
        return Planes(
            _turned(y),
            _turned(u),
            _turned(v),
            None if clear is None else _turned(clear),
            None if clear_half is None else _turned(clear_half),
        )

    def _all(self) -> tuple[Plane, Plane, Plane, Plane | None, Plane | None]:
        return self.y, self.u, self.v, self.clear, self.clear_half


def _turned(plane: Plane) -> Plane:
    return np.ascontiguousarray(plane[:, ::-1])


def packed(planes: Planes) -> Planes:
    """The same, ready to be moved many times. What is written into its planes is moved too."""
    half = np.zeros((*planes.u.shape, 4), np.uint8)
    half[..., 0], half[..., 1] = planes.u, planes.v
    if planes.clear is None or planes.clear_half is None:
        return Planes(planes.y, half[..., 0], half[..., 1], packed=Packed(None, half))
    full = np.zeros((*planes.y.shape, 4), np.uint8)
    full[..., 0], full[..., 1], half[..., 2] = planes.y, planes.clear, planes.clear_half
    return Planes(full[..., 0], half[..., 0], half[..., 1], full[..., 1], half[..., 2], Packed(full, half))


def of_pixels(pixels: Plane) -> Planes:
    """Premultiplied RGBA, even sides, to planes; a picture nothing shows through loses its alpha."""
    return opaque_of(pixels) if (pixels[..., 3] == 255).all() else cut_out_of(pixels)


def opaque_of(pixels: Plane) -> Planes:
    """Premultiplied RGBA, even sides, as it looks on black."""
    filled = pixels
    if (pixels[..., 3] != 255).any():
        filled = np.dstack([pixels[..., :3], np.full_like(pixels[..., 3], 255)])
    y, u, v = _converted(filled)
    return Planes(y, halved(u), halved(v))


def cut_out_of(pixels: Plane) -> Planes:
    """Premultiplied RGBA, even sides, to planes that keep their alpha."""
    y, u, v = _converted(pixels)
    clear = 255 - pixels[..., 3]
    return Planes(y, halved(u), halved(v), clear, halved(clear))


def _converted(pixels: Plane) -> tuple[Plane, Plane, Plane]:
    y, u, v = (np.asarray(plane, np.uint8) for plane in cv2.split(cv2.transform(pixels, _RGBA_TO_YUV)))
    return y, u, v


def halved(plane: Plane) -> Plane:
    """Half as wide and high, each pixel the mean of four."""
    size = (plane.shape[1] // 2, plane.shape[0] // 2)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)


def box_of(planes: Planes) -> Box:
    """The even box outside of which nothing is seen; empty (0, 0, 0, 0) when nothing is."""
    if planes.clear is None:
        return 0, 0, planes.width, planes.height
    left, top, width, height = cv2.boundingRect(255 - planes.clear)
    return left & ~1, top & ~1, (left + width + 1) & ~1, (top + height + 1) & ~1


def blend(under: Planes, over: Planes) -> None:
    """Lay `over` on the opaque `under`, in place; both of one size."""
    if over.clear is None or over.clear_half is None:
        under.y[:], under.u[:], under.v[:] = over.y, over.u, over.v
        return
    _lay(under.y, over.y, over.clear)
    _lay(under.u, over.u, over.clear_half)
    _lay(under.v, over.v, over.clear_half)


def _lay(under: Plane, over: Plane, clear: Plane) -> None:
    cv2.add(cv2.multiply(under, clear, scale=1 / 255), over, dst=under)


def black(width: int, height: int) -> Planes:
    """An opaque black picture of memory of its own."""
    return Planes(
        np.full((height, width), BLACK_Y, np.uint8),
        np.full((height // 2, width // 2), NEUTRAL, np.uint8),
        np.full((height // 2, width // 2), NEUTRAL, np.uint8),
    )


def softened(planes: Planes, radius: float) -> Planes:
    """Out of focus by `radius` pixels; the same planes below a third of a pixel. Blurs at reduced size: nobody sees."""
    if radius < 0.35:
        return planes
    y, u, v, clear, clear_half = planes._all()
    return Planes(
        _soft(y, radius),
        _soft(u, radius / 2),
        _soft(v, radius / 2),
        None if clear is None else _soft(clear, radius),
        None if clear_half is None else _soft(clear_half, radius / 2),
    )


def _soft(plane: Plane, radius: float) -> Plane:
    factor = 4 if radius > 7 else 2 if radius > 2.5 else 1
    height, width = plane.shape
    small = plane
    if factor > 1:
        small = np.asarray(
            cv2.resize(plane, (max(1, width // factor), max(1, height // factor)), interpolation=cv2.INTER_AREA),
            np.uint8,
        )
    small = np.asarray(cv2.GaussianBlur(small, (0, 0), radius / factor, borderType=cv2.BORDER_REPLICATE), np.uint8)
    if factor == 1:
        return small
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def grained(planes: Planes, *, seed: int) -> Planes:
    """With a fine still grain in the brightness: hides the steps of very soft, very dark gradients."""
    noise = np.random.default_rng(seed).normal(0, _GRAIN, planes.y.shape)
    return replace(planes, y=np.clip(np.rint(planes.y + noise), BLACK_Y, WHITE_Y).astype(np.uint8))


def mixed(first: Planes, second: Planes, share: float) -> Planes:
    """Between two pictures of one size and kind: `first` at 0, `second` at 1."""
    if share <= 0:
        return first
    if share >= 1:
        return second
    one, other = first._all(), second._all()
    return Planes(
        _between(one[0], other[0], share),
        _between(one[1], other[1], share),
        _between(one[2], other[2], share),
        None if one[3] is None or other[3] is None else _between(one[3], other[3], share),
        None if one[4] is None or other[4] is None else _between(one[4], other[4], share),
    )


def _between(one: Plane, other: Plane, share: float) -> Plane:
    return np.asarray(cv2.addWeighted(one, 1 - share, other, share, 0), np.uint8)


def to_rgb(planes: Planes) -> NDArray[np.uint8]:
    """An opaque picture as RGB, shape (height, width, 3), for looking at."""
    size = (planes.width, planes.height)
    luma = (planes.y.astype(np.float32) - BLACK_Y) * (255 / 219)
    blue, red = (
        (cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR).astype(np.float32) - NEUTRAL) * (255 / 224)
        for plane in (planes.u, planes.v)
    )
    red_part, blue_part = luma + 1.5748 * red, luma + 1.8556 * blue
    green = (luma - _LUMA[0] * red_part - _LUMA[2] * blue_part) / _LUMA[1]
    rgb: NDArray[np.uint8] = np.rint(np.clip(np.dstack([red_part, green, blue_part]), 0, 255)).astype(np.uint8)
    return rgb
