"""Framing by the rules of the trade: sides, looks, headroom, floors."""

from __future__ import annotations

import itertools

import pytest

from renderers.painting.acting import Gaze, Performance, Pose
from renderers.painting.frames import Asked, Role, Spot, Staging, reverses
from renderers.painting.light import light_of
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.placement import Hold
from renderers.painting.picture import HEADS, Seen
from renderers.painting.sets.model import Anchor, PaintedSet
from renderers.painting.sets.model import Pose as Rest
from renderers.painting.staging import stage
from renderers.painting.terms import Mood, Time, Weather
from renderers.spec import Angle, Setting, ShotSize

SOMEBODY = Appearance()
LIGHT = light_of(Time.DAY, Weather.CLEAR, Setting.INTERIOR, Mood.NEUTRAL)
CHAIR = Anchor("chair", Rest.SIT, 0.3, 0.2, 0.6, facing=-1.0)
ROOM = PaintedSet(
    kind="room", sheets=(), light=LIGHT, horizon=0.02, eye=1.4, floor_y=0.42, anchors=(CHAIR,)
)  # fmt: skip
SINGLES = (ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE)
WHOLE = (ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.FULL)


def seen(place: int, facing: int = 0, **more: object) -> Seen:
    return Seen(appearance=SOMEBODY, place=place, facing=facing, **more)


LEFT, RIGHT = seen(-1, 1), seen(1, -1)


def staged(
    size: ShotSize,
    *cast: Seen,
    angle: Angle = Angle.EYE,
    aspect: float = 16 / 9,
    seed: int = 4,
    room: PaintedSet = ROOM,
) -> Staging:
    return stage(Asked(size, angle, cast, aspect, seed), ROOM)


def by_number(staging: Staging) -> dict[int, Spot]:
    return {spot.seen: spot for spot in staging.spots}


@pytest.mark.parametrize("size", SINGLES)
def test_a_single_has_room_to_look_into(size: ShotSize) -> None:
    (to_the_right,) = staged(size, LEFT).spots
    (to_the_left,) = staged(size, RIGHT).spots
    assert to_the_right.placement.x < 0 < to_the_left.placement.x
    assert to_the_right.placement.yaw > 0 > to_the_left.placement.yaw
    assert to_the_right.placement.x == -to_the_left.placement.x


@pytest.mark.parametrize("size", [ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE])
def test_there_is_headroom_but_not_much(size: ShotSize) -> None:
    (spot,) = staged(size, LEFT).spots
    top = spot.placement.y - spot.placement.head * 0.5
    assert -0.46 < top < -0.2


def test_a_close_up_is_closer_than_a_medium_and_both_than_a_wide() -> None:
    sizes = (ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.FULL, *SINGLES)
    heads = [staged(size, LEFT).spots[0].placement.head for size in sizes]
    assert all(closer > wider for wider, closer in itertools.pairwise(heads))


@pytest.mark.parametrize("size", [ShotSize.TWO_SHOT, ShotSize.FULL, ShotSize.WIDE, ShotSize.MEDIUM])
@pytest.mark.parametrize("turned", [False, True])
def test_everybody_keeps_their_side_whoever_is_named_first(size: ShotSize, turned: bool) -> None:
    cast = (RIGHT, LEFT) if turned else (LEFT, RIGHT)
    spots = by_number(staged(size, *cast))
    left, right = (spots[1], spots[0]) if turned else (spots[0], spots[1])
    assert left.placement.x < right.placement.x
    assert left.placement.yaw > 0 > right.placement.yaw


def test_reverse_angles_over_the_shoulder_mirror_each_other() -> None:
    one, other = (
        by_number(staged(ShotSize.OVER_SHOULDER, LEFT, RIGHT)),
        by_number(staged(ShotSize.OVER_SHOULDER, RIGHT, LEFT)),
    )
    assert one[0].placement.x == pytest.approx(-other[0].placement.x)
    assert one[0].role is Role.SUBJECT
    assert one[1].role is Role.SHOULDER
    assert abs(one[1].placement.yaw) > 120
    assert one[1].nearness > 1
    assert one[1].placement.x * one[0].placement.x < 0


@pytest.mark.parametrize("seed", range(8))
def test_who_is_on_the_left_is_seen_before_the_left_of_the_set(seed: int) -> None:
    one, other = staged(ShotSize.CLOSE_UP, LEFT, seed=seed), staged(ShotSize.CLOSE_UP, RIGHT, seed=seed)
    assert one.framing.x < 0 < other.framing.x


def test_a_reverse_angle_turns_round_only_from_near() -> None:
    turned = [size for size in ShotSize if reverses(Asked(size, Angle.EYE, (RIGHT,), 16 / 9, 1))]
    assert turned == [ShotSize.OVER_SHOULDER, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE]
    assert not any(reverses(Asked(size, Angle.EYE, (LEFT,), 16 / 9, 1)) for size in ShotSize)


def test_no_two_shots_of_a_place_have_the_same_background() -> None:
    framings = {staged(ShotSize.MEDIUM, LEFT, seed=seed).framing for seed in range(12)}
    assert len(framings) == 12
    assert max(each.zoom for each in framings) > 1.1 * min(each.zoom for each in framings)


def test_who_sits_in_a_wide_shot_sits_on_the_sets_chair() -> None:
    sitting = seen(-1, 1, performance=Performance(pose=Pose.SIT))
    (spot,) = staged(ShotSize.WIDE, sitting).spots
    assert spot.placement.hold is Hold.SEAT
    assert (spot.placement.x, spot.placement.y) == (CHAIR.x, CHAIR.y)


def test_a_second_sitter_does_not_share_the_chair() -> None:
    sitting = Performance(pose=Pose.SIT)
    spots = staged(ShotSize.WIDE, seen(-1, 1, performance=sitting), seen(1, -1, performance=sitting)).spots
    assert len({spot.placement.x for spot in spots}) == 2
    assert sorted(spot.upright for spot in spots) == [False, True], "nobody sits on air"


def test_nobody_sits_on_a_chair_a_narrow_frame_does_not_show() -> None:
    sitting = seen(-1, 1, performance=Performance(pose=Pose.SIT))
    (spot,) = staged(ShotSize.WIDE, sitting, aspect=9 / 16).spots
    assert spot.placement.hold is Hold.FEET


@pytest.mark.parametrize("size", WHOLE)
def test_people_stand_on_the_floor(size: ShotSize) -> None:
    for spot in staged(size, LEFT, RIGHT).spots:
        assert spot.placement.hold is Hold.FEET
        assert ROOM.horizon < spot.placement.y <= 0.5


def test_far_people_are_as_small_as_the_floor_says() -> None:
    (spot,) = staged(ShotSize.WIDE, LEFT).spots
    wanted = ROOM.height_at(spot.placement.y, 1.75)
    assert spot.placement.head * HEADS == pytest.approx(wanted, rel=0.02)


def test_a_walker_crosses_the_frame_the_way_they_look() -> None:
    walking = Performance(pose=Pose.WALK)
    for look in (-1, 1):
        (spot,) = staged(ShotSize.WIDE, seen(-1, look, performance=walking)).spots
        assert spot.travel * look > 0
        assert spot.placement.yaw * look > 0


@pytest.mark.parametrize("count", [3, 4, 7, 12])
@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 2.39])
@pytest.mark.parametrize("size", [ShotSize.MEDIUM, ShotSize.WIDE])
def test_a_crowd_fits_the_frame_in_the_order_of_its_sides(count: int, aspect: float, size: ShotSize) -> None:
    cast = [seen((at // 2 + 1) * (1 if at % 2 else -1)) for at in range(count)]
    spots = [spot for spot in staged(size, *cast, aspect=aspect).spots if spot.role is not Role.CROWD]
    assert len(spots) >= min(4, count)
    ordered = sorted(spots, key=lambda spot: cast[spot.seen].place)
    xs = [spot.placement.x for spot in ordered]
    assert all(right > left for left, right in itertools.pairwise(xs))
    assert max(abs(x) for x in xs) <= aspect / 2


def test_beyond_four_the_rest_stand_behind() -> None:
    spots = staged(ShotSize.MEDIUM, *(seen(at) for at in (-1, 1, -2, 2, -3, 3))).spots
    behind = [spot for spot in spots if spot.role is Role.CROWD]
    assert len(behind) == 2
    assert all(spot.nearness < 1 and spot.blur > 0 for spot in behind)
    assert [spot.nearness for spot in spots] == sorted(spot.nearness for spot in spots)


def test_looking_into_the_lens_is_looking_into_the_lens() -> None:
    (spot,) = staged(ShotSize.CLOSE_UP, seen(-1, 1, performance=Performance(gaze=Gaze.LENS))).spots
    assert spot.placement.yaw == 0
    assert spot.placement.gaze == (0.0, 0.0)


def test_the_angle_moves_horizon_and_faces() -> None:
    low, eye, high = (staged(ShotSize.MEDIUM, LEFT, angle=angle) for angle in (Angle.LOW, Angle.EYE, Angle.HIGH))
    assert low.framing.y < eye.framing.y < high.framing.y
    assert low.spots[0].placement.pitch < 0 < high.spots[0].placement.pitch
    assert low.spots[0].placement.head > high.spots[0].placement.head


def test_a_dutch_angle_rolls_and_covers_its_corners() -> None:
    dutch = staged(ShotSize.MEDIUM, LEFT, angle=Angle.DUTCH)
    assert dutch.roll > 0
    assert dutch.framing.zoom > staged(ShotSize.MEDIUM, LEFT).framing.zoom


def test_a_child_beside_an_adult_is_lower_in_the_frame() -> None:
    child = Seen(appearance=SOMEBODY.model_copy(update={"years": 8}), place=1, facing=-1)
    spots = by_number(staged(ShotSize.TWO_SHOT, LEFT, child))
    assert spots[1].placement.y > spots[0].placement.y


@pytest.mark.parametrize("size", [ShotSize.INSERT, ShotSize.TITLE])
def test_things_and_titles_have_nobody_in_them(size: ShotSize) -> None:
    assert staged(size, LEFT).spots == ()
