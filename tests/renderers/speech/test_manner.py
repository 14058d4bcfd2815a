"""What stands in brackets changes how a line is said, as far as the voice goes; a tight shot hurries it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from renderers.compilers.film import compile_film
from renderers.media.speech.blend import read_blend
from renderers.media.speech.line import MOST_HURRY, Delivery, Line, at_level, hurried
from renderers.media.speech.manner import Manner, read_manner
from renderers.media.speech.model import SAMPLE_RATE
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
