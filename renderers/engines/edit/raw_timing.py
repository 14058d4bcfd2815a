"""Raw timing: a shot as a model films it, at the model's own rate and without fades, before it is finished.

Fades are drawn by whatever finishes the clip last: a face in the dark is not found, and black would not stay black.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.media.cutlist import CutList, Span, SpokenLine, facts_of
from renderers.plan import WorkerSize
from renderers.timing import Rate


class RawTimingSettings(Settings):
    """How fast it is filmed."""

    rate: Rate = Field(description="Frames per second that are filmed")


@dataclass(frozen=True, slots=True)
class RawTiming:
    """As many frames as the last frame of the shot needs on either side of its moment."""

    name: str = "raw_timing"
    version: str = "1"
    makes: Kind = Kind.TIMING
    settings: type[RawTimingSettings] = RawTimingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Timing of what is filmed"

    def render(self, job: Job[RawTimingSettings]) -> None:
        """Input `timing`, the shot's cut list."""
        timing, rate = CutList.read(job.inputs["timing"]), job.settings.rate
        frames = ceil((timing.frames - 1) * rate / timing.rate) + 1
        CutList(
            rate=rate,
            frames=frames,
            parts=(Span(start=0, frames=frames),),
            cuts=(0,),
            lines=tuple(_at(line, timing.rate, rate) for line in timing.lines),
            guests=tuple(_at(line, timing.rate, rate) for line in timing.guests),
        ).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in frames and its number of lines."""
        return facts_of(path)


def _at(line: SpokenLine, was: Fraction, rate: Fraction) -> SpokenLine:
    """The line on the nearest frame of another rate."""
    start, frames = (round(count * rate / was) for count in (line.start, line.frames))
    return line.model_copy(update={"start": start, "frames": frames})


ENGINE = RawTiming()
