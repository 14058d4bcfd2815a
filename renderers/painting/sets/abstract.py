"""The set for every place nobody wrote one for."""

from __future__ import annotations

from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_sky import sky_sheet
from renderers.painting.sets.model import PaintedSet


def abstract(scene: Scene) -> PaintedSet:
    """Sky."""
    return scene.finish([sky_sheet(scene)])


SETS = (SetDesign("abstract", abstract, ""),)
