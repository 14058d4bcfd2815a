"""Figures and things as the scene's film shows them: in its style and its grade, patches of faces included."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from renderers.painting.canvas import Sheet, Stage
from renderers.painting.film_look import Grade, grade_of, graded
from renderers.painting.people.placement import Figure, Patch
from renderers.painting.styles import PLAIN, Style, style_named, styled
from renderers.painting.terms import Place

_AROUND = 24
"""Pixels around a patch that lines and smoothing look at."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Film:
    """The style and the grade of a scene."""

    style: Style
    grade: Grade

    @classmethod
    def of(cls, place: Place, style: str) -> Film:
        """What a scene there is shot on."""
        return cls(style_named(style), grade_of(place))

    def sheet(self, stage: Stage, sheet: Sheet) -> Sheet:
        """The sheet as seen on it."""
        return styled(stage, graded(sheet, self.grade), self.style)

    def figure(self, stage: Stage, figure: Figure) -> Figure:
        """The figure as seen on it, whatever its mouth and lids do."""
        return replace(
            figure,
            sheet=self.sheet(stage, figure.sheet),
            mouths=self._patches(stage, figure.sheet, figure.mouths),
            lids=self._patches(stage, figure.sheet, figure.lids),
            looks=self._patches(stage, figure.sheet, figure.looks),
        )

    def _patches(self, stage: Stage, sheet: Sheet, patches: Mapping[K, Patch]) -> dict[K, Patch]:
        return {key: self._patch(stage, sheet, patch) for key, patch in patches.items()}

    def _patch(self, stage: Stage, sheet: Sheet, patch: Patch) -> Patch:
        """A patch looks as it would in the whole figure: it is developed with what is around it."""
        if self.style == PLAIN:
            return replace(patch, pixels=graded(sheet.with_pixels(patch.pixels), self.grade).pixels)
        height, width = patch.pixels.shape[:2]
        left, top = max(0, patch.left - _AROUND), max(0, patch.top - _AROUND)
        around = sheet.pixels[top : patch.top + height + _AROUND, left : patch.left + width + _AROUND].copy()
        x, y = patch.left - left, patch.top - top
        around[y : y + height, x : x + width] = patch.pixels
        made = self.sheet(stage, sheet.with_pixels(around)).pixels
        return replace(patch, pixels=made[y : y + height, x : x + width])
