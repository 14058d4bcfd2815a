"""A painted figure that lives: it breathes, sways, blinks, speaks and walks, by moving what is already painted."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import cv2
import numpy as np

from renderers.painting.attention import weight_shifts
from renderers.painting.camera import Matrix
from renderers.painting.canvas import Sheet
from renderers.painting.compositor import Layer
from renderers.painting.mouths import energy
from renderers.painting.people.placement import HOME, Figure, Look, Patch
from renderers.painting.people.viseme import Viseme
from renderers.painting.planes import Box, Planes, box_of, cut_out_of, mixed, packed, softened

_BREATH_SECONDS, _BREATH = 3.7, 0.0042
_SWAY_SECONDS, _SWAY = 6.1, 0.0022
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
    mouth per frame, `looks` where somebody looks in it, `away` how many degrees aside that is. A walker begins `start`
    across from where it was painted and goes `travel` from there, in frame heights.
    """

    poses: Sequence[Figure]
    nearness: float
    offset: tuple[float, float]
    frame_size: tuple[int, int]
    rate: float
    seed: int
    frames: int
    shapes: Sequence[Viseme] = ()
    looks: Sequence[Look] = ()
    away: float = 0.0
    blur: float = 0.0
    start: float = 0.0
    travel: float = 0.0
    bob: float = 0.0
    strides_per_second: float = 1 / (2 * _STEP_SECONDS)
    _planes: list[Planes] = field(init=False)
    _boxes: list[Box] = field(init=False)
    _mouths: Mapping[Viseme, _Swap] = field(init=False)
    _lids: Mapping[int, _Swap] = field(init=False)
    _elsewhere: Mapping[Look, _Swap] = field(init=False)
    _energy: Sequence[float] = field(init=False)
    _weight: Sequence[float] = field(init=False)
    _shown: dict[str, _Swap | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        radius = self.blur * self.height
        self._planes = [packed(softened(cut_out_of(pose.sheet.pixels), radius)) for pose in self.poses]
        self._boxes = [box_of(planes) for planes in self._planes]
        first = self.poses[0]
        alive = len(self.poses) == 1 and radius < 1
        self._mouths = _swaps(first.sheet, first.mouths if alive else {}, self._planes[0])
        self._lids = _swaps(first.sheet, first.lids if alive else {}, self._planes[0])
        self._elsewhere = _tight(_swaps(first.sheet, first.looks if alive else {}, self._planes[0]))
        heads = [_filled(swap) for look, swap in self._elsewhere.items() if look.moves_head]
        self._boxes[0] = _around([self._boxes[0], *heads])
        self._energy = energy(self.shapes)
        self._weight = weight_shifts(self.frames, rate=self.rate, seed=self.seed)

    @property
    def height(self) -> int:
        """Of the frame, in pixels."""
        return self.frame_size[1]

    def layer(self, frame: int) -> Layer:
        """The figure as it is in that frame."""
        pose = self._pose(frame)
        mouth, lids = self.state(frame)
        head, eyes = self._elsewhere_at(frame)
        if head is None:
            self._show("head", None)
        # at rest and open-eyed is how the figure was painted
        self._show("mouth", None if head or mouth in (None, Viseme.REST) else self._mouths[mouth])
        self._show("eyes", None if head else eyes or (self._lids[lids] if lids else None))
        self._show("head", head)
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
        lids = self.looks[frame].lids if self.looks else 0
        return mouth, lids if lids in self._lids else 0

    def _elsewhere_at(self, frame: int) -> tuple[_Swap | None, _Swap | None]:
        """The head and the eyes to show in a frame instead of those that were painted; nothing where nothing was."""
        look = self.looks[frame] if self.looks else HOME
        one, other, share = look.mixed_from(self.away)
        second = self._elsewhere.get(other)
        if second is None:
            return None, None
        if not look.moves_head:
            return None, second
        if share in (0.0, 1.0) and (share or one.moves_head):
            return self._elsewhere[one if share == 0 else other], None
        first = self._elsewhere[one].new if one.moves_head else self._at_rest(second, one.mouth)
        return _Swap(second.box, mixed(first, second.new, share), second.old), None

    def _at_rest(self, head: _Swap, mouth: Viseme) -> Planes:
        """What is behind a turned head: the head as it was painted, saying what it says."""
        lips = self._mouths.get(mouth)
        if mouth is Viseme.REST or lips is None:
            return head.old
        planes = head.old.copy()
        shared = _shared(head.box, lips.box)
        if shared is not None:
            _copy(lips.new.cut(_within(shared, lips.box)), planes.cut(_within(shared, head.box)))
        return planes

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
        sway = _SWAY * math.sin(2 * math.pi * seconds / _SWAY_SECONDS + 2 * phase) + self._weight[frame]
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


def _tight(swaps: Mapping[Look, _Swap]) -> dict[Look, _Swap]:
    """The same, heads cut to one box around all that changes: what is mixed every frame is kept small."""
    heads = {look: swap for look, swap in swaps.items() if look.moves_head}
    if not heads:
        return dict(swaps)
    box = _around([_changed(swap) for swap in heads.values()])
    return {**swaps, **{look: _cut(swap, box) for look, swap in heads.items()}}


def _changed(swap: _Swap) -> Box:
    """The even box in which something differs from what was there."""
    differs: Any = np.zeros_like(swap.new.y)
    for new, old in zip(swap.new.parts(), swap.old.parts(), strict=True):
        if new.shape == differs.shape:
            differs = cv2.max(differs, cv2.absdiff(new, old))
    x, y = swap.box[:2]
    left, top, width, height = cv2.boundingRect(differs)
    right, bottom = left + max(2, width), top + max(2, height)
    return x + (left & ~1), y + (top & ~1), x + ((right + 1) & ~1), y + ((bottom + 1) & ~1)


def _cut(swap: _Swap, box: Box) -> _Swap:
    inner = _within(box, swap.box)
    return _Swap(box, swap.new.cut(inner).copy(), swap.old.cut(inner).copy())


def _filled(swap: _Swap) -> Box:
    """Where something is seen of what is exchanged."""
    left, top, right, bottom = box_of(swap.new)
    x, y = swap.box[:2]
    return (left + x, top + y, right + x, bottom + y) if right > left else (x, y, x, y)


def _around(boxes: Sequence[Box]) -> Box:
    """The box around boxes, of which empty ones do not count."""
    full = [box for box in boxes if box[2] > box[0]] or boxes
    lefts, tops, rights, bottoms = zip(*full, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _shared(one: Box, other: Box) -> Box | None:
    """What two boxes have in common."""
    left, top, right, bottom = (
        pick(pair) for pick, pair in zip((max, max, min, min), zip(one, other, strict=True), strict=True)
    )
    return (left, top, right, bottom) if left < right and top < bottom else None


def _within(box: Box, outer: Box) -> Box:
    """The same box, measured from the corner of one around it."""
    x, y = outer[:2]
    return box[0] - x, box[1] - y, box[2] - x, box[3] - y


def _copy(source: Planes, target: Planes) -> None:
    for theirs, mine in zip(source.parts(), target.parts(), strict=True):
        np.copyto(mine, theirs)
