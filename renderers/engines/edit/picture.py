"""Picture: clips joined without encoding again, every frame on its number.

Clips bring their own fades; a dissolve between scenes is a fade out and a fade in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.media.remux import join_segments
from renderers.plan import WorkerSize
from renderers.timing import Rate


class PictureSettings(Settings):
    """How fast it runs."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class Picture:
    """Copies packets in the order of the cut list; a clip that has not its frames is an error, never a gap."""

    name: str = "picture"
    version: str = "1"
    makes: Kind = Kind.PICTURE
    settings: type[PictureSettings] = PictureSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Picture edit"

    def render(self, job: Job[PictureSettings]) -> None:
        """A silent film of all the inputs `clip.0`, `clip.1`, ..., as long as the timeline says."""
        clips = job.series("clip")
        parts = CutList.read(job.inputs["timeline"]).parts
        if len(parts) != len(clips):
            raise BadInput(f"the timeline has {len(parts)} parts but {len(clips)} clips were given")
        segments = [(clip, part.frames) for clip, part in zip(clips, parts, strict=True)]
        join_segments(segments, job.out, rate=job.settings.rate, progress=job.progress)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


ENGINE = Picture()
