"""Things: found in text, drawn in hands and alone."""

from __future__ import annotations

import numpy as np
import pytest

from renderers.errors import BadInput
from renderers.painting.acting import Arms, Performance
from renderers.painting.canvas import Stage
from renderers.painting.light import light_of
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.figure import States, paint_figure
from renderers.painting.people.placement import Part, Placement
from renderers.painting.props import WORDS, read_props, shown_prop
from renderers.painting.props.drawing import drawings, insert, prop_named, standing
from renderers.painting.terms import Time

STAGE = Stage(320, 180, 1.2)
LIGHT = light_of(Time.DAY)
LARGE = ("car", "bicycle", "motorcycle", "chair", "table")
HELD = [name for name in sorted(WORDS) if name not in LARGE]


def test_every_named_thing_is_drawn_and_every_drawing_has_words() -> None:
    assert set(drawings()) == set(WORDS)
    assert len(WORDS) >= 60


@pytest.mark.parametrize(
    ("text", "props"),
    [
        ("She lifts the phone and the glass.", ("phone", "glass")),
        ("A LETTER slides under the door.", ("letter",)),
        ("CLOSE ON: the wedding ring", ("ring",)),
        ("an old oil lamp", ("lantern",)),
        ("two guns and a briefcase", ("gun", "suitcase")),
        ("He phones her. Telephones ring.", ("phone",)),
        ("Mara watches him ring the bell, a rose in her hand.", ("flowers",)),
        ("The carpet, the keynote, the lettering", ()),
        ("", ()),
    ],
)
def test_things_are_found_as_whole_words_in_their_order(text: str, props: tuple[str, ...]) -> None:
    assert read_props(text) == props
    assert shown_prop(text) == (props[0] if props else "")


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_prop_fills_its_insert_and_stays_inside_the_frame(name: str) -> None:
    sheet = insert(name, STAGE, LIGHT)
    rows, columns = np.nonzero(sheet.pixels[..., 3] > 100)
    assert len(rows) > 300
    height, width = STAGE.size
    tall = (rows.max() - rows.min()) / STAGE.height
    wide = (columns.max() - columns.min()) / STAGE.height
    assert 0.2 < max(tall, wide) < 1.5
    assert abs(sheet.left + columns.mean() - height / 2) < STAGE.height * 0.3
    assert sheet.pixels.shape[0] <= width


@pytest.mark.slow
@pytest.mark.parametrize("name", HELD)
def test_what_can_be_held_is_seen_in_the_hand(name: str) -> None:
    def held(prop: str) -> np.ndarray:
        return paint_figure(
            appearance=Appearance(),
            performance=Performance(arms=Arms.SHOW, prop=prop),
            placement=Placement(0.0, -0.1, 0.2, yaw=40, part=Part.WAIST),
            stage=STAGE,
            light=LIGHT,
            states=States.NONE,
        ).sheet.pixels

    pixels = held(name)
    assert (pixels[..., 3] > 0).sum() > 0
    assert pixels.shape != held("").shape or not np.array_equal(pixels, held(""))


def test_large_things_stand_on_the_ground() -> None:
    for name in LARGE:
        sheet = standing(name, STAGE, LIGHT, x=0.0, ground=0.3, head=0.07)
        rows = np.nonzero(sheet.pixels[..., 3] > 100)[0]
        bottom = (sheet.top + rows.max() - STAGE.size[1] / 2) / STAGE.height
        assert bottom == pytest.approx(0.3, abs=0.03)


def test_a_prop_nobody_draws_is_named_with_what_there_is() -> None:
    with pytest.raises(BadInput, match=r"no prop called 'zeppelin'.*phone"):
        prop_named("zeppelin")
