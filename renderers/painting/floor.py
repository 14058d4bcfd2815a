"""Whole bodies in a set: on its floor by perspective, or on its seats and beds."""

from __future__ import annotations

import random
from collections.abc import Sequence

from renderers.painting.acting import Performance, Pose
from renderers.painting.canvas import PEOPLE_DEPTH, Framing
from renderers.painting.embraces import in_arms
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
from renderers.painting.people.appearance import Being
from renderers.painting.people.placement import Hold, Part, Placement
from renderers.painting.picture import HEADS, Seen
from renderers.painting.sets.model import Anchor, PaintedSet
from renderers.painting.sets.model import Pose as Rest
from renderers.spec import ShotSize

_ABOUT = 24.0
"""Degrees a head turns to look about."""
_PACES = 2.0
"""How far somebody walks about at a spot of the set, in heads."""


def on_the_floor(asked: Asked, cast: list[tuple[int, Seen]], scenery: PaintedSet, framing: Framing) -> list[Spot]:
    """People in the place: on its floor by perspective, or on its seats and beds."""
    free = [] if asked.size is ShotSize.EXTREME_WIDE else _in_frame(scenery.anchors, asked, framing)
    named = _in_frame(scenery.anchors, asked, framing)
    taken: list[tuple[int, Seen, Anchor]] = []
    standing = []
    for number, seen in in_order(cast):
        anchor = _spot_named(seen.at, named) or (None if _on_paws(seen) else _anchor_for(seen.performance, free))
        if anchor is None:
            standing.append((number, seen))
        else:
            free, named = ([other for other in spots if other is not anchor] for spots in (free, named))
            taken.append((number, seen, anchor))
    resting = [_at_anchor(number, seen, anchor, framing) for number, seen, anchor in by_their_sides(taken)]
    return [*resting, *_standing_all(asked, standing, resting, scenery, framing)]


def _on_paws(seen: Seen) -> bool:
    """Animals sit and lie on the floor, never on the chairs of people."""
    return seen.appearance.being in (Being.DOG, Being.CAT, Being.HORSE, Being.BIRD)


def by_their_sides(taken: Sequence[tuple[int, Seen, Anchor]]) -> list[tuple[int, Seen, Anchor]]:
    """The same people and seats, those who sit exchanged so that who is left of somebody sits left of them."""
    sitting = [each for each in taken if each[2].pose is Rest.SIT]
    chairs = sorted((anchor for _, _, anchor in sitting), key=lambda anchor: anchor.x)
    people = in_order([(number, seen) for number, seen, _ in sitting])
    seated = [(number, seen, chair) for (number, seen), chair in zip(people, chairs, strict=True)]
    return [*(each for each in taken if each[2].pose is not Rest.SIT), *seated]


def _in_frame(anchors: Sequence[Anchor], asked: Asked, framing: Framing) -> list[Anchor]:
    """The seats a frame of this shape shows."""
    return [anchor for anchor in anchors if abs(framing.to_frame(anchor.x, anchor.y)[0]) < asked.aspect / 2 - 0.05]


def _standing_all(
    asked: Asked, cast: list[tuple[int, Seen]], resting: list[Spot], scenery: PaintedSet, framing: Framing
) -> list[Spot]:
    """Side by side on the floor, in order, clear of who sits."""
    chance = random.Random(asked.seed)
    spots = []
    for at, (number, seen) in enumerate(cast):
        row = at % 2 if len(cast) > 2 else 0
        head, feet, depth = _feet(asked, scenery, framing, row=row)
        if len(cast) == 1:
            x = -facing(seen, asked.seed) * asked.aspect * 0.09
        else:
            step = min((asked.aspect * 0.8) / len(cast), head * (5.4 if len(cast) < 4 else 3.8))
            x = (at - (len(cast) - 1) / 2) * step + chance.uniform(-0.25, 0.25) * head
        x = _clear_of(x, [spot.placement.x for spot in resting], room=2.6 * head, most=asked.aspect / 2 - head)
        spots.append(_standing(number, seen, x=x, feet=feet, head=head, depth=depth, alone=len(cast) == 1))
    return in_arms(spots, asked)


def _clear_of(x: float, taken: Sequence[float], *, room: float, most: float) -> float:
    """The place nearest to `x` that is `room` away from everybody who sits, if there is one in the frame."""
    places = [x, *(other + side * room for other in taken for side in (-1, 1))]
    clear = [
        place for place in places if abs(place) <= most and all(abs(place - other) >= room * 0.99 for other in taken)
    ]
    return min(clear, key=lambda place: abs(place - x), default=x)


def _anchor_for(performance: Performance, free: Sequence[Anchor]) -> Anchor | None:
    rests = {Pose.SIT: Rest.SIT, Pose.DRIVE: Rest.DRIVE, Pose.RIDE: Rest.SIT, Pose.LIE: Rest.LIE, Pose.LEAN: Rest.LEAN}
    wanted = rests.get(performance.pose)
    return next((anchor for anchor in free if anchor.pose is wanted), None)


def _spot_named(name: str, named: Sequence[Anchor]) -> Anchor | None:
    return next((anchor for anchor in named if name and anchor.name.split()[0] == name), None)


def _at_anchor(number: int, seen: Seen, anchor: Anchor, framing: Framing) -> Spot:
    x, y = framing.to_frame(anchor.x, anchor.y)
    look = seen.facing or (1 if anchor.facing > 0 else -1 if anchor.facing < 0 else 0)
    yaw = anchor.facing * 60 if anchor.facing else look * 30
    hold = Hold.SEAT if seen.performance.pose in SEATED else Hold.FEET
    head = anchor.height * framing.zoom / HEADS
    travel = look * head * _PACES if seen.performance.pose in GOING else 0.0
    placement = Placement(
        x=x - travel / 2,
        y=y,
        head=head,
        yaw=yaw,
        face=yaw * 0.6 + look * 14,
        gaze=gaze_of(seen, look, yaw),
        away=-(look or 1) * _ABOUT,
        hold=hold,
        part=Part.WHOLE,
    )
    near = min(1.0, anchor.depth / PEOPLE_DEPTH)
    return Spot(number, Role.SUBJECT, placement, nearness=near, depth=anchor.depth, travel=travel)


def _standing(number: int, seen: Seen, *, x: float, feet: float, head: float, depth: float, alone: bool) -> Spot:
    look = seen.facing or (1 if x < 0 else -1)
    going = seen.performance.pose in GOING
    yaw = look * (62.0 if going else 38.0)
    travel = look * head * (5.5 if seen.performance.pose is Pose.RUN else 2.6) if going else 0.0
    placement = Placement(
        x=x - travel / 2,
        y=feet,
        head=head,
        yaw=yaw,
        face=None if alone or going else look * 50.0,
        gaze=gaze_of(seen, look, yaw),
        away=-look * _ABOUT,
        hold=Hold.FEET,
        part=Part.WHOLE,
    )
    upright = seen.performance.pose in (*SEATED, Pose.LIE) and not _on_paws(seen)
    return Spot(
        number,
        Role.SUBJECT,
        placement,
        nearness=max(0.2, depth / PEOPLE_DEPTH),
        depth=depth,
        travel=travel,
        upright=upright,
    )


def _feet(asked: Asked, scenery: PaintedSet, framing: Framing, *, row: int) -> tuple[float, float, float]:
    """Head size, where the feet are in the frame, and how deep in the set that is, by the floor's perspective."""
    if asked.size is ShotSize.FULL:
        # The camera goes to the actor: the body fills the height, the floor comes along.
        return LENSES[asked.size].head, 0.44, PEOPLE_DEPTH
    if asked.size is ShotSize.EXTREME_WIDE:
        down = (0.055 + 0.008 * row) * scenery.eye / METRES * HEADS
        floor = min(scenery.horizon + max(0.03, down), scenery.floor_y)
    else:
        floor = scenery.floor_y - 0.02 * row
    tall = max(0.12, scenery.height_at(floor, METRES)) * framing.zoom
    nearer = (floor - scenery.horizon) / max(0.01, scenery.floor_y - scenery.horizon)
    return tall / HEADS, framing.to_frame(0.0, floor)[1], PEOPLE_DEPTH * min(1.0, 0.4 + 0.6 * nearer)
