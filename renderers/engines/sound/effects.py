"""Effects: the ambience of a place and the sounds of what happens in it, stepping back for speech. The second stem."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.engines.foley import EffectsSettings, laid
from renderers.media.stems import stem_facts
from renderers.plan import WorkerSize
from renderers.sounds.scenery import synthesised


@dataclass(frozen=True, slots=True)
class Effects:
    """A stem that never falls silent, with its fader written into it as marks."""

    name: str = "effects"
    version: str = "1"
    makes: Kind = Kind.EFFECTS
    settings: type[EffectsSettings] = EffectsSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Ambience and effects, synthesised"

    def render(self, job: Job[EffectsSettings]) -> None:
        """Input `timeline`: spots fall into its shots, its lines move the fader."""
        laid(job, synthesised())

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


ENGINE = Effects()
