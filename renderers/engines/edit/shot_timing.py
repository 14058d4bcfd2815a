"""Shot timing: how long a shot is, now that its lines have been spoken, and where in it each line is heard.

Cuts roll: a cut that comes later takes frames from the head of one shot and adds as many to the tail of the one before,
while every voice stays where it is. So J- and L-cuts change no length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span, SpokenLine, facts_of
from renderers.plan import WorkerSize
from renderers.timing import Rate

Frames = Annotated[int, Field(ge=0)]


class ShotTimingSettings(Settings):
    """The least a shot lasts, the rests around its lines, and its fades, in frames."""

    rate: Rate = Field(description="Frames per second, such as 24 or 24000/1001")
    minimum_frames: Annotated[int, Field(ge=1)] = Field(description="The shot lasts at least this long")
    lead_frames: Frames = Field(default=0, description="Before the first line")
    gap_frames: Frames = Field(default=0, description="Between two lines")
    tail_frames: Frames = Field(default=0, description="After the last line")
    dual: tuple[bool, ...] = Field(default=(), description="Per line: spoken together with the line before it")
    roll_in: int = Field(default=0, description="The cut to it comes so much later; below 0 earlier")
    roll_out: int = Field(default=0, description="The cut from it comes so much later; below 0 earlier")
    guests: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        default=(), description="Per voice of the next shot: it begins so long before this one ends"
    )
    fade_in: Frames = Field(default=0, description="The picture comes up from black")
    fade_out: Frames = Field(default=0, description="The picture goes to black")


@dataclass(frozen=True, slots=True)
class ShotTiming:
    """Measures speech and lays it out on whole frames."""

    name: str = "shot_timing"
    version: str = "1"
    makes: Kind = Kind.TIMING
    settings: type[ShotTimingSettings] = ShotTimingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Shot timing from the spoken lines"

    def render(self, job: Job[ShotTimingSettings]) -> None:
        """A cut list with one part, the shot. Inputs `speech.0`, ... and, of voices of the next shot, `guest.0`, ..."""
        settings = job.settings
        speech, guests = job.series("speech"), job.series("guest")
        if len(settings.dual) != len(speech):
            raise BadInput(f"shot timing was given {len(speech)} lines but expects {len(settings.dual)}")
        if len(settings.guests) != len(guests):
            raise BadInput(f"shot timing was given {len(guests)} guests but expects {len(settings.guests)}")
        lines = _laid_out(speech, settings)
        frames = _length(lines, settings)
        CutList(
            rate=settings.rate,
            frames=frames,
            parts=(Span(start=0, frames=frames),),
            cuts=(0,),
            lines=tuple(line.moved(-settings.roll_in) for line in lines),
            guests=tuple(
                SpokenLine.measured(path, start=frames - early, rate=settings.rate)
                for path, early in zip(guests, settings.guests, strict=True)
            ),
            black=tuple(_fades(frames, settings)),
        ).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in frames and its number of lines."""
        return facts_of(path)


def _laid_out(speech: list[Path], settings: ShotTimingSettings) -> list[SpokenLine]:
    lines: list[SpokenLine] = []
    free = settings.lead_frames
    for path, dual in zip(speech, settings.dual, strict=True):
        start = lines[-1].start if dual and lines else free
        line = SpokenLine.measured(path, start=start, rate=settings.rate)
        lines.append(line)
        free = max(free, start + line.frames + settings.gap_frames)
    return lines


def _length(lines: list[SpokenLine], settings: ShotTimingSettings) -> int:
    """Frames from cut to cut; BadInput when the cuts around it roll over all of it."""
    spoken = max((line.end for line in lines), default=0) + (settings.tail_frames if lines else 0)
    fades = settings.fade_in + settings.fade_out
    frames = max(settings.minimum_frames, spoken, fades + 1) - settings.roll_in + settings.roll_out
    if frames <= fades:
        raise BadInput(
            f"the cuts around this shot roll by {settings.roll_in} and {settings.roll_out} frames and leave {frames} "
            f"of it, but it needs {fades + 1}; make it longer or cut it straight"
        )
    return frames


def _fades(frames: int, settings: ShotTimingSettings) -> Iterable[Span]:
    if settings.fade_in:
        yield Span(start=0, frames=settings.fade_in)
    if settings.fade_out:
        yield Span(start=frames - settings.fade_out, frames=settings.fade_out)


ENGINE = ShotTiming()
