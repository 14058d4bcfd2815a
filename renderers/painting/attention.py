"""Where people look while a shot lasts: heads turn to whoever speaks, listeners nod, eyes lead the head and blink.

Pure and the same for the same seed. Everything is planned before anything is painted, so that only the looks that are
shown are painted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from renderers.painting.mouths import lid_frames
from renderers.painting.people.placement import HOME, NOD, TURN, Look

_TURN_SECONDS, _NOD_SECONDS = 0.46, 0.5
_REACTION = (0.10, 0.35)
_EYES_FIRST = 2
"""Frames the eyes are there before the head."""
_LIVELY = 0.25
"""Seconds before and after one's own words in which one looks at whom one speaks to."""
_THOUGHT_AFTER, _THOUGHT, _THOUGHT_APART = (1.1, 2.0), (0.6, 1.0), (2.6, 4.4)
"""Seconds into a speech until the speaker looks away to find words, how long that takes, and until it happens again."""
_GLANCE = (0.9, 1.6)
_LEANS = (0.002, 0.006)
_PATIENCE = (1.9, 3.4)
"""Seconds somebody holds a look when nothing calls for another."""


class Freedom(StrEnum):
    """What may move of somebody's attention."""

    NONE = "none"  # too far away, out of focus, asleep, or the script says where they look
    EYES = "eyes"  # a face that speaks or fills the frame
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether there is a voice in every frame: one's own, somebody's on the side one faces, and on the other side."""

    own: Sequence[bool] = ()
    facing: Sequence[bool] = ()
    beyond: Sequence[bool] = ()


def looks(frames: int, *, rate: float, seed: int, freedom: Freedom, heard: Heard) -> list[Look]:
    """The look of every frame. Who speaks faces the partner; who is freed of that looks elsewhere now and then."""
    lids = lid_frames(frames, rate=rate, seed=seed)
    chance = random.Random(f"attention {seed}")
    wanted = [0] * frames
    if freedom is not Freedom.NONE:
        wanted = _wanted(frames, rate, chance, heard, freedom)
    if freedom is not Freedom.HEAD:
        return [Look(gaze=want, lids=shut) for want, shut in zip(wanted, lids, strict=True)]
    found = [_blinking(look, shut) for look, shut in zip(_turned(wanted, rate), lids, strict=True)]
    return _nodding(found, rate, chance, heard)


def weight_shifts(frames: int, *, rate: float, seed: int) -> list[float]:
    """How far somebody leans in every frame, in radians: weight goes to the other foot now and then, not in time."""
    chance = random.Random(f"weight {seed}")
    lean, side = 0.0, chance.choice((-1, 1))
    found: list[float] = []
    while len(found) < frames:
        goal = side * chance.uniform(*_LEANS)
        going, resting = round(chance.uniform(0.7, 1.2) * rate), round(chance.uniform(1.2, 3.6) * rate)
        for step in range(1, going + 1):
            moment = step / going
            found.append(lean + (goal - lean) * moment * moment * (3 - 2 * moment))
        found += [goal] * resting
        lean, side = goal, -side
    return found[:frames]


def _wanted(frames: int, rate: float, chance: random.Random, heard: Heard, freedom: Freedom) -> list[int]:
    """0 where somebody wants to look at whom they face, 1 where elsewhere."""
    wanted = list(_wandering(frames, rate, chance, listens=any(heard.facing) or any(heard.own)))
    late = round(chance.uniform(*_REACTION) * rate)
    thinks = _thinking(frames, rate, chance, heard.own)
    for frame in range(frames):
        then = max(0, frame - late)
        if _at(heard.beyond, then) and not _at(heard.own, frame):
            wanted[frame] = 1
        elif freedom is Freedom.HEAD and _soon(heard.own, frame, rate):
            wanted[frame] = int(frame in thinks)
    return wanted


def _thinking(frames: int, rate: float, chance: random.Random, own: Sequence[bool]) -> set[int]:
    """Frames of one's own speech in which one looks away for words; never in its first or last second."""
    found: set[int] = set()
    for first, end in _stretches([_at(own, frame) for frame in range(frames)]):
        at = first + round(chance.uniform(*_THOUGHT_AFTER) * rate)
        while (until := at + round(chance.uniform(*_THOUGHT) * rate)) + rate < end:
            found.update(range(at, until))
            at = until + round(chance.uniform(*_THOUGHT_APART) * rate)
    return found


def _stretches(heard: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First frame and end of every stretch with a voice."""
    frame = 0
    for voice, run in groupby(heard):
        length = len(list(run))
        if voice:
            yield frame, frame + length
        frame += length


def _wandering(frames: int, rate: float, chance: random.Random, *, listens: bool) -> Iterator[int]:
    """Looks of a few seconds; who listens looks away seldom, and not for long."""
    away = chance.random() < (0.35 if listens else 0.5)
    frame = 0
    while frame < frames:
        short = (0.35, 0.7) if listens and frame == 0 else _GLANCE
        length = round(chance.uniform(*(short if away else _PATIENCE)) * rate)
        if listens and not away and frame > 0:
            length = round(length * 1.5)
        yield from [int(away)] * min(length, frames - frame)
        frame, away = frame + length, not away


def _turned(wanted: Sequence[int], rate: float) -> list[Look]:
    """The head follows the eyes, and starts and ends gently."""
    length = max(3, round(_TURN_SECONDS * rate))
    turn, start, goal, began = 0.0, 0.0, 0, -length
    found = []
    for frame, want in enumerate(wanted):
        if frame == 0:
            turn = start = float(want)
            goal = want
        elif want != goal:
            start, goal, began = turn, want, frame + _EYES_FIRST
        moment = min(1.0, max(0.0, (frame - began + 1) / length))
        turn = start + (goal - start) * moment * moment * (3 - 2 * moment)
        steps = round(turn * TURN)
        found.append(Look(turn=steps, gaze=want if steps == 0 else 0))
    return found


def _blinking(look: Look, shut: int) -> Look:
    """Nobody sees lids on a head that is moving; one that has arrived shuts them wholly or not."""
    if look.turn:
        return replace(look, lids=100 if look.turn == TURN and shut > 50 else 0)
    return replace(look, lids=shut, gaze=0 if shut else look.gaze)


def _nodding(found: list[Look], rate: float, chance: random.Random, heard: Heard) -> list[Look]:
    """Small nods of who listens with the head at rest."""
    length = round(_NOD_SECONDS * rate)
    at = round(chance.uniform(0.8, 1.8) * rate)
    while at + length < len(found):
        span = range(at, at + length)
        listens = any(heard.facing[at : at + length]) and not any(heard.own[at : at + length])
        if listens and all(found[frame] == HOME for frame in span):
            for frame in span:
                bent = 1 - abs(2 * (frame - at) / max(1, length - 1) - 1)
                found[frame] = replace(found[frame], nod=round(bent * NOD))
        at += round(chance.uniform(1.4, 3.0) * rate)
    return found


def _at(heard: Sequence[bool], frame: int) -> bool:
    return bool(heard) and heard[min(frame, len(heard) - 1)]


def _soon(heard: Sequence[bool], frame: int, rate: float) -> bool:
    """Whether there is a voice now, a moment ago or in a moment."""
    around = round(_LIVELY * rate)
    return any(heard[max(0, frame - around // 2) : frame + around])


__all__ = ["HOME", "Freedom", "Heard", "looks", "weight_shifts"]
