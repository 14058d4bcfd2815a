"""M4A for podcasts: packets copied as they were encoded and heard, chapters, cover and tags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.aac import write_m4a
from renderers.media.cutlist import CutList
from renderers.media.probe import opened
from renderers.media.reel import packets_of
from renderers.media.tagging import Tags, boxed
from renderers.plan import WorkerSize
from renderers.timing import Rate, sample_at


class PodcastM4aSettings(Settings):
    """What the file says of itself."""

    rate: Rate = Field(description="Frames per second")
    title: str = Field(default="", description="The episode")
    album: str = Field(default="", description="The show")
    artist: str = Field(default="", description="Who speaks")
    summary: str = Field(default="", description="What it is about")
    language: str = Field(default="en", description="Language of what is said")
    chapters: tuple[str, ...] = Field(default=(), description="A name per chapter; none, no chapters")


@dataclass(frozen=True, slots=True)
class PodcastM4a:
    """Nothing is encoded; every packet is one that was listened to."""

    name: str = "podcast_m4a"
    version: str = "2"
    makes: Kind = Kind.MASTER
    settings: type[PodcastM4aSettings] = PodcastM4aSettings
    media_type: str = "audio/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "M4A (AAC) with chapters and cover"

    def render(self, job: Job[PodcastM4aSettings]) -> None:
        """Inputs `timeline`, reels `reel.0`, ... and, where there is one, a `cover` (JPEG)."""
        settings, timeline, reels = job.settings, CutList.read(job.inputs["timeline"]), job.series("reel")
        if not reels:
            raise BadInput("the episode has no sound to be delivered; mix it first")
        sound = job.scratch / "sound.m4a"
        samples = sample_at(timeline.frames, timeline.rate)
        write_m4a(sound, packets_of(reels), samples=samples, rate=timeline.rate)
        job.progress(0.7)
        tags = Tags(settings.title, settings.album, settings.artist, settings.summary, settings.language)
        boxed(
            sound,
            job.out,
            tags=tags,
            chapters=tags.chapters(settings.chapters, timeline),
            cover=job.inputs.get("cover"),
            scratch=job.scratch,
            tick=lambda: job.progress(0.8),
        )
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length, and how many chapters it has."""
        return sound_facts(path)


def sound_facts(path: Path) -> dict[str, Any]:
    """`duration_ms` of a file's one sound; BrokenPromise when it has none."""
    with opened(path) as file:
        if len(file.streams.audio) != 1:
            raise BrokenPromise(f"{path.name} has {len(file.streams.audio)} sounds instead of one")
        stream = file.streams.audio[0]
        length = float((stream.duration or 0) * stream.time_base)
        return {"duration_ms": round(length * 1000), "channels": stream.codec_context.channels}


EXPORT = PodcastM4a()
