"""What engines share that work on a finished clip: frames pass through one by one, whatever the clip's length."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.card import Card
from renderers.engine import Job, Kind, Settings
from renderers.engines.local import lacking_of
from renderers.media.clips import Clip, counted
from renderers.media.cutlist import CutList
from renderers.media.encode import SegmentWriter
from renderers.media.probe import video_facts
from renderers.media.rgb import Rgb, filling, planes_of, shaded
from renderers.plan import WorkerSize
from renderers.timing import Rate

TORCH = ("torch", "safetensors")
_LOADED = 0.02


class FilterSettings(Settings):
    """How fast the clip runs when it is done."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class ClipFilter(ABC):
    """A clip in, a clip out: input `source`, and `timing`, the cut list with its length and its fades."""

    name: str
    title: str
    card: Card
    size: WorkerSize
    version: str = "1"
    makes: Kind = Kind.CLIP
    settings: type[FilterSettings] = FilterSettings
    media_type: str = "video/mp4"

    @property
    def libraries(self) -> tuple[str, ...]:
        """What must be installed for it."""
        return TORCH

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking_of(self.card, self.libraries)

    @abstractmethod
    def through(self, frames: Iterable[Rgb], clip: Clip, job: Job[Any], count: int) -> Iterator[Rgb]:
        """At least `count` frames made of those of the clip; holds no more of them than it looks at at once."""

    def sized(self, clip: Clip, settings: Any) -> tuple[int, int]:  # noqa: ARG002  others are told a size
        """Width and height of what it makes."""
        return clip.width, clip.height

    def render(self, job: Job[Any]) -> None:
        """Frames go to the encoder as they are made."""
        job.progress(0.0)
        timing, clip = CutList.read(job.inputs["timing"]), Clip.of(job.inputs["source"])
        (width, height), brightness = self.sized(clip, job.settings), timing.brightness()
        job.progress(_LOADED)
        made = counted(self.through(clip.pictures(), clip, job, timing.frames), timing.frames, name=self.name)
        with SegmentWriter(job.out, width=width, height=height, rate=job.settings.rate) as segment:
            for number, frame in enumerate(made):
                segment.write_planes(*shaded(planes_of(filling(frame, width, height)), brightness[number]))
                job.progress(_LOADED + (1 - _LOADED) * (number + 1) / timing.frames)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)
