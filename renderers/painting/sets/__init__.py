"""Sets by kind: every file in this folder that has a `SETS` table adds to it; nothing else is edited."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import MappingProxyType

from renderers.painting.canvas import WHOLE, Framing, Sheet, Stage
from renderers.painting.film_look import grade_of, graded, halated
from renderers.painting.light import Light
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.model import Anchor, PaintedSet, Pose
from renderers.painting.terms import Place
from renderers.painting.weather import air_sheets

__all__ = ["UNKNOWN", "Anchor", "PaintedSet", "Pose", "SetDesign", "paint_set", "set_designs"]

UNKNOWN = "abstract"
"""The kind of every place nobody wrote a set for."""


@cache
def set_designs() -> Mapping[str, SetDesign]:
    """Every set by its kind."""
    found: dict[str, SetDesign] = {}
    for module in pkgutil.iter_modules(__path__):
        for design in getattr(import_module(f"{__name__}.{module.name}"), "SETS", ()):
            if design.kind in found:
                raise ValueError(f"two sets are named {design.kind!r}")
            found[design.kind] = design
    return MappingProxyType(dict(sorted(found.items())))


def paint_set(
    *, stage: Stage, place: Place, light: Light, seed: int | None = None, framing: Framing = WHOLE
) -> PaintedSet:
    """The place as depth-sorted sheets with its ground and anchors; same in, same pixels out.

    `framing` paints a part of the set larger and out of focus by `framing.blur` (frame heights). Kinds nobody wrote
    are painted from the place's words. Cost: up to 0.7 CPU seconds at 1280x720; cache it by what it was given.
    """
    design = set_designs().get(place.kind, set_designs()[UNKNOWN])
    seed = place.seed if seed is None else seed
    light = _turned(light, seed)
    scene = Scene(stage.framed(framing), place, light, seed)
    painted = design.paint(scene)
    sheets = painted.sheets + air_sheets(scene.stage, place, light)
    return replace(painted, sheets=tuple(sorted(_developed(sheets, scene), key=lambda sheet: sheet.depth)))


def _turned(light: Light, seed: int) -> Light:
    """The sun or the moon where it stands at this place: left or right, nearer the middle or the edge."""
    side = -1 if seed // 3 % 2 else 1
    x, y = light.sun
    return replace(light, side=light.side * side, sun=(x * side * (0.62 + 0.12 * (seed // 7 % 5)), y))


def _developed(sheets: Sequence[Sheet], scene: Scene) -> Iterator[Sheet]:
    """Sheets in the scene's grade, as sharp as the lens shows them."""
    grade, framing = grade_of(scene.place), scene.stage.framing
    for sheet in sheets:
        toned = graded(halated(scene.stage, sheet, grade.halation), grade)
        yield toned.blurred(framing.blur * scene.stage.height) if framing.blur > 0 else toned
