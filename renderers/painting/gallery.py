"""Contact sheets of every set: `python -m renderers.painting.gallery OUT_DIR [kind ...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import skia

from renderers.painting.canvas import Pixels, Sheet, Stage, blank, drawn, flatten
from renderers.painting.ink import fill
from renderers.painting.light import Light, light_of
from renderers.painting.sets import paint_set, set_designs
from renderers.painting.styles import PLAIN, STYLES, Style, styled
from renderers.painting.terms import Era, Place, Season, Time, Weather
from renderers.painting.weather import over_still, weather_tiles
from renderers.spec import Setting

TIMES = (Time.DAWN, Time.DAY, Time.DUSK, Time.NIGHT)
"""What every row of sets shows."""

Rows = Sequence[tuple[str, Sequence[Pixels]]]
_FONT = Path(__file__).parents[1] / "media" / "fonts" / "DejaVuSans.ttf"


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
        words=tuple(kind.split("_")),
        seed=seed,
    )


def picture_of(place: Place, stage: Stage, style: Style = PLAIN) -> Pixels:
    """The frame an empty set shows, cropped to the frame."""
    return framed(stage, flatten(stage, [styled(stage, sheet, style) for sheet in _sheets(place, stage)]).pixels)


def weathered(place: Place, stage: Stage) -> Pixels:
    """The same with what falls in its weather, as a picture that does not move."""
    falling = (
        () if place.interior else over_still(stage, weather_tiles(place.weather, _light(place), height=stage.height))
    )
    sheets = sorted([*_sheets(place, stage), *falling], key=lambda sheet: sheet.depth)
    return framed(stage, flatten(stage, sheets).pixels)


def _light(place: Place) -> Light:
    setting = Setting.INTERIOR if place.interior else Setting.EXTERIOR
    return light_of(place.time, place.weather, setting, place.mood)


def _sheets(place: Place, stage: Stage) -> tuple[Sheet, ...]:
    return paint_set(stage=stage, place=place, light=_light(place)).sheets


def framed(stage: Stage, pixels: Pixels) -> Pixels:
    """The frame inside a whole sheet."""
    left, top = (stage.size[0] - stage.width) // 2, (stage.size[1] - stage.height) // 2
    return pixels[top : top + stage.height, left : left + stage.width]


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


def write_png(path: Path, pixels: Pixels) -> None:
    """An RGBA picture as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    encoded, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGR))
    if not encoded:
        raise ValueError(f"{path.name}: the picture could not be encoded as PNG")
    path.write_bytes(data.tobytes())


def build(out: Path, kinds: Sequence[str], stage: Stage, *, per_page: int = 6) -> list[Path]:
    """Pages of sets by time of day, and pages of weather, ages, seasons, variants and styles; the files written."""
    pages: list[tuple[str, Rows]] = []
    for first in range(0, len(kinds), per_page):
        rows: Rows = [
            (kind, [picture_of(place_of(kind, time), stage) for time in TIMES])
            for kind in kinds[first : first + per_page]
        ]
        pages.append((f"sets-{first // per_page + 1:02}", rows))
    pages += [(name, page(stage)) for name, page in _PAGES.items()]
    written = []
    for name, rows in pages:
        path = out / f"{name}.png"
        write_png(path, contact_sheet(rows, stage.width))
        written.append(path)
    index = "".join(f"![{path.stem}]({path.name})\n\n" for path in written)
    (out / "index.md").write_text(f"# Gallery of places\n\nDawn, day, dusk and night of every set.\n\n{index}", "utf-8")
    return [*written, out / "index.md"]


def _weather_page(stage: Stage) -> Rows:
    hours = {"street": Time.DUSK, "forest": Time.DAY, "lighthouse": Time.NIGHT, "house": Time.EVENING}
    falls = (Weather.RAIN, Weather.SNOW, Weather.FOG, Weather.STORM)
    return [
        (f"{kind}: {', '.join(falls)}", [weathered(place_of(kind, time, weather), stage) for weather in falls])
        for kind, time in hours.items()
    ]


def _ages_page(stage: Stage) -> Rows:
    eras = (Era.MEDIEVAL, Era.VICTORIAN, Era.FIFTIES, Era.FUTURE)
    return [
        (f"{kind}: {', '.join(eras)}", [picture_of(place_of(kind, Time.DUSK, era=era), stage) for era in eras])
        for kind in ("street", "kitchen", "office", "bedroom")
    ]


def _seasons_page(stage: Stage) -> Rows:
    def at(kind: str, season: Season) -> Pixels:
        return picture_of(replace(place_of(kind, Time.DAY), season=season), stage)

    return [(f"{kind}: {', '.join(Season)}", [at(kind, season) for season in Season]) for kind in ("park", "forest")]


def _variants_page(stage: Stage) -> Rows:
    kinds = ("living_room", "street", "bar", "house")
    return [(kind, [picture_of(place_of(kind, Time.DUSK, seed=seed), stage) for seed in range(2, 6)]) for kind in kinds]


def _styles_page(stage: Stage) -> Rows:
    styles = [style for style in STYLES.values() if style != PLAIN]
    titles = ", ".join(style.title for style in styles)
    return [
        (f"{kind}: {titles}", [picture_of(place_of(kind, Time.NIGHT), stage, style) for style in styles])
        for kind in ("street", "bar", "house")
    ]


_PAGES: dict[str, Callable[[Stage], Rows]] = {
    "weather": _weather_page,
    "ages": _ages_page,
    "seasons": _seasons_page,
    "variants": _variants_page,
    "styles": _styles_page,
}


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
