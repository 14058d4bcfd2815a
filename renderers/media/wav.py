"""WAV files: streamed samples of any length, and speech whose words are marked inside the file.

Samples are float32 in -1..1, shape (frames, channels). Files of 4 GiB and more become RF64 (EBU Tech 3306).
Word and phoneme times are standard cue points with labelled text (`cue `, `LIST adtl`, `ltxt`).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from renderers.errors import BadInput, BrokenPromise

Samples = NDArray[np.float32]
BLOCK = 1 << 16
_SIZE_LIMIT = 0xFFFF_FFF0
_HEADER = 80  # RIFF + ds64/JUNK (28 bytes of payload) + fmt (16) + data
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


class NotAWave(BadInput):
    """The file is not a WAV file this studio reads."""

    code = "not_a_wave"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something heard at a place: `kind` is a four-letter purpose (`word`, `phon`), times are in samples."""

    kind: str
    text: str
    start: int
    length: int


class WavWriter:
    """Writes 16- or 24-bit PCM block by block; the header is completed on close. Use as a context manager.

    A file that an error cut short gets no header, so nobody takes it for a whole one. `largest_riff` is the size in
    bytes from which the file is an RF64.
    """

    def __init__(
        self, path: Path, *, sample_rate: int, channels: int, bits: int = 24, largest_riff: int = _SIZE_LIMIT
    ) -> None:
        self.sample_rate, self.channels, self.bits, self.largest_riff = sample_rate, channels, bits, largest_riff
        self.frames = 0
        self._file: BinaryIO = path.open("wb")
        self._file.write(bytes(_HEADER))

    def write(self, samples: Samples) -> None:
        """Append (frames, channels) samples, or a mono vector; louder than full scale is clipped."""
        block = samples.reshape(-1, self.channels)
        self._file.write(_encode(block, self.bits))
        self.frames += len(block)

    def close(self, extra: bytes = b"") -> None:
        """Finish the file; `extra` are whole chunks to stand after the samples."""
        size = self.frames * self.channels * self.bits // 8
        self._file.write(b"\0" * (size % 2) + extra)
        self._file.seek(0)
        self._file.write(self._header(size, len(extra)))
        self._file.close()

    def _header(self, size: int, extra: int) -> bytes:
        whole = _HEADER - 8 + size + size % 2 + extra
        large = whole > self.largest_riff
        width = self.channels * self.bits // 8
        known = struct.pack("<QQQI", whole, size, self.frames, 0) if large else bytes(28)
        return b"".join(
            (
                struct.pack("<4sI4s", b"RF64" if large else b"RIFF", 0xFFFFFFFF if large else whole, b"WAVE"),
                struct.pack("<4sI", b"ds64" if large else b"JUNK", 28) + known,
                struct.pack(
                    "<4sIHHIIHH",
                    b"fmt ",
                    16,
                    _PCM,
                    self.channels,
                    self.sample_rate,
                    self.sample_rate * width,
                    width,
                    self.bits,
                ),
                struct.pack("<4sI", b"data", 0xFFFFFFFF if large else size),
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and not self._file.closed:
            self.close()
        self._file.close()


class WavReader:
    """Reads PCM 16/24/32 and float files block by block. Use as a context manager; NotAWave when it is none."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self._chunks = dict(_chunks(self._file))
            self._read_format()
        except (struct.error, KeyError, ValueError) as error:
            self._file.close()
            raise NotAWave(f"{path.name} is not a WAV file: {error}") from error

    def _read_format(self) -> None:
        start, size = self._chunks["fmt "]
        self._file.seek(start)
        head = self._file.read(size)
        coding, self.channels, self.sample_rate, _, self._width, self._bits = struct.unpack("<HHIIHH", head[:16])
        self._float = (struct.unpack("<H", head[24:26])[0] if coding == _EXTENSIBLE else coding) == _FLOAT
        start, size = self._chunks["data"]
        if start + size > os.fstat(self._file.fileno()).st_size:
            raise ValueError("it ends before its last sample")
        self.frames = size // self._width
        self._start = start
        self._file.seek(start)
        self._position = 0

    def seek(self, frame: int) -> None:
        """Go to a sample frame; beyond the end reads as nothing."""
        self._position = min(max(frame, 0), self.frames)
        self._file.seek(self._start + self._position * self._width)

    def read(self, frames: int) -> Samples:
        """The next samples, shape (frames, channels); fewer at the end, none after it."""
        count = min(frames, self.frames - self._position)
        self._position += count
        raw = self._file.read(count * self._width)
        return _decode(raw, bits=self._bits, floating=self._float).reshape(-1, self.channels)

    def blocks(self, frames: int = BLOCK) -> Iterator[Samples]:
        """The rest of the file in blocks."""
        while len(block := self.read(frames)):
            yield block

    def chunk(self, name: str) -> bytes:
        """A chunk's bytes, empty when the file has none of that name."""
        if name not in self._chunks:
            return b""
        start, size = self._chunks[name]
        self._file.seek(start)
        found = self._file.read(size)
        self.seek(self._position)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def write_speech(path: Path, samples: Samples, sample_rate: int, marks: Sequence[Mark]) -> None:
    """A mono 16-bit line with its marks."""
    with WavWriter(path, sample_rate=sample_rate, channels=1, bits=16) as sound:
        sound.write(samples)
        sound.close(mark_chunks(marks))


def read_speech(path: Path) -> tuple[Samples, int]:
    """All samples of a line as a mono vector, and its sample rate."""
    with WavReader(path) as sound:
        return sound.read(sound.frames).mean(axis=1, dtype=np.float32), sound.sample_rate


def read_marks(path: Path) -> list[Mark]:
    """The marks of a file in the order they were written; none is an empty list."""
    with WavReader(path) as sound:
        cues, labels = sound.chunk("cue "), sound.chunk("LIST adtl")
    starts = dict(struct.unpack_from("<I16xI", cues, 4 + 24 * index) for index in range(len(cues) // 24))
    return [
        Mark(kind, text, starts[number], length) for number, length, kind, text in _labels(labels) if number in starts
    ]


def read_chunk(path: Path, name: str) -> bytes:
    """What a chunk of a file holds, empty when it has none of that name."""
    with WavReader(path) as sound:
        return sound.chunk(name)


def mark_chunks(marks: Sequence[Mark]) -> bytes:
    """The chunks that hold marks, to stand after the samples of a file."""
    cues = struct.pack("<I", len(marks)) + b"".join(
        struct.pack("<II4sIII", number, mark.start, b"data", 0, 0, mark.start) for number, mark in enumerate(marks, 1)
    )
    labels = b"".join(_label(number, mark) for number, mark in enumerate(marks, 1))
    return _chunk(b"cue ", cues) + _chunk(b"LIST", b"adtl" + labels)


def _label(number: int, mark: Mark) -> bytes:
    head = struct.pack("<II4s8x", number, mark.length, mark.kind.encode())
    return _chunk(b"ltxt", head + mark.text.encode() + b"\0")


def _labels(chunk: bytes) -> Iterator[tuple[int, int, str, str]]:
    at = 0
    while at + 28 <= len(chunk):
        name, size = struct.unpack_from("<4sI", chunk, at)
        number, length, kind = struct.unpack_from("<II4s", chunk, at + 8)
        if name == b"ltxt":
            text = chunk[at + 28 : at + 8 + size].rstrip(b"\0")
            yield number, length, kind.decode("latin-1"), text.decode(errors="replace")
        at += 8 + size + size % 2


def _chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack("<4sI", name, len(payload)) + payload + b"\0" * (len(payload) % 2)


def _chunks(file: BinaryIO) -> Iterator[tuple[str, tuple[int, int]]]:
    kind, _, form = struct.unpack("<4sI4s", file.read(12))
    if kind not in (b"RIFF", b"RF64") or form != b"WAVE":
        raise ValueError("no RIFF WAVE header")
    large = 0
    while len(head := file.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        start = file.tell()
        if name == b"ds64":
            large = struct.unpack("<8xQ", file.read(16))[0]
        if name == b"data" and size == 0xFFFFFFFF:
            size = large
        if name == b"LIST":
            yield f"LIST {file.read(4).decode('latin-1')}", (start + 4, size - 4)
        else:
            yield name.decode("latin-1"), (start, size)
        file.seek(start + size + size % 2)


def _encode(samples: Samples, bits: int) -> bytes:
    full = 1 << (bits - 1)  # a power of two, so that single precision is exact
    whole = np.clip(np.rint(samples.astype(np.float32, copy=False) * np.float32(full)), -full, full - 1)
    if bits == 16:
        return bytes(whole.astype("<i2").tobytes())
    return np.ascontiguousarray(whole.astype("<i4").reshape(-1, 1).view(np.uint8)[:, :3]).tobytes()


def _decode(raw: bytes, *, bits: int, floating: bool) -> Samples:
    if floating:
        return np.frombuffer(raw, "<f4" if bits == 32 else "<f8").astype(np.float32)
    if bits == 24:
        padded = np.zeros((len(raw) // 3, 4), np.uint8)
        padded[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        return (padded.view("<i4").reshape(-1) / np.float32(1 << 31)).astype(np.float32)
    if bits not in (16, 32):
        raise ValueError(f"{bits}-bit samples")
    return (np.frombuffer(raw, f"<i{bits // 8}") / np.float32(1 << (bits - 1))).astype(np.float32)


def wav_facts(path: Path, *, sample_rate: int, channels: int) -> dict[str, int]:
    """`samples` and `sample_rate` of a finished sound; BrokenPromise when it is not what it should be."""
    try:
        with WavReader(path) as sound:
            found = (sound.sample_rate, sound.channels)
            frames = sound.frames
    except (NotAWave, OSError) as error:
        raise BrokenPromise(str(error)) from error
    if found != (sample_rate, channels) or not frames:
        raise BrokenPromise(f"{path.name} holds {frames} samples at {found[0]} Hz in {found[1]} channels")
    return {"samples": frames, "sample_rate": sample_rate}
