"""Contact sheets: rows of pictures under their names, and files of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import skia

from renderers.painting.canvas import Pixels, blank, drawn
from renderers.painting.ink import fill

Rows = Sequence[tuple[str, Sequence[Pixels]]]
_FONT = Path(__file__).parents[1] / "media" / "fonts" / "DejaVuSans.ttf"
_WEBP_QUALITY = 60


def contact_sheet(rows: Rows, width: int) -> Pixels:
    """Rows of pictures with their names, as one RGBA picture; each picture `width` pixels wide."""
    lines = []
    for name, pictures in rows:
        small = [
            cv2.resize(
                picture, (width, round(picture.shape[0] * width / picture.shape[1])), interpolation=cv2.INTER_AREA
            )
            for picture in pictures
        ]
        line = np.hstack([np.pad(picture, ((2, 2), (2, 2), (0, 0))) for picture in small])
        lines.append(np.vstack([_label(name, line.shape[1]), line]))
    sheet: Pixels = np.vstack(lines)
    sheet[..., 3] = 255
    return sheet


def _label(text: str, width: int) -> Pixels:
    font = skia.Font(skia.Typeface.MakeFromFile(str(_FONT)), 13)

    def write(canvas: skia.Canvas) -> None:
        canvas.clear(skia.ColorSetRGB(18, 18, 22))
        canvas.drawString(text.replace("_", " "), 6, 16, font, fill((0.86, 0.86, 0.89)))

    return drawn(blank(width, 22), write)


def write_picture(path: Path, pixels: Pixels) -> None:
    """An RGBA picture as its name says: .png without loss, .webp for pages. Raises ValueError when it cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    quality = [cv2.IMWRITE_WEBP_QUALITY, _WEBP_QUALITY] if path.suffix == ".webp" else []
    encoded, data = cv2.imencode(path.suffix, cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGR), quality)
    if not encoded:
        raise ValueError(f"{path.name}: the picture could not be encoded")
    path.write_bytes(data.tobytes())
