"""Episode report: the finished file is heard and held against its plan. Without it an episode is not done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.episode import Channels
from renderers.errors import BrokenPromise
from renderers.media import inspect, loudness
from renderers.media.cutlist import CutList
from renderers.media.meter import blocks_of
from renderers.media.quiet import Stretch, quiet_in, quiet_of, unwritten
from renderers.media.reel import heard_in
from renderers.media.soundcheck import heard_again
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at

TOLERANCE_LU = 0.5
MONO_LU = 3.0
"""The meter hears one channel from two loudspeakers."""

_HEARD_DBFS = -45.0


class EpisodeReportSettings(Settings):
    """What the episode promised to be."""

    rate: Rate = Field(description="Frames per second")
    target_lufs: int = Field(default=-16, description="Integrated loudness")
    peak_dbtp: int = Field(default=-1, description="Highest true peak")
    channels: Channels = Field(default=Channels.STEREO, description="Of the file")
    chapters: Annotated[int, Field(ge=0)] = Field(default=0, description="How many there are")
    seconds: Annotated[int, Field(ge=0)] = Field(default=0, description="The length asked for; 0, none was")
    written_ms: tuple[int, ...] = Field(default=(), description="Pauses of a second and more that were written")


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of the file's sound: samples, level of every turn, loudness, peak, quiet stretches."""

    samples: int
    levels: tuple[float, ...]
    lufs: float
    peak_dbtp: float
    quiet: list[Stretch]


@dataclass(frozen=True, slots=True)
class EpisodeReport:
    """Every packet is read. A broken promise names its time."""

    name: str = "episode_report"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[EpisodeReportSettings] = EpisodeReportSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Episode report"

    def render(self, job: Job[EpisodeReportSettings]) -> None:
        """Inputs `master`, `timeline` and, where its packets were heard before, `reel.0`, ..."""
        settings, timeline = job.settings, CutList.read(job.inputs["timeline"])
        heard = _from_reels(job) if job.series("reel") else _decoded(job, timeline)
        faults = list(_faults(settings, timeline, heard))
        if faults:
            raise BrokenPromise("the episode is not what was planned: " + "; ".join(faults[:8]))
        job.out.write_text(json.dumps(_figures(settings, timeline, heard), indent=1))
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """The figures themselves."""
        try:
            return dict(json.loads(path.read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise BrokenPromise(f"{path.name} is not a report") from error


def _from_reels(job: Job[EpisodeReportSettings]) -> Heard:
    reels = job.series("reel")
    sound = heard_again(job.inputs["master"], reels, tick=lambda part: job.progress(0.9 * part))
    pieces = [heard for reel in reels for heard in heard_in(reel)]
    level = sound.level
    return Heard(sound.findings.samples, sound.findings.levels, level.lufs, level.peak_dbtp, quiet_in(pieces))


def _decoded(job: Job[EpisodeReportSettings], timeline: CutList) -> Heard:
    master, spans = job.inputs["master"], _spans(timeline)
    found = inspect.listen(master, spans, tick=lambda part: job.progress(0.3 * part))
    level = loudness.measure(master, tick=lambda: job.progress(0.5))
    blocks = blocks_of(master, tick=lambda: job.progress(0.8))
    return Heard(found.samples, found.levels, level.lufs, level.peak_dbtp, quiet_of(blocks))


def _spans(timeline: CutList) -> list[tuple[int, int]]:
    starts = [(sample_at(line.start, timeline.rate), line) for line in timeline.lines if line.words]
    return sorted((start, start + line.samples) for start, line in starts)


def _faults(settings: EpisodeReportSettings, timeline: CutList, heard: Heard) -> Iterator[str]:
    wanted = sample_at(timeline.frames, timeline.rate)
    if abs(heard.samples - wanted) > SAMPLE_RATE // 10:
        yield f"it lasts {heard.samples / SAMPLE_RATE:.2f} s instead of {wanted / SAMPLE_RATE:.2f} s"
    if settings.chapters and len(timeline.scenes) != settings.chapters:
        yield f"it has {len(timeline.scenes)} chapters instead of {settings.chapters}"
    target = settings.target_lufs + (MONO_LU if settings.channels is Channels.MONO else 0)
    if abs(heard.lufs - target) > TOLERANCE_LU:
        yield f"its loudness is {heard.lufs:.1f} LUFS instead of {target:g}"
    if heard.peak_dbtp > settings.peak_dbtp:
        yield f"its true peak is {heard.peak_dbtp:.1f} dBTP, above {settings.peak_dbtp}"
    for start, seconds in unwritten(heard.quiet, settings.written_ms):
        yield f"nothing is heard for {seconds:.1f} s at {_clock(start)}"
    for (first, _), level in zip(_spans(timeline), heard.levels, strict=False):
        if level < _HEARD_DBFS:
            yield f"the turn at {_clock(first / SAMPLE_RATE)} is not heard"


def _figures(settings: EpisodeReportSettings, timeline: CutList, heard: Heard) -> dict[str, Any]:
    seconds = heard.samples / SAMPLE_RATE
    figures: dict[str, Any] = {
        "duration_ms": round(seconds * 1000),
        "loudness_lufs": round(heard.lufs - (MONO_LU if settings.channels is Channels.MONO else 0), 1),
        "true_peak_dbtp": round(heard.peak_dbtp, 1),
        "longest_silence_ms": round(max((length for _, length in heard.quiet), default=0) * 1000),
        "chapters": len(timeline.scenes),
        "turns": len(timeline.lines),
        "words": sum(len(line.words) for line in timeline.lines),
    }
    if settings.seconds:
        figures["length_error_percent"] = round(100 * (seconds / settings.seconds - 1), 1)
    return figures


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{seconds % 60:04.1f}"


ENGINE = EpisodeReport()
