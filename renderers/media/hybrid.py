"""One MP4 that plays as a file and in pieces: an ordinary index in front, the fragments inside its media data.

Readers of files find a movie box with every sample and an edit list, and never look at the boxes within the data.
Players of a stream are told in bytes where the fragments' own header and each fragment lie, and never see the index.
Both read the same samples. Boxes are those of ISO/IEC 14496-12.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from renderers.errors import BrokenPromise
from renderers.media.boxes import Box, boxes, inner, word

_NESTED = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_WIDE = 16
"""Bytes of a box's head whose size has 64 bits."""
_SIZES, _DURATIONS, _OFFSET = 0x200, 0x100, 0x001
_BASE_IS_FRAGMENT = 0x020000


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Samples that lie after each other from byte `offset` of the fragments, each of so many bytes."""

    offset: int
    sizes: tuple[int, ...]


def join(*, index: Path, fragments: Path, out: Path) -> None:
    """Put the `index` of an ordinary MP4 before the `fragments` of the same samples.

    Raises BrokenPromise when the two do not hold the same samples.
    """
    with index.open("rb") as plain, fragments.open("rb") as pieces, out.open("wb") as target:
        chunks = _chunks(pieces, fragments.stat().st_size)
        head = {box.kind: box for box in boxes(plain, 0, index.stat().st_size)}
        kind, movie = _bytes(plain, head[b"ftyp"]), head[b"moov"]
        length = len(_rebuilt(plain, movie, chunks, 0))
        moved = _rebuilt(plain, movie, chunks, len(kind) + length + _WIDE)
        size = fragments.stat().st_size + _WIDE
        target.write(kind + moved + struct.pack(">I4sQ", 1, b"mdat", size))
        pieces.seek(0)
        copyfileobj(pieces, target)


def _chunks(file: BinaryIO, size: int) -> Mapping[int, Sequence[_Chunk]]:
    """By track, in order."""
    found: dict[int, list[_Chunk]] = {}
    for moof in boxes(file, 0, size):
        if moof.kind == b"moof":
            for track in inner(file, moof):
                if track.kind == b"traf":
                    number, runs = _track(file, track, moof.start)
                    found.setdefault(number, []).extend(runs)
    return found


def _track(file: BinaryIO, traf: Box, start: int) -> tuple[int, list[_Chunk]]:
    """A fragment's samples of one track. Every run says where it lies, every sample how large it is, unless all are."""
    parts = list(inner(file, traf))
    head = next(box for box in parts if box.kind == b"tfhd")
    flags = word(file, head.body)
    if not flags & _BASE_IS_FRAGMENT:
        raise BrokenPromise("the fragments count their bytes from elsewhere than themselves")
    runs = [_run(file, box, start, _size_of_all(file, head, flags)) for box in parts if box.kind == b"trun"]
    return word(file, head.body + 4), runs


def _size_of_all(file: BinaryIO, head: Box, flags: int) -> int:
    """What a sample has that does not say its size; 0 where none is given."""
    before = sum(size for flag, size in ((0x01, 8), (0x02, 4), (0x08, 4)) if flags & flag)
    return word(file, head.body + 8 + before) if flags & 0x10 else 0


def _run(file: BinaryIO, run: Box, start: int, size: int) -> _Chunk:
    flags, count = word(file, run.body) & 0xFFFFFF, word(file, run.body + 4)
    if not flags & _OFFSET:
        raise BrokenPromise("a run of samples does not say where it lies")
    offset = start + struct.unpack(">i", _read(file, run.body + 8, 4))[0]
    if not flags & _SIZES:
        return _Chunk(offset, (size,) * count)
    first = run.body + 12 + (4 if flags & 0x004 else 0)
    step = 4 * (flags & 0xF00).bit_count()
    skipped = 4 if flags & _DURATIONS else 0
    data = _read(file, first, step * count)
    return _Chunk(offset, tuple(struct.unpack_from(">I", data, at * step + skipped)[0] for at in range(count)))


def _rebuilt(file: BinaryIO, box: Box, chunks: Mapping[int, Sequence[_Chunk]], ahead: int) -> bytes:
    """The box with the places of all samples told anew, `ahead` bytes before the fragments."""
    if box.kind == b"trak":
        head = next(each for each in inner(file, box) if each.kind == b"tkhd")
        later = word(file, head.body) >> 24  # version 1 has times of 64 bits
        number = word(file, head.body + (20 if later else 12))
        chunks = {0: chunks.get(number, ())}
    if box.kind in _NESTED:
        return _boxed(box.kind, b"".join(_rebuilt(file, each, chunks, ahead) for each in inner(file, box)))
    match box.kind:
        case b"stsc":
            return _boxed(b"stsc", _counts(chunks[0]))
        case b"stco" | b"co64":
            places = [chunk.offset + ahead for chunk in chunks[0]]
            return _boxed(b"co64", struct.pack(f">II{len(places)}Q", 0, len(places), *places))
        case b"stsz":
            _same_samples(file, box, chunks[0])
    return _bytes(file, box)


def _counts(chunks: Sequence[_Chunk]) -> bytes:
    """Samples of every chunk, said where they change."""
    rows: list[tuple[int, int]] = []
    at = 1
    for count, alike in groupby(len(chunk.sizes) for chunk in chunks):
        rows.append((at, count))
        at += len(list(alike))
    return struct.pack(">II", 0, len(rows)) + b"".join(struct.pack(">III", *row, 1) for row in rows)


def _same_samples(file: BinaryIO, box: Box, chunks: Sequence[_Chunk]) -> None:
    size, count = struct.unpack(">II", _read(file, box.body + 4, 8))
    told = struct.unpack(f">{count}I", _read(file, box.body + 12, 4 * count)) if not size else (size,) * count
    if told != tuple(size for chunk in chunks for size in chunk.sizes):
        raise BrokenPromise("the index and the fragments of a scene do not hold the same samples")


def _boxed(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _bytes(file: BinaryIO, box: Box) -> bytes:
    return _read(file, box.start, box.end - box.start)


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
