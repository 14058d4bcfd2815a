"""A cast whose members can be told apart: what the script left open gives way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from renderers.painting.palette import rgb
from renderers.painting.people.appearance import Appearance, Being, FacialHair, Gender, Glasses, Hair
from renderers.painting.people.reading_words import CLOTHS, SKINS, natural_hair
from renderers.painting.people.wording import number

APART = 4.0
"""How unlike two people must look; see `unlike`."""

HAIR_OF = {
    Gender.WOMAN: (
        Hair.LONG,
        Hair.BOB,
        Hair.WAVY,
        Hair.BUN,
        Hair.PONYTAIL,
        Hair.FRINGE,
        Hair.CURLY,
        Hair.BRAID,
        Hair.PIXIE,
    ),
    Gender.MAN: (Hair.SHORT, Hair.SIDE_PART, Hair.SWEPT, Hair.BUZZ, Hair.MESSY, Hair.QUIFF, Hair.CURLY, Hair.RECEDING),
    Gender.NEUTRAL: (Hair.SHORT, Hair.BOB, Hair.MESSY, Hair.PIXIE, Hair.CURLY, Hair.SWEPT, Hair.BUN),
}
_WEIGHTS = {
    "being": 6.0,
    "gender": 2.0,
    "hair": 1.6,
    "facial_hair": 1.4,
    "glasses": 1.0,
    "headwear": 1.4,
    "outfit": 1.2,
    "build": 0.7,
}
_COLOURS = {"main": 2.4, "hair_colour": 2.2, "skin": 2.4}


def unlike(a: Appearance, b: Appearance) -> float:
    """How easily a viewer tells two people apart; 0 is twins, above 4 nobody mistakes them."""
    apart = sum(weight for field, weight in _WEIGHTS.items() if getattr(a, field) != getattr(b, field))
    apart += sum(
        weight * min(1.0, math.dist(rgb(getattr(a, field)), rgb(getattr(b, field))) / 0.6)
        for field, weight in _COLOURS.items()
    )
    return apart + min(2.0, abs(a.years - b.years) / 18) + min(0.8, abs(a.height_percent - b.height_percent) / 16)


def contrasted(looks: Mapping[str, Appearance]) -> dict[str, Appearance]:
    """The same cast by the same keys, in order: whoever comes later and looks like somebody before is changed.

    Hair, colours, beard and glasses give way, never what the script says; people added at the end change nobody.
    """
    done: dict[str, Appearance] = {}
    for key, look in looks.items():
        done[key] = _told_apart(look, list(done.values()), key)
    return {key: look.model_copy(update={"said": ()}) for key, look in done.items()}


def _told_apart(look: Appearance, others: list[Appearance], key: str) -> Appearance:
    best, most = look, _nearest(look, others)
    if most >= APART or look.being not in (Being.HUMAN, Being.GHOST, Being.ALIEN, Being.ROBOT):
        return best
    for changes in _changes(look, key):
        changed = look.model_copy(update=changes)
        apart = _nearest(changed, others)
        if apart > most + 1e-9:
            best, most = changed, apart
        if most >= APART:
            break
    return best


def _nearest(look: Appearance, others: list[Appearance]) -> float:
    return min((unlike(look, other) for other in others), default=math.inf)


def _changes(look: Appearance, key: str) -> Iterator[dict[str, Any]]:
    """Ways to differ, the mildest first; which colour or style comes first depends on the character."""
    free = {field: options for field, options in _options(look).items() if field not in look.said}
    turned = {field: _turned(options, number(key, field)) for field, options in free.items()}
    singles = [
        ("main",),
        ("hair",),
        ("main", "hair"),
        ("main", "hair_colour"),
        ("main", "hair", "glasses"),
        ("main", "hair", "facial_hair"),
        ("main", "hair", "skin"),
    ]
    for fields in singles:
        kept = [field for field in fields if field in turned]
        for values in product(*(turned[field] for field in kept)):
            yield dict(zip(kept, values, strict=True))


def _turned(options: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    start = by % len(options)
    return options[start:] + options[:start]


def _options(look: Appearance) -> dict[str, tuple[Any, ...]]:
    options: dict[str, tuple[Any, ...]] = {
        "main": CLOTHS,
        "hair": HAIR_OF[look.gender] if look.years >= 14 else (Hair.BOB, Hair.MESSY, Hair.CURLY, Hair.FRINGE),
        "glasses": (Glasses.SQUARE, Glasses.ROUND, Glasses.NONE),
        "skin": SKINS,
    }
    if look.years < 58:
        options["hair_colour"] = tuple(natural_hair(look.skin))
    if look.gender is Gender.MAN and look.years > 20:
        options["facial_hair"] = (FacialHair.BEARD, FacialHair.NONE, FacialHair.MOUSTACHE, FacialHair.GOATEE)
    return options
