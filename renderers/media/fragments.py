"""Where the fragments of an MP4 lie (ISO/IEC 14496-12): what a player must have first, then pieces to fetch alone."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from renderers.errors import BrokenPromise
from renderers.media.boxes import Box, boxes, inner, word

PICTURE_TRACK = 1


@dataclass(frozen=True, slots=True)
class Fragment:
    """`size` bytes from `offset` hold `frames` frames of picture and the sound that belongs to them."""

    offset: int
    size: int
    frames: int


@dataclass(frozen=True, slots=True)
class Fragments:
    """The bytes in `header` say how to decode; the pieces follow in the order they are shown."""

    header: range
    pieces: tuple[Fragment, ...]

    @property
    def frames(self) -> int:
        """Of all pieces together."""
        return sum(piece.frames for piece in self.pieces)


def read_fragments(path: Path) -> Fragments:
    """Raises BrokenPromise for a file that is not in fragments or was cut short."""
    try:
        with path.open("rb") as file:
            return _fragments(file, path.stat().st_size)
    except (OSError, struct.error, ValueError) as error:
        raise BrokenPromise(f"{path.name} is not a film in fragments: {error}") from error


def _fragments(file: BinaryIO, size: int) -> Fragments:
    header, pieces = range(0), []
    found = list(_within(file, size))
    for box, following in zip(found, [*found[1:], None], strict=True):
        if box.kind == b"moov":
            header = range(found[0].start, box.end)
        if box.kind == b"moof":
            if following is None or following.kind != b"mdat":
                raise ValueError("a fragment has no data")
            pieces.append(Fragment(box.start, following.end - box.start, _frames(file, box)))
    if not header or not pieces:
        raise ValueError("it has no header or no fragment")
    return Fragments(header, tuple(pieces))


def _within(file: BinaryIO, size: int) -> Iterator[Box]:
    """The boxes of the fragments: the file's own, or those in the media data of its index (`media.hybrid`)."""
    outer = list(boxes(file, 0, size))
    data = next((box for box in outer if box.kind == b"mdat"), None)
    return iter(outer) if data is None or any(box.kind == b"moof" for box in outer) else inner(file, data)


def _frames(file: BinaryIO, moof: Box) -> int:
    """Samples of the picture's track in one fragment."""
    for box in inner(file, moof):
        if box.kind == b"traf":
            runs = {part.kind: part for part in inner(file, box)}
            if word(file, runs[b"tfhd"].body + 4) == PICTURE_TRACK:
                return word(file, runs[b"trun"].body + 4)
    raise ValueError("a fragment has no picture")
