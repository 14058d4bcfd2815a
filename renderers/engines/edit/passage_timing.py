"""Passage timing: how long some turns of a talk are, and when each begins: pauses, interruptions, listeners' words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.conversation import Met, laid_out, last_frame
from renderers.media.cutlist import CutList, Span, SpokenLine, facts_of
from renderers.plan import WorkerSize
from renderers.timing import Rate

Milliseconds = Annotated[int, Field(ge=0, le=60_000)]


class Begins(StrEnum):
    """Whether a passage is the first of its chapter."""

    CHAPTER = "chapter"
    NOTHING = "nothing"


class PassageTimingSettings(Settings):
    """How its turns meet, and what is left before and after them."""

    rate: Rate = Field(description="Frames per second")
    turns: tuple[Met, ...] = Field(default=(), description="One per turn")
    lead_ms: Milliseconds = Field(default=0, description="Before the first word: music, or nothing")
    trail_ms: Milliseconds = Field(default=0, description="After the last word")
    begins: Begins = Field(default=Begins.NOTHING, description="A chapter, or nothing new")


@dataclass(frozen=True, slots=True)
class PassageTiming:
    """A cut list of whole frames; without turns it is as long as its lead and its trail."""

    name: str = "passage_timing"
    version: str = "1"
    makes: Kind = Kind.TIMING
    settings: type[PassageTimingSettings] = PassageTimingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Passage timing"

    def render(self, job: Job[PassageTimingSettings]) -> None:
        """Inputs `speech.0`, ...: a spoken turn each."""
        settings, speech = job.settings, job.series("speech")
        if len(speech) != len(settings.turns):
            raise BadInput(f"the passage has {len(settings.turns)} turns but {len(speech)} were spoken")
        rate = settings.rate
        lead, trail = (round(each * rate / 1000) for each in (settings.lead_ms, settings.trail_ms))
        lines = [SpokenLine.measured(path, start=0, rate=rate) for path in speech]
        placed = laid_out(lines, settings.turns, lead=lead, rate=rate)
        frames = max(1, last_frame(placed, lead=lead) + trail)
        CutList(
            rate=rate,
            frames=frames,
            parts=(Span(start=0, frames=frames),),
            cuts=(0,),
            scenes=(0,) if settings.begins is Begins.CHAPTER else (),
            lines=tuple(placed),
        ).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames and lines."""
        return facts_of(path)


ENGINE = PassageTiming()
