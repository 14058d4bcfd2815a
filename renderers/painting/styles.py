"""Styles as data: what is done to every painted sheet, of a set or of a figure, to make it another kind of drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.painting.canvas import Sheet, Stage
from renderers.painting.palette import Colour
from renderers.painting.textures import tiled

Grey = NDArray[Any]


@dataclass(frozen=True)
class Style:
    """A look: 0 everywhere leaves the painting as it is."""

    name: str
    title: str
    grey: float = 0.0
    """Colour taken out, 0..1; negative makes it richer."""
    contrast: float = 0.0
    """How far dark and light are pushed apart, 0..1."""
    levels: int = 0
    """Steps of brightness; 0 keeps all."""
    smooth: float = 0.0
    """Small forms melted together, in frame heights."""
    line: float = 0.0
    """Strength of drawn outlines, 0..1."""
    ink: Colour = (0.07, 0.06, 0.08)
    dots: float = 0.0
    """Printed dots in the shadows, 0..1."""
    paper: Colour | None = None
    """The drawing is made on this paper instead of filled with colour."""
    hatch: float = 0.0
    """Pencil shading on the paper, 0..1."""


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        style.name: style
        for style in (
            Style("painterly", "Painterly"),
            Style("noir", "Noir", grey=1.0, contrast=0.75, line=0.15),
            Style("comic", "Comic", grey=-0.35, contrast=0.3, levels=6, smooth=0.003, line=0.9, dots=0.5),
            Style(
                "pencil",
                "Storyboard pencil",
                grey=1.0,
                line=1.0,
                ink=(0.2, 0.2, 0.23),
                paper=(0.95, 0.94, 0.9),
                hatch=0.75,
            ),
            Style("flat", "Flat", grey=-0.12, contrast=0.1, levels=9, smooth=0.006),
        )
    }
)
"""Every style by name; `painterly` is what sets and figures are painted in."""

PLAIN = STYLES["painterly"]


def style_named(name: str) -> Style:
    """The style of that name; what nobody knows is painterly."""
    return STYLES.get(name, PLAIN)


def styled(stage: Stage, sheet: Sheet, style: Style) -> Sheet:
    """The sheet drawn in that style; alpha stays."""
    if style == PLAIN:
        return sheet
    alpha = sheet.pixels[..., 3]
    cover = np.maximum(alpha, 1)[..., None].astype(np.float32)
    colour = sheet.pixels[..., :3].astype(np.float32) / cover
    if style.smooth:
        size = max(3, round(style.smooth * stage.height)) | 1
        whole = (np.clip(colour, 0, 1) * 255).astype(np.uint8)
        colour = cv2.medianBlur(whole, min(size, 9)).astype(np.float32) / 255
    luma = colour @ np.array((0.2126, 0.7152, 0.0722), np.float32)
    lines = _lines(luma, alpha, stage) * style.line if style.line else np.zeros_like(luma)
    drawn = _on_paper(stage, style, luma) if style.paper is not None else _in_colour(stage, style, colour, luma)
    drawn += (np.array(style.ink, np.float32) - drawn) * lines[..., None]
    pixels = (np.clip(drawn, 0, 1) * alpha[..., None]).astype(np.uint8)
    return sheet.with_pixels(np.dstack([pixels, alpha]))


def _lines(luma: Grey, alpha: Grey, stage: Stage) -> Grey:
    """Where a pen would draw: edges between dark and light (difference of Gaussians) and around the cut-out, 0..1."""
    fine = max(0.7, stage.height * 0.0011)
    tone = np.where(alpha > 20, luma, 1.0).astype(np.float32)
    difference = cv2.GaussianBlur(tone, (0, 0), fine) - 0.985 * cv2.GaussianBlur(tone, (0, 0), fine * 1.8)
    drawn: Grey = np.clip((0.004 - difference) * 42, 0, 1)
    return drawn * (alpha > 60)


def _in_colour(stage: Stage, style: Style, colour: Grey, luma: Grey) -> Grey:
    shade = luma[..., None]
    drawn = colour + (shade - colour) * style.grey
    if style.contrast:
        bent = _bent(luma, style.contrast)
        drawn = drawn * (bent / np.maximum(luma, 0.01))[..., None]
        luma = bent
    if style.levels:
        stepped = (np.floor(np.clip(luma, 0, 0.999) * style.levels) + 0.5) / style.levels
        drawn = drawn * (stepped / np.maximum(luma, 0.02))[..., None]
        luma = stepped
    if style.dots:
        drawn = drawn * (1 - style.dots * 0.55 * _dots(stage, luma))[..., None]
    result: Grey = drawn
    return result


def _bent(luma: Grey, amount: float) -> Grey:
    value = np.clip(luma * 1.12, 0, 1)
    curve = value * value * (3 - 2 * value)
    bent: Grey = value + (curve - value) * amount * 1.4
    return np.clip(bent, 0, 1)


def _dots(stage: Stage, luma: Grey) -> Grey:
    """A screen of dots at 45 degrees, larger where it is darker."""
    height, width = luma.shape
    pitch = max(3.0, stage.height / 150)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    u, v = (columns + rows) * (np.pi / pitch / 1.4142), (columns - rows) * (np.pi / pitch / 1.4142)
    screen = 0.5 + 0.25 * (np.cos(u * 1.4142) + np.cos(v * 1.4142))
    dark = np.clip(0.62 - luma, 0, 0.5) * 1.7
    dots: Grey = np.clip((dark - (1 - screen)) * 6 + 0.5, 0, 1) * (dark > 0.04)
    return dots


def _on_paper(stage: Stage, style: Style, luma: Grey) -> Grey:
    """Paper shaded by strokes: light tones stay paper, dark ones are hatched once or twice."""
    height, width = luma.shape
    paper = np.empty((height, width, 3), np.float32)
    paper[:] = np.array(style.paper, np.float32)
    tooth = tiled("grain", 3, width, height)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    pitch = max(2.4, stage.height / 190)
    wobble = tiled("soft", 5, width, height, max(0.5, stage.height / 512)) * 1.2
    tone = cv2.GaussianBlur(luma.astype(np.float32), (0, 0), max(0.8, stage.height * 0.002))
    shade = np.zeros_like(tone)
    for slope, limit in ((1.0, 0.62), (-0.8, 0.34)):
        wave = 0.5 + 0.5 * np.sin((columns * slope + rows) * (2 * np.pi / pitch / 1.4) + wobble)
        depth = np.clip((limit - tone) / limit, 0, 1)
        shade += np.clip(wave * 0.65 + depth * 0.8 - 0.55 + 0.12 * tooth, 0, 1) * np.minimum(1, depth * 2.2)
    wash = np.clip(0.75 - tone, 0, 1) * 0.32
    darkness = np.clip(style.hatch * (shade * 0.55 + wash), 0, 0.85)[..., None]
    drawn: Grey = paper * (1 + 0.012 * tooth[..., None]) + (np.array(style.ink, np.float32) - paper) * darkness
    return drawn
