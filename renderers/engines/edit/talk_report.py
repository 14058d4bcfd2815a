"""Talk report: the finished video of a podcast is read and held against its plan. Without it it is not done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList
from renderers.media.probe import packets_in
from renderers.media.soundcheck import heard_again
from renderers.media.talk.joining import samples_of
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate


class TalkReportSettings(Settings):
    """What the video promised to be."""

    rate: Rate = Field(description="Frames per second")
    width: Annotated[int, Field(gt=0)] = Field(description="In pixels")
    height: Annotated[int, Field(gt=0)] = Field(description="In pixels")
    chapters: Annotated[int, Field(ge=0)] = Field(default=0, description="How many there are")
    captions: Annotated[int, Field(ge=0)] = Field(default=0, description="How many caption tracks")


@dataclass(frozen=True, slots=True)
class TalkReport:
    """Every packet's time is read: no frame is missing or twice, sound and picture end on the same sample."""

    name: str = "talk_report"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[TalkReportSettings] = TalkReportSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Podcast video report"

    def render(self, job: Job[TalkReportSettings]) -> None:
        """Inputs `master`, `timeline` and the sound's `reel.0`, ..., packet by packet what is in it."""
        timeline, master = CutList.read(job.inputs["timeline"]), job.inputs["master"]
        heard = heard_again(master, job.series("reel"), tick=lambda part: job.progress(0.6 * part))
        samples = samples_of(timeline)
        found = _found(master)
        faults = list(_faults(job.settings, found, samples, heard.findings.samples))
        if faults:
            raise BrokenPromise("the video is not what was planned: " + "; ".join(faults[:8]))
        job.out.write_text(json.dumps(found, indent=1))
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """The figures themselves."""
        try:
            return dict(json.loads(path.read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise BrokenPromise(f"{path.name} is not a report") from error


def _found(master: Path) -> dict[str, Any]:
    with packets_in(master) as film:
        video = film.streams.video[0]
        frames = ordered = 0
        end = last = -1
        ticks = video.time_base * SAMPLE_RATE
        for packet in film.demux(video):
            if packet.pts is None:
                continue
            frames += 1
            ordered += round(packet.pts * ticks) > last
            last, end = round(packet.pts * ticks), round((packet.pts + (packet.duration or 0)) * ticks)
        return {
            "frames": frames,
            "in_order": ordered,
            "samples": end,
            "width": video.codec_context.width,
            "height": video.codec_context.height,
            "chapters": len(film.chapters()),
            "captions": len(film.streams.subtitles),
        }


def _faults(settings: TalkReportSettings, found: dict[str, Any], samples: int, heard: int) -> Iterator[str]:
    wanted = -((-samples * settings.rate) // Fraction(SAMPLE_RATE))
    if found["frames"] != wanted or found["in_order"] != wanted:
        yield f"it has {found['frames']} frames, {found['in_order']} of them in order, instead of {wanted}"
    if found["samples"] != samples:
        yield f"its picture ends on sample {found['samples']} instead of {samples}"
    if heard != samples:
        yield f"its sound ends on sample {heard} instead of {samples}"
    if (found["width"], found["height"]) != (settings.width, settings.height):
        yield f"it is {found['width']}x{found['height']} instead of {settings.width}x{settings.height}"
    for what in ("chapters", "captions"):
        if found[what] != getattr(settings, what):
            yield f"it has {found[what]} {what} instead of {getattr(settings, what)}"


ENGINE = TalkReport()
