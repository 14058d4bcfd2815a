"""Nobody stands in a car: people sit where places have seats, and the frame goes to the seat."""

from __future__ import annotations

import pytest

from renderers.painting.acting import Performance, Pose
from renderers.painting.frames import Asked, Staging
from renderers.painting.light import light_of
from renderers.painting.people.appearance import Appearance
from renderers.painting.picture import Seen
from renderers.painting.seats import seated
from renderers.painting.sets.model import Anchor, PaintedSet
from renderers.painting.sets.model import Pose as Rest
from renderers.painting.staging import stage
from renderers.painting.terms import Mood, Time, Weather
from renderers.spec import Angle, Setting, ShotSize

LIGHT = light_of(Time.DAY, Weather.CLEAR, Setting.INTERIOR, Mood.NEUTRAL)
WHEEL, BESIDE = Anchor("driver", Rest.DRIVE, -0.36, 0.36, 1.28), Anchor("passenger", Rest.SIT, 0.36, 0.36, 1.28)
SOFA = (Anchor("left", Rest.SIT, -0.3, 0.3, 0.6), Anchor("right", Rest.SIT, 0.1, 0.3, 0.6))
BED = Anchor("bed", Rest.LIE, -0.4, 0.3, 0.6, facing=1)
CLOSE = (ShotSize.TWO_SHOT, ShotSize.MEDIUM, ShotSize.OVER_SHOULDER, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP)


def place(*anchors: Anchor, everybody: Rest | None = None) -> PaintedSet:
    return PaintedSet("place", (), LIGHT, 0.02, 1.4, 0.42, anchors, everybody)


CAR, ROOM = place(WHEEL, BESIDE, everybody=Rest.DRIVE), place(*SOFA, BED)


def seen(side: int, pose: Pose = Pose.STAND) -> Seen:
    return Seen(appearance=Appearance(), place=side, facing=-side, performance=Performance(pose=pose))


def staged(size: ShotSize, where: PaintedSet, *cast: Seen) -> Staging:
    return stage(Asked(size, Angle.EYE, seated(cast, where), 16 / 9, 4), where)


@pytest.mark.parametrize("pose", [Pose.STAND, Pose.WALK, Pose.LIE, Pose.LEAN])
def test_nobody_stands_in_a_car(pose: Pose) -> None:
    driver, passenger = seated([seen(-1, pose), seen(1, pose)], CAR)
    assert driver.performance.pose is Pose.DRIVE
    assert passenger.performance.pose is Pose.SIT


def test_who_the_script_puts_at_the_wheel_drives() -> None:
    passenger, driver = seated([seen(-1), seen(1, Pose.DRIVE)], CAR)
    assert (passenger.performance.pose, driver.performance.pose) == (Pose.SIT, Pose.DRIVE)


def test_the_passenger_alone_in_a_shot_stays_the_passenger() -> None:
    (passenger,) = seated([seen(1)], CAR)
    assert passenger.performance.pose is Pose.SIT


def test_who_does_nothing_else_stands_where_there_is_no_need_to_sit() -> None:
    assert seated([seen(-1)], ROOM) == (seen(-1),)


def test_nobody_steers_where_there_is_no_wheel() -> None:
    (standing,) = seated([seen(-1, Pose.DRIVE)], ROOM)
    assert standing.performance.pose is Pose.STAND


@pytest.mark.parametrize("size", CLOSE)
def test_the_back_of_the_seat_is_behind_the_head(size: ShotSize) -> None:
    staging = staged(size, CAR, seen(1), seen(-1))
    spots = {spot.seen: spot.placement for spot in staging.spots}
    passenger = spots[0]
    assert staging.framing.to_frame(BESIDE.x, 0.0)[0] == pytest.approx(passenger.x)
    assert abs(passenger.x) < 16 / 9 / 2
    assert -0.45 < passenger.y < 0.2


def test_two_on_a_sofa_sit_in_the_order_of_their_sides() -> None:
    staging = staged(ShotSize.TWO_SHOT, ROOM, seen(1, Pose.SIT), seen(-1, Pose.SIT))
    spots = {spot.seen: spot.placement.x for spot in staging.spots}
    assert spots[1] < spots[0]


def test_somebody_in_bed_lies_there_from_near_too() -> None:
    staging = staged(ShotSize.MEDIUM, ROOM, seen(1, Pose.LIE))
    (spot,) = staging.spots
    assert staging.framing.zoom > 1.2
    assert (spot.placement.x, spot.placement.y) == pytest.approx(staging.framing.to_frame(BED.x, BED.y))


def test_the_frame_shows_nothing_beyond_the_painting() -> None:
    edge = place(Anchor("corner", Rest.SIT, 1.0, 0.6, 0.5))
    framing = staged(ShotSize.CLOSE_UP, edge, seen(1, Pose.SIT)).framing
    assert abs(framing.x) + 16 / 9 / 2 / framing.zoom <= 1.22 * 16 / 9 / 2
    assert abs(framing.y) + 0.5 / framing.zoom <= 0.61
