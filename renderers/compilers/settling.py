"""Where scenes settle: which of their shots take up a few frames, so that what follows a scene keeps its sound. Pure.

Sound is delivered in packets of 1,024 samples. At 24 frames per second only every 64th frame begins where one does,
so a line said a little longer would move all that follows between its packets, and every one of them would be another.
A scene that lasts a multiple of 64 frames moves what follows by whole packets, and mostly does not move it at all: the
air around the words takes up the difference. Rules gave it its length in the first place; what a person has timed, and
whatever is spoken, stays as it is. A scene is measured as if the cuts around it were straight: where one rolls, frames
of a scene are seen with the other, and no voice may move for that.

At 24000/1001 and its like frames and packets never meet in time. There a scene lasts a multiple of what it does at 24,
and what it takes up moves nothing; only where it comes to another multiple is what follows encoded again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from renderers.engines.edit.settled_timing import Hold
from renderers.media.aac import PACKET
from renderers.spec import ShotSize, ShotSpec
from renderers.timing import SAMPLE_RATE

_PER_GRID = 8
"""Scenes shorter than so many times the grid are left alone: in them one sixteenth of the length would be seen."""

_LONGEST_GRID = Fraction(3)
"""In seconds: at rates like 30000/1001 both meet so rarely that no scene could wait for it."""

_USUAL_GRID = Fraction(64, 24)
"""In seconds, at such rates: wide enough that few changes reach over it, narrow enough that scenes have the air."""

_SHORTER, _LONGER = Fraction(1, 5), Fraction(1, 3)
"""Of a shot in which nobody speaks: held a third longer it still breathes, cut by a fifth it is still read."""

_BREATH, _LEAST_SHOT = Fraction(1, 2), Fraction(1)


def grid_of(rate: Fraction) -> int:
    """After how many frames a frame and a packet begin together again; where that takes too long, 8/3 seconds."""
    meeting = (Fraction(SAMPLE_RATE, PACKET) / rate).denominator
    return meeting if meeting <= _LONGEST_GRID * rate else round(_USUAL_GRID * rate)


def holds_of(shots: Sequence[ShotSpec], times: Sequence[Mapping[str, Any]], *, rate: Fraction) -> tuple[Hold, ...]:
    """The fewest shots of a scene that can take it to the grid whatever its lines last, the longest silent ones first;
    none where the scene is short, or has not enough air. `times` are the settings of each shot's timing."""
    grid = grid_of(rate)
    if grid == 1 or sum(shot.frames for shot in shots) < _PER_GRID * grid:
        return ()
    chosen: list[Hold] = []
    for hold in _giving(shots, times, rate):
        if _reach(chosen) >= grid - 1:
            break
        chosen.append(hold)
    return tuple(sorted(chosen, key=lambda hold: hold.shot)) if _reach(chosen) >= grid - 1 else ()


def rolls_of(times: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How the cuts to and from a scene roll, as settings of its holds; nothing of those that are straight."""
    rolls = {"roll_in": int(times[0].get("roll_in", 0)), "roll_out": int(times[-1].get("roll_out", 0))}
    return {name: roll for name, roll in rolls.items() if roll}


def _reach(holds: Sequence[Hold]) -> int:
    return sum(hold.shorter + hold.longer for hold in holds)


def _giving(shots: Sequence[ShotSpec], times: Sequence[Mapping[str, Any]], rate: Fraction) -> Iterator[Hold]:
    free = [at for at, shot in enumerate(shots) if not shot.tight and shot.size is not ShotSize.TITLE]
    for at in sorted(free, key=lambda at: (-shots[at].frames, at)):
        if not shots[at].lines:
            yield _silent(at, times[at], rate)
    last = len(shots) - 1
    # a voice that comes early waits for the turn and may breathe; one that runs on over the cut would be torn from it
    if last in free and shots[last].lines and times[last].get("roll_out", 0) >= 0:
        yield Hold(shot=last, longer=round(_BREATH * rate))


def _silent(at: int, times: Mapping[str, Any], rate: Fraction) -> Hold:
    """A shot without words is as long as planned; its fades, and a second, must be left of it."""
    fading = times["fade_in"] + times["fade_out"] + 1
    frames, least = max(int(times["minimum_frames"]), fading), max(round(_LEAST_SHOT * rate), fading)
    return Hold(shot=at, shorter=max(0, min(int(frames * _SHORTER), frames - least)), longer=int(frames * _LONGER))
