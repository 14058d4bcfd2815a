"""Timeline: the cut lists of shots become a scene's, those of scenes the film's, all on absolute frames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, facts_of, join
from renderers.plan import WorkerSize
from renderers.timing import Rate


class TimelineSettings(Settings):
    """What is joined."""

    rate: Rate = Field(description="Frames per second of everything joined")
    level: Literal["scene", "film"] = Field(description="Shots into a scene, or scenes into a film")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Joins cut lists; rounding happens once per cut, from the start."""

    name: str = "timeline"
    version: str = "1"
    makes: Kind = Kind.TIMING
    settings: type[TimelineSettings] = TimelineSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Timeline"

    def render(self, job: Job[TimelineSettings]) -> None:
        """One cut list of all the inputs `part.0`, `part.1`, ... in order."""
        parts = [CutList.read(path) for path in job.series("part")]
        if not parts or any(part.rate != job.settings.rate for part in parts):
            raise BadInput(f"a timeline needs parts, all at {job.settings.rate} frames per second")
        join(parts, scenes=(0,) if job.settings.level == "scene" else None).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, shots, scenes and lines."""
        return facts_of(path)


ENGINE = Timeline()
