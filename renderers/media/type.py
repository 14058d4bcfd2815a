"""Setting type on pictures with the fonts that come with the studio, in any script they have (`typefaces`).

Letters the fonts do not have are written in an ASCII approximation, never as empty boxes. Plain Latin, Greek and
Cyrillic lines are drawn by FreeType letter by letter; all others are shaped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii
from PIL import ImageDraw, ImageFont

from renderers.media.breaking import joined, unspaced, words
from renderers.media.shaping import drawn, shaped
from renderers.media.typefaces import DEJAVU, OWN, typeface_for

Ink = str | tuple[int, int, int] | tuple[int, int, int, int]
_LAST_PLAIN = "\u052f"
_PLAIN_MARKS = "\u2010\u2027"
"""Up to Cyrillic, and from the hyphens to the ellipsis, nothing joins, stacks or runs from right to left."""


@dataclass(frozen=True, slots=True)
class Face:
    """Letters of one size, in pixels of the em, and weight."""

    size: int
    bold: bool = False

    def length(self, text: str) -> float:
        """How wide a line is, in pixels."""
        return _plain(self).getlength(text) if is_plain(text) else shaped(text, size=self.size, bold=self.bold).width

    @property
    def ascent(self) -> int:
        """From the top of a line to its baseline, in pixels."""
        return _plain(self).getmetrics()[0]


def write(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, *, face: Face, ink: Ink) -> None:
    """A line of printable text with its top left corner at a place."""
    if is_plain(text):
        draw.text(at, text, font=_plain(face), fill=ink)
        return
    line = drawn(shaped(text, size=face.size, bold=face.bold))
    if line is not None:
        draw.bitmap((round(at[0]) + line.left, round(at[1]) + face.ascent + line.top), line.picture, fill=ink)


def is_plain(text: str) -> bool:
    """Whether a line can be set letter by letter in DejaVu."""
    return all(letter <= _LAST_PLAIN or _PLAIN_MARKS[0] <= letter <= _PLAIN_MARKS[1] for letter in text) and not any(
        map(unicodedata.combining, text)
    )


def printable(text: str) -> str:
    """The text with every letter the fonts lack replaced by an approximation."""
    return "".join(letter if _has(letter) else _approximation(letter) for letter in text)


def lacking(text: str) -> str:
    """The letters of a text that the fonts do not have, each once; signs and pictures, which are no letters, aside."""
    return "".join(dict.fromkeys(letter for letter in text if letter.isalpha() and not _has(letter)))


def wrapped(text: str, face: Face, *, width: int, lines: int) -> list[str]:
    """Text broken into at most `lines` lines of `width` pixels; what does not fit ends in an ellipsis."""
    made: list[str] = []
    for paragraph in printable(text).split("\n"):
        if unspaced(paragraph):
            made += _broken(words(paragraph), face, width, joined)
        else:
            made += _broken(paragraph.split(), face, width, " ".join)
    if len(made) <= lines:
        return made
    last = made[lines - 1]
    while last and face.length(f"{last}…") > width:
        last = last[:-1]
    return [*made[: lines - 1], f"{last.rstrip()}…"]


def _broken(pieces: list[str], face: Face, width: int, together: Callable[[list[str]], str]) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        longer = together([lines[-1], piece]) if lines else piece
        if lines and face.length(longer) <= width:
            lines[-1] = longer
        else:
            lines += _fitting(piece, face, width)
    return lines


def _fitting(word: str, face: Face, width: int) -> list[str]:
    """A word in pieces no wider than the column, marks with their letters."""
    pieces = [""]
    for letter in word:
        tied = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")
        if pieces[-1] and not tied and face.length(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _plain(face: Face) -> ImageFont.FreeTypeFont:
    name = "DejaVuSans-Bold.ttf" if face.bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(OWN / name), face.size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(letter: str) -> bool:
    if letter.isspace() or letter.isascii():
        return letter.isprintable() or letter == "\n"
    directs = unicodedata.category(letter) == "Cf"  # it shows nothing: it joins letters or turns a line
    return directs or DEJAVU.has(letter) or typeface_for(letter) is not None


def _approximation(letter: str) -> str:
    plain = anyascii(letter)
    return plain.strip(":").replace("_", " ") if plain.startswith(":") else plain
