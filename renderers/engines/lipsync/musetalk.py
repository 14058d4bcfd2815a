"""MuseTalk: people in a finished clip say their lines; only their mouths are drawn anew, whoever made the clip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Licence
from renderers.engine import Job
from renderers.engines.filters import ClipFilter, FilterSettings
from renderers.engines.lips import BESIDE, EFFORT, LIBRARIES, MUSETALK, lips
from renderers.engines.local import NEEDS_GPU
from renderers.engines.seen_faces import FaceFinder
from renderers.engines.talking import Place, Talking, voices_of
from renderers.media.clips import Clip
from renderers.media.rgb import Rgb
from renderers.plan import WorkerSize
from renderers.runtime.pipelines import on_cores
from renderers.spec import Finish


class MuseTalkSettings(FilterSettings):
    """Who is heard, by where they stand in the picture."""

    voices: tuple[Place, ...] = Field(default=(), description="Per line: which person from the left says it; -1 unseen")
    guest_voices: tuple[Place, ...] = Field(default=(), description="The same for voices that begin in this shot")
    people: Annotated[int, Field(ge=1, le=99)] = Field(default=1, description="How many people are seen")


@dataclass(frozen=True, slots=True)
class MuseTalk(ClipFilter):
    """Frames in which nobody speaks, or no face is found, stay as they are."""

    settings: type[MuseTalkSettings] = MuseTalkSettings

    @property
    def libraries(self) -> tuple[str, ...]:
        """Those of its networks."""
        return LIBRARIES

    def through(self, frames: Iterable[Rgb], clip: Clip, job: Job[Any], count: int) -> Iterator[Rgb]:  # noqa: ARG002
        """Inputs `lines`, the shot's cut list, `speech.0`, ... and `guest.0`, ...; one frame in memory."""
        on_cores(job.threads)
        voices = voices_of(job)
        talking = Talking(lips(self.card), FaceFinder(), job.settings.people)
        yield from talking.through(frames, clip.rate, voices)


ENGINE = MuseTalk(
    name="musetalk",
    title="MuseTalk lip-sync",
    card=Card(
        code=Licence("MIT"),
        weights=MUSETALK,
        beside=BESIDE,
        accepts=frozenset({Accepts.SOURCE, Accepts.VOICE}),
        finishes=Finish.LIPS,
        effort=EFFORT,
        proven=NEEDS_GPU,
    ),
    size=WorkerSize.GPU_SMALL,
)
