"""The boxes of which an MP4 is built (ISO/IEC 14496-12): a size, a kind of four letters, then what they hold."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Box:
    """Bytes `start` to `end` of a file; from `body` on it holds something."""

    kind: bytes
    start: int
    end: int
    body: int


def boxes(file: BinaryIO, at: int, end: int) -> Iterator[Box]:
    """Those that follow each other between two places. ValueError when one reaches beyond the end."""
    while at < end:
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        body = at + 8
        if length == 1:
            length, body = struct.unpack(">Q", file.read(8))[0], at + 16
        if length < body - at or at + length > end:
            raise ValueError(f"{kind.decode('latin-1')!r} reaches beyond its end")
        yield Box(kind, at, at + length, body)
        at += length


def inner(file: BinaryIO, box: Box) -> Iterator[Box]:
    """The boxes in a box."""
    return boxes(file, box.body, box.end)


def word(file: BinaryIO, at: int) -> int:
    """32 bits from a place."""
    file.seek(at)
    return int(struct.unpack(">I", file.read(4))[0])
