"""Sets as planes, kept from shot to shot: a scene's place is painted once in a process and then only looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from renderers.painting.canvas import PEOPLE_DEPTH, Framing, Sheet, Stage, flatten
from renderers.painting.compositor import Layer, lay
from renderers.painting.light import light_of
from renderers.painting.planes import Box, Planes, black, box_of, of_pixels, packed, softened
from renderers.painting.sets import paint_set
from renderers.painting.sets.model import PaintedSet
from renderers.painting.styles import Style, style_named, styled
from renderers.painting.terms import Place
from renderers.spec import Setting

KEPT, KEPT_REVERSED = 6, 2
"""Sets kept in a process; at 1080p one takes about 40 MB."""

_LIKE = 0.25
"""Sheets whose depths differ by less move as one."""


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A sheet of a set in planes; `left` and `top` are pixels of the stage."""

    planes: Planes
    left: int
    top: int
    depth: float
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """A painted place: its geometry and light, and its sheets from far to near."""

    painted: PaintedSet
    flats: tuple[Flat, ...]
    stage: Stage

    def layers(self, framing: Framing, *, width: int, height: int) -> list[tuple[float, Layer]]:
        """What the frame shows of it as (depth, layer) from far to near; the first one is opaque.

        Out of focus, all that is behind people is one picture.
        """
        behind = [flat for flat in self.flats if flat.depth <= PEOPLE_DEPTH]
        before = [flat for flat in self.flats if flat.depth > PEOPLE_DEPTH]
        front = [(flat.depth, self._layer(flat, framing, width, height, blur=2.0 * framing.blur)) for flat in before]
        if framing.blur > 0:
            return [(0.0, self._soft(behind, framing, width, height)), *front]
        return [*((flat.depth, self._layer(flat, framing, width, height)) for flat in behind), *front]

    def corner(self, framing: Framing, width: int, height: int) -> tuple[float, float]:
        """Where the stage's corner lies in the frame, in pixels."""
        across, down = self.stage.size
        return (
            width / 2 - (across / 2 + framing.x * height) * framing.zoom,
            height / 2 - (down / 2 + framing.y * height) * framing.zoom,
        )

    def _layer(self, flat: Flat, framing: Framing, width: int, height: int, *, blur: float = 0.0) -> Layer:
        left, top = self.corner(framing, width, height)
        planes = softened(flat.planes, blur * height / framing.zoom)
        return Layer(
            planes=packed(planes),
            left=left + flat.left * framing.zoom,
            top=top + flat.top * framing.zoom,
            nearness=nearness(flat.depth),
            scale=framing.zoom,
            box=flat.box if blur == 0 else box_of(planes),
        )

    def _soft(self, flats: Sequence[Flat], framing: Framing, width: int, height: int) -> Layer:
        """All of them as one picture out of focus, as large as the stage."""
        across, down = self.stage.size
        under = black(across, down)
        left, top = self.corner(framing, width, height)
        margin_x, margin_y = (across - width) / 2, (down - height) / 2
        for flat in flats:
            shown = np.array(
                [
                    [framing.zoom, 0, left + margin_x + flat.left * framing.zoom],
                    [0, framing.zoom, top + margin_y + flat.top * framing.zoom],
                ],
                np.float64,
            )
            lay(flat.planes, shown, under, box=flat.box)
        far = min((flat.depth for flat in flats), default=0.1)
        return Layer(
            planes=packed(softened(under, framing.blur * height)),
            left=-margin_x,
            top=-margin_y,
            nearness=nearness(0.5 * far + 0.12),
        )

    def turned_round(self) -> Backdrop:
        """The place from its other side, as a reverse angle sees it: what was left is right, its light too."""
        across = self.stage.size[0]
        light = self.painted.light
        painted = replace(
            self.painted,
            light=replace(light, side=-light.side, sun=(-light.sun[0], light.sun[1])),
            anchors=tuple(replace(each, x=-each.x, facing=-each.facing) for each in self.painted.anchors),
        )
        return Backdrop(painted, tuple(_mirrored(flat, across) for flat in self.flats), self.stage)


def nearness(depth: float) -> float:
    """The camera's measure of a sheet's depth: 1 where people stand."""
    return min(2.0, max(0.03, depth / PEOPLE_DEPTH))


def _mirrored(flat: Flat, across: int) -> Flat:
    wide, (left, top, right, bottom) = flat.planes.width, flat.box
    box = (wide - right, top, wide - left, bottom)
    return Flat(flat.planes.mirrored(), across - flat.left - wide, flat.top, flat.depth, box)


@lru_cache(maxsize=KEPT_REVERSED)
def reverse_backdrop(place: Place, *, style: str, width: int, height: int, oversize: float) -> Backdrop:
    """The place from its other side, or kept from a shot before."""
    return backdrop(place, style=style, width=width, height=height, oversize=oversize).turned_round()


@lru_cache(maxsize=KEPT)
def backdrop(place: Place, *, style: str, width: int, height: int, oversize: float) -> Backdrop:
    """The place, painted now or kept from a shot before."""
    stage, look = Stage(width, height, oversize), style_named(style)
    setting = Setting.INTERIOR if place.interior else Setting.EXTERIOR
    light = light_of(place.time, place.weather, setting, place.mood)
    painted = paint_set(stage=stage, place=place, light=light)
    flats = tuple(_flats(painted, stage, look))
    return Backdrop(replace(painted, sheets=()), flats, stage)


def _flats(painted: PaintedSet, stage: Stage, look: Style) -> Iterator[Flat]:
    people = {PEOPLE_DEPTH, *(anchor.depth for anchor in painted.anchors)}
    for sheet in _merged(sorted(painted.sheets, key=lambda sheet: sheet.depth), stage, people):
        planes = of_pixels(styled(stage, sheet, look).pixels)
        box = box_of(planes)
        if box[2] > box[0]:
            yield Flat(planes, sheet.left, sheet.top, sheet.depth, box)


def _merged(sheets: Sequence[Sheet], stage: Stage, people: set[float]) -> Iterator[Sheet]:
    """Fewer sheets, each of those that lie almost equally deep: every one costs a pass over the frame."""
    groups: list[list[Sheet]] = []
    for sheet in sheets:
        first = groups[-1][0].depth if groups else 0.0
        somebody_between = any(first <= depth < sheet.depth for depth in people)
        if groups and not somebody_between and sheet.depth - first < _LIKE:
            groups[-1].append(sheet)
        else:
            groups.append([sheet])
    for group in groups:
        if len(group) == 1:
            yield group[0]
        else:
            yield flatten(stage, group, depth=sum(sheet.depth for sheet in group) / len(group))
