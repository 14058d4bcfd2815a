"""Settled timing: a shot that nobody speaks in takes up a few frames, so that its scene falls on a grid.

All holds of a scene are reckoned together from what its shots turned out to last, each step for its own: nothing but
the scene's own lengths decides, so the same scene settles in the same way whatever it was before.

What falls on the grid are the turns between scenes, where voices are counted from. Where the cut itself rolls (a voice
begins before its scene is seen, or runs on into the next one) the frames that one scene lends another are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span, facts_of
from renderers.plan import WorkerSize
from renderers.spec import Frozen
from renderers.timing import Rate

Frames = Annotated[int, Field(ge=0)]


class Hold(Frozen):
    """The shot of this number may be so many frames shorter, or longer."""

    shot: Frames
    shorter: Frames = 0
    longer: Frames = 0


class SettledTimingSettings(Settings):
    """The grid, everything in the scene that gives, and which of it this is."""

    rate: Rate = Field(description="Frames per second of everything given")
    grid: Annotated[int, Field(ge=2)] = Field(
        description="From turn to turn the scene lasts a multiple of so many frames"
    )
    holds: Annotated[tuple[Hold, ...], Field(min_length=1)] = Field(description="The shots that may give, and how far")
    number: Frames = Field(default=0, description="Which of the holds is made")
    roll_in: int = Field(default=0, description="The cut to the scene comes so much later; below 0 earlier")
    roll_out: int = Field(default=0, description="The cut from it comes so much later; below 0 earlier")


@dataclass(frozen=True, slots=True)
class SettledTiming:
    """The cut list of one hold, its end moved; what belongs to its end (a fade, voices to come) moves with it."""

    name: str = "settled_timing"
    version: str = "1"
    makes: Kind = Kind.TIMING
    settings: type[SettledTimingSettings] = SettledTimingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Shot timing on the grid of the sound"

    def render(self, job: Job[SettledTimingSettings]) -> None:
        """Inputs `part.0`, `part.1`, ...: every shot of the scene as long as its lines need."""
        settings = job.settings
        parts = [CutList.read(path) for path in job.series("part")]
        if any(hold.shot >= len(parts) for hold in settings.holds) or settings.number >= len(settings.holds):
            raise BadInput(f"a hold is of a shot that was not given; the scene has {len(parts)}")
        if any(part.rate != settings.rate for part in parts):
            raise BadInput(f"a scene settles only when all of it is at {settings.rate} frames per second")
        # cuts between scenes roll and voices stay: from turn to turn the scene is as long as if they were straight
        from_turn_to_turn = sum(part.frames for part in parts) + settings.roll_in - settings.roll_out
        changes = taken_up(from_turn_to_turn, settings.holds, settings.grid)
        held_longer(parts[settings.holds[settings.number].shot], changes[settings.number]).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in frames and its number of lines."""
        return facts_of(path)


def taken_up(frames: int, holds: Sequence[Hold], grid: int) -> list[int]:
    """Frames by which each hold changes: together to the nearest multiple of the grid that they reach, else none.

    Where both are as near the longer one is meant. Each gives in proportion to what it can.
    """
    over = frames % grid
    for change in sorted((grid - over, -over), key=abs):
        room = [hold.longer if change > 0 else hold.shorter for hold in holds]
        if abs(change) <= sum(room):
            return list(_shared(change, room))
    return [0] * len(holds)


def _shared(change: int, room: Sequence[int]) -> Iterator[int]:
    sign, total = (1 if change > 0 else -1), max(1, sum(room))
    for before, after in pairwise(accumulate(room, initial=0)):
        yield sign * (abs(change) * after // total - abs(change) * before // total)


def held_longer(shot: CutList, frames: int) -> CutList:
    """The same shot so many frames longer at its end."""
    length = shot.frames + frames
    falling = [span for span in shot.black if span.start > 0]
    if length <= sum(span.frames for span in shot.black):
        raise BadInput(f"a shot of {shot.frames} frames cannot be {-frames} shorter; nothing but its fades is left")
    rising = tuple(span for span in shot.black if span.start == 0)
    return shot.model_copy(
        update={
            "frames": length,
            "parts": (Span(start=0, frames=length),),
            "guests": tuple(line.moved(frames) for line in shot.guests),
            "black": (*rising, *(Span(start=span.start + frames, frames=span.frames) for span in falling)),
        }
    )


ENGINE = SettledTiming()
