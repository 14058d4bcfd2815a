"""Talk picture: the passages of a podcast on video, joined without encoding again, as long as its sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.media.talk.joining import join_pieces, pieces_of, samples_of
from renderers.plan import WorkerSize
from renderers.timing import Rate


class TalkPictureSettings(Settings):
    """How fast it runs."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class TalkPicture:
    """Copies packets; its length is that of the sound to the sample, its last frame the shorter for it."""

    name: str = "talk_picture"
    version: str = "1"
    makes: Kind = Kind.PICTURE
    settings: type[TalkPictureSettings] = TalkPictureSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Podcast picture, joined"

    def render(self, job: Job[TalkPictureSettings]) -> None:
        """Inputs `timeline` of the episode and `clip.0`, ..., one per passage."""
        clips, timeline = job.series("clip"), CutList.read(job.inputs["timeline"])
        if len(clips) != len(timeline.parts):
            raise BadInput(f"the episode has {len(timeline.parts)} passages but {len(clips)} clips were given")
        pieces = pieces_of(clips, timeline, job.settings.rate)
        join_pieces(pieces, job.out, rate=job.settings.rate, samples=samples_of(timeline), progress=job.progress)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


ENGINE = TalkPicture()
