"""Our stills next to the stills that set the look: the same six moments, as the painter reads and paints them today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import cv2
import numpy as np

from renderers.painting.canvas import Pixels
from renderers.painting.contact import contact_sheet
from renderers.painting.people.reading import read_appearance
from renderers.painting.people.viseme import Viseme
from renderers.painting.performance import Arms, Expression, Performance, Pose
from renderers.painting.picture import Picture, Seen
from renderers.painting.place import read_place
from renderers.painting.planes import to_rgb
from renderers.painting.shot import Lens, paint_shot
from renderers.spec import ShotSize

_WIDTH, _HEIGHT = 960, 402
_SHOWN = 480


def _seen(name: str, description: str, side: int, *, speaks: str = "", **acted: object) -> Seen:
    return Seen(
        appearance=read_appearance(name=name, description=description),
        performance=Performance.model_validate(acted),
        place=side,
        facing=-side,
        speaks=bool(speaks),
    )


_MARA = "30s, long dark hair, red coat"
_ELIAS = "40s, dark hair, navy suit, red tie"

LOOKS: Mapping[str, Picture] = {
    "1-city-night-wide": Picture(
        size=ShotSize.FULL,
        place=read_place("EXT. CITY STREET - NIGHT"),
        cast=(_seen("MARA", _MARA, -1, pose=Pose.WALK),),
        seed=3,
    ),
    "2-bar-two-shot": Picture(
        size=ShotSize.TWO_SHOT,
        place=read_place("INT. BAR - NIGHT"),
        cast=(_seen("MARA", _MARA, -1, speaks="You said you burned it."), _seen("ELIAS", _ELIAS, 1)),
        seed=5,
    ),
    "3-apartment-dusk-medium": Picture(
        size=ShotSize.MEDIUM,
        place=read_place("INT. CITY APARTMENT - DUSK"),
        cast=(
            _seen("OLD TOM", "70s, bald, white beard, green jacket", 1, speaks="The letter came.", arms=Arms.GESTURE),
        ),
        seed=4,
    ),
    "4-desert-dusk-extreme-wide": Picture(
        size=ShotSize.EXTREME_WIDE,
        place=read_place("EXT. DESERT - DUSK"),
        cast=(_seen("MARA", _MARA, -1), _seen("ELIAS", _ELIAS, 1)),
        seed=6,
    ),
    "5-starship-close-up": Picture(
        size=ShotSize.CLOSE_UP,
        place=read_place("INT. STARSHIP BRIDGE - NIGHT"),
        cast=(_seen("JUNE", "26, Black, afro, yellow jacket", -1, speaks="Slowly.", expression=Expression.DETERMINED),),
        seed=7,
    ),
    "6-forest-dawn-over-shoulder": Picture(
        size=ShotSize.OVER_SHOULDER,
        place=read_place("EXT. FOREST - DAWN"),
        cast=(_seen("MARA", _MARA, 1, speaks="Tell me what you saw."), _seen("ELIAS", _ELIAS, -1)),
        seed=8,
    ),
}


def side_by_side(folder: Path) -> Pixels | None:
    """A row for each still of the folder: it, and ours of the same name; None when the folder has none of them."""
    rows = [(f"{name[2:]}: the look, and ours", list(pair)) for name, pair in _pairs(folder)]
    return contact_sheet(rows, _SHOWN) if rows else None


def _pairs(folder: Path) -> Iterator[tuple[str, tuple[Pixels, Pixels]]]:
    for name, picture in LOOKS.items():
        found = cv2.imread(str(folder / f"{name}.webp"))
        if found is not None:
            theirs = cv2.cvtColor(found, cv2.COLOR_BGR2RGBA)
            ours = still(picture)
            size = (theirs.shape[1], theirs.shape[0])
            yield name, (theirs, cv2.resize(ours, size, interpolation=cv2.INTER_AREA))


def still(picture: Picture) -> Pixels:
    """One moment of the shot as RGBA, mouths open where somebody speaks."""
    talking = {number: (Viseme.EH,) for number, seen in enumerate(picture.cast) if seen.speaks}
    painted = to_rgb(paint_shot(picture, Lens(_WIDTH, _HEIGHT, 24.0, 1), shapes=talking).frame(0))
    pixels: Pixels = np.dstack([painted, np.full(painted.shape[:2], 255, np.uint8)])
    return pixels
