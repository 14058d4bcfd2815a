"""A line of any script as glyphs in their places: HarfBuzz joins Arabic, stacks Devanagari and Thai, and draws them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from PIL import Image

from renderers.media.bidi import levels, visual_order
from renderers.media.typefaces import DEJAVU, DEJAVU_BOLD, PICTURES, Typeface, face_of, region_of, typeface_for

_FINE = 64
"""Units of a pixel that glyphs are placed in."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shape of a typeface; x and y of its origin in pixels, y upwards from the baseline."""

    face: Typeface
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A line that is set: its glyphs from left to right and how wide it is, in pixels."""

    glyphs: tuple[Glyph, ...]
    width: float
    size: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Coverage of a line, 0 to 255; `left` and `top` of the picture from the line's start and its baseline."""

    picture: Image.Image
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one typeface that run one way; `level` as the bidirectional algorithm counts it."""

    text: str
    face: Typeface
    level: int


def runs(text: str, *, bold: bool) -> list[Run]:
    """A line cut where the typeface or the direction changes, in reading order."""
    found: list[Run] = []
    for letter, level, face in zip(text, levels(text), _faces(text, bold=bold), strict=True):
        if found and (found[-1].face, found[-1].level) == (face, level):
            found[-1] = Run(found[-1].text + letter, face, level)
        else:
            found.append(Run(letter, face, level))
    return found


@lru_cache(maxsize=4096)
def shaped(text: str, *, size: int, bold: bool) -> Setting:
    """A line set at a size in pixels of the em."""
    cut = runs(text, bold=bold)
    glyphs: list[Glyph] = []
    at = 0
    for number in visual_order([run.level for run in cut]):
        run = cut[number]
        for index, advance, right, up in _glyphs(run, size):
            glyphs.append(Glyph(run.face, index, (at + right) / _FINE, up / _FINE))
            at += advance
    return Setting(tuple(glyphs), at / _FINE, size)


def drawn(setting: Setting) -> Drawn | None:
    """A set line as a picture; None when it has no ink."""
    import uharfbuzz

    brush = uharfbuzz.RasterDraw()
    for glyph in setting.glyphs:
        brush.transform = (1 / _FINE, 0, 0, 1 / _FINE, glyph.x, glyph.y)
        brush.draw_glyph(_font(glyph.face, setting.size), glyph.number)
    image = brush.render()
    room = image.extents
    if not room.width or not room.height:
        return None
    # rows come from the lowest to the highest
    data = bytes(image.buffer)
    picture = Image.frombytes("L", (room.width, room.height), data, "raw", "L", room.stride, -1)
    return Drawn(picture, room.x_origin, -(room.y_origin + room.height))


def _faces(text: str, *, bold: bool) -> Iterator[Typeface]:
    """A typeface for every letter; marks, joiners and signs stay in that of the letter before where it has them."""
    region, before = region_of(text), DEJAVU_BOLD if bold else DEJAVU
    for letter in text:
        category = unicodedata.category(letter)
        kept = not letter.isalpha() and before.has(letter) and before.family != PICTURES
        tied = kept or category in ("Mn", "Me", "Mc", "Cf")
        before = before if tied else typeface_for(letter, region=region, bold=bold) or before
        yield before


def _glyphs(run: Run, size: int) -> Iterator[tuple[int, int, int, int]]:
    """Number, advance, and shift to the right and up of every glyph from left to right."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    uharfbuzz.shape(_font(run.face, size), buffer)
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.codepoint, place.x_advance, place.x_offset, place.y_offset


@cache
def _font(face: Typeface, size: int) -> Any:
    import uharfbuzz

    font = uharfbuzz.Font(face_of(face.path, face.index))
    font.scale = (size * _FINE, size * _FINE)
    font.set_variations({"wght": 700 if face.bold else 400})
    return font
