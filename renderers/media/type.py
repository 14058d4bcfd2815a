"""Setting type on pictures with the fonts that come with the studio (DejaVu Sans: Latin, Greek, Cyrillic and more).

Letters the fonts do not have are written in an ASCII approximation, never as empty boxes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from anyascii import anyascii
from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
_NOWHERE = "\U0010fffd"  # a code point no font has: its shape is the empty box


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def printable(text: str) -> str:
    """The text with every letter the fonts lack replaced by an approximation."""
    return "".join(letter if _has(letter) else _approximation(letter) for letter in text)


def lacking(text: str) -> str:
    """The letters of a text that the fonts do not have, each once; signs and pictures, which are no letters, aside."""
    return "".join(dict.fromkeys(letter for letter in text if letter.isalpha() and not _has(letter)))


def wrapped(text: str, face: ImageFont.FreeTypeFont, *, width: int, lines: int) -> list[str]:
    """Text broken into at most `lines` lines of `width` pixels; what does not fit ends in an ellipsis."""
    made: list[str] = []
    for paragraph in printable(text).split("\n"):
        made += _broken(paragraph.split(), face, width)
    if len(made) <= lines:
        return made
    last = made[lines - 1]
    while last and face.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*made[: lines - 1], f"{last.rstrip()}…"]


def _broken(words: list[str], face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines += _fitting(word, face, width)
    return lines


def _fitting(word: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A word in pieces no wider than the column."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and face.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _has(letter: str) -> bool:
    if letter.isspace() or letter.isascii():
        return letter.isprintable() or letter == "\n"
    face = font(24)
    return bytes(face.getmask(letter)) != bytes(face.getmask(_NOWHERE))


def _approximation(letter: str) -> str:
    plain = anyascii(letter)
    return plain.strip(":").replace("_", " ") if plain.startswith(":") else plain
