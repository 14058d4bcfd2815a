"""Where people stand in a shot: framing by the rules of the trade.

Heads get headroom and looks get room to look into. Everybody keeps the side of the line of action a scene gave them, so
reverse angles match. Positions are frame heights from the frame's middle, x right, y down.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace

from renderers.painting.canvas import Framing
from renderers.painting.embraces import in_arms
from renderers.painting.floor import on_the_floor
from renderers.painting.frames import (
    GOING,
    LENSES,
    LOWERED,
    MOST_IN_FRONT,
    MOST_PEOPLE,
    SINGLES,
    WHOLE_BODIES,
    Asked,
    Frame,
    Role,
    Spot,
    Staging,
    facing,
    gaze_of,
    in_order,
    to_camera,
)
from renderers.painting.people.placement import Hold, Part, Placement
from renderers.painting.picture import HEADS, Seen, head_scale
from renderers.painting.seats import at_the_bed, bed_of, in_the_seats, near_enough, seats_for
from renderers.painting.sets.model import PaintedSet
from renderers.spec import Angle, ShotSize

_LEAD = {
    ShotSize.MEDIUM: 0.16,
    ShotSize.MEDIUM_CLOSE: 0.15,
    ShotSize.CLOSE_UP: 0.12,
    ShotSize.EXTREME_CLOSE: 0.05,
}
_OPEN, _ACROSS = 17.0, 76.0
"""Degrees a head turns towards the camera, and to a partner on the other side."""
_DISTANCE, _STEP_ASIDE = (0.95, 1.16), 0.085
"""How much nearer to or farther from what is behind people a shot is than another one, and how far aside."""
_CRISP = 0.0006
_GROWN = 0.9
_DUTCH_ROLL = math.radians(5)


def stage(asked: Asked, scenery: PaintedSet) -> Staging:
    """Everybody placed. A narrow frame brings people closer together, never cuts them off."""
    cast = list(enumerate(asked.cast))[:MOST_PEOPLE]
    peopled = asked.cast and asked.size is not ShotSize.INSERT
    framing = _framing(asked) if peopled or asked.shows_thing else _detail(asked)
    if asked.size in (ShotSize.TITLE, ShotSize.INSERT) or not cast:
        return Staging((), framing, _roll(asked.angle))
    taken = seats_for(cast, scenery) if asked.size not in WHOLE_BODIES else None
    bed = bed_of(cast, scenery) if asked.size not in WHOLE_BODIES else None
    if taken and near_enough(asked, taken):
        framing, places = in_the_seats(asked, taken)
    elif bed is not None:
        framing = at_the_bed(asked, bed)
        places = on_the_floor(asked, cast, scenery, framing)
    elif asked.size in WHOLE_BODIES:
        places = on_the_floor(asked, cast, scenery, framing)
    elif asked.size is ShotSize.OVER_SHOULDER and len(cast) > 1:
        places = _over_the_shoulder(asked, cast)
    elif len(cast) == 1 or asked.size in SINGLES[1:]:
        places = [_single(asked, *cast[0])]
    else:
        places = _group(asked, cast)
    seen = tuple(sorted((_angled(place, asked) for place in places), key=lambda place: place.nearness))
    return Staging(seen, framing, _roll(asked.angle))


def _framing(asked: Asked) -> Framing:
    """The part of the set behind the subject: reverse angles look at opposite sides of it."""
    lens, chance = LENSES[asked.size], random.Random(f"framing {asked.seed}")
    x = y = 0.0
    zoom = lens.zoom
    if asked.size not in WHOLE_BODIES:  # no two shots of a place from quite the same spot
        zoom *= chance.uniform(*_DISTANCE)
        y = -0.04 + chance.uniform(-0.028, 0.028)
        x = chance.uniform(-_STEP_ASIDE, _STEP_ASIDE)
    if asked.cast and asked.size not in WHOLE_BODIES:
        look = facing(asked.cast[0], asked.seed)
        apart = 0.0 if asked.size is ShotSize.TWO_SHOT else 0.2
        x -= look * asked.side * apart * min(1.0, asked.aspect / 1.78)
    tilt = {Angle.LOW: -0.07, Angle.HIGH: 0.07, Angle.OVERHEAD: 0.10}.get(asked.angle, 0.0)
    zoom *= 1.12 if asked.angle is Angle.DUTCH else 1.08 if tilt else 1.0
    return Framing(zoom, x, y + tilt, lens.blur)


def _detail(asked: Asked) -> Framing:
    """Nobody is there: a corner of the place itself, in focus."""
    lens = LENSES[asked.size]
    if lens.blur == 0:
        return _framing(asked)
    chance = random.Random(asked.seed)
    zoom = min(max(lens.zoom, chance.choice((1.25, 1.4, 1.6))), 1.7)
    wide = 1.22 * asked.aspect / 2 - asked.aspect / 2 / zoom - 0.04
    return Framing(zoom, chance.uniform(-1, 1) * min(0.34, wide), chance.uniform(-0.05, 0.07), _CRISP)


def _roll(angle: Angle) -> float:
    return _DUTCH_ROLL if angle is Angle.DUTCH else 0.0


def _single(asked: Asked, number: int, seen: Seen) -> Spot:
    """Alone in the frame, off the middle, with room in front of the eyes."""
    lens = LENSES[asked.size]
    look = facing(seen, asked.seed)
    lead = _LEAD.get(asked.size, 0.12) * min(1.0, asked.aspect / 1.78)
    alone = seen.facing == 0
    yaw = look * (14.0 if alone else 26.0 if asked.size is ShotSize.MEDIUM else 22)
    if to_camera(seen):
        yaw, lead = 0.0, 0.0
    if seen.performance.pose in GOING and not seen.speaks:
        yaw = look * 55
    placement = Placement(
        x=-look * lead,
        y=lens.head_y,
        head=_at_eye_level(lens.head, seen),
        yaw=yaw,
        gaze=gaze_of(seen, look, yaw),
        away=-look * _OPEN * 0.75,
        part=_part(lens, seen),
    )
    going = seen.performance.pose in GOING
    return Spot(number, Role.SUBJECT, placement, followed=look if going else 0)


def _at_eye_level(head: float, seen: Seen) -> float:
    """The camera comes down and closer to a child: a single shows everybody's face equally large."""
    return head / head_scale(seen.appearance)


def _part(lens: Frame, seen: Seen) -> Part:
    """Bodies that are shorter for their heads are drawn whole: their hips may be in the frame."""
    return lens.part if lens.part is Part.BUST or seen.height > _GROWN else Part.WHOLE


def _over_the_shoulder(asked: Asked, cast: list[tuple[int, Seen]]) -> list[Spot]:
    """The subject looks past the partner's shoulder, which stands dark and soft at the edge of the frame."""
    (number, subject), (other, _) = cast[0], cast[1]
    lens = LENSES[asked.size]
    look = facing(subject, asked.seed)
    wide, room = min(1.0, asked.aspect / 1.78), _room(asked.aspect, 2)
    yaw = look * 27.0
    face = Placement(
        x=-look * 0.22 * wide,
        y=lens.head_y,
        head=_at_eye_level(lens.head * room, subject),
        yaw=yaw,
        gaze=gaze_of(subject, look, yaw),
        part=_part(lens, subject),
    )
    back = Placement(
        x=look * (0.62 * wide), y=-0.03, head=0.47 * room, yaw=180 + look * 28, face=180 + look * 38, part=Part.BUST
    )
    return [
        Spot(number, Role.SUBJECT, face),
        Spot(other, Role.SHOULDER, back, nearness=1.6, depth=1.2, blur=0.006),
    ]


def _group(asked: Asked, cast: list[tuple[int, Seen]]) -> list[Spot]:
    """Two or more at conversational distance, in the order of their sides; beyond four the rest stand behind."""
    lens = LENSES[asked.size if asked.size is not ShotSize.OVER_SHOULDER else ShotSize.TWO_SHOT]
    front, behind = in_order(cast[:MOST_IN_FRONT]), in_order(cast[MOST_IN_FRONT:])
    head = lens.head * {2: 1.0, 3: 0.86}.get(len(front), 0.74) * _room(asked.aspect, len(front))
    places = [
        _in_group(number, seen, x=x, head=head * (1.0 if at % 2 == 0 or len(front) < 3 else 0.94), y=lens.head_y)
        for at, ((number, seen), x) in enumerate(zip(front, _spread(len(front), asked, head), strict=True))
    ]
    places[1:-1] = [_between_others(place) for place in places[1:-1]]
    places = in_arms(places, asked)
    for (number, seen), x in zip(behind, _spread(len(behind), asked, head * 0.9), strict=True):
        place = _in_group(number, seen, x=x + 0.09, head=head * 0.66, y=lens.head_y - 0.02)
        places.append(replace(place, role=Role.CROWD, nearness=0.78, depth=0.55, blur=0.0025))
    return places


def _between_others(place: Spot) -> Spot:
    """Somebody with people on both sides, who looks from one to the other."""
    was = place.placement
    return replace(place, placement=replace(was, away=was.away * _ACROSS / _OPEN))


def _room(aspect: float, people: int) -> float:
    """How much smaller people have to be for so many to stand side by side in a frame of this shape."""
    return max(0.55, min(1.0, aspect / (0.45 * people)))


def _in_group(number: int, seen: Seen, *, x: float, head: float, y: float) -> Spot:
    look = seen.facing or (1 if x < 0 else -1)
    yaw = look * 46.0 if not to_camera(seen) else 0.0
    drop = head * HEADS * (1 - seen.height) * 0.7
    if seen.performance.pose in LOWERED:
        drop += head * 0.45
    placement = Placement(
        x=x,
        y=y + min(drop, 0.26),
        head=head,
        yaw=yaw,
        face=look * 52.0 if not to_camera(seen) else None,
        gaze=gaze_of(seen, look, yaw),
        away=-look * _OPEN,
        part=Part.WAIST if head > 0.2 and seen.height > _GROWN and not drop else Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT if seen.speaks else Role.PARTNER, placement)


def _spread(count: int, asked: Asked, head: float) -> list[float]:
    """Where `count` people stand across: closer in a narrow frame, but never through each other."""
    if count <= 1:
        return [0.0] * count
    room = asked.aspect / 2 - head * 0.75
    step = min(2 * room / (count - 1), max(head * 1.5, {2: 0.62, 3: 0.5}.get(count, 0.4)))
    return [(at - (count - 1) / 2) * step for at in range(count)]


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
