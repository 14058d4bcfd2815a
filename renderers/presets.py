"""Draft, Standard, Cinema: from what has to be made to the engine, its settings and the picture size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from renderers.engine import Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine by name, and the settings a preset fixes."""

    engine: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preset:
    """One row of the table. `height` is the picture's shorter edge in pixels; width follows the film's aspect."""

    name: str
    title: str
    height: int
    engines: Mapping[Kind, Choice]


DRAFT = Preset(
    name="draft",
    title="Draft: a painted animatic with offline voices, made on any machine",
    height=720,
    engines=MappingProxyType(
        {
            Kind.PANEL: Choice("draft_panel"),
            Kind.SPEECH: Choice("kokoro"),
            Kind.CLIP: Choice("draft_animatic"),
            Kind.MUSIC: Choice("composer"),
            Kind.EFFECTS: Choice("effects"),
        }
    ),
)

ROUGH = replace(
    DRAFT,
    name="rough",
    title="Rough: the draft with fast, plain voices, for a first listen or where the offline voices cannot be had",
    engines=MappingProxyType({**DRAFT.engines, Kind.SPEECH: Choice("flite")}),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in (DRAFT, ROUGH)})
