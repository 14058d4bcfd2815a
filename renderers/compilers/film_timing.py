"""Times of a film as settings: rests around lines, and cuts that roll. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from renderers.compilers.cutting import GAP, LEAD, STRAIGHT, TAIL, Meeting, SoundCut, least_frames
from renderers.compilers.delivery import beat_before
from renderers.spec import ShotSpec

_SHORTEST = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Edges:
    """What happens at both ends of a shot: how it meets its neighbours, and how many frames it fades."""

    before: Meeting = STRAIGHT
    after: Meeting = STRAIGHT
    fade_in: int = 0
    fade_out: int = 0


def shot_times(shot: ShotSpec, edges: Edges, *, rate: Fraction) -> dict[str, Any]:
    """Settings of the shot's timing; rolls only where there are any, so that straight shots keep their digest."""
    interrupts, breaks_off = (each.kind is SoundCut.INTERRUPTED for each in (edges.before, edges.after))
    least = least_frames(shot, rate=rate)
    # cuts that roll leave room for the fades, and a frame between them
    rolled = edges.fade_in + edges.fade_out + 1 + edges.before.into - edges.after.out
    beat = Fraction(beat_before(shot.lines[0]) if shot.lines else 0, 1000)
    rests = {
        "lead_frames": (Fraction(0) if interrupts else LEAD) + beat,
        "gap_frames": GAP,
        "tail_frames": Fraction(0) if breaks_off else TAIL,
    }
    frames = {name: round(seconds * rate) for name, seconds in rests.items()}
    rolls = {"roll_in": edges.before.into, "roll_out": edges.after.out}
    return {
        "rate": str(rate),
        **frames,
        "dual": [line.dual for line in shot.lines],
        "fade_in": edges.fade_in,
        "fade_out": edges.fade_out,
        "minimum_frames": max(min(least, round(_SHORTEST * rate)) if breaks_off else least, rolled),
        **{name: roll for name, roll in rolls.items() if roll},
    }


def room_for_lines(shot: ShotSpec, *, rate: Fraction) -> dict[str, int]:
    """Milliseconds for each line of a shot whose length a person set, by its share of the words."""
    if not shot.tight or not shot.lines:
        return {}
    rests = LEAD + TAIL + GAP * (len(shot.lines) - 1)
    free = max(Fraction(1, 2), shot.frames / rate - rests)
    letters = {line.key: len(line.text) + 1 for line in shot.lines}
    return {key: round(free * 1000 * count / sum(letters.values())) for key, count in letters.items()}
