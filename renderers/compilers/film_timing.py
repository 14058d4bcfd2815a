"""Times of a film as settings: rests around lines, cuts that roll, fades and mixes between scenes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from renderers.compilers.cutting import GAP, LEAD, STRAIGHT, TAIL, Meeting, SoundCut, least_frames
from renderers.compilers.delivery import beat_before
from renderers.spec import Join, SceneSpec, ShotSpec

FADE, MIX, DIP = Fraction(3, 4), Fraction(1), Fraction(3, 2)
"""Seconds of a fade, of a dissolve or wipe, and of the way through white, where the writer says nothing else."""

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


def mixes(scenes: Sequence[SceneSpec]) -> dict[int, Join]:
    """Scenes that go over into the next one as both say, or through white, whatever comes out of it: by number, how."""
    kinds = (Join.DISSOLVE, Join.WIPE, Join.WHITE)
    return {
        at: scene.leave
        for at, (scene, following) in enumerate(pairwise(scenes))
        if scene.leave in kinds and (following.join is scene.leave or scene.leave is Join.WHITE)
    }


def transitions(scenes: Sequence[SceneSpec], *, rate: Fraction) -> list[dict[str, Any]]:
    """Settings of the picture edit: where scenes mix, how, and how long."""
    return [
        {"clip": at, "kind": kind.value, "frames": max(2, scenes[at].leave_frames or round(_usual(kind) * rate))}
        for at, kind in mixes(scenes).items()
    ]


def _usual(kind: Join) -> Fraction:
    return DIP if kind is Join.WHITE else MIX


def fades(scenes: Sequence[SceneSpec], *, rate: Fraction) -> list[tuple[int, int]]:
    """Frames in which each scene comes up from black and goes back to it; where scenes mix they do neither."""
    mixed, usual = mixes(scenes), round(FADE * rate)
    rises = [scene.join is not Join.CUT and at - 1 not in mixed for at, scene in enumerate(scenes)]
    falls = [scene.leave is not Join.CUT and at not in mixed for at, scene in enumerate(scenes)]
    return [
        ((scene.join_frames or usual) if rising else 0, (scene.leave_frames or usual) if falling else 0)
        for scene, rising, falling in zip(scenes, rises, falls, strict=True)
    ]
