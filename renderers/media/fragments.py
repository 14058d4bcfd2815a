"""Where the fragments of an MP4 lie (ISO/IEC 14496-12): what a player must have first, then pieces to fetch alone."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from renderers.errors import BrokenPromise

PICTURE_TRACK = 1


@dataclass(frozen=True, slots=True)
class Fragment:
    """`size` bytes from `offset` hold `frames` frames of picture and the sound that belongs to them."""

    offset: int
    size: int
    frames: int


@dataclass(frozen=True, slots=True)
class Fragments:
    """The first `header` bytes say how to decode; the pieces follow in the order they are shown."""

    header: int
    pieces: tuple[Fragment, ...]

    @property
    def frames(self) -> int:
        """Of all pieces together."""
        return sum(piece.frames for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int
    body: int


def read_fragments(path: Path) -> Fragments:
    """Raises BrokenPromise for a file that is not in fragments or was cut short."""
    try:
        with path.open("rb") as file:
            return _fragments(file, path.stat().st_size)
    except (OSError, struct.error, ValueError) as error:
        raise BrokenPromise(f"{path.name} is not a film in fragments: {error}") from error


def _fragments(file: BinaryIO, size: int) -> Fragments:
    header, pieces = 0, []
    boxes = list(_boxes(file, 0, size))
    for box, following in zip(boxes, [*boxes[1:], None], strict=True):
        if box.kind == b"moov":
            header = box.end
        if box.kind == b"moof":
            if following is None or following.kind != b"mdat":
                raise ValueError("a fragment has no data")
            pieces.append(Fragment(box.start, following.end - box.start, _frames(file, box)))
    if not header or not pieces:
        raise ValueError("it has no header or no fragment")
    return Fragments(header, tuple(pieces))


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        body = at + 8
        if length == 1:
            length, body = struct.unpack(">Q", file.read(8))[0], at + 16
        if length < body - at or at + length > end:
            raise ValueError(f"{kind.decode('latin-1')!r} reaches beyond its end")
        yield _Box(kind, at, at + length, body)
        at += length


def _frames(file: BinaryIO, moof: _Box) -> int:
    """Samples of the picture's track in one fragment."""
    for box in _boxes(file, moof.body, moof.end):
        if box.kind == b"traf":
            runs = {inner.kind: inner for inner in _boxes(file, box.body, box.end)}
            if _word(file, runs[b"tfhd"].body + 4) == PICTURE_TRACK:
                return _word(file, runs[b"trun"].body + 4)
    raise ValueError("a fragment has no picture")


def _word(file: BinaryIO, at: int) -> int:
    file.seek(at)
    return int(struct.unpack(">I", file.read(4))[0])
