"""Captions of the whole film, from the script's words and the voice's own times."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.captions import HeardCaption, cues, placed_sounds, sub_rip, web_vtt, with_sounds
from renderers.media.cutlist import CutList
from renderers.plan import WorkerSize
from renderers.spec import Frozen


class CaptionLine(Frozen):
    """What is written for one spoken line; `speaker` is empty where the picture shows who speaks."""

    text: str
    speaker: str = ""


class CaptionsSettings(Settings):
    """The lines in order, and the format."""

    format: Literal["vtt", "srt"] = Field(description="WebVTT for players, SubRip for everything else")
    language: str = Field(default="en", description="Language of the text")
    lines: tuple[CaptionLine, ...] = Field(default=(), description="One per spoken line of the timeline")
    sounds: tuple[HeardCaption, ...] = Field(
        default=(), description="What else is heard, for those who cannot hear it; the first matter most"
    )


@dataclass(frozen=True, slots=True)
class Captions:
    """Cues no longer than two lines, apart from each other, on the words."""

    name: str = "captions"
    version: str = "3"
    makes: Kind = Kind.CAPTIONS
    settings: type[CaptionsSettings] = CaptionsSettings
    media_type: str = "text/vtt"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Captions"

    def render(self, job: Job[CaptionsSettings]) -> None:
        """UTF-8 text."""
        timeline = CutList.read(job.inputs["timeline"])
        written = job.settings.lines
        if len(written) != len(timeline.lines):
            raise BadInput(f"{len(written)} lines are written but {len(timeline.lines)} are spoken")
        placed = [(line, text.text, text.speaker) for line, text in zip(timeline.lines, written, strict=True)]
        made = cues(placed, rate=timeline.rate, frames=timeline.frames, language=job.settings.language)
        sounds = placed_sounds(job.settings.sounds, timeline)
        made = with_sounds(made, sounds, rate=timeline.rate, frames=timeline.frames)
        text = web_vtt(made) if job.settings.format == "vtt" else sub_rip(made)
        job.out.write_text(text or "\n", encoding="utf-8")  # a film without words has captions without cues
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """How many cues."""
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BrokenPromise(f"{path.name} is not text") from error
        if not text.startswith("WEBVTT") and text.strip() and " --> " not in text:
            raise BrokenPromise(f"{path.name} holds no captions")
        return {"cues": text.count(" --> ")}


ENGINE = Captions()
