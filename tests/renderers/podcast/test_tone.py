"""A tone is heard: in pace, in the silence between turns, in the range of the voices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from renderers.compilers.podcast import compile_episode
from renderers.episode import EpisodeSpec, SegmentSpec, TurnSpec
from renderers.media.speech.tone import CALM, LIVELY, USUAL, feel_of
from renderers.podcast.house import everybody
from renderers.presets import ROUGH
from renderers.writing.length import talk_seconds

SAID = (
    ("ada", "Who looked after the lamp, all those years?"),
    ("lewis", "The keepers did, in watches of four hours, and they wrote down every one of them."),
    ("isla", "Imagine that as a job!"),
    ("michael", "I wonder whether anybody ever read those books."),
    ("lewis", "Somebody did, because two of them were sent home for sleeping."),
    ("ada", "That is what I would have done as well."),
)


def spec(tone: str) -> EpisodeSpec:
    turns = tuple(TurnSpec(key=f"s1.{at}", speaker=who, text=text) for at, (who, text) in enumerate(SAID))
    segment = SegmentSpec(key="s1", title="The lamp", turns=turns)
    return EpisodeSpec(title="x", personalities=everybody(), segments=(segment,), tone=tone)


def spoken(tone: str) -> list[Mapping[str, Any]]:
    return [step.settings for step in compile_episode(spec(tone), ROUGH).steps if "voice" in step.settings]


def silence(tone: str) -> int:
    steps = compile_episode(spec(tone), ROUGH).steps
    timings = [step.settings["turns"] for step in steps if step.engine == "passage_timing"]
    return sum(turn.get("pause_ms", 0) for turns in timings for turn in turns)


def pitches(tone: str) -> list[int]:
    return [settings.get("pitch_percent", 100) for settings in spoken(tone)]


def test_a_lively_talk_is_quicker_with_less_silence_and_moves_more_than_a_calm_one() -> None:
    paces = {tone: {settings["pace_percent"] for settings in spoken(tone)} for tone in ("lively", "", "calm")}
    assert paces == {"lively": {105}, "": {100}, "calm": {95}}
    assert silence("lively") < 0.75 * silence("") < 0.75 * silence("calm") / 1.3
    assert max(pitches("lively")) - min(pitches("lively")) >= 3
    assert set(pitches("")) == set(pitches("calm")) == {100}


def test_questions_rise_in_a_lively_talk() -> None:
    assert pitches("lively")[0] == 103


def test_a_tone_nobody_knows_changes_nothing_that_was_spoken() -> None:
    assert compile_episode(spec("blue"), ROUGH).steps == compile_episode(spec(""), ROUGH).steps


@pytest.mark.parametrize(
    ("tone", "feel"),
    [
        ("Playful, quick", LIVELY),
        ("seriously calm", CALM),
        ("", USUAL),
        ("enlightening", USUAL),
        ("a delightful evening", USUAL),
    ],
)
def test_a_tone_is_read_by_its_words(tone: str, feel: object) -> None:
    assert feel_of(tone) is feel


def test_the_length_of_a_talk_is_foreseen_in_its_tone() -> None:
    people = {person.key: person for person in everybody()}
    lively, usual, calm = (
        talk_seconds(spec(tone).turns(), people, voices="flite", tone=tone) for tone in ("lively", "", "calm")
    )
    assert lively < 0.97 * usual < usual < 0.97 * calm
