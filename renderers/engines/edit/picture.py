"""Picture: clips joined without encoding again, every frame on its number.

Clips bring their own fades from and to black; dissolves, wipes and the way through white are drawn here, around their
joints only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.joints import MIXES, Joint, join_with_joints
from renderers.media.probe import video_facts
from renderers.media.remux import join_segments
from renderers.plan import WorkerSize
from renderers.spec import Frozen
from renderers.timing import Rate


class Transition(Frozen):
    """How the clip of this number goes over into the next one, and how long at most."""

    clip: Annotated[int, Field(ge=0)]
    kind: Literal["dissolve", "wipe", "white"]
    frames: Annotated[int, Field(ge=2)]


class PictureSettings(Settings):
    """How fast it runs, and where it is more than cut."""

    rate: Rate = Field(description="Frames per second")
    transitions: tuple[Transition, ...] = Field(default=(), description="Dissolves, wipes and whites between clips")


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
        timeline = CutList.read(job.inputs["timeline"])
        parts = timeline.parts
        if len(parts) != len(clips):
            raise BadInput(f"the timeline has {len(parts)} parts but {len(clips)} clips were given")
        segments = [(clip, part.frames) for clip, part in zip(clips, parts, strict=True)]
        joints = _joints(job.settings, timeline)
        if not joints:
            join_segments(segments, job.out, rate=job.settings.rate, progress=job.progress)
            return
        join_with_joints(
            segments,
            joints,
            job.out,
            rate=job.settings.rate,
            scratch=job.scratch,
            threads=job.threads,
            progress=job.progress,
        )

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


def _joints(settings: PictureSettings, timeline: CutList) -> dict[int, Joint]:
    """Transitions as long as the shots beside them allow: none reaches beyond the middle of a shot."""
    ends = [*timeline.cuts[1:], timeline.frames]
    lengths = dict(
        zip(timeline.cuts, [end - start for start, end in zip(timeline.cuts, ends, strict=True)], strict=True)
    )
    before = dict(zip(ends, lengths.values(), strict=True))
    joints = {}
    for transition in settings.transitions:
        if transition.clip + 1 >= len(timeline.parts):
            raise BadInput(f"nothing follows clip {transition.clip}, so it cannot {transition.kind} into anything")
        cut = timeline.parts[transition.clip].end
        half = min(transition.frames, before[cut], lengths[cut]) // 2
        if half:
            joints[transition.clip] = Joint(half, MIXES[transition.kind])
    return joints


ENGINE = Picture()
