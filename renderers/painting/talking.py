"""People side by side who talk, listen and blink, composed from portraits: only what changes is drawn again.

Cells hold a portrait each, `Over`s are type laid on top. The planes of a board are those of its last frame.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.painting.people.viseme import Viseme
from renderers.painting.planes import Box, Planes, black, blend, cut_out_of, opaque_of
from renderers.painting.portrait import Pixels, Portrait

Part = tuple[float, float, float, float]
"""Left, top, width and height of a part of a portrait."""

_KEPT = 160
_STILL, _LOOSE = 0.62, 1.02
"""In heads from its middle: as far a head moves as one, and from there on nothing moves."""


@dataclass(frozen=True, slots=True)
class Face:
    """What somebody's face does in a frame: mouth, lids in percent, and the head's place in pixels from rest."""

    mouth: Viseme = Viseme.REST
    lids: int = 0
    across: int = 0
    down: int = 0


AT_REST = Face()


@dataclass(frozen=True, slots=True, eq=False)
class Over:
    """Premultiplied type with its left top corner at an even place."""

    left: int
    top: int
    planes: Planes

    @classmethod
    def of(cls, pixels: NDArray[np.uint8], left: int, top: int) -> Over:
        """RGBA of even sides."""
        return cls(left & ~1, top & ~1, cut_out_of(pixels))

    @property
    def box(self) -> Box:
        """Where it is."""
        return self.left, self.top, self.left + self.planes.width, self.top + self.planes.height


class Seat(Protocol):
    """Somebody in a box of the frame; `region` is the part of it that changes, `base` how they are at rest."""

    @property
    def box(self) -> Box: ...
    @property
    def base(self) -> Planes: ...
    @property
    def region(self) -> Box: ...
    @property
    def head_height(self) -> float:
        """In pixels of the frame."""

    def face(self, face: Face) -> Planes:
        """As large as `region`."""


@dataclass(slots=True, eq=False)
class Cell:
    """A part of a portrait, scaled into a box of the frame. Heads are warped softly where they meet the shoulders."""

    portrait: Portrait
    part: Part
    box: Box
    base: Planes = field(init=False)
    region: Box = field(init=False)
    _mapped: tuple[NDArray[np.float32], ...] = field(init=False)
    _scaled: dict[tuple[Viseme, int], Planes] = field(init=False, default_factory=dict)
    _faces: OrderedDict[Face, Planes] = field(init=False, default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.base = self._whole(Viseme.REST, 0)
        width, height = self.base.width, self.base.height
        scale = height / self.part[3]
        x, y = ((at - edge) * scale for at, edge in zip(self.portrait.head[:2], self.part[:2], strict=True))
        size = self.portrait.head[2] * scale
        reach = size * _LOOSE
        left, top = (max(0, int(at - reach)) & ~1 for at in (x, y))
        right, bottom = min(width, int(x + reach) + 1 & ~1), min(height, int(y + reach) + 1 & ~1)
        self.region = (left, top, right, bottom)
        self._mapped = _loosened(self.region, (x, y), size)

    @property
    def head_height(self) -> float:
        """In pixels of the frame."""
        return self.portrait.head[2] * self.base.height / self.part[3]

    def face(self, face: Face) -> Planes:
        """The head so, as large as `region`."""
        if face in self._faces:
            self._faces.move_to_end(face)
            return self._faces[face]
        still = self._still(face.mouth, face.lids)
        made = still if not (face.across or face.down) else _moved(still, self._mapped, face.across, face.down)
        self._faces[face] = made
        while len(self._faces) > _KEPT:
            self._faces.popitem(last=False)
        return made

    def _still(self, mouth: Viseme, lids: int) -> Planes:
        key = (mouth, lids)
        if key not in self._scaled:
            self._scaled[key] = self._region(mouth, lids)
        return self._scaled[key]

    def _region(self, mouth: Viseme, lids: int) -> Planes:
        """The head's part of the cell; where nothing is averaged, nothing else need be scaled."""
        left, top, right, bottom = self.region
        if _averages(self.part, (self.base.width, self.base.height)):
            return self._whole(mouth, lids).cut(self.region).copy()
        scale = self.part[2] / self.base.width
        part = (self.part[0] + left * scale, self.part[1] + top * scale, (right - left) * scale, (bottom - top) * scale)
        return opaque_of(_with_alpha(scaled(self.portrait.showing(mouth, lids), part, (right - left, bottom - top))))

    def _whole(self, mouth: Viseme, lids: int) -> Planes:
        left, top, right, bottom = self.box
        size = (right - left, bottom - top)
        return opaque_of(_with_alpha(scaled(self.portrait.showing(mouth, lids), self.part, size)))


@dataclass(slots=True, eq=False)
class Board:
    """A frame that is changed from one to the next; `ground` is what is behind cells, as large as the frame."""

    ground: Planes
    planes: Planes = field(init=False)
    _under: Planes = field(init=False)
    _cells: Sequence[Seat] = field(init=False, default=())
    _faces: list[Face] = field(init=False, default_factory=list)
    _overs: tuple[Over, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        self.planes, self._under = self.ground.copy(), self.ground.copy()

    def arrange(self, cells: Sequence[Seat], behind: Iterable[Over] = ()) -> None:
        """Other cells, and what lies on the ground behind them: everything is drawn again."""
        if cells is self._cells:
            return
        _put(self.ground, self._under, (0, 0, self.ground.width, self.ground.height))
        for over in behind:
            blend(self._under.cut(over.box), over.planes)
        for cell in cells:
            _put(cell.base, self._under.cut(cell.box), (0, 0, cell.base.width, cell.base.height))
        self._cells, self._faces = cells, [AT_REST] * len(cells)
        _put(self._under, self.planes, (0, 0, self.ground.width, self.ground.height))
        for over in self._overs:
            blend(self.planes.cut(over.box), over.planes)

    def show(self, faces: Sequence[Face], overs: Sequence[Over] = ()) -> Planes:
        """The frame with these faces, one per cell, and this type in order, the same objects while nothing changes."""
        stale = [over.box for over in self._overs if not any(over is other for other in overs)]
        stale += [over.box for over in overs if not any(over is other for other in self._overs)]
        for number, (cell, face) in enumerate(zip(self._cells, faces, strict=True)):
            if face != self._faces[number]:
                box = _within(cell.region, cell.box)
                _copy(cell.face(face), self._under.cut(box))
                self._faces[number] = face
                stale.append(box)
        touched = [over for over in overs if any(_meet(over.box, box) for box in stale)]
        # type that lies on type that changed is drawn again too
        touched = [over for over in overs if any(_meet(over.box, box) for box in [*stale, *(o.box for o in touched)])]
        for box in [*stale, *(over.box for over in touched)]:
            _copy(self._under.cut(box), self.planes.cut(box))
        for over in touched:
            blend(self.planes.cut(over.box), over.planes)
        self._overs = tuple(overs)
        return self.planes


def ground(width: int, height: int, colour: tuple[int, int, int]) -> Planes:
    """One colour, a little lighter above, so that it is no hole in the picture."""
    if not any(colour):
        return black(width, height)
    shade = np.linspace(1.18, 0.82, height, dtype=np.float32)[:, None, None]
    row = np.clip(np.array(colour, np.float32)[None, None] * shade, 0, 255).astype(np.uint8)
    return opaque_of(_with_alpha(np.ascontiguousarray(np.broadcast_to(row, (height, width, 3)))))


def picture(pixels: Pixels, size: tuple[int, int]) -> Planes:
    """RGB in another size, of even sides."""
    return opaque_of(_with_alpha(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)))


def scaled(pixels: Pixels, part: Part, size: tuple[int, int]) -> Pixels:
    """A part of a picture or of one of its planes in another size."""
    left, top, width, height = part
    if _averages(part, size):  # smaller: the mean of what falls into a pixel
        cut = pixels[round(top) : round(top + height), round(left) : round(left + width)]
        return np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA), np.uint8)
    scale = np.array([[size[0] / width, 0, 0], [0, size[1] / height, 0]], np.float64)
    scale[:, 2] = -left * scale[0, 0], -top * scale[1, 1]
    flags: Any = cv2.INTER_LINEAR
    return np.asarray(cv2.warpAffine(pixels, scale, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _averages(part: Part, size: tuple[int, int]) -> bool:
    return size[1] < part[3] * 0.7


def _with_alpha(pixels: Pixels) -> Pixels:
    return np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])


def _loosened(region: Box, middle: tuple[float, float], size: float) -> tuple[NDArray[np.float32], ...]:
    """How much of a head's movement each pixel of its region makes: all of it, less towards the edge, nothing there."""
    left, top, right, bottom = region
    across, down = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
    far = np.hypot(across - middle[0], down - middle[1]) / size
    share = np.clip((_LOOSE - 0.02 - far) / (_LOOSE - 0.02 - _STILL), 0, 1)
    edges = np.minimum.reduce([across - left, right - 1 - across, down - top, bottom - 1 - down]) / (size * 0.1)
    weight = (share * share * (3 - 2 * share) * np.clip(edges, 0, 1)).astype(np.float32)
    return (across - left).astype(np.float32), (down - top).astype(np.float32), weight


def _moved(still: Planes, mapped: tuple[NDArray[np.float32], ...], across: int, down: int) -> Planes:
    x, y, weight = mapped
    luma = cv2.remap(still.y, x - across * weight, y - down * weight, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    height, width = still.u.shape
    half = weight[: 2 * height : 2, : 2 * width : 2] / 2
    from_x, from_y = x[:height, :width] - across * half, y[:height, :width] - down * half
    u, v = (
        cv2.remap(each, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for each in (still.u, still.v)
    )
    return Planes(np.asarray(luma, np.uint8), np.asarray(u, np.uint8), np.asarray(v, np.uint8))


def _within(region: Box, box: Box) -> Box:
    return region[0] + box[0], region[1] + box[1], region[2] + box[0], region[3] + box[1]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _copy(source: Planes, target: Planes) -> None:
    target.y[:], target.u[:], target.v[:] = source.y, source.u, source.v


def _put(source: Planes, target: Planes, box: Box) -> None:
    _copy(source.cut(box), target.cut(box))
