"""Cards: titles and credits as type on a clear sheet, to be laid over a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from renderers.media.type import Face, is_plain, printable, wrapped, write

_INK = (246, 240, 226)
_QUIET = (196, 186, 166)
_RULE = (222, 176, 96)
_LONG, _VERY_LONG = 30, 60
_MOST_ROWS = 12


def card(text: str, *, width: int, height: int) -> NDArray[np.uint8]:
    """Premultiplied RGBA of the size asked: the last line large, what is above it small, in the middle of the frame.

    Rows of two columns, with a tab between them, are set as credits: roles to the left of the middle, names to its
    right. Long texts get smaller letters and more lines, and end in an ellipsis when they still do not fit.
    """
    sheet = Image.new("RGBA", (width, height), (*_INK, 0))
    draw = ImageDraw.Draw(sheet)
    unit = min(width, height)
    lines = (text.strip() or " ").split("\n")
    if any("\t" in line for line in lines):
        _table(draw, lines, width=width, height=height, unit=unit)
    else:
        *small, large = printable(text.strip() or " ").split("\n")
        _block(draw, small, large, width=width, height=height, unit=unit)
    pixels = np.asarray(sheet, np.uint16)
    alpha = pixels[..., 3:]
    return np.concatenate([pixels[..., :3] * alpha // 255, alpha], axis=2).astype(np.uint8)


def _block(draw: ImageDraw.ImageDraw, small: list[str], large: str, *, width: int, height: int, unit: int) -> None:
    short = len(large) <= _LONG
    size = unit // (12 if short else 19 if len(large) <= _VERY_LONG else 27)
    face, tracking = Face(max(12, size)), (0.16 if short else 0.02)
    words = large.upper() if short else large
    room = int(width * 0.74 / (1 + tracking * 1.6))
    lines = wrapped(words, face, width=room, lines=3 if short else 8)
    step = face.size * (1.35 if short else 1.5)
    quiet = Face(max(10, unit // 34))
    top = (height - step * len(lines)) / 2
    for number, line in enumerate(lines):
        _spaced(draw, line, face, middle=width / 2, top=top + step * number, tracking=tracking, ink=_INK)
    above = [row for line in small for row in wrapped(line, quiet, width=int(width * 0.7), lines=2)]
    for number, line in enumerate(reversed(above), 1):
        at = top - unit * 0.012 - number * quiet.size * 1.6
        _spaced(draw, line, quiet, middle=width / 2, top=at, tracking=0.08, ink=_QUIET)
    below = top + step * len(lines) + unit / 30
    half = unit / 11
    draw.rectangle((width / 2 - half, below, width / 2 + half, below + max(1, unit / 360)), fill=(*_RULE, 255))


def _table(draw: ImageDraw.ImageDraw, lines: list[str], *, width: int, height: int, unit: int) -> None:
    """A heading and rows of role and name on either side of the middle."""
    heading = " ".join(line for line in lines if "\t" not in line)
    rows = [line.partition("\t") for line in lines if "\t" in line][:_MOST_ROWS]
    face, quiet = Face(max(12, unit // 24)), Face(max(10, unit // 34))
    step, column, gutter = face.size * 1.75, int(width * 0.36), unit * 0.025
    top = (height - step * len(rows)) / 2
    _spaced(draw, printable(heading), quiet, middle=width / 2, top=top - quiet.size * 2.6, tracking=0.08, ink=_QUIET)
    for number, (role, _, name) in enumerate(rows):
        at = top + step * number
        [left] = wrapped(role, face, width=column, lines=1) or [""]
        [right] = wrapped(name, face, width=column, lines=1) or [""]
        write(draw, (width / 2 - gutter - face.length(left), at), left, face=face, ink=(*_QUIET, 255))
        write(draw, (width / 2 + gutter, at), right, face=face, ink=(*_INK, 255))


def _spaced(
    draw: ImageDraw.ImageDraw,
    line: str,
    face: Face,
    *,
    middle: float,
    top: float,
    tracking: float,
    ink: tuple[int, int, int],
) -> None:
    """A line of letters with air between them, centred; none between letters that join or stack."""
    if not is_plain(line):
        write(draw, (middle - face.length(line) / 2, top), line, face=face, ink=(*ink, 255))
        return
    gap = face.size * tracking
    left = middle - (face.length(line) + gap * (len(line) - 1)) / 2
    for at, letter in enumerate(line):
        x = left + face.length(line[:at]) + gap * at
        write(draw, (x, top), letter, face=face, ink=(*ink, 255))
