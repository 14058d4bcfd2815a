"""ID3v2.3 tags (id3.org) with chapters and a cover, as podcast players read them: CTOC, CHAP, APIC.

Written here because the well-kept tag library is GPL and FFmpeg writes chapters without their table of contents.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_UNSET = 0xFFFFFFFF
_PLAYED_IN_ORDER = 0x03
_COVER = 3


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a sound in milliseconds."""

    title: str
    start_ms: int
    end_ms: int


def tag(texts: Sequence[tuple[str, str]], chapters: Sequence[Chapter], cover: bytes, *, language: str = "eng") -> bytes:
    """A whole tag, to stand before the sound: frames such as ("TIT2", title), chapters, a JPEG; all may be empty."""
    frames = [_text(name, value, language) for name, value in texts if value]
    if chapters:
        names = [f"chp{number}".encode() for number in range(len(chapters))]
        frames.append(
            _frame("CTOC", b"toc\0" + bytes((_PLAYED_IN_ORDER, len(names))) + b"".join(n + b"\0" for n in names))
        )
        frames += [_chapter(name, chapter) for name, chapter in zip(names, chapters, strict=True)]
    if cover:
        frames.append(_frame("APIC", b"\0image/jpeg\0" + bytes((_COVER,)) + b"\0" + cover))
    body = b"".join(frames)
    return b"ID3\x03\0\0" + _synchsafe(len(body)) + body


def _chapter(name: bytes, chapter: Chapter) -> bytes:
    times = struct.pack(">IIII", chapter.start_ms, chapter.end_ms, _UNSET, _UNSET)
    return _frame("CHAP", name + b"\0" + times + _text("TIT2", chapter.title, ""))


def _text(name: str, value: str, language: str) -> bytes:
    flat = " ".join(value.split())
    if name == "COMM":  # language and an empty description come first
        return _frame(name, b"\x01" + language.encode("ascii") + b"\xff\xfe\0\0" + flat.encode("utf-16"))
    return _frame(name, b"\x01" + flat.encode("utf-16"))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">IH", len(body), 0) + body


def _synchsafe(size: int) -> bytes:
    """Seven bits to a byte, so that no size looks like the beginning of sound."""
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
