"""People of a talk who were filmed: their picture while they listen, their clip while they speak, in any cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from renderers.errors import BadInput, BrokenPromise
from renderers.media.probe import opened
from renderers.media.talk.filmed import Seen
from renderers.painting.planes import Box, Plane, Planes
from renderers.painting.talking import AT_REST, Cell, Face, scaled

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class FilmedFace(Face):
    """A face of which a frame of a clip is seen; `seen` is None while the picture is still."""

    seen: Seen | None = None

    @property
    def still(self) -> Face:
        """The head of the picture: it has one mouth and never blinks."""
        return Face(across=self.across, down=self.down)


@dataclass(slots=True, eq=False)
class Reel:
    """The clips of a passage, each read forwards once; no more than a frame of each is in memory."""

    clips: Sequence[Path]
    _playing: dict[int, Iterator[Planes]] = field(init=False, default_factory=dict)
    _last: dict[int, tuple[int, Planes]] = field(init=False, default_factory=dict)

    def frame(self, number: int, at: int) -> Planes:
        """A frame of a clip, none before the last that was asked for. BrokenPromise where the clip is too short."""
        playing = self._playing.setdefault(number, _frames(self.clips[number]))
        reached, planes = self._last.get(number, (-1, None))
        while planes is None or reached < at:
            planes = next(playing, None)
            if planes is None:
                raise BrokenPromise(f"{self.clips[number].name} has {reached + 1} frames where its turn lasts longer")
            reached += 1
        self._last[number] = (reached, planes)
        return planes


def _frames(clip: Path) -> Iterator[Planes]:
    with opened(clip) as film:
        for frame in film.decode(video=0):
            plain = frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p")
            y, u, v = (_pixels(plane) for plane in plain.planes)
            yield Planes(y, u, v)


def _pixels(plane: Any) -> Plane:
    rows: Plane = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width].copy()


@dataclass(frozen=True, slots=True, eq=False)
class FilmedCell:
    """A cell of a picture, or of its clips in their place. All of it changes from frame to frame, not only the head."""

    cell: Cell
    reel: Reel

    @property
    def base(self) -> Planes:
        """The still picture."""
        return self.cell.base

    @property
    def box(self) -> Box:
        """Where it is in the frame."""
        return self.cell.box

    @property
    def region(self) -> Box:
        """All of it."""
        return 0, 0, self.base.width, self.base.height

    @property
    def head_height(self) -> float:
        """In pixels of the frame."""
        return self.cell.head_height

    def face(self, face: Face) -> Planes:
        """The whole cell so."""
        if not isinstance(face, FilmedFace):
            return self._listening(face)
        if face.seen is None:
            return self._listening(face.still)
        clip = self._cut(self.reel.frame(face.seen.number, face.seen.at))
        return clip if face.seen.share == _WHOLE else _mixed(self._listening(face.still), clip, face.seen.share)

    def _listening(self, face: Face) -> Planes:
        made = self.base.copy()
        if face != AT_REST:
            target, head = made.cut(self.cell.region), self.cell.face(face)
            target.y[:], target.u[:], target.v[:] = head.y, head.u, head.v
        return made

    def _cut(self, frame: Planes) -> Planes:
        tall, wide = self.cell.portrait.pixels.shape[:2]
        if (frame.width, frame.height) != (wide, tall):
            raise BadInput(f"a clip of {frame.width}x{frame.height} was filmed of a picture of {wide}x{tall}")
        size = (self.base.width, self.base.height)
        if list(self.cell.part) == [0, 0, *size]:
            return frame
        left, top, width, height = self.cell.part
        small, half = (left / 2, top / 2, width / 2, height / 2), (size[0] // 2, size[1] // 2)
        return Planes(scaled(frame.y, self.cell.part, size), scaled(frame.u, small, half), scaled(frame.v, small, half))


def _mixed(one: Planes, other: Planes, share: int) -> Planes:
    """So many percent of the other."""
    y, u, v = (_between(*each, share / 100) for each in zip(one.parts(), other.parts(), strict=True))
    return Planes(y, u, v)


def _between(one: Plane, other: Plane, share: float) -> Plane:
    return np.asarray(np.rint(one + (other.astype(np.float32) - one) * share), np.uint8)
