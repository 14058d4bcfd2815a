"""Figures: everything paints, patches fit, anchors hold, the same in gives the same out."""

from __future__ import annotations

import itertools
from enum import StrEnum

import numpy as np
import pytest

from renderers.painting.acting import Arms, Expression, Performance, Pose
from renderers.painting.canvas import Stage
from renderers.painting.light import light_of
from renderers.painting.people.appearance import (
    Accessory,
    Appearance,
    Being,
    Build,
    FacialHair,
    Gender,
    Glasses,
    Hair,
    Headwear,
    Mark,
    Outfit,
)
from renderers.painting.people.clothes import CUTS
from renderers.painting.people.expressions import LIPS, MIENS
from renderers.painting.people.figure import LIDS, States, paint_figure
from renderers.painting.people.gallery import SHEETS, spoken
from renderers.painting.people.hairstyles import STYLES
from renderers.painting.people.placement import Figure, Hold, Part, Placement
from renderers.painting.people.poses import GESTURES, stance_of
from renderers.painting.people.reading import read_appearance
from renderers.painting.people.skeleton import heads_tall
from renderers.painting.people.skull import Skull
from renderers.painting.people.viseme import Viseme
from renderers.painting.terms import Time

STAGE = Stage(320, 180, 1.2)
DAY = light_of(Time.DAY)
YAWS = (-180.0, -90.0, -45.0, 0.0, 75.0, 130.0)
ANNA = Appearance(gender=Gender.WOMAN, hair=Hair.LONG, outfit=Outfit.DRESS)


def painted(
    who: Appearance = ANNA,
    performance: Performance = Performance(),  # noqa: B008 - a frozen value
    *,
    states: States = States.NONE,
    stage: Stage = STAGE,
    x: float = 0.0,
    y: float = -0.1,
    head: float = 0.2,
    yaw: float = 20.0,
    face: float | None = None,
    hold: Hold = Hold.HEAD,
    part: Part = Part.WHOLE,
    phase: float = 0.0,
    time: Time = Time.DAY,
) -> Figure:
    """One figure on the small stage."""
    placement = Placement(x, y, head, yaw=yaw, face=face, hold=hold, part=part, phase=phase)
    return paint_figure(
        appearance=who, performance=performance, placement=placement, stage=stage, light=light_of(time), states=states
    )


def inked(figure: Figure) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is painted, in stage units."""
    rows, columns = np.nonzero(figure.sheet.pixels[..., 3] > 150)  # without the soft shadow on the ground
    width, height = STAGE.size
    return (
        (figure.sheet.left + columns.min() - width / 2) / STAGE.height,
        (figure.sheet.top + rows.min() - height / 2) / STAGE.height,
        (figure.sheet.left + columns.max() - width / 2) / STAGE.height,
        (figure.sheet.top + rows.max() - height / 2) / STAGE.height,
    )


def ink_of(figure: Figure) -> int:
    """How many pixels are painted."""
    return int((figure.sheet.pixels[..., 3] > 128).sum())


@pytest.mark.parametrize("pose", list(Pose))
def test_every_pose_paints_from_every_side(pose: Pose) -> None:
    for yaw in YAWS:
        figure = painted(performance=Performance(pose=pose), yaw=yaw, head=0.08, y=0.3, hold=Hold.FEET, phase=0.3)
        assert ink_of(figure) > 200
        assert_premultiplied(figure)


def assert_premultiplied(figure: Figure) -> None:
    """No colour is brighter than its own opacity."""
    pixels = figure.sheet.pixels.astype(int)
    assert (pixels[..., :3].max(2) <= pixels[..., 3] + 2).all()


@pytest.mark.parametrize("arms", list(Arms))
def test_every_gesture_paints_from_every_side(arms: Arms) -> None:
    for yaw in YAWS:
        assert ink_of(painted(performance=Performance(arms=arms, prop="phone"), yaw=yaw, head=0.1)) > 400


@pytest.mark.parametrize("yaw", [-60.0, 0.0, 25.0])
def test_every_viseme_is_a_mouth_of_its_own(yaw: float) -> None:
    figure = painted(yaw=yaw, head=0.5, y=0.0, part=Part.BUST, states=States.ALL)
    mouths = {viseme: spoken(figure, viseme).pixels.tobytes() for viseme in Viseme}
    assert len(set(mouths.values())) == len(Viseme)
    assert mouths[Viseme.REST] == figure.sheet.pixels.tobytes()


@pytest.mark.parametrize("field", ["hair", "outfit", "headwear", "glasses", "facial_hair", "build", "being"])
def test_every_choice_of_appearance_paints_front_side_and_back(field: str) -> None:
    options: dict[str, type[StrEnum]] = {
        "hair": Hair, "outfit": Outfit, "headwear": Headwear, "glasses": Glasses,
        "facial_hair": FacialHair, "build": Build, "being": Being,
    }  # fmt: skip
    pictures = set()
    for option in options[field]:
        figures = [painted(ANNA.model_copy(update={field: option}), yaw=yaw, head=0.16) for yaw in (15.0, -90.0, 180.0)]
        assert all(ink_of(figure) > 400 for figure in figures)
        pictures.add(figures[0].sheet.pixels.tobytes())
    assert len(pictures) == len(options[field])


@pytest.mark.parametrize("expression", list(Expression))
def test_every_expression_is_a_face_of_its_own(expression: Expression) -> None:
    calm = painted(head=0.6, y=0.0, part=Part.BUST)
    face = painted(performance=Performance(expression=expression), head=0.6, y=0.0, part=Part.BUST)
    assert np.array_equal(calm.sheet.pixels, face.sheet.pixels) == (expression is Expression.NEUTRAL)


@pytest.mark.parametrize("mark", list(Mark))
def test_every_mark_is_seen(mark: Mark) -> None:
    plain = painted(head=0.6, y=0.0, yaw=-20)
    marked = painted(ANNA.model_copy(update={"marks": (mark,)}), head=0.6, y=0.0, yaw=-20)
    assert not np.array_equal(plain.sheet.pixels, marked.sheet.pixels)


@pytest.mark.parametrize("accessory", list(Accessory))
def test_every_accessory_is_seen(accessory: Accessory) -> None:
    who = ANNA.model_copy(update={"hair": Hair.BUN, "outfit": Outfit.BLAZER})
    worn = who.model_copy(update={"accessories": (accessory,)})
    assert any(
        not np.array_equal(painted(who, yaw=yaw).sheet.pixels, painted(worn, yaw=yaw).sheet.pixels) for yaw in (15, 170)
    )


def test_the_tables_are_complete() -> None:
    assert set(CUTS) == set(Outfit)
    assert set(STYLES) == set(Hair)
    assert set(MIENS) == set(Expression)
    assert set(LIPS) == set(Viseme)
    assert set(GESTURES) == set(Arms)
    assert all(stance_of(pose, phase / 7) for pose in Pose for phase in range(8))


# --- patches and anchors -------------------------------------------------------------------------------------------


def test_patches_of_mouth_and_lids_lie_inside_the_sheet_and_apart() -> None:
    for yaw in (-80.0, -30.0, 0.0, 45.0):
        figure = painted(yaw=yaw, head=0.4, y=-0.05, states=States.ALL)
        assert set(figure.mouths) == set(Viseme)
        assert set(figure.lids) == set(LIDS)
        height, width = figure.sheet.pixels.shape[:2]
        for patch in (*figure.mouths.values(), *figure.lids.values()):
            rows, columns = patch.pixels.shape[:2]
            assert 0 <= patch.left <= width - columns
            assert 0 <= patch.top <= height - rows
        eyes, mouth = figure.lids[0], figure.mouths[Viseme.REST]
        assert eyes.top + eyes.pixels.shape[0] <= mouth.top + 2


def test_a_silent_mouth_with_open_eyes_is_the_sheet_itself() -> None:
    figure = painted(head=0.4, y=-0.05, states=States.ALL)
    for patch in (figure.mouths[Viseme.REST], figure.lids[0]):
        rows, columns = patch.pixels.shape[:2]
        there = figure.sheet.pixels[patch.top : patch.top + rows, patch.left : patch.left + columns]
        assert np.array_equal(there, patch.pixels)


def test_only_the_patch_changes_when_somebody_speaks() -> None:
    figure = painted(head=0.4, y=-0.05, states=States.ALL)
    patch = figure.mouths[Viseme.WIDE]
    border = np.concatenate([patch.pixels[0], patch.pixels[:, 0], patch.pixels[:, -1]])
    rows, columns = patch.pixels.shape[:2]
    there = figure.sheet.pixels[patch.top : patch.top + rows, patch.left : patch.left + columns]
    before = np.concatenate([there[0], there[:, 0], there[:, -1]])
    assert np.abs(border.astype(int) - before.astype(int)).max() <= 12


def test_who_turns_away_or_is_far_has_no_patches() -> None:
    assert not painted(yaw=180, head=0.4, states=States.ALL).mouths
    assert not painted(head=0.05, states=States.ALL).mouths
    listener = painted(head=0.4, states=States.LIDS)
    assert listener.lids
    assert not listener.mouths


@pytest.mark.parametrize("pose", list(Pose))
def test_nothing_is_painted_outside_the_anchors_box(pose: Pose) -> None:
    figure = painted(performance=Performance(pose=pose), head=0.06, y=0.2, hold=Hold.FEET, yaw=50)
    left, top, right, bottom = inked(figure)
    x, y, width, height = figure.anchors.box
    assert x - 0.01 <= left
    assert y - 0.01 <= top
    assert right <= x + width + 0.01
    assert bottom <= y + height + 0.01


@pytest.mark.parametrize(("hold", "anchor"), [(Hold.HEAD, "head"), (Hold.FEET, "feet"), (Hold.SEAT, "seat")])
def test_the_held_point_is_where_the_placement_says(hold: Hold, anchor: str) -> None:
    for pose in (Pose.STAND, Pose.SIT, Pose.LIE, Pose.RUN):
        figure = painted(performance=Performance(pose=pose), head=0.07, x=0.11, y=0.07, hold=hold)
        assert getattr(figure.anchors, anchor) == pytest.approx((0.11, 0.07), abs=1e-6)


def test_feet_stand_on_the_ground() -> None:
    for who in (ANNA, ANNA.model_copy(update={"years": 6}), read_appearance(name="DOG")):
        figure = painted(who, head=0.06, y=0.3, hold=Hold.FEET)
        assert inked(figure)[3] == pytest.approx(0.3, abs=0.02)


def test_people_are_as_tall_as_they_are() -> None:
    def tall(**changes: object) -> float:
        return heads_tall(ANNA.model_copy(update=changes))

    assert tall(years=3) < tall(years=8) < tall(years=14) < tall(years=30)
    assert tall(height_percent=90) < tall(height_percent=110)
    figure = painted(head=0.08, y=0.35, hold=Hold.FEET)
    left, top, right, bottom = inked(figure)
    assert bottom - top == pytest.approx(heads_tall(ANNA) * 0.08, rel=0.06)
    assert right - left < bottom - top


def test_eyes_are_above_the_mouth_and_both_inside_the_head() -> None:
    anchors = painted(head=0.4, y=0.0).anchors
    assert anchors.top[1] < anchors.eyes[1] < anchors.mouth[1] < anchors.neck[1] < anchors.chest[1]
    assert abs(anchors.eyes[0] - anchors.head[0]) < anchors.head_size / 2


def test_the_same_in_gives_the_same_out() -> None:
    first, second = painted(states=States.ALL, head=0.3), painted(states=States.ALL, head=0.3)
    assert first.anchors == second.anchors
    assert np.array_equal(first.sheet.pixels, second.sheet.pixels)
    assert all(np.array_equal(first.mouths[v].pixels, second.mouths[v].pixels) for v in Viseme)


def test_eight_phases_of_a_walk_are_eight_pictures_that_come_round() -> None:
    walk = Performance(pose=Pose.WALK)
    frames = [painted(performance=walk, head=0.1, yaw=70, phase=i / 8).sheet.pixels.tobytes() for i in range(9)]
    assert len(set(frames)) == 8
    assert frames[0] == frames[8]


def test_night_is_darker_than_day() -> None:
    day, night = painted(time=Time.DAY), painted(time=Time.NIGHT)
    assert night.sheet.pixels[..., :3].mean() < 0.75 * day.sheet.pixels[..., :3].mean()


def test_one_sees_through_a_ghost() -> None:
    ghost = painted(ANNA.model_copy(update={"being": Being.GHOST}), head=0.4, states=States.ALL)
    assert ghost.sheet.pixels[..., 3].max() < 160
    assert all(patch.pixels[..., 3].max() < 160 for patch in ghost.mouths.values())


def test_animals_and_machines_speak_and_blink_too() -> None:
    for being in (Being.DOG, Being.CAT, Being.HORSE, Being.BIRD, Being.MACHINE, Being.ROBOT):
        figure = painted(ANNA.model_copy(update={"being": being}), head=0.4, y=0.0, states=States.ALL)
        assert not np.array_equal(spoken(figure, Viseme.WIDE).pixels, figure.sheet.pixels)
        assert not np.array_equal(figure.lids[0].pixels, figure.lids[100].pixels)


def test_somebody_outside_the_stage_is_an_empty_sheet_and_no_error() -> None:
    figure = painted(x=9.0, states=States.ALL)
    assert ink_of(figure) == 0


@pytest.mark.parametrize("name", ["looks", "poses"])
def test_gallery_sheets_are_painted(name: str) -> None:
    sheet = SHEETS[name](Stage(640, 400, 1.0))
    assert sheet.pixels.shape == (400, 640, 4)
    assert len(np.unique(sheet.pixels.reshape(-1, 4), axis=0)) > 500
    assert (sheet.pixels[..., 3] == 255).all()


def test_light_from_the_other_side_moves_the_shadow() -> None:
    right = painted(time=Time.DAY, yaw=0, head=0.5, y=0.0)
    left = painted(time=Time.DAWN, yaw=0, head=0.5, y=0.0)
    assert DAY.side > 0 > light_of(Time.DAWN).side

    def lean(figure: Figure) -> float:
        lit = figure.sheet.pixels[..., :3].astype(float).mean(2)
        half = lit.shape[1] // 2
        return float(lit[:, :half].sum() - lit[:, half:].sum())

    assert lean(left) > lean(right)


@pytest.mark.parametrize("yaw", [15.0, 28.0, -35.0])
def test_the_jaw_of_a_turned_head_has_no_notch(yaw: float) -> None:
    outline = Skull(ANNA, yaw).outline
    side = 1 if yaw > 0 else -1
    jaw = sorted((y, side * x) for x, y in outline if 0.31 < y < 0.46 and side * x > 0.02)
    assert len(jaw) >= 4
    assert all(lower <= upper + 0.002 for (_, upper), (_, lower) in itertools.pairwise(jaw))
