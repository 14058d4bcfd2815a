"""Report: the finished film is decoded, measured and held against its plan. Without it a render is not done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.media import inspect, loudness
from renderers.media.cutlist import CutList, Span
from renderers.media.probe import opened, video_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at, timecode

LOUDNESS_TOLERANCE_LU = 0.5
FROZEN_SECONDS = 2


class ReportSettings(Settings):
    """What the film promised to be."""

    rate: Rate = Field(description="Frames per second")
    width: Annotated[int, Field(ge=2)] = Field(description="Width in pixels")
    height: Annotated[int, Field(ge=2)] = Field(description="Height in pixels")
    target_lufs: int = Field(default=-16, description="Integrated loudness")
    peak_dbtp: int = Field(default=-1, description="Highest true peak")
    captions: bool = Field(default=True, description="Whether there is a captions track")


@dataclass(frozen=True, slots=True)
class Report:
    """Every frame and every sample is decoded once; a broken promise names its time code."""

    name: str = "report"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[ReportSettings] = ReportSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Film report"

    def render(self, job: Job[ReportSettings]) -> None:
        """Inputs `master` and `timeline`. Raises BrokenPromise with every fault found, else writes the figures."""
        settings, film = job.settings, job.inputs["master"]
        timeline = CutList.read(job.inputs["timeline"])
        spans = _line_spans(timeline)
        still = FROZEN_SECONDS * round(settings.rate)
        sight = inspect.look(film, rate=settings.rate, frozen_frames=still, tick=lambda part: job.progress(0.7 * part))
        sound = inspect.listen(film, spans, tick=lambda part: job.progress(0.7 + 0.15 * part))
        level = loudness.measure(film, tick=lambda: job.progress(0.9))
        faults = [
            *_stream_faults(film, settings),
            *_length_faults(timeline, sight, sound),
            *_picture_faults(timeline, sight),
            *_sound_faults(timeline, sound, level, settings),
        ]
        if faults:
            raise BrokenPromise("the film is not what was planned: " + "; ".join(faults[:8]))
        job.out.write_text(json.dumps(_figures(timeline, sight, sound, level), indent=1))
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """The figures themselves."""
        try:
            return dict(json.loads(path.read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise BrokenPromise(f"{path.name} is not a report") from error


def _line_spans(timeline: CutList) -> list[tuple[int, int]]:
    starts = [(sample_at(line.start, timeline.rate), line) for line in timeline.lines if line.words]
    return sorted((start, start + line.samples) for start, line in starts)


def _stream_faults(film: Path, settings: ReportSettings) -> Iterator[str]:
    facts = video_facts(film)
    if (facts["width"], facts["height"]) != (settings.width, settings.height):
        yield f"it is {facts['width']}x{facts['height']} instead of {settings.width}x{settings.height}"
    with opened(film) as opened_film:
        if settings.captions and not opened_film.streams.subtitles:
            yield "it has no captions track"
        for cut in opened_film.streams.audio[1:]:
            yield f"it has a second sound track ({cut.index})"


def _length_faults(timeline: CutList, sight: inspect.PictureFindings, sound: inspect.SoundFindings) -> Iterator[str]:
    if sight.frames != timeline.frames:
        yield f"it has {sight.frames} frames instead of {timeline.frames}"
    if not sight.exact:
        yield "some frames do not stand on their number"
    wanted = sample_at(timeline.frames, timeline.rate)
    if sound.samples != wanted:
        yield f"its sound has {sound.samples} samples instead of {wanted}"


def _picture_faults(timeline: CutList, sight: inspect.PictureFindings) -> Iterator[str]:
    for span in inspect.outside(sight.black, timeline.black):
        yield f"the picture is black from {_at(timeline, span)}"
    for span in inspect.outside(sight.frozen, timeline.black):
        yield f"nothing moves from {_at(timeline, span)}"


def _at(timeline: CutList, span: Span) -> str:
    return f"{timecode(span.start, timeline.rate)} to {timecode(span.end, timeline.rate)}"


def _sound_faults(
    timeline: CutList, sound: inspect.SoundFindings, level: loudness.Loudness, settings: ReportSettings
) -> Iterator[str]:
    for (first, _), dbfs in zip(_line_spans(timeline), sound.levels, strict=True):
        if dbfs < inspect.AUDIBLE_DBFS:
            frame = int(first * timeline.rate / SAMPLE_RATE)
            yield f"the line at {timecode(frame, timeline.rate)} cannot be heard"
    if sound.levels and abs(level.lufs - settings.target_lufs) > LOUDNESS_TOLERANCE_LU:
        yield f"its loudness is {level.lufs:.1f} LUFS instead of {settings.target_lufs}"
    if level.peak_dbtp > settings.peak_dbtp:
        yield f"its true peak is {level.peak_dbtp:.1f} dBTP, above {settings.peak_dbtp}"


def _figures(
    timeline: CutList, sight: inspect.PictureFindings, sound: inspect.SoundFindings, level: loudness.Loudness
) -> dict[str, Any]:
    wanted = sample_at(timeline.frames, timeline.rate)
    return {
        "frames": sight.frames,
        "rate": str(timeline.rate),
        "shots": len(timeline.cuts),
        "scenes": len(timeline.scenes),
        "lines": len(timeline.lines),
        "samples": sound.samples,
        "sync_error_samples": sound.samples - wanted,
        "loudness_lufs": round(level.lufs, 1),
        "true_peak_dbtp": round(level.peak_dbtp, 1),
        "quietest_line_dbfs": round(min(sound.levels), 1) if sound.levels else None,
        "unplanned_black": 0,
        "unplanned_still": 0,
    }


ENGINE = Report()
