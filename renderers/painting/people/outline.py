"""Somebody of whom only the outline is seen: dark against the light of the place."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from renderers.painting.light import Light
from renderers.painting.palette import mix, scaled
from renderers.painting.people.placement import Figure

_KEPT = 0.10
"""What is left of the paint."""


def outlined(figure: Figure, light: Light) -> Figure:
    """The same body as a shadow, with no face left to move."""
    pixels = figure.sheet.pixels
    dark = scaled(mix(light.shade, (0.10, 0.10, 0.16), 0.7), 0.42)
    alpha = pixels[..., 3:].astype(np.float32) / 255
    tone = alpha * (np.array(dark, np.float32) * 255)
    shadow = pixels.copy()
    shadow[..., :3] = np.clip(cv2.addWeighted(pixels[..., :3].astype(np.float32), _KEPT, tone, 1 - _KEPT, 0), 0, 255)
    return replace(figure, sheet=figure.sheet.with_pixels(shadow), mouths={}, lids={}, looks={})
