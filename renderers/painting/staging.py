"""Where people stand in a shot: framing by the rules of the trade.

Heads get headroom and looks get room to look into. Everybody keeps the side of the line of action a scene gave them, so
reverse angles match. Positions are frame heights from the frame's middle, x right, y down.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from renderers.painting.acting import Gaze, Performance, Pose
from renderers.painting.canvas import Framing
from renderers.painting.people.placement import Hold, Part, Placement
from renderers.painting.picture import Seen
from renderers.painting.sets.model import Anchor, PaintedSet
from renderers.painting.sets.model import Pose as Rest
from renderers.spec import Angle, ShotSize

MOST_IN_FRONT = 4
MOST_PEOPLE = 9
_METRES = 1.75


class Role(StrEnum):
    """What somebody is in the shot for."""

    SUBJECT = "subject"
    PARTNER = "partner"
    SHOULDER = "shoulder"
    CROWD = "crowd"


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in the frame. `seen` is its number in the picture's cast; `nearness` is 1 at the subject's distance."""

    seen: int
    role: Role
    placement: Placement
    nearness: float = 1.0
    depth: float = 0.6
    blur: float = 0.0
    travel: float = 0.0
    """How far it walks across during the shot, in frame heights."""
    followed: int = 0
    """-1 or 1 when it walks left or right and the camera goes along."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A staged shot: people from back to front, what the set shows behind them, and the roll of the camera."""

    spots: tuple[Spot, ...]
    framing: Framing
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class _Lens:
    """One shot size: the head's height and where the eyes are, the set's zoom and blur, how much body is seen."""

    head: float
    head_y: float
    zoom: float
    blur: float
    part: Part = Part.WAIST


_LENSES: Mapping[ShotSize, _Lens] = {
    ShotSize.EXTREME_WIDE: _Lens(0.030, 0.0, 1.0, 0.0, Part.WHOLE),
    ShotSize.WIDE: _Lens(0.070, 0.0, 1.0, 0.0, Part.WHOLE),
    ShotSize.FULL: _Lens(0.102, -0.24, 1.14, 0.0012, Part.WHOLE),
    ShotSize.TWO_SHOT: _Lens(0.235, -0.115, 1.30, 0.0030),
    ShotSize.MEDIUM: _Lens(0.240, -0.135, 1.42, 0.0035),
    ShotSize.OVER_SHOULDER: _Lens(0.300, -0.095, 1.60, 0.0065),
    ShotSize.MEDIUM_CLOSE: _Lens(0.360, -0.085, 1.75, 0.0065, Part.BUST),
    ShotSize.CLOSE_UP: _Lens(0.540, -0.015, 2.20, 0.0100, Part.BUST),
    ShotSize.EXTREME_CLOSE: _Lens(0.860, 0.03, 2.80, 0.0140, Part.BUST),
    ShotSize.INSERT: _Lens(0.600, 0.0, 2.40, 0.0120, Part.BUST),
    ShotSize.TITLE: _Lens(0.240, 0.0, 1.0, 0.0),
}

_WHOLE_BODIES = (ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.FULL)
_SINGLES = (ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE)
_LOWERED = (Pose.SIT, Pose.DRIVE, Pose.RIDE, Pose.KNEEL, Pose.CROUCH, Pose.LIE, Pose.FALL)
_SEATED = (Pose.SIT, Pose.DRIVE, Pose.RIDE)
_GOING = (Pose.WALK, Pose.RUN)
_LEAD = {
    ShotSize.MEDIUM: 0.16,
    ShotSize.MEDIUM_CLOSE: 0.15,
    ShotSize.CLOSE_UP: 0.12,
    ShotSize.EXTREME_CLOSE: 0.05,
}

_DUTCH_ROLL = math.radians(5)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be staged: the framing asked for, who is seen, the frame's shape and a seed for small things."""

    size: ShotSize
    angle: Angle
    cast: tuple[Seen, ...]
    aspect: float
    seed: int


def stage(asked: Asked, scenery: PaintedSet) -> Staging:
    """Everybody placed. A narrow frame brings people closer together, never cuts them off."""
    cast = list(enumerate(asked.cast))[:MOST_PEOPLE]
    framing = _framing(asked)
    if asked.size in (ShotSize.TITLE, ShotSize.INSERT) or not cast:
        return Staging((), framing, _roll(asked.angle))
    if asked.size in _WHOLE_BODIES:
        places = _on_the_floor(asked, cast, scenery, framing)
    elif asked.size is ShotSize.OVER_SHOULDER and len(cast) > 1:
        places = _over_the_shoulder(asked, cast)
    elif len(cast) == 1 or asked.size in _SINGLES[1:]:
        places = [_single(asked, *cast[0])]
    else:
        places = _group(asked, cast)
    seen = tuple(sorted((_angled(place, asked) for place in places), key=lambda place: place.nearness))
    return Staging(seen, framing, _roll(asked.angle))


def _framing(asked: Asked) -> Framing:
    """The part of the set behind the subject: reverse angles look at opposite sides of it."""
    lens = _LENSES[asked.size]
    x = y = 0.0
    if asked.cast and asked.size not in _WHOLE_BODIES:
        look = _facing(asked.cast[0], asked.seed)
        apart = 0.0 if asked.size is ShotSize.TWO_SHOT else 0.2
        x = -look * apart * min(1.0, asked.aspect / 1.78) + ((asked.seed >> 3) % 7 - 3) * 0.012
        y = -0.04
    tilt = {Angle.LOW: -0.07, Angle.HIGH: 0.07, Angle.OVERHEAD: 0.10}.get(asked.angle, 0.0)
    zoom = lens.zoom * (1.12 if asked.angle is Angle.DUTCH else 1.08 if tilt else 1.0)
    return Framing(zoom, x, y + tilt, lens.blur)


def _roll(angle: Angle) -> float:
    return _DUTCH_ROLL if angle is Angle.DUTCH else 0.0


def _facing(seen: Seen, seed: int) -> int:
    """-1 looks to screen left, 1 to the right; who looks at nobody looks into the frame from their side."""
    if seen.facing:
        return seen.facing
    if seen.place:
        return -1 if seen.place > 0 else 1
    return 1 if seed % 2 else -1


def _single(asked: Asked, number: int, seen: Seen) -> Spot:
    """Alone in the frame, off the middle, with room in front of the eyes."""
    lens = _LENSES[asked.size]
    look = _facing(seen, asked.seed)
    lead = _LEAD.get(asked.size, 0.12) * min(1.0, asked.aspect / 1.78)
    alone = seen.facing == 0
    yaw = look * (14 if alone else 26 if asked.size is ShotSize.MEDIUM else 22)
    if _to_camera(seen):
        yaw, lead = 0.0, 0.0
    if seen.performance.pose in _GOING and not seen.speaks:
        yaw = look * 55
    placement = Placement(
        x=-look * lead,
        y=lens.head_y,
        head=lens.head,
        yaw=yaw,
        gaze=_gaze(seen, look, yaw),
        part=lens.part,
    )
    going = seen.performance.pose in _GOING
    return Spot(number, Role.SUBJECT, placement, followed=look if going else 0)


def _to_camera(seen: Seen) -> bool:
    return seen.performance.gaze is Gaze.LENS


def _gaze(seen: Seen, look: int, yaw: float) -> tuple[float, float]:
    """Pupils: where the performance says, else on the partner, just past the camera."""
    held = {Gaze.DOWN: (0.0, 0.7), Gaze.UP: (0.0, -0.6), Gaze.LENS: (0.0, 0.0), Gaze.PROP: (0.1 * look, 0.75)}
    if seen.performance.gaze in held:
        return held[seen.performance.gaze]
    if seen.performance.gaze is Gaze.ASIDE:
        return (-0.7 * look, 0.1)
    return (0.45 * look if abs(yaw) < 40 else 0.2 * look, 0.0)


def _over_the_shoulder(asked: Asked, cast: list[tuple[int, Seen]]) -> list[Spot]:
    """The subject looks past the partner's shoulder, which stands dark and soft at the edge of the frame."""
    (number, subject), (other, _) = cast[0], cast[1]
    lens = _LENSES[asked.size]
    look = _facing(subject, asked.seed)
    wide = min(1.0, asked.aspect / 1.78)
    yaw = look * 27.0
    face = Placement(
        x=-look * 0.22 * wide,
        y=lens.head_y,
        head=lens.head,
        yaw=yaw,
        gaze=_gaze(subject, look, yaw),
        part=lens.part,
    )
    back = Placement(
        x=look * (0.62 * wide), y=-0.03, head=0.47, yaw=180 + look * 28, face=180 + look * 38, part=Part.BUST
    )
    return [
        Spot(number, Role.SUBJECT, face),
        Spot(other, Role.SHOULDER, back, nearness=1.6, depth=1.2, blur=0.006),
    ]


def _group(asked: Asked, cast: list[tuple[int, Seen]]) -> list[Spot]:
    """Two or more at conversational distance, in the order of their sides; beyond four the rest stand behind."""
    lens = _LENSES[asked.size if asked.size is not ShotSize.OVER_SHOULDER else ShotSize.TWO_SHOT]
    front, behind = _in_order(cast[:MOST_IN_FRONT]), _in_order(cast[MOST_IN_FRONT:])
    head = lens.head * {2: 1.0, 3: 0.86}.get(len(front), 0.74)
    places = [
        _in_group(number, seen, x=x, head=head * (1.0 if at % 2 == 0 or len(front) < 3 else 0.94), y=lens.head_y)
        for at, ((number, seen), x) in enumerate(zip(front, _spread(len(front), asked, head), strict=True))
    ]
    for (number, seen), x in zip(behind, _spread(len(behind), asked, head * 0.9), strict=True):
        place = _in_group(number, seen, x=x + 0.09, head=head * 0.66, y=lens.head_y - 0.02)
        places.append(replace(place, role=Role.CROWD, nearness=0.78, depth=0.55, blur=0.0025))
    return places


def _in_group(number: int, seen: Seen, *, x: float, head: float, y: float) -> Spot:
    look = seen.facing or (1 if x < 0 else -1)
    yaw = look * 46.0 if not _to_camera(seen) else 0.0
    drop = head * 7.3 * (1 - seen.height) * 0.7
    if seen.performance.pose in _LOWERED:
        drop += head * 0.45
    placement = Placement(
        x=x,
        y=y + min(drop, 0.26),
        head=head,
        yaw=yaw,
        face=look * 52.0 if not _to_camera(seen) else None,
        gaze=_gaze(seen, look, yaw),
        part=Part.WAIST if head > 0.2 else Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT if seen.speaks else Role.PARTNER, placement)


def _in_order(cast: Sequence[tuple[int, Seen]]) -> list[tuple[int, Seen]]:
    """From screen left to screen right, as the scene's line of action has them."""
    return sorted(cast, key=lambda pair: (pair[1].place, pair[0]))


def _spread(count: int, asked: Asked, head: float) -> list[float]:
    """Where `count` people stand across: closer in a narrow frame, but never through each other."""
    if count <= 1:
        return [0.0] * count
    room = asked.aspect / 2 - head * 0.75
    step = min(2 * room / (count - 1), max(head * 1.5, {2: 0.62, 3: 0.5}.get(count, 0.4)))
    return [(at - (count - 1) / 2) * step for at in range(count)]


# --- whole bodies on the set's floor


def _on_the_floor(asked: Asked, cast: list[tuple[int, Seen]], scenery: PaintedSet, framing: Framing) -> list[Spot]:
    """People in the place: on its floor by perspective, or on its seats and beds."""
    ordered = _in_order(cast)
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
    hold = Hold.SEAT if seen.performance.pose in _SEATED else Hold.FEET
    placement = Placement(
        x=x,
        y=y,
        head=anchor.height * framing.zoom / HEADS,
        yaw=yaw,
        face=yaw * 0.6 + look * 14,
        gaze=_gaze(seen, look, yaw),
        hold=hold,
        part=Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT, placement, nearness=1.0, depth=anchor.depth)


HEADS = 7.3
"""How many heads an average adult is tall."""


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
        x = -_facing(seen, asked.seed) * asked.aspect * 0.09
    look = seen.facing or (1 if x < 0 else -1)
    going = seen.performance.pose in _GOING
    yaw = look * (62.0 if going else 38.0)
    travel = look * head * (5.5 if seen.performance.pose is Pose.RUN else 2.6) if going else 0.0
    placement = Placement(
        x=x - travel / 2,
        y=feet,
        head=head,
        yaw=yaw,
        face=look * 50.0 if count > 1 and not going else None,
        gaze=_gaze(seen, look, yaw),
        hold=Hold.FEET,
        part=Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT, placement, travel=travel)


def _feet(asked: Asked, scenery: PaintedSet, framing: Framing, *, row: int) -> tuple[float, float]:
    """Head size and where the feet are, in the frame: the floor's perspective decides how large who stands where is."""
    if asked.size is ShotSize.EXTREME_WIDE:
        down = (0.055 + 0.008 * row) * scenery.eye / _METRES * HEADS
        floor = min(scenery.horizon + max(0.03, down), scenery.floor_y)
    else:
        floor = scenery.floor_y - 0.02 * row
    tall = max(0.12, scenery.height_at(floor, _METRES)) * framing.zoom
    _, feet = framing.to_frame(0.0, floor)
    if asked.size is ShotSize.FULL:
        # The camera goes to the actor: the body fills the height, the floor comes along.
        return _LENSES[asked.size].head, 0.44
    return tall / HEADS, feet


def _angled(place: Spot, asked: Asked) -> Spot:
    """From below people rise and look down at us; from above they sink and their foreheads show."""
    lift, scale, pitch = {
        Angle.LOW: (-0.025, 1.05, -9.0),
        Angle.HIGH: (0.035, 0.94, 9.0),
        Angle.OVERHEAD: (0.07, 0.86, 22.0),
    }.get(asked.angle, (0.0, 1.0, 0.0))
    if pitch == 0.0:
        return place
    was = place.placement
    on_floor = was.hold is not Hold.HEAD
    return replace(
        place,
        placement=replace(was, y=was.y + (0.0 if on_floor else lift), head=was.head * scale, pitch=was.pitch + pitch),
    )
