"""Type over a talk: names, chapter titles, captions and cards, as premultiplied RGBA of even sides."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from renderers.media.type import Face, wrapped, write

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]
INK, QUIET, NIGHT = (250, 248, 242), (206, 208, 214), (14, 16, 22)
_PLATE = 212

COLOURS: tuple[Colour, ...] = (
    (255, 179, 64),
    (86, 196, 255),
    (255, 118, 136),
    (120, 220, 150),
    (196, 150, 255),
    (255, 225, 110),
)
"""Everybody's own, told apart at a glance and by most who see few colours; never the only sign of who speaks."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Type and where its left top corner belongs, in pixels of the frame."""

    pixels: Pixels
    left: int
    top: int


def colour_of(person: int) -> Colour:
    """By their number."""
    return COLOURS[person % len(COLOURS)]


def lower_third(name: str, role: str, colour: Colour, *, unit: int, room: int) -> Pixels:
    """A name in large letters over what somebody is, beside a bar of their colour."""
    large, small = Face(max(14, unit // 21), bold=True), Face(max(11, unit // 34))
    [first] = wrapped(name, large, width=room, lines=1) or [""]
    [second] = wrapped(role, small, width=room, lines=1) or [""] if role else [""]
    pad, bar = unit // 48, max(4, unit // 110)
    width = int(max(large.length(first), small.length(second))) + 3 * pad + bar
    height = int(large.size * 1.35 + (small.size * 1.45 if second else 0)) + 2 * pad
    sheet, draw = _clear(width, height)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=pad // 2, fill=(*NIGHT, _PLATE))
    draw.rectangle((0, 0, bar, height), fill=(*colour, 255))
    write(draw, (bar + pad, pad * 0.8), first, face=large, ink=(*INK, 255))
    if second:
        write(draw, (bar + pad, pad * 0.8 + large.size * 1.35), second, face=small, ink=(*QUIET, 255))
    return _premultiplied(sheet)


def plate(name: str, colour: Colour, *, unit: int, room: int, speaks: int) -> Pixels:
    """A small name; in its colour when `speaks` is 1."""
    face = Face(max(11, unit // 38), bold=True)
    [line] = wrapped(name, face, width=max(8, room - face.size), lines=1) or [""]
    width, height = int(face.length(line)) + face.size, int(face.size * 1.7)
    sheet, draw = _clear(width, height)
    ground, ink = ((*colour, 255), NIGHT) if speaks else ((*NIGHT, _PLATE), INK)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=height // 4, fill=ground)
    write(draw, (face.size / 2, height * 0.2), line, face=face, ink=(*ink, 255))
    return _premultiplied(sheet)


def ring(width: int, height: int, colour: Colour, *, thick: int) -> Pixels:
    """A plain plate of a colour, a little larger than a cell that is laid on it: its edge shows around the cell."""
    sheet, draw = _clear(width + 2 * thick, height + 2 * thick)
    draw.rounded_rectangle((0, 0, *(side - 1 for side in sheet.size)), radius=thick, fill=(*colour, 255))
    return _premultiplied(sheet)


def chapter(number: int, title: str, *, unit: int, room: int) -> Pixels:
    """What begins, in a corner."""
    face = Face(max(12, unit // 30), bold=True)
    pad = unit // 56
    lines = wrapped(title, face, width=room - 5 * face.size, lines=2)
    mark = f"{number}"
    left = int(Face(face.size, bold=True).length(mark)) + 2 * pad
    width = left + int(max(map(face.length, lines), default=0)) + 2 * pad
    height = int(face.size * 1.35 * len(lines)) + 2 * pad
    sheet, draw = _clear(width, height)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=pad // 2, fill=(*NIGHT, _PLATE))
    draw.rectangle((0, 0, left, height), fill=(*INK, 235))
    write(draw, (pad, pad), mark, face=face, ink=(*NIGHT, 255))
    for at, line in enumerate(lines):
        write(draw, (left + pad, pad + at * face.size * 1.35), line, face=face, ink=(*INK, 255))
    return _premultiplied(sheet)


@lru_cache(maxsize=256)
def caption(text: str, *, unit: int, room: int, lines: int = 3) -> Pixels:
    """What is said, bold on a dark plate, in the middle of its own width."""
    face = Face(max(13, unit // 22), bold=True)
    rows = [row for row in wrapped(" ".join(text.split("\n")), face, width=room, lines=lines) if row]
    pad, step = face.size // 2, face.size * 1.32
    width = int(max(map(face.length, rows), default=0)) + 2 * pad
    height = int(step * len(rows)) + pad
    sheet, draw = _clear(width, height)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=pad // 2, fill=(*NIGHT, _PLATE))
    for number, row in enumerate(rows):
        at = ((width - face.length(row)) / 2, pad * 0.42 + number * step)
        write(draw, at, row, face=face, ink=(*INK, 255))
    return _premultiplied(sheet)


def lines(text: str, *, size: int, bold: int, ink: Colour, room: int, rows: int) -> Pixels:
    """Plain type on nothing, bold when `bold` is 1."""
    face = Face(max(11, size), bold=bool(bold))
    written = wrapped(text, face, width=room, lines=rows) or [""]
    sheet, draw = _clear(max(2, int(max(map(face.length, written))) + 2), int(face.size * 1.32 * len(written)) + 4)
    for number, line in enumerate(written):
        write(draw, (0, number * face.size * 1.32), line, face=face, ink=(*ink, 255))
    return _premultiplied(sheet)


def card(above: str, title: str, below: str, *, size: tuple[int, int], hue: float) -> Pixels:
    """A whole frame: a title in the middle, what it belongs to above, who speaks below. Opaque."""
    width, height = size
    unit = min(size)
    sheet = Image.fromarray(_glow(width, height, hue), "RGB").convert("RGBA")
    draw = ImageDraw.Draw(sheet)
    large, small = Face(unit // (12 if len(title) < 34 else 16), bold=True), Face(unit // 30)
    rows = wrapped(title, large, width=int(width * 0.8), lines=4)
    step = large.size * 1.25
    top = (height - step * len(rows)) / 2
    for number, row in enumerate(rows):
        write(draw, ((width - large.length(row)) / 2, top + number * step), row, face=large, ink=(*INK, 255))
    for text, at in ((above, top - small.size * 2.4), (below, top + step * len(rows) + small.size * 1.3)):
        for number, row in enumerate(wrapped(text, small, width=int(width * 0.8), lines=2)):
            place = ((width - small.length(row)) / 2, at + number * small.size * 1.4)
            write(draw, place, row, face=small, ink=(*QUIET, 255))
    return np.asarray(sheet, np.uint8)


def faded(pixels: Pixels, share: float) -> Pixels:
    """So much of it."""
    return (pixels.astype(np.float32) * share).astype(np.uint8)


def _glow(width: int, height: int, hue: float) -> Pixels:
    """Night above, a light below; computed small, since it is soft."""
    size = (width // 4, height // 4)
    across, down = np.meshgrid(*(np.linspace(0, 1, side, dtype=np.float32) for side in size))
    glow = np.exp(-2.2 * np.hypot(across - 0.5, (down - 1.05)))[..., None]
    dark, light = (np.array(colorsys.hls_to_rgb(hue, *tone)) * 255 for tone in ((0.08, 0.45), (0.34, 0.5)))
    soft = cv2.resize((dark * (1 - glow) + light * glow).astype(np.float32), (width, height))
    noise = np.random.default_rng(5).normal(0, 1.2, (height, width, 1)).astype(np.float32)
    made: Pixels = np.clip(soft + noise, 0, 255).astype(np.uint8)
    return made


def _clear(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("RGBA", ((width + 1) & ~1, (height + 1) & ~1), (0, 0, 0, 0))
    return sheet, ImageDraw.Draw(sheet)


def _premultiplied(sheet: Image.Image) -> Pixels:
    pixels = np.asarray(sheet, np.uint16)
    alpha = pixels[..., 3:]
    return np.concatenate([pixels[..., :3] * alpha // 255, alpha], axis=2).astype(np.uint8)
