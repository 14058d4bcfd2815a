"""Timeline: the cut lists of shots become a scene's, those of scenes the film's, all on absolute frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, SpokenLine, facts_of, join
from renderers.plan import WorkerSize
from renderers.timing import Rate


class TimelineSettings(Settings):
    """What is joined."""

    rate: Rate = Field(description="Frames per second of everything joined")
    level: Literal["scene", "film"] = Field(description="Shots into a scene, or scenes into a film")
    guests: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        default=(), description="Per voice of what follows: it begins so long before the end"
    )


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
        """One cut list of all the inputs `part.0`, `part.1`, ... in order.

        `guest.0`, ... are voices of what follows that begin in it; `before` is the cut list of the shot before it,
        whose voices may run on.
        """
        parts = [CutList.read(path) for path in job.series("part")]
        if not parts or any(part.rate != job.settings.rate for part in parts):
            raise BadInput(f"a timeline needs parts, all at {job.settings.rate} frames per second")
        joined = join(parts, scenes=(0,) if job.settings.level == "scene" else None)
        guests = (*_running_on(job), *_coming(job, end=joined.frames))
        joined.model_copy(update={"guests": guests}).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, shots, scenes and lines."""
        return facts_of(path)


def _running_on(job: Job[TimelineSettings]) -> Iterator[SpokenLine]:
    if "before" in job.inputs:
        before = CutList.read(job.inputs["before"])
        yield from (line.moved(-before.frames) for line in before.lines if line.end > before.frames)


def _coming(job: Job[TimelineSettings], *, end: int) -> Iterator[SpokenLine]:
    paths, settings = job.series("guest"), job.settings
    if len(paths) != len(settings.guests):
        raise BadInput(f"the timeline was given {len(paths)} guests but expects {len(settings.guests)}")
    for path, early in zip(paths, settings.guests, strict=True):
        yield SpokenLine.measured(path, start=end - early, rate=settings.rate)


ENGINE = Timeline()
