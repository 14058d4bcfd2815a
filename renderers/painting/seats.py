"""People on seats, seen from near: in a car, on a sofa, in a compartment. The frame goes to the seat, not the other
way round, so that its back is behind the head and the wheel in front of the driver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from renderers.painting.acting import Arms, Performance, Pose
from renderers.painting.canvas import Framing
from renderers.painting.floor import by_their_sides
from renderers.painting.frames import LENSES, SEATED, SINGLES, Asked, Role, Spot, facing, gaze_of, to_camera
from renderers.painting.people.placement import Part, Placement
from renderers.painting.picture import HEADS, Seen
from renderers.painting.sets.model import Anchor, PaintedSet
from renderers.painting.sets.model import Pose as Rest
from renderers.spec import ShotSize

_SITTING_HEADS = 3.35
"""From the seat to the middle of the head, in heads."""
_CLOSEST, _WIDEST = 2.2, 0.8
"""How far from the lens of a framing the frame may come closer or stay back to fit the seat, as parts of its zoom."""
_SMALLER = 1.5
_AT_A_BED = 2.0
_LOW = 0.3
_UP = (Pose.WALK, Pose.RUN, Pose.LEAN, Pose.STAND, Pose.JUMP, Pose.DANCE, Pose.BOW, Pose.CROUCH, Pose.KNEEL, Pose.LIE)
_RIDES = (Rest.SIT, Rest.DRIVE)


def seated(cast: Sequence[Seen], scenery: PaintedSet) -> tuple[Seen, ...]:
    """The same people, sitting where everybody sits who does nothing else; the first of a car drives it."""
    if scenery.everybody is None:
        return tuple(_beside_the_car(seen) for seen in cast)
    driver = next((at for at, seen in enumerate(cast) if seen.performance.pose is Pose.DRIVE), None)
    if driver is None and scenery.everybody is Rest.DRIVE and cast:
        first = min(range(len(cast)), key=lambda at: (cast[at].place, at))
        driver = first if cast[first].place <= 0 else None  # who sits on the right is driven by somebody not seen
    drives = any(anchor.pose is Rest.DRIVE for anchor in scenery.anchors)
    return tuple(_sitting(seen, drives=at == driver and drives) for at, seen in enumerate(cast))


def _beside_the_car(seen: Seen) -> Seen:
    """Whoever drives where no wheel is seen stands."""
    acted = seen.performance
    if acted.pose is not Pose.DRIVE:
        return seen
    arms = Arms.OWN if acted.arms is Arms.STEER else acted.arms
    return seen.model_copy(update={"performance": acted.model_copy(update={"pose": Pose.STAND, "arms": arms})})


def _sitting(seen: Seen, *, drives: bool) -> Seen:
    acted = seen.performance
    if drives:
        arms = Arms.STEER if acted.arms in (Arms.OWN, Arms.DOWN) else acted.arms
        return seen.model_copy(update={"performance": acted.model_copy(update={"pose": Pose.DRIVE, "arms": arms})})
    if acted.pose is Pose.DRIVE or acted.pose in _UP:
        return seen.model_copy(update={"performance": acted.model_copy(update={"pose": Pose.SIT})})
    return seen


def seats_for(cast: Sequence[tuple[int, Seen]], scenery: PaintedSet) -> list[tuple[int, Seen, Anchor]] | None:
    """Everybody with a seat, in the order of their sides; None when somebody does not sit or there are too few."""
    if not cast or any(seen.performance.pose not in SEATED for _, seen in cast):
        return None
    free = [anchor for anchor in scenery.anchors if anchor.pose in _RIDES]
    taken: list[tuple[int, Seen, Anchor]] = []
    for number, seen in sorted(cast, key=lambda pair: pair[1].performance.pose is not Pose.DRIVE):
        anchor = next((seat for seat in free if _suits(seat, seen.performance)), None)
        if anchor is None:
            return None
        free.remove(anchor)
        taken.append((number, seen, anchor))
    taken = by_their_sides(taken)
    return sorted(taken, key=lambda each: [number for number, _ in cast].index(each[0]))


def near_enough(asked: Asked, taken: Sequence[tuple[int, Seen, Anchor]]) -> bool:
    """Whether the frame can come near enough to the seat of who is alone in it; else the face matters more."""
    lens = LENSES[asked.size]
    if asked.size not in SINGLES[1:]:
        return True
    return lens.head * HEADS / taken[0][2].height <= lens.zoom * _CLOSEST * _SMALLER


def _suits(seat: Anchor, acted: Performance) -> bool:
    return seat.pose is (Rest.DRIVE if acted.pose is Pose.DRIVE else Rest.SIT)


def in_the_seats(asked: Asked, taken: Sequence[tuple[int, Seen, Anchor]]) -> tuple[Framing, list[Spot]]:
    """The frame on the seat of the first, or on all of them, and everybody whose seat it shows."""
    lens = LENSES[asked.size]
    shared = asked.size in (ShotSize.TWO_SHOT, ShotSize.MEDIUM) and len(taken) > 1
    aimed = taken if shared else taken[:1]
    heads = [_head_of(anchor, seen) for _, seen, anchor in aimed]
    tall = max(anchor.height for _, _, anchor in aimed) / HEADS
    wide = max(x for x, _ in heads) - min(x for x, _ in heads)
    most = min(lens.zoom * _CLOSEST, (asked.aspect * 0.72 / wide) if wide > 0 else 9.0)
    zoom = min(max(lens.head / tall, lens.zoom * _WIDEST), max(most, 1.0))
    lead = 0.0 if shared else 0.14 * facing(aimed[0][1], asked.seed) * min(1.0, asked.aspect / 1.78)
    middle = sum(x for x, _ in heads) / len(heads)
    height = sum(y for _, y in heads) / len(heads)
    framing = Framing(zoom, middle + lead / zoom, height - lens.head_y / zoom, lens.blur * 0.6)
    framing = _within(framing, asked)
    spots = [_sits(number, seen, anchor, framing, alone=len(taken) == 1) for number, seen, anchor in taken]
    return framing, [spot for spot in spots if abs(spot.placement.x) < asked.aspect / 2]


def bed_of(cast: Sequence[tuple[int, Seen]], scenery: PaintedSet) -> Anchor | None:
    """The bed, when somebody lies in it."""
    beds = scenery.anchor(Rest.LIE)
    return beds[0] if beds and any(seen.performance.pose is Pose.LIE for _, seen in cast) else None


def at_the_bed(asked: Asked, bed: Anchor) -> Framing:
    """The frame on whoever lies there, as near as the place allows with everybody whole."""
    lens = LENSES[asked.size]
    zoom = min(lens.zoom, _AT_A_BED)
    return _within(Framing(zoom, bed.x, bed.y - 0.25 * bed.height, lens.blur * 0.3), asked)


def _head_of(anchor: Anchor, seen: Seen) -> tuple[float, float]:
    """Where the head of somebody on the seat is, in the set."""
    lean = 0.1 if anchor.pose is Rest.DRIVE else 0.0
    return anchor.x, anchor.y - (_SITTING_HEADS - lean) * anchor.height / HEADS * max(0.72, seen.height)


def _within(framing: Framing, asked: Asked) -> Framing:
    """The frame moved so far that it shows nothing beyond the painted set."""
    side = max(0.0, 1.22 * asked.aspect / 2 - asked.aspect / 2 / framing.zoom - 0.02)
    tall = max(0.0, 0.61 - 0.5 / framing.zoom - 0.02)
    return replace(framing, x=max(-side, min(side, framing.x)), y=max(-tall, min(tall, framing.y)))


def _sits(number: int, seen: Seen, anchor: Anchor, framing: Framing, *, alone: bool) -> Spot:
    x, y = framing.to_frame(*_head_of(anchor, seen))
    look = seen.facing or (1 if anchor.facing >= 0 else -1)
    drives = anchor.pose is Rest.DRIVE
    body = anchor.facing * 55 if anchor.facing else look * (4.0 if drives else 16.0)
    face = body * 0.5 + look * (16.0 if drives or alone else 30.0)
    if to_camera(seen):
        face = 0.0
    head = anchor.height * framing.zoom / HEADS
    placement = Placement(
        x=x,
        y=y,
        head=head,
        yaw=body,
        face=face,
        gaze=gaze_of(seen, look, face),
        away=look * 22.0 if drives else -look * 20.0,
        part=Part.WAIST if head > _LOW else Part.WHOLE,
    )
    return Spot(number, Role.SUBJECT, placement, depth=anchor.depth)
