"""Everybody of a show has a voice of an engine of their own, in a language that it speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.compilers.podcast import compile_episode
from renderers.compilers.voices import offered
from renderers.engine import Kind
from renderers.episode import EpisodeSpec
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.plan import Plan
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode
from renderers.presets import DRAFT

BARK = next(each.name for each in offered() if each.engine == "bark")


def spec_of(*, ben: str = "", language: str = "en", ada: str = "") -> EpisodeSpec:
    text = (
        f"title: Engines\nlanguage: {language}\nmusic: ''\npeople:\n  - {{name: Ada, role: host, voice: '{ada}'}}\n"
        f"  - {{name: Ben, voice: '{ben}'}}\nsegments:\n"
        "  - title: One\n    script: |\n      ADA\n      Who speaks here?\n\n"
        "      BEN\n      Somebody else speaks.\n"
    )
    return episode_spec(parse_episode(text, folder=Path()), voices="kokoro").spec


def spoken(plan: Plan) -> dict[str, str]:
    return {str(step.settings["text"]): step.engine for step in plan if makers()[step.engine].makes is Kind.SPEECH}


def test_a_turn_is_spoken_by_the_engine_of_whose_it_is_and_the_others_stay_as_they_were() -> None:
    usual, own = compile_episode(spec_of(ben="am_onyx"), DRAFT), compile_episode(spec_of(ben=BARK), DRAFT)
    assert spoken(own) == {"Who speaks here?": "kokoro", "Somebody else speaks.": "bark"}
    new = set(own.by_digest()) - set(usual.by_digest())
    assert [own.by_digest()[digest].engine for digest in new if digest in own.by_digest()].count("kokoro") == 0
    said = next(step for step in own if step.engine == "bark")
    assert said.settings["voice"] == BARK.partition(":")[2]


def test_a_turn_that_is_given_another_engines_voice_is_spoken_by_it_alone() -> None:
    spec = spec_of(ben="am_onyx")
    turns = (spec.segments[0].turns[0].model_copy(update={"voice": BARK}), *spec.segments[0].turns[1:])
    changed = spec.model_copy(update={"segments": (spec.segments[0].model_copy(update={"turns": turns}),)})
    assert spoken(compile_episode(changed, DRAFT)) == {"Who speaks here?": "bark", "Somebody else speaks.": "kokoro"}


def test_a_language_that_somebodys_voice_does_not_speak_is_told_by_their_name() -> None:
    with pytest.raises(BadInput, match=r"line 2: language: Ada cannot speak German; .* speaks English and Spanish"):
        spec_of(ben=BARK, language="de")
    assert spec_of(ada=BARK, ben=BARK, language="de").language == "de"


def test_two_people_with_one_voice_of_another_engine_are_told_apart_by_nobody() -> None:
    people = "".join(f"  - {{name: {name}, voice: '{BARK}'}}\n" for name in ("Ada", "Ben"))
    text = f"title: Engines\npeople:\n{people}segments:\n"
    text += "  - title: One\n    script: |\n      ADA\n      Who speaks?\n"
    notices = episode_spec(parse_episode(text, folder=Path()), voices="kokoro").notices
    assert any("Ben sounds like Ada" in notice and "try `voice: " in notice for notice in notices)
