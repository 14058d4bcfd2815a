"""The shadow somebody leaves on the ground."""

from __future__ import annotations

import cv2
import numpy as np

from renderers.painting import ink
from renderers.painting.canvas import Sheet, Stage
from renderers.painting.ink import Point

_DEPTH = 0.34


def grounded(sheet: Sheet, cut: Stage, at: Point, width: float, scale: float) -> Sheet:
    """The sheet with a soft shadow under it; `at` and the `scale` of a head are in stage units, `width` in heads."""
    box = ink.rect(at[0] - width * scale / 2, at[1] - _DEPTH * scale * 0.42, width * scale, _DEPTH * scale)
    shadow = cut.paint(lambda canvas: canvas.drawOval(box, ink.fill((0.03, 0.02, 0.06), 0.46, soft=0.085 * scale)))
    clear = 255 - sheet.pixels[..., 3]
    under = cv2.multiply(shadow.pixels, cv2.merge([clear] * 4), scale=1 / 255)
    return sheet.with_pixels(np.ascontiguousarray(cv2.add(sheet.pixels, under)))
