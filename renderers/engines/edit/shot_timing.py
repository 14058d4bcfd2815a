"""Shot timing: how long a shot is, now that its lines have been spoken, and where in it each line is heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord, facts_of
from renderers.media.wav import WavReader, read_marks
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, frames_covering

Frames = Annotated[int, Field(ge=0)]


class ShotTimingSettings(Settings):
    """The least a shot lasts, the rests around its lines, and its fades, in frames."""

    rate: Rate = Field(description="Frames per second, such as 24 or 24000/1001")
    minimum_frames: Annotated[int, Field(ge=1)] = Field(description="The shot lasts at least this long")
    lead_frames: Frames = Field(default=0, description="Before the first line")
    gap_frames: Frames = Field(default=0, description="Between two lines")
    tail_frames: Frames = Field(default=0, description="After the last line")
    dual: tuple[bool, ...] = Field(default=(), description="Per line: spoken together with the line before it")
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
        """A cut list with one part: the shot."""
        settings = job.settings
        speech = job.series("speech")
        if len(settings.dual) != len(speech):
            raise BadInput(f"shot timing was given {len(speech)} lines but expects {len(settings.dual)}")
        lines = _laid_out(speech, settings)
        spoken = max((line.start + line.frames for line in lines), default=0) + (settings.tail_frames if lines else 0)
        frames = max(settings.minimum_frames, spoken, settings.fade_in + settings.fade_out + 1)
        CutList(
            rate=settings.rate,
            frames=frames,
            parts=(Span(start=0, frames=frames),),
            cuts=(0,),
            lines=tuple(lines),
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
        line = _line(path, start=start, rate=settings.rate)
        lines.append(line)
        free = max(free, start + line.frames + settings.gap_frames)
    return lines


def _line(path: Path, *, start: int, rate: Fraction) -> SpokenLine:
    with WavReader(path) as sound:
        scale = Fraction(SAMPLE_RATE, sound.sample_rate)
        samples = round(sound.frames * scale)
    words = tuple(
        SpokenWord(text=mark.text, offset=round(mark.start * scale), length=round(mark.length * scale))
        for mark in read_marks(path)
        if mark.kind == "word"
    )
    frames = frames_covering(Fraction(samples, SAMPLE_RATE), rate)
    return SpokenLine(start=start, frames=frames, samples=samples, words=words)


def _fades(frames: int, settings: ShotTimingSettings) -> Iterable[Span]:
    if settings.fade_in:
        yield Span(start=0, frames=settings.fade_in)
    if settings.fade_out:
        yield Span(start=frames - settings.fade_out, frames=settings.fade_out)


ENGINE = ShotTiming()
