"""Contact sheets of every set: `python -m renderers.painting.gallery OUT_DIR [kind ...]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import skia

from renderers.painting.canvas import Pixels, Stage, flatten
from renderers.painting.light import light_of
from renderers.painting.sets import paint_set, set_designs
from renderers.painting.terms import Era, Place, Time, Weather
from renderers.spec import Setting

COLUMNS: tuple[tuple[str, Time, Weather], ...] = (
    ("dawn", Time.DAWN, Weather.CLEAR),
    ("day", Time.DAY, Weather.CLEAR),
    ("dusk", Time.DUSK, Weather.CLEAR),
    ("night", Time.NIGHT, Weather.CLEAR),
)
"""What every row of the gallery shows."""


def place_of(
    kind: str, time: Time, weather: Weather = Weather.CLEAR, *, seed: int = 1, era: Era | None = None
) -> Place:
    """A place of that kind as a heading would give it."""
    design = set_designs()[kind]
    return Place(
        kind=kind,
        interior=bool(design.interior),
        time=time,
        weather=weather,
        era=era or design.era or Era.MODERN,
        words=(kind,),
        seed=seed,
    )


def picture_of(place: Place, stage: Stage) -> Pixels:
    """The frame an empty set shows: all its sheets, cropped to the frame."""
    setting = Setting.INTERIOR if place.interior else Setting.EXTERIOR
    light = light_of(place.time, place.weather, setting, place.mood)
    painted = paint_set(stage=stage, place=place, light=light)
    return framed(stage, flatten(stage, painted.sheets).pixels)


def framed(stage: Stage, pixels: Pixels) -> Pixels:
    """The frame inside a whole sheet."""
    left, top = (stage.size[0] - stage.width) // 2, (stage.size[1] - stage.height) // 2
    return pixels[top : top + stage.height, left : left + stage.width]


def contact_sheet(rows: Sequence[tuple[str, Sequence[Pixels]]], width: int) -> Pixels:
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
    surface = skia.Surface(width, 22)
    with surface as canvas:
        canvas.clear(skia.ColorSetRGB(18, 18, 22))
        font = skia.Font(skia.Typeface("DejaVu Sans"), 13)
        canvas.drawString(text, 6, 16, font, skia.Paint(AntiAlias=True, Color=skia.ColorSetRGB(220, 220, 228)))
    label: Pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType)
    return label


def write_png(path: Path, pixels: Pixels) -> None:
    """An RGBA picture as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    encoded, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGR))
    if not encoded:
        raise ValueError(f"{path.name}: the picture could not be encoded as PNG")
    path.write_bytes(data.tobytes())


def build(out: Path, kinds: Sequence[str], stage: Stage, *, per_page: int = 5) -> list[Path]:
    """Pages of sets by time of day, and one page per kind of weather; the files written."""
    written = []
    for page in range(0, len(kinds), per_page):
        rows = [
            (kind, [picture_of(place_of(kind, time, weather), stage) for _, time, weather in COLUMNS])
            for kind in kinds[page : page + per_page]
        ]
        path = out / f"sets-{page // per_page + 1:02}.png"
        write_png(path, contact_sheet(rows, stage.width))
        written.append(path)
    return written


def main(arguments: Sequence[str]) -> None:
    """Draw the gallery into the first argument's folder; further arguments choose kinds."""
    if not arguments:
        raise SystemExit("usage: python -m renderers.painting.gallery OUT_DIR [kind ...]")
    kinds = list(arguments[1:]) or list(set_designs())
    unknown = [kind for kind in kinds if kind not in set_designs()]
    if unknown:
        raise SystemExit(f"there is no set named {', '.join(unknown)}; there are {', '.join(set_designs())}")
    for path in build(Path(arguments[0]), kinds, Stage(480, 270)):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
