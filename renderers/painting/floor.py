"""Whole bodies in a set: on its floor by perspective, or on its seats and beds."""

from __future__ import annotations

import random
from collections.abc import Sequence

from renderers.painting.acting import Performance, Pose
from renderers.painting.canvas import Framing
from renderers.painting.frames import (
    GOING,
    LENSES,
    METRES,
    SEATED,
    Asked,
    Role,
    Spot,
    facing,
    gaze_of,
    in_order,
)
from renderers.painting.people.placement import Hold, Part, Placement
from renderers.painting.picture import HEADS, Seen
from renderers.painting.sets.model import Anchor, PaintedSet
from renderers.painting.sets.model import Pose as Rest
from renderers.spec import ShotSize


def on_the_floor(asked: Asked, cast: list[tuple[int, Seen]], scenery: PaintedSet, framing: Framing) -> list[Spot]:
    """People in the place: on its floor by perspective, or on its seats and beds."""
    ordered = in_order(cast)
    free = list(scenery.anchors)
    chance = random.Random(asked.seed)
    places = []
    for at, (number, seen) in enumerate(ordered):
        anchor = _anchor_for(seen.performance, free) if asked.size is not ShotSize.EXTREME_WIDE else None
        if anchor is not None:
            free.remove(anchor)
            places.append(_at_anchor(number, seen, anchor, framing))
        else:
            places.append(_standing(asked, number, seen, at, len(ordered), scenery, framing, chance))
    return places


def _anchor_for(performance: Performance, free: Sequence[Anchor]) -> Anchor | None:
    rests = {Pose.SIT: Rest.SIT, Pose.DRIVE: Rest.DRIVE, Pose.RIDE: Rest.SIT, Pose.LIE: Rest.LIE, Pose.LEAN: Rest.LEAN}
    wanted = rests.get(performance.pose)
    return next((anchor for anchor in free if anchor.pose is wanted), None)


def _at_anchor(number: int, seen: Seen, anchor: Anchor, framing: Framing) -> Spot:
    x, y = framing.to_frame(anchor.x, anchor.y)
    look = seen.facing or (1 if anchor.facing > 0 else -1 if anchor.facing < 0 else 0)
    yaw = anchor.facing * 60 if anchor.facing else look * 30
    hold = Hold.SEAT if seen.performance.pose in SEATED else Hold.FEET
    placement = Placement(
        x=x,
        y=y,
        head=anchor.height * framing.zoom / HEADS,
        yaw=yaw,
        face=yaw * 0.6 + look * 14,
        gaze=gaze_of(seen, look, yaw),
        hold=hold,
        part=Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT, placement, nearness=1.0, depth=anchor.depth)


def _standing(
    asked: Asked,
    number: int,
    seen: Seen,
    at: int,
    count: int,
    scenery: PaintedSet,
    framing: Framing,
    chance: random.Random,
) -> Spot:
    head, feet = _feet(asked, scenery, framing, row=at % 2 if count > 2 else 0)
    step = min((asked.aspect * 0.8) / max(1, count), head * (5.4 if count < 4 else 3.8))
    x = (at - (count - 1) / 2) * step + (chance.uniform(-0.25, 0.25) * head)
    if count == 1:
        x = -facing(seen, asked.seed) * asked.aspect * 0.09
    look = seen.facing or (1 if x < 0 else -1)
    going = seen.performance.pose in GOING
    yaw = look * (62.0 if going else 38.0)
    travel = look * head * (5.5 if seen.performance.pose is Pose.RUN else 2.6) if going else 0.0
    placement = Placement(
        x=x - travel / 2,
        y=feet,
        head=head,
        yaw=yaw,
        face=look * 50.0 if count > 1 and not going else None,
        gaze=gaze_of(seen, look, yaw),
        hold=Hold.FEET,
        part=Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT, placement, travel=travel)


def _feet(asked: Asked, scenery: PaintedSet, framing: Framing, *, row: int) -> tuple[float, float]:
    """Head size and where the feet are, in the frame: the floor's perspective decides how large who stands where is."""
    if asked.size is ShotSize.EXTREME_WIDE:
        down = (0.055 + 0.008 * row) * scenery.eye / METRES * HEADS
        floor = min(scenery.horizon + max(0.03, down), scenery.floor_y)
    else:
        floor = scenery.floor_y - 0.02 * row
    tall = max(0.12, scenery.height_at(floor, METRES)) * framing.zoom
    _, feet = framing.to_frame(0.0, floor)
    if asked.size is ShotSize.FULL:
        # The camera goes to the actor: the body fills the height, the floor comes along.
        return LENSES[asked.size].head, 0.44
    return tall / HEADS, feet
