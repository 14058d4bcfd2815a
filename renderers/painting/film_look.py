"""The look of film, baked into sheets: a grade per mood and hour, and halation around what is bright.

No temporal grain: new noise on every frame doubles the encoder's work and makes files twenty-five times larger, and
compression eats it anyway. The sheets' own brushwork moves with the camera and does the same for the eye. No letterbox
either: the film's aspect is the frame's. The fall-off to the corners is part of each set's light.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.painting.canvas import Sheet, Stage
from renderers.painting.palette import Colour
from renderers.painting.terms import Mood, Place


@dataclass(frozen=True)
class Grade:
    """Split tone and contrast: what shadows and highlights lean to, and how much glow bright places give off."""

    shadows: Colour = (0.0, 0.004, 0.012)
    highlights: Colour = (0.012, 0.004, -0.012)
    contrast: float = 0.1
    halation: float = 0.3


_GRADES: dict[Mood, Grade] = {
    Mood.NEUTRAL: Grade(),
    Mood.WARM: Grade(shadows=(0.008, 0.0, 0.006), highlights=(0.025, 0.006, -0.025), halation=0.4),
    Mood.TENSE: Grade(shadows=(-0.008, 0.004, 0.012), highlights=(0.006, 0.008, -0.006), contrast=0.22, halation=0.2),
    Mood.SAD: Grade(shadows=(-0.004, 0.004, 0.022), highlights=(-0.006, 0.0, 0.01), contrast=0.04),
    Mood.EERIE: Grade(shadows=(-0.006, 0.01, 0.012), highlights=(-0.004, 0.012, 0.0), contrast=0.18, halation=0.35),
    Mood.JOYFUL: Grade(highlights=(0.02, 0.008, -0.012), contrast=0.12, halation=0.4),
    Mood.DREAM: Grade(shadows=(0.014, 0.004, 0.024), highlights=(0.014, 0.0, 0.01), contrast=0.0, halation=0.7),
}


def grade_of(place: Place) -> Grade:
    """The grade of the scene that plays there."""
    return _GRADES[place.mood]


def graded(sheet: Sheet, grade: Grade) -> Sheet:
    """The sheet in that grade; alpha stays and colour never exceeds it."""
    alpha = sheet.pixels[..., 3]
    pixels = cv2.LUT(sheet.pixels, _table(grade))
    return sheet.with_pixels(cv2.min(pixels, cv2.merge([alpha, alpha, alpha, alpha])))


@lru_cache(maxsize=16)
def _table(grade: Grade) -> NDArray[Any]:
    """One value in, one out, per channel; black stays black so that empty pixels stay empty."""
    value = np.linspace(0, 1, 256)
    curve = value + grade.contrast * (value - 0.5) * value * (1 - value) * 2
    table = np.empty((1, 256, 4), np.uint8)
    for channel in range(3):
        low = grade.shadows[channel] * (1 - value) ** 2 * np.minimum(1, value * 8)
        toned = curve + low + grade.highlights[channel] * value
        table[0, :, channel] = np.clip(toned * 255 + 0.5, 0, 255)
    table[0, 0, :3] = 0
    table[0, :, 3] = np.arange(256)
    return table


def halated(stage: Stage, sheet: Sheet, strength: float) -> Sheet:
    """Bright places glow red into what surrounds them, as light scattered in the film's base does."""
    small = cv2.resize(sheet.pixels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    bright = np.maximum(small[..., :3].max(axis=2), 205) - 205
    if not bright.any() or strength <= 0:
        return sheet
    spread = cv2.GaussianBlur(cv2.convertScaleAbs(bright, alpha=4.0), (0, 0), max(0.8, 0.012 * stage.unit / 4))
    wide = cv2.resize(spread, (sheet.pixels.shape[1], sheet.pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    alpha = sheet.pixels[..., 3]
    red, green, blue = (cv2.convertScaleAbs(wide, alpha=strength * share) for share in (0.5, 0.2, 0.1))
    tinted = cv2.merge([red, green, blue, np.zeros_like(alpha)])
    pixels = cv2.add(sheet.pixels, tinted)
    return sheet.with_pixels(cv2.min(pixels, cv2.merge([alpha, alpha, alpha, alpha])))
