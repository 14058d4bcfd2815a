"""Report: the finished film is read, measured and held against its plan. Without it a render is not done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media import inspect, loudness
from renderers.media.checked import PictureCheck, look_again
from renderers.media.cutlist import CutList, Span, spoken_spans
from renderers.media.filmgain import FilmGain
from renderers.media.hearing import Delays, Dialogue, Silences
from renderers.media.likeness import LEAST_PERCENT, Likeness, lowest
from renderers.media.probe import packets_in, video_facts
from renderers.media.soundcheck import FilmSound, heard_again
from renderers.media.wav import WavReader
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at, timecode

LOUDNESS_TOLERANCE_LU = 0.5
SYNC_TOLERANCE_SAMPLES = SAMPLE_RATE // 1000


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
    """Every packet is read and every sample heard; a frame is decoded again only where no scene's check knows its
    packets. A broken promise names its time code."""

    name: str = "report"
    version: str = "3"
    makes: Kind = Kind.REPORT
    settings: type[ReportSettings] = ReportSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Film report"

    def render(self, job: Job[ReportSettings]) -> None:
        """Inputs `master`, `timeline`, the scenes' `check.0`, ..., the shots' `likeness.0`, ..., and the film's sound,
        its reels `reel.0`, ... or a `bed` that is compared with what is heard; `level`, where it was levelled by one.
        The figures, or BrokenPromise with every fault found."""
        settings, film = job.settings, job.inputs["master"]
        timeline = CutList.read(job.inputs["timeline"])
        checks = [PictureCheck.read(path) for path in job.series("check")]
        if len(checks) not in (0, len(timeline.parts)):
            raise BadInput(f"{len(checks)} scenes were checked but the film has {len(timeline.parts)}")
        sight = look_again(film, checks, timeline, tick=lambda part: job.progress(0.7 * part))
        sound = _heard(job, timeline)
        faults = [
            *_stream_faults(film, settings),
            *_length_faults(timeline, sight, sound.findings),
            *_picture_faults(timeline, sight),
            *_sound_faults(timeline, sound, settings, _loudness(job, sound)),
            *_sync_faults(timeline, sound),
        ]
        if faults:
            raise BrokenPromise("the film is not what was planned: " + "; ".join(faults[:8]))
        alike = [Likeness.read(path) for path in job.series("likeness")]
        job.out.write_text(json.dumps(_figures(timeline, sight, sound) | {"likeness": _alike(alike)}, indent=1))
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """The figures themselves."""
        try:
            return dict(json.loads(path.read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise BrokenPromise(f"{path.name} is not a report") from error


def _loudness(job: Job[ReportSettings], sound: FilmSound) -> float:
    """Of what the film was levelled by, as its `level` says; where no level is given, by what it is now."""
    whole, spoken = sound.level.lufs, sound.dialogue_lufs
    if "level" not in job.inputs:
        return loudness.anchored(whole, spoken)
    return FilmGain.read(job.inputs["level"]).figure(whole=whole, dialogue=spoken)


def _heard(job: Job[ReportSettings], timeline: CutList) -> FilmSound:
    """Everything there is to know of the sound: of its reels if it was heard in them, else decoded now."""
    reels = job.series("reel")
    if reels:
        return heard_again(job.inputs["master"], reels, tick=lambda part: job.progress(0.7 + 0.3 * part))
    film, spans = job.inputs["master"], spoken_spans(timeline)
    starts = sorted({first for first, _ in spans} | {sample_at(cut, timeline.rate) for cut in timeline.cuts})
    silences, spoken = Silences(), job.scratch / "spoken.wav"
    with WavReader(job.inputs["bed"]) as bed, Dialogue(spoken, spans) as dialogue:
        delays = Delays(bed, starts)
        listeners = (silences, dialogue, delays)
        findings = inspect.listen(film, spans, tick=lambda part: job.progress(0.7 + 0.15 * part), listeners=listeners)
        delays.finish()
    silences.finish(findings.samples)
    level = loudness.measure(film, tick=lambda: job.progress(0.9))
    said = loudness.integrated(spoken, tick=lambda: job.progress(0.97)) if spans else loudness.SILENT_LUFS
    return FilmSound(findings, level, said, tuple(silences.found), tuple(zip(starts, delays.found, strict=True)))


def _stream_faults(film: Path, settings: ReportSettings) -> Iterator[str]:
    facts = video_facts(film)
    if (facts["width"], facts["height"]) != (settings.width, settings.height):
        yield f"it is {facts['width']}x{facts['height']} instead of {settings.width}x{settings.height}"
    with packets_in(film) as opened_film:
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


def _sound_faults(timeline: CutList, sound: FilmSound, settings: ReportSettings, measured: float) -> Iterator[str]:
    for (first, _), dbfs in zip(spoken_spans(timeline), sound.findings.levels, strict=True):
        if dbfs < inspect.AUDIBLE_DBFS:
            yield f"the line at {_when(timeline, first)} cannot be heard"
    for first, end in sound.silences:
        yield f"there is no sound at all from {_when(timeline, first)} to {_when(timeline, end)}"
    if sound.findings.levels and abs(measured - settings.target_lufs) > LOUDNESS_TOLERANCE_LU:
        yield f"its loudness is {measured:.1f} LUFS instead of {settings.target_lufs}"
    if sound.level.peak_dbtp > settings.peak_dbtp:
        yield f"its true peak is {sound.level.peak_dbtp:.1f} dBTP, above {settings.peak_dbtp}"


def _sync_faults(timeline: CutList, sound: FilmSound) -> Iterator[str]:
    spoken = {first for first, _ in spoken_spans(timeline)}
    for start, delay in sound.delays:
        if delay is None and start in spoken:
            yield f"what is heard at {_when(timeline, start)} is not what was mixed for it"
        elif abs(delay or 0) > SYNC_TOLERANCE_SAMPLES:
            yield f"the sound at {_when(timeline, start)} is {(delay or 0) * 1000 / SAMPLE_RATE:+.1f} ms late"


def _when(timeline: CutList, sample: int) -> str:
    return timecode(int(sample * timeline.rate / SAMPLE_RATE), timeline.rate)


def _alike(measures: Sequence[Likeness]) -> dict[str, int | None]:
    """How much everybody looks like the pictures they are known by, over all shots; drift is said, and is no fault."""
    people = [person for measure in measures for person in measure.people]
    told = [person.percent for person in people if person.percent is not None]
    return {
        "measured": len(told),
        "not_measured": len(people) - len(told),
        "lowest_percent": lowest(people),
        "mean_percent": round(sum(told) / len(told)) if told else None,
        "below_least": sum(percent < LEAST_PERCENT for percent in told),
        "least_percent": LEAST_PERCENT,
    }


def _figures(timeline: CutList, sight: inspect.PictureFindings, sound: FilmSound) -> dict[str, Any]:
    levels = sound.findings.levels
    delays = [delay for _, delay in sound.delays if delay is not None]
    return {
        "frames": sight.frames,
        "rate": str(timeline.rate),
        "shots": len(timeline.cuts),
        "scenes": len(timeline.scenes),
        "lines": len(timeline.lines),
        "samples": sound.findings.samples,
        "sync_checks": len(delays),
        "sync_error_samples": max(map(abs, delays), default=0),
        "loudness_lufs": round(sound.level.lufs, 1),
        "dialogue_lufs": round(sound.dialogue_lufs, 1) if levels else None,
        "true_peak_dbtp": round(sound.level.peak_dbtp, 1),
        "quietest_line_dbfs": round(min(levels), 1) if levels else None,
        "unplanned_black": 0,
        "unplanned_still": 0,
    }


ENGINE = Report()
