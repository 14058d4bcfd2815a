"""Pictures in RGB as the encoder wants them, and fitted into a frame."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.media.encode import Plane

Rgb = NDArray[np.uint8]
"""Shape (height, width, 3)."""

BLACK_Y, NEUTRAL = 16, 128


def planes_of(picture: Rgb) -> tuple[Plane, Plane, Plane]:
    """BT.709 studio swing, 4:2:0; width and height are even."""
    red, green, blue = (picture[..., channel].astype(np.float32) for channel in range(3))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    chroma = [(blue - luma) / 1.8556, (red - luma) / 1.5748]
    y = np.clip(luma * (219 / 255) + BLACK_Y, 16, 235)
    small = [cv2.resize(plane, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) for plane in chroma]
    u, v = (np.clip(plane * (224 / 255) + NEUTRAL, 16, 240) for plane in small)
    return np.rint(y).astype(np.uint8), np.rint(u).astype(np.uint8), np.rint(v).astype(np.uint8)


def shaded(planes: tuple[Plane, Plane, Plane], brightness: float) -> tuple[Plane, Plane, Plane]:
    """As bright as said, 0 is black."""
    if brightness >= 1:
        return planes
    y, u, v = planes
    luma = cv2.convertScaleAbs(y, alpha=brightness, beta=BLACK_Y * (1 - brightness))
    return (
        np.asarray(luma, np.uint8),
        np.asarray(cv2.convertScaleAbs(u, alpha=brightness, beta=NEUTRAL * (1 - brightness)), np.uint8),
        np.asarray(cv2.convertScaleAbs(v, alpha=brightness, beta=NEUTRAL * (1 - brightness)), np.uint8),
    )


def filling(picture: Rgb, width: int, height: int) -> Rgb:
    """The picture scaled to fill the frame, what stands over cut off evenly."""
    tall, wide = picture.shape[:2]
    if (wide, tall) == (width, height):
        return picture
    scale = max(width / wide, height / tall)
    across, down = max(width, round(wide * scale)), max(height, round(tall * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
    scaled = np.asarray(cv2.resize(picture, (across, down), interpolation=how), np.uint8)
    left, top = (across - width) // 2, (down - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width])
