"""How scenes are covered, over generated films: places told, turns cut on, listeners looked at."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.headings import read_heading
from renderers.screenplay.places import Arrival, Journey
from renderers.screenplay.shots import GLANCE_SECONDS, HOLD_SECONDS, REACTION_EVERY
from renderers.spec import SceneSpec, ShotSize, ShotSpec
from tests.renderers.screenplay.feature import feature

FREE = {ShotSize.INSERT, ShotSize.TITLE}
WIDE = {ShotSize.WIDE, ShotSize.EXTREME_WIDE}
TALK = "{}\n\nMARA\nYou came.\n\nTOM\nI said I would.\n\n"


def scenes_of(text: str) -> list[SceneSpec]:
    spec = film_spec(parse(text), rate=Fraction(24), aspect="16:9")
    return [scene for scene in spec.scenes if scene.key.startswith("s")]


def opening_of(*headings: str) -> list[ShotSpec]:
    """The first shots of scenes that begin with talk."""
    return [scene.shots[0] for scene in scenes_of("".join(map(TALK.format, headings)))]


@pytest.mark.parametrize(
    ("headings", "arrivals"),
    [
        (["INT. A - DAY", "INT. A - NIGHT"], [Arrival.NEW, Arrival.STAYING]),
        (["INT. A - DAY", "INT. B - DAY", "INT. A - NIGHT"], [Arrival.NEW, Arrival.NEW, Arrival.BACK]),
        (["INT. A - DAY", "EXT. A - DAY", "INT. A - CONTINUOUS"], [Arrival.NEW, Arrival.NEW, Arrival.STAYING]),
        (["INT. A - DAY", "INT. B - MOMENTS LATER", "int. a - same"], [Arrival.NEW, Arrival.NEW, Arrival.STAYING]),
    ],
)
def test_a_place_is_new_come_back_to_or_never_left(headings: list[str], arrivals: list[Arrival]) -> None:
    journey = Journey()
    assert [journey.arrive(read_heading(heading)) for heading in headings] == arrivals


def test_a_known_place_is_shown_shortly_when_the_film_comes_back() -> None:
    first, _, back = opening_of("INT. BAR - DAY", "EXT. PIER - DAY", "INT. BAR - NIGHT")
    assert (first.frames, back.frames) == (HOLD_SECONDS * 24, GLANCE_SECONDS * 24)
    assert {first.size, back.size} == {ShotSize.WIDE}
    assert not first.lines
    assert not back.lines


def test_where_time_goes_on_in_one_place_nothing_is_established_again() -> None:
    assert all(shot.lines for shot in opening_of("INT. BAR - DAY", "INT. BAR - CONTINUOUS", "INT. BAR - LATER")[1:])


def test_action_in_a_place_that_was_left_begins_wide() -> None:
    text = "INT. BAR - DAY\n\nA glass.\n\nEXT. PIER - DAY\n\nA gull.\n\nINT. BAR - NIGHT\n\nAn empty stool.\n"
    assert [scene.shots[0].size for scene in scenes_of(text)] == [ShotSize.WIDE] * 3


@pytest.mark.parametrize("extension", ["O.S.", "V.O.", "PRE-LAP"])
def test_a_voice_from_nowhere_yet_is_heard_over_the_place(extension: str) -> None:
    text = f"EXT. PIER - DAY\n\nMARA ({extension})\nNobody ever found the boat.\n\nTOM\nNobody looked.\n"
    first, second = scenes_of(text)[0].shots
    assert first.size is ShotSize.EXTREME_WIDE
    assert [line.character for line in first.lines] == ["MARA"]
    assert first.cast == ("TOM",)
    assert second.lines[0].character == "TOM"


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 25))
def test_films_vary_their_framings_and_cut_on_every_turn(seed: int, count: int) -> None:
    scenes = scenes_of(feature(scenes=count, seed=seed))
    for scene in scenes:
        sizes = [shot.size for shot in scene.shots]
        for (one, two), (_, three) in pairwise(pairwise(sizes)):
            assert not one is two is three or one in FREE
        for shot in scene.shots:
            assert len({line.character for line in shot.lines}) <= 1
    journey = Journey()
    for scene in scenes:
        told = journey.arrive(read_heading(scene.heading)) is not Arrival.STAYING
        assert not told or scene.shots[0].size in WIDE


@settings(deadline=None, max_examples=25)
@given(st.integers(3, 30), st.integers(6, 25))
def test_a_long_speech_looks_at_who_listens_now_and_then(sentences: int, length: int) -> None:
    sentence = f"{'word ' * (length - 1)}word."
    text = f"INT. BAR - DAY\n\nTOM\nTell me.\n\nMARA\n{' '.join([sentence] * sentences)}\n"
    shots = [shot for shot in scenes_of(text)[0].shots if shot.lines and shot.lines[0].character == "MARA"]
    listening = [at for at, shot in enumerate(shots) if shot.cast == ("TOM",)]
    assert listening == list(range(REACTION_EVERY - 1, len(shots), REACTION_EVERY))
