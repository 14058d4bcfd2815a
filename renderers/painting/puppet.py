"""A painted figure that lives: it breathes, sways, blinks, speaks and walks, by moving what is already painted."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from renderers.painting.camera import Matrix
from renderers.painting.canvas import Sheet
from renderers.painting.compositor import Layer
from renderers.painting.mouths import energy, lid_frames
from renderers.painting.people.placement import Figure, Patch
from renderers.painting.people.viseme import Viseme
from renderers.painting.planes import Box, Planes, box_of, cut_out_of, packed, softened

_BREATH_SECONDS, _BREATH = 3.7, 0.0042
_SWAY_SECONDS, _SWAY = 6.1, 0.0035
_NOD = 0.0026
_STEP_SECONDS = 0.52

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class _Swap:
    """Planes to put at a box of the figure, and what was there."""

    box: Box
    new: Planes
    old: Planes


@dataclass(slots=True, eq=False)
class Puppet:
    """A figure on the stage. Each `Figure` of `poses` is one moment of its walk; standing figures have one.

    `frame_size` is the frame's width and height and `offset` its corner on the stage, all in pixels. `shapes` has a
    mouth per frame. A walker begins `start` across from where it was painted and goes `travel` from there, in frame
    heights.
    """

    poses: Sequence[Figure]
    nearness: float
    offset: tuple[float, float]
    frame_size: tuple[int, int]
    rate: float
    seed: int
    frames: int
    shapes: Sequence[Viseme] = ()
    blur: float = 0.0
    start: float = 0.0
    travel: float = 0.0
    bob: float = 0.0
    strides_per_second: float = 1 / (2 * _STEP_SECONDS)
    _planes: list[Planes] = field(init=False)
    _boxes: list[Box] = field(init=False)
    _mouths: Mapping[Viseme, _Swap] = field(init=False)
    _lids: Mapping[int, _Swap] = field(init=False)
    _blinks: Sequence[int] = field(init=False)
    _energy: Sequence[float] = field(init=False)
    _shown: dict[str, _Swap | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        radius = self.blur * self.height
        self._planes = [packed(softened(cut_out_of(pose.sheet.pixels), radius)) for pose in self.poses]
        self._boxes = [box_of(planes) for planes in self._planes]
        first = self.poses[0]
        alive = len(self.poses) == 1 and radius < 1
        self._mouths = _swaps(first.sheet, first.mouths if alive else {}, self._planes[0])
        self._lids = _swaps(first.sheet, first.lids if alive else {}, self._planes[0])
        self._blinks = lid_frames(self.frames, rate=self.rate, seed=self.seed)
        self._energy = energy(self.shapes)

    @property
    def height(self) -> int:
        """Of the frame, in pixels."""
        return self.frame_size[1]

    def layer(self, frame: int) -> Layer:
        """The figure as it is in that frame."""
        pose = self._pose(frame)
        mouth, lids = self.state(frame)
        # at rest and open-eyed is how the figure was painted
        self._show("mouth", None if mouth in (None, Viseme.REST) else self._mouths[mouth])
        self._show("lids", self._lids[lids] if lids else None)
        sheet = self.poses[pose].sheet
        return Layer(
            planes=self._planes[pose],
            left=sheet.left - self.offset[0],
            top=sheet.top - self.offset[1],
            nearness=self.nearness,
            own=self._motion(frame),
            box=self._boxes[pose],
        )

    def state(self, frame: int) -> tuple[Viseme | None, int]:
        """The mouth and the lids of a frame, as they are shown; None where there is no mouth to see."""
        mouth = self.shapes[frame] if self.shapes and self.shapes[frame] in self._mouths else None
        return mouth, self._blinks[frame] if self._blinks[frame] in self._lids else 0

    def _pose(self, frame: int) -> int:
        if len(self.poses) == 1:
            return 0
        return int(frame / self.rate * self.strides_per_second * len(self.poses)) % len(self.poses)

    def _show(self, what: str, swap: _Swap | None) -> None:
        shown = self._shown.get(what)
        if shown is swap:
            return
        if shown is not None:
            _copy(shown.old, self._planes[0].cut(shown.box))
        if swap is not None:
            _copy(swap.new, self._planes[0].cut(swap.box))
        self._shown[what] = swap

    def _motion(self, frame: int) -> Matrix:
        """Breathing lifts the shoulders, weight goes from foot to foot, speech nods; walking goes somewhere."""
        seconds, phase = frame / self.rate, self.seed % 628 / 100
        anchors = self.poses[0].anchors
        breath = 1 + _BREATH * math.sin(2 * math.pi * seconds / _BREATH_SECONDS + phase)
        sway = _SWAY * math.sin(2 * math.pi * seconds / _SWAY_SECONDS + 2 * phase)
        size = anchors.head_size * self.height
        lively = self._energy[frame] if self._energy else 0.0
        nod = lively * _NOD * self.height * math.sin(2 * math.pi * seconds * 1.6 + phase) * min(1.0, size / 150)
        ground = min(anchors.feet[1], 0.75)
        foot_x, foot_y = self._in_frame(anchors.feet[0], ground)
        went = (self.start + self.travel * frame / max(1, self.frames - 1)) * self.height
        cos, sin = math.cos(sway), math.sin(sway)
        linear = np.array([[cos, -sin * breath], [sin, cos * breath]], np.float64)
        foot = np.array([foot_x, foot_y])
        step = self.bob * size * abs(math.sin(math.pi * seconds / _STEP_SECONDS))
        shift = foot - linear @ foot + np.array([went, nod - step])
        return np.hstack([linear, shift[:, None]])

    def _in_frame(self, x: float, y: float) -> tuple[float, float]:
        """A point in frame heights from the middle, in pixels of the frame."""
        return x * self.height + self.frame_size[0] / 2, y * self.height + self.height / 2


def _swaps(sheet: Sheet, patches: Mapping[K, Patch], planes: Planes) -> dict[K, _Swap]:
    return {key: _swap(sheet, patch, planes) for key, patch in patches.items()}


def _swap(sheet: Sheet, patch: Patch, planes: Planes) -> _Swap:
    """A patch grown to even edges, so that colour planes can be exchanged too."""
    height, width = patch.pixels.shape[:2]
    left, top = patch.left & ~1, patch.top & ~1
    right, bottom = (patch.left + width + 1) & ~1, (patch.top + height + 1) & ~1
    pixels = sheet.pixels[top:bottom, left:right].copy()
    pixels[patch.top - top : patch.top - top + height, patch.left - left : patch.left - left + width] = patch.pixels
    box = (left, top, right, bottom)
    return _Swap(box, cut_out_of(pixels), planes.cut(box).copy())


def _copy(source: Planes, target: Planes) -> None:
    for theirs, mine in zip(source.parts(), target.parts(), strict=True):
        np.copyto(mine, theirs)
