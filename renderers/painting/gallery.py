"""The gallery page, or single sheets of it: `python -m renderers.painting.gallery OUT_DIR [NAME ...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2

from renderers.painting.canvas import Pixels, Sheet, Stage, flatten
from renderers.painting.contact import Rows, contact_sheet, write_picture
from renderers.painting.gallery_look import side_by_side
from renderers.painting.light import Light, light_of
from renderers.painting.people.gallery import CAST, SHEETS
from renderers.painting.sets import paint_set, set_designs
from renderers.painting.styles import PLAIN, STYLES, Style, styled
from renderers.painting.terms import Era, Place, Season, Time, Weather
from renderers.painting.weather import over_still, weather_tiles
from renderers.spec import Setting

TIMES = (Time.DAWN, Time.DAY, Time.DUSK, Time.NIGHT)
"""What every row of sets shows."""

_SHOWN = (Time.DAY, Time.DUSK, Time.NIGHT)
"""What the page shows of every set."""
_PEOPLE = Stage(1680, 1050, 1.0)
_WIDE = 1200


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


def hours_of(kinds: Sequence[str], stage: Stage, times: Sequence[Time] = TIMES) -> Pixels:
    """A row for each kind, a picture for each hour."""
    rows = [(kind, [picture_of(place_of(kind, time), stage) for time in times]) for kind in kinds]
    return contact_sheet(rows, stage.width)


def write_sheet(path: Path, name: str) -> None:
    """The sheet of one set, by the hour, or one of the people's, large, as a picture file."""
    write_picture(path, SHEETS[name](_PEOPLE).pixels if name in SHEETS else hours_of([name], Stage(480, 270)))


def write_page(folder: Path, kinds: Sequence[str], stage: Stage, people: Stage = _PEOPLE) -> Path:
    """`gallery.md` and its pictures under `gallery/`, every picture of a set `stage` large; the page's path."""
    chapters = [
        _chapter(folder, "Places", "Each set by day, at dusk and at night.", _places(kinds, stage)),
        _chapter(folder, "What changes a place", "The same sets in other air.", _changes(stage)),
        _chapter(folder, "People", _CAST_SAID, _people(people)),
        _chapter(folder, "Side by side", _LOOK_SAID, _look(folder / "gallery" / "look")),
    ]
    page = folder / "gallery.md"
    page.write_text(_INTRODUCTION + "".join(chapters), "utf-8")
    return page


_INTRODUCTION = """# Gallery

What the draft painter paints from the words of a screenplay alone. `make gallery` builds this page anew;
`python -m renderers.painting.gallery OUT_DIR NAME ...` draws single sheets large: a set by its name, or one of
people: PEOPLE.
""".replace("PEOPLE", ", ".join(SHEETS))
_CAST_SAID = "Read from these words, in the order of the first sheet:\n\n" + "\n".join(
    f"- **{name}**{': ' + text if text else ''}" for name, text in CAST.items()
)

_LOOK_SAID = (
    "The stills in `gallery/look/` set the look this painter is after; ours of the same moments are on the right."
)

Named = tuple[str, str, Pixels]
"""The file's name, what is said of it, and the picture."""


def _chapter(folder: Path, title: str, said: str, pictures: Iterable[Named]) -> str:
    parts = [f"\n## {title}\n\n{said}\n"]
    for name, words, pixels in pictures:
        path = folder / "gallery" / f"{name}.webp"
        write_picture(path, pixels)
        parts.append(f"\n![{words}](gallery/{path.name})\n")
    return "".join(parts)


def _places(kinds: Sequence[str], stage: Stage, *, per_sheet: int = 8) -> Iterator[Named]:
    for first in range(0, len(kinds), per_sheet):
        some = kinds[first : first + per_sheet]
        words = ", ".join(some).replace("_", " ")
        yield f"sets-{first // per_sheet + 1:02}", words, hours_of(some, stage, _SHOWN)


def _changes(stage: Stage) -> Iterator[Named]:
    for name, page in _PAGES.items():
        yield name, name, contact_sheet(page(stage), stage.width)


def _people(stage: Stage) -> Iterator[Named]:
    for name, paint in SHEETS.items():
        pixels = paint(stage).pixels
        small = (min(_WIDE, stage.width), round(stage.height * min(1.0, _WIDE / stage.width)))
        yield f"people-{name}", f"people: {name}", cv2.resize(pixels, small, interpolation=cv2.INTER_AREA)


def _look(folder: Path) -> Iterator[Named]:
    sheet = side_by_side(folder)
    if sheet is not None:
        yield "side-by-side", "six stills that set the look, and ours", sheet


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
    """Write the page into the first argument's folder, or only the sheets that further arguments name."""
    if not arguments:
        raise SystemExit("usage: python -m renderers.painting.gallery OUT_DIR [NAME ...]")
    folder, names = Path(arguments[0]), arguments[1:]
    known = (*set_designs(), *SHEETS)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"there is no sheet named {', '.join(unknown)}; there are {', '.join(known)}")
    for name in names:
        write_sheet(folder / f"{name}.png", name)
        sys.stdout.write(f"{folder / name}.png\n")
    if not names:
        sys.stdout.write(f"{write_page(folder, list(set_designs()), Stage(256, 144))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
