"""Turn timing: how long a clip of one spoken turn is, with a moment of silence before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span, SpokenLine, facts_of
from renderers.media.talk.filmed import HANDLE_FRAMES, clip_frames
from renderers.plan import WorkerSize
from renderers.timing import Rate


class TurnTimingSettings(Settings):
    """How fast the clip runs."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class TurnTiming:
    """A cut list of one line; it does not know where in its talk the turn stands."""

    name: str = "turn_timing"
    version: str = "1"
    makes: Kind = Kind.TIMING
    settings: type[TurnTimingSettings] = TurnTimingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Timing of a filmed turn"

    def render(self, job: Job[TurnTimingSettings]) -> None:
        """Input `speech.0`: the spoken turn."""
        speech, rate = job.series("speech"), job.settings.rate
        if len(speech) != 1:
            raise BadInput(f"a clip is of one turn, but {len(speech)} were spoken")
        line = SpokenLine.measured(speech[0], start=HANDLE_FRAMES, rate=rate)
        frames = clip_frames(line.samples, rate)
        span = Span(start=0, frames=frames)
        CutList(rate=rate, frames=frames, parts=(span,), cuts=(0,), lines=(line,)).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames and lines."""
        return facts_of(path)


ENGINE = TurnTiming()
