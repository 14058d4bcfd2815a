"""Episode text: transcripts for machines and people, and show notes with chapters and where facts come from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.episode import SourceSpec
from renderers.errors import BadInput, BrokenPromise
from renderers.media import shownotes
from renderers.media.cutlist import CutList
from renderers.media.shownotes import Chaptered, Episode, Person, Spoken
from renderers.plan import WorkerSize
from renderers.timing import Rate


class EpisodeTextSettings(Settings):
    """The words, and what is made of them."""

    form: Literal["json", "vtt", "srt", "txt", "md", "html"] = Field(
        description="Transcript (json, vtt, srt, txt) or show notes (md, html)"
    )
    rate: Rate = Field(description="Frames per second")
    title: str = Field(default="", description="The episode")
    show: str = Field(default="", description="The show")
    summary: str = Field(default="", description="What it is about")
    people: tuple[Person, ...] = Field(default=(), description="Who speaks")
    chapters: tuple[Chaptered, ...] = Field(default=(), description="Names of chapters and how many turns each has")
    sources: tuple[SourceSpec, ...] = Field(default=(), description="Where facts come from")
    language: str = Field(default="en", description="Language of what is said")
    turns: tuple[Spoken, ...] = Field(default=(), description="One per turn of the timeline")


_WRITERS: Mapping[str, Callable[[Episode], str]] = MappingProxyType(
    {
        "json": shownotes.transcript_json,
        "vtt": shownotes.transcript_vtt,
        "srt": shownotes.transcript_srt,
        "txt": shownotes.transcript_text,
        "md": shownotes.notes_markdown,
        "html": shownotes.notes_html,
    }
)


@dataclass(frozen=True, slots=True)
class EpisodeText:
    """UTF-8 text whose times are those of the sound."""

    name: str = "episode_text"
    version: str = "2"
    makes: Kind = Kind.CAPTIONS
    settings: type[EpisodeTextSettings] = EpisodeTextSettings
    media_type: str = "text/plain"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Transcripts and show notes"

    def render(self, job: Job[EpisodeTextSettings]) -> None:
        """Input `timeline`."""
        settings, timeline = job.settings, CutList.read(job.inputs["timeline"])
        if len(settings.turns) != len(timeline.lines):
            raise BadInput(f"{len(settings.turns)} turns are written but {len(timeline.lines)} are spoken")
        episode = Episode(
            title=settings.title,
            show=settings.show,
            summary=settings.summary,
            people=settings.people,
            chapters=settings.chapters,
            sources=settings.sources,
            turns=settings.turns,
            timeline=timeline,
            language=settings.language,
        )
        job.out.write_text(_WRITERS[settings.form](episode) or "\n", "utf-8")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """How many words, and how many turns where it is JSON."""
        try:
            text = path.read_text("utf-8")
            turns = {"turns": len(json.loads(text)["segments"])} if text.startswith('{"version"') else {}
        except (OSError, ValueError, KeyError) as error:
            raise BrokenPromise(f"{path.name} is not text") from error
        return {"words": len(text.split())} | turns


ENGINE = EpisodeText()
