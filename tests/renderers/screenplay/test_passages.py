"""How scenes go over into each other, and what the writer says of it at their edge."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.compilers.film import compile_film
from renderers.plan import Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.passages import LONGEST, Direction, read_direction, reads_as_direction
from renderers.spec import FilmSpec, Join

FILM = "{opening}\n\nINT. HALL - DAY\n\nA clock ticks.\n\n{between}\n\nEXT. PIER - NIGHT\n\nThe sea.\n\n{ending}\n"


def spec_of(*, opening: str = "FADE IN:", between: str = "CUT TO:", ending: str = "FADE OUT.") -> FilmSpec:
    text = FILM.format(opening=opening, between=between, ending=ending)
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def steps(spec: FilmSpec, engine: str) -> list[Step]:
    return [step for step in compile_film(spec, DRAFT) if step.engine == engine]


@pytest.mark.parametrize(
    ("text", "join", "seconds"),
    [
        ("DISSOLVE TO (2s):", Join.DISSOLVE, Fraction(2)),
        ("DISSOLVE TO (1/2 SEC):", Join.DISSOLVE, Fraction(1, 2)),
        ("SLOW FADE OUT.", Join.FADE_OUT, Fraction(2)),
        ("FADE OUT SLOWLY.", Join.FADE_OUT, Fraction(2)),
        ("FADE TO BLACK (1.5 seconds).", Join.FADE_OUT, Fraction(3, 2)),
        ("FADE OUT OVER 3 SECONDS.", Join.FADE_OUT, Fraction(3)),
        ("FADE IN (36 FRAMES):", Join.FADE_IN, Fraction(3, 2)),
        ("QUICK FADE UP:", Join.FADE_IN, Fraction(3, 8)),
        ("IRIS WIPE TO:", Join.WIPE, Fraction(0)),
        ("CROSSFADE TO:", Join.DISSOLVE, Fraction(0)),
        ("SMASH CUT TO:", Join.CUT, Fraction(0)),
    ],
)
def test_a_direction_says_what_happens_and_how_long(text: str, join: Join, seconds: Fraction) -> None:
    assert reads_as_direction(text)
    assert read_direction(text) == Direction(join, seconds)


@pytest.mark.parametrize("text", ["Fade out slowly.", "THE END", "BLACK CAT.", "The lights fade out."])
def test_what_only_sounds_like_a_direction_is_seen(text: str) -> None:
    assert not reads_as_direction(text)


@given(st.text(max_size=60) | st.from_regex(r"(SLOW )?FADE OUT \(\d{1,4}(\.\d)?s\)\.", fullmatch=True))
def test_no_direction_lasts_for_ever_whatever_is_written(text: str) -> None:
    assert 0 <= read_direction(text).seconds <= LONGEST


def test_lengths_by_hand_reach_picture_and_sound() -> None:
    spec = spec_of(opening="FADE IN (2s):", between="DISSOLVE TO (3 seconds):", ending="SLOW FADE OUT.")
    first, second = spec.scenes[0], spec.scenes[1]
    assert (first.join, first.join_frames, first.leave, first.leave_frames) == (Join.FADE_IN, 48, Join.DISSOLVE, 72)
    assert (second.join, second.join_frames, second.leave_frames) == (Join.DISSOLVE, 72, 48)
    timing = [(step.settings["fade_in"], step.settings["fade_out"]) for step in steps(spec, "shot_timing")]
    assert (timing[0], timing[-1]) == ((48, 0), (0, 48))
    (mixed,) = [step.settings["transitions"] for step in steps(spec, "picture") if step.subject == "film"]
    assert mixed == [{"clip": 0, "kind": "dissolve", "frames": 72}]
    assert [step.settings["fade_out"] for step in steps(spec, "effects")] == [72, 48]


def test_what_is_written_without_a_length_lasts_as_long_as_usual() -> None:
    spec = spec_of()
    assert {(scene.join_frames, scene.leave_frames, scene.pre_lap_frames) for scene in spec.scenes} == {(0, 0, 0)}
    assert [step.settings["fade_in"] for step in steps(spec, "shot_timing")] == [18, 0]


def test_out_to_black_and_in_again_each_in_its_own_time() -> None:
    spec = spec_of(between="FADE OUT (1s).\n\nFADE IN (4s):")
    assert (spec.scenes[0].leave, spec.scenes[0].leave_frames) == (Join.FADE_OUT, 24)
    assert (spec.scenes[1].join, spec.scenes[1].join_frames) == (Join.FADE_IN, 96)


def test_a_written_pre_lap_brings_the_air_of_the_next_scene_where_nobody_speaks() -> None:
    plain, lapped = steps(spec_of(), "effects"), steps(spec_of(between="PRE-LAP:"), "effects")
    assert [step.settings["head_frames"] for step in plain] == [0, 6]
    assert [step.settings["head_frames"] for step in lapped] == [0, 24]
    assert [shot.prompt for scene in spec_of(between="PRE-LAP:").scenes for shot in scene.shots] == [
        "A clock ticks.", "The sea.",
    ]  # fmt: skip
