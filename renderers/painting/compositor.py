"""Frames from layers: each is moved by one affine and laid on what is behind it, only where it is seen."""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from renderers.painting.camera import Matrix, View, inverted, placed, through
from renderers.painting.planes import BLACK_Y, NEUTRAL, Box, Plane, Planes, black, blend, box_of, halved, packed

_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_QUICK = cv2.ALGO_HINT_APPROX
"""Positions stay exact; only the weights of neighbouring pixels are rounded. Nearly twice as fast."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
_LARGE, _MUCH = 32 << 20, 1 << 30
"""Bytes: a plane of an 8K frame, and more than a shot ever has."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A picture and where it rests: its corner in pixels of the frame, its enlargement, how near it is.

    `own` moves it by itself before the camera does (breathing, walking), in pixels of the frame.
    """

    planes: Planes
    left: float
    top: float
    nearness: float
    scale: float = 1.0
    own: Matrix | None = None
    box: Box | None = None

    @property
    def seen(self) -> Box:
        """The part of its picture with something on it."""
        return self.box if self.box is not None else box_of(self.planes)


class Compositor:
    """Lays layers into one frame that is used again; `vignette` 0..1 is how dark the corners get."""

    def __init__(self, *, width: int, height: int, vignette: float = 0.0) -> None:
        self.width, self.height = width, height
        self.frame = black(width, height)
        self._behind = black(width, height)
        self._behind_key: object = None
        self._shade = _vignette(width, height, vignette) if vignette > 0 else None

    def compose(
        self,
        still: Sequence[Layer],
        moving: Sequence[Layer],
        view: View,
        *,
        roll: float = 0.0,
        before: Sequence[Planes] = (),
    ) -> Planes:
        """The frame: `still` layers, the first of them opaque, then `moving` ones, then what falls `before` the lens.

        While the view rests, the still layers are copied from the frame before. `before` are sheets as large as the
        frame. The planes are used again by the next call.
        """
        key = (tuple(map(id, still)), view, roll)
        if key != self._behind_key:
            for layer in still:
                self._lay(layer, view, roll, self._behind)
            self._behind_key = key
        for mine, theirs in zip(self.frame.parts(), self._behind.parts(), strict=True):
            np.copyto(mine, theirs)
        for layer in moving:
            self._lay(layer, view, roll, self.frame)
        for sheet in before:
            blend(self.frame, sheet)
        if self._shade is not None:
            blend(self.frame, self._shade)
        return self.frame

    def _lay(self, layer: Layer, view: View, roll: float, under: Planes) -> None:
        camera = through(view, nearness=layer.nearness, width=self.width, height=self.height, still_roll=roll)
        if layer.own is not None:
            camera = np.asarray(camera @ np.vstack([layer.own, [0.0, 0.0, 1.0]]), np.float64)
        matrix = placed(camera, left=layer.left, top=layer.top, scale=layer.scale)
        lay(layer.planes, matrix, under, box=layer.seen)


def lay(planes: Planes, matrix: Matrix, under: Planes, *, box: Box) -> None:
    """Move planes by `matrix` (target <- picture, pixels) and lay what is in their `box` on `under`, in place."""
    everything = (0, 0, under.width, under.height)
    target = everything if planes.opaque else _landing(box, matrix, under.width, under.height)
    if target[2] > target[0] and target[3] > target[1]:
        blend(under.cut(target), _moved(planes, inverted(matrix), target))


def one_thread() -> None:
    """Compose on one core: a film is made by one process per core, and threads would only get in each other's way."""
    cv2.setNumThreads(1)
    _keep_memory()


def _keep_memory() -> None:
    """Planes of a frame are freed and asked for again a dozen times a frame: glibc keeps them instead of giving them
    back to the system, which would clear every page anew (a twentieth of a shot's time)."""
    if platform.libc_ver()[0] == "glibc":
        libc = ctypes.CDLL(None)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)
        libc.mallopt(_TRIM_THRESHOLD, _MUCH)


def faded(frame: Planes, brightness: float) -> Planes:
    """The frame on its way from or to black: 1 is as it is, 0 is black."""
    if brightness >= 1:
        return frame
    rest = 1 - brightness

    def dimmed(plane: Plane, bottom: int) -> Plane:
        return np.asarray(cv2.convertScaleAbs(plane, alpha=brightness, beta=bottom * rest), np.uint8)

    return Planes(dimmed(frame.y, BLACK_Y), dimmed(frame.u, NEUTRAL), dimmed(frame.v, NEUTRAL))


def _landing(box: Box, matrix: Matrix, width: int, height: int) -> Box:
    """The even box of the frame a box of the picture falls on."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return 0, 0, 0, 0
    corners = np.array([[left, right, left, right], [top, top, bottom, bottom], [1, 1, 1, 1]], np.float64)
    xs, ys = matrix @ corners
    return (
        max(0, int(np.floor(xs.min())) - 1) & ~1,
        max(0, int(np.floor(ys.min())) - 1) & ~1,
        min(width, (int(np.ceil(xs.max())) + 2) & ~1),
        min(height, (int(np.ceil(ys.max())) + 2) & ~1),
    )


def _moved(planes: Planes, source: Matrix, target: Box) -> Planes:
    """What a target box shows of the planes; `source` is picture <- frame."""
    full, half = _sampled(source, target, 1.0), _sampled(source, target, 0.5)
    size = (target[2] - target[0], target[3] - target[1])
    small = (size[0] // 2, size[1] // 2)
    ready = planes.packed or packed(planes).packed
    assert ready is not None
    if ready.full is None:
        u, v, *_ = cv2.split(_warped(ready.half, half, small, cv2.BORDER_REPLICATE))
        return Planes(_warped(planes.y, full, size, cv2.BORDER_REPLICATE), _plane(u), _plane(v))
    y, clear, *_ = cv2.split(_warped(ready.full, full, size, cv2.BORDER_CONSTANT, (0, 255, 0, 0)))
    u, v, clear_half, _ = cv2.split(_warped(ready.half, half, small, cv2.BORDER_CONSTANT, (0, 0, 255, 0)))
    return Planes(_plane(y), _plane(u), _plane(v), _plane(clear), _plane(clear_half))


def _sampled(source: Matrix, target: Box, share: float) -> Matrix:
    """The same map between pixel numbers of planes of `share` size: pixel n covers n..n+1, its middle is n + 1/2."""
    matrix = source.copy()
    matrix[:, 2] *= share
    matrix[:, 2] += matrix[:, :2] @ np.array([target[0] * share + 0.5, target[1] * share + 0.5]) - 0.5
    return matrix


def _warped(
    picture: Plane, matrix: Matrix, size: tuple[int, int], border: int, outside: tuple[int, ...] = (0,)
) -> Plane:
    return _plane(
        cv2.warpAffine(picture, matrix, size, flags=_WARP, borderMode=border, borderValue=outside, hint=_QUICK)
    )


def _plane(found: object) -> Plane:
    return np.asarray(found, np.uint8)


def _vignette(width: int, height: int, strength: float) -> Planes:
    """A black sheet, clear in the middle."""
    down, across = np.mgrid[:height, :width].astype(np.float32)
    reach = np.hypot(across - width / 2, (down - height * 0.48) * width / height * 0.75) / (width * 0.62)
    seen = 1 - strength * np.clip((reach - 0.42) / 0.58, 0, 1) ** 1.3
    clear = np.rint(seen * 255).astype(np.uint8)
    half = halved(clear)
    luma = np.rint((255 - clear) * (BLACK_Y / 255)).astype(np.uint8)
    chroma = np.rint((255 - half) * (NEUTRAL / 255)).astype(np.uint8)
    return Planes(luma, chroma, chroma, clear, half)
