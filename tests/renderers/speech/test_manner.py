"""What stands in brackets changes how a line is said, as far as the voice goes; a tight shot hurries it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.compilers.film import compile_film
from renderers.media.speech.blend import read_blend
from renderers.media.speech.line import MOST_HURRY, Delivery, Line, at_level, hurried
from renderers.media.speech.manner import FAMILIES, Family, Manner, halts, lingering, read_manner
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.speech.pauses import pieces, together, written_pauses
from renderers.plan import Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec

SCENE = "INT. A - DAY\n\nMARA\n({})\nWe should go home before the rain begins.\n"
HOW = Delivery(read_blend("af_heart"))


def _spec(brackets: str = "she sits") -> FilmSpec:
    return film_spec(parse(SCENE.format(brackets)), rate=Fraction(24), aspect="16:9")


def _speech(spec: FilmSpec) -> Step:
    return next(step for step in compile_film(spec, DRAFT) if step.engine == "kokoro")


@pytest.mark.parametrize(
    ("brackets", "slower", "quieter"),
    [("whispering", True, True), ("quickly; to Tom", False, False), ("slowly", True, True), ("shouting", False, False)],
)
def test_brackets_are_heard(brackets: str, slower: bool, quieter: bool) -> None:
    manner = read_manner(brackets)
    assert (manner.pace_percent < 100) is slower
    assert (manner.level_db < 0) is quieter


@pytest.mark.parametrize("brackets", ["", "to Tom", "not shouting", "into phone", "she sits"])
def test_other_brackets_change_nothing(brackets: str) -> None:
    assert read_manner(brackets) == Manner()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_is_heard_by_its_words_and_within_what_the_voice_can_do(family: Family) -> None:
    assert family.manner != Manner()
    heard = {read_manner(word) for word in (*family.words.split(), *family.phrases)}
    assert family.manner in heard
    assert not heard - {other.manner for other in FAMILIES}
    assert 60 <= family.manner.pace_percent <= 160
    assert 80 <= family.manner.pitch_percent <= 125
    assert -8 <= family.manner.level_db <= 4


def test_no_word_asks_for_two_manners() -> None:
    words = [word for family in FAMILIES for word in (*family.words.split(), *family.phrases)]
    assert len(words) >= 80
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize(
    ("brackets", "family"),
    [
        ("under her breath", "whispering"), ("out of breath", "out of breath"), ("not sure; hesitantly", "hesitant"),
        ("through tears", "crying"), ("dryly", "sarcastic"), ("no longer angry, tired", "tired"),
    ],
)  # fmt: skip
def test_phrases_are_read_whole_and_what_is_denied_is_not(brackets: str, family: str) -> None:
    assert read_manner(brackets) == next(each.manner for each in FAMILIES if each.name == family)


def test_only_a_state_of_the_body_lingers() -> None:
    assert lingering("Tom, sobbing, sits down.") == "sobbing"
    assert lingering("Tom quickly and quietly shuts the door.") == ""


@pytest.mark.parametrize(
    ("text", "pauses"),
    [
        ("I think she... she went.", [(3, 420)]),
        ("My brother -- the tall one -- left.", [(3, 220), (7, 220)]),
        ("My brother — the tall one — left.", [(3, 220), (7, 220)]),
        ("...and then? Nothing...", []),
        ("You could still --", []),
        ("Well, a twenty-two-year-old car.", []),
    ],
)
def test_dots_and_dashes_between_words_are_pauses(text: str, pauses: list[tuple[int, int]]) -> None:
    assert written_pauses(text) == pauses


@given(st.text("ab .-—…", max_size=60), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 900)), max_size=4))
def test_pauses_lose_no_word(text: str, stops: list[tuple[int, int]]) -> None:
    cut = list(pieces(text, together(stops, written_pauses(text))))
    assert " ".join(piece for piece, _ in cut).split() == text.split()
    assert cut[-1][1] == 0


def test_a_hesitant_line_stops_between_words_and_never_before_the_last() -> None:
    hesitant = read_manner("hesitantly")
    stops = halts("I was only going to ask, well, whether you would come with me tonight.", hesitant)
    assert [word for word, _ in stops] == [4, 6, 10]
    assert halts("Yes. No.", hesitant) == []


def test_pauses_are_in_the_settings_of_the_voice_only_where_there_are_any() -> None:
    assert "rests" not in _speech(_spec()).settings
    assert _speech(_spec("hesitantly")).settings["rests"] == [[4, 240]]


def test_a_line_keeps_its_digest_where_brackets_say_nothing_of_the_voice() -> None:
    assert _speech(_spec("to Tom")).digest == _speech(_spec("she sits")).digest
    assert _speech(_spec("whispering")).digest != _speech(_spec("she sits")).digest


def test_a_line_that_fits_is_not_hurried_and_one_that_does_not_is_within_limits() -> None:
    two_seconds = Line(np.zeros(2 * SAMPLE_RATE, np.float32), (), ())
    assert hurried(two_seconds, HOW, milliseconds=0) is None
    assert hurried(two_seconds, HOW, milliseconds=2000) is None
    quicker, fastest = (hurried(two_seconds, HOW, milliseconds=limit) for limit in (1800, 300))
    assert quicker is not None
    assert fastest is not None
    assert 117 <= quicker.pace_percent <= 122
    assert fastest.pace_percent == round(100 * MOST_HURRY)


def test_only_a_length_a_person_set_hurries_a_line() -> None:
    spec = _spec()
    free = _speech(spec)
    scene = spec.scenes[0]
    shots = tuple(shot.model_copy(update={"frames": 48, "tight": True}) for shot in scene.shots)
    tight = _speech(spec.model_copy(update={"scenes": (scene.model_copy(update={"shots": shots}),)}))
    assert "fit_ms" not in free.settings
    assert tight.settings["fit_ms"] == round(1000 * (2 - 0.25 - 0.3))


def test_quieter_lines_are_quieter_and_louder_ones_do_not_clip() -> None:
    tone = (0.5 * np.sin(np.arange(4800) / 10)).astype(np.float32)
    assert np.abs(at_level(tone, decibels=-6)).max() == pytest.approx(0.25, abs=0.01)
    assert np.abs(at_level(tone, decibels=4)).max() < 0.9
