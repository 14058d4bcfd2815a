"""What other features do in the transaction in which a screenplay is written; `studio.wiring` fills the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from projects.project.models import Project
from projects.screenplay.changes import Changes
from projects.screenplay.models import Element, Scene
from renderers.screenplay.breakdown import Breakdown


@dataclass(frozen=True, slots=True)
class Draft:
    """A screenplay just read: its breakdown and, place for place, the rows of its scenes and their elements.

    `changed` are the ids of scenes that are new or hold anything else than before; `speakers` says for a line that
    another cue spoke it before which one that was.
    """

    project: Project
    breakdown: Breakdown
    scenes: tuple[Scene, ...]
    elements: tuple[tuple[Element, ...], ...]
    changed: frozenset[str]
    speakers: Mapping[str, str]
    now: datetime


ON_WRITTEN: list[Callable[[Draft], Mapping[str, Changes]]] = []
"""Called in order with the draft; each answers what it changed, by kind of row."""
