"""An episode's plan: what an edit touches, and what it leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_passages import TURNS, passages_of
from renderers.compilers.podcast_voices import with_voices
from renderers.engine import Kind
from renderers.episode import Channels, DeliverySpec, EpisodeSpec, Form, Relation
from renderers.errors import BadInput
from renderers.plan import Plan
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode
from renderers.presets import ROUGH, Choice


def spec_of(*, turns: int = 30, music: str = "hope", form: Form = Form.M4A) -> EpisodeSpec:
    """Three segments of so many turns by two people; every fifth interrupts, every seventh listens."""
    names = ("ADA", "BEN")
    how = {5: " (interrupting)", 0: ""}
    segments = ""
    for segment in range(3):
        segments += f"  - title: Part {segment}\n    script: |\n"
        for number in range(turns):
            bracket = how[5] if number % 5 == 4 else " (listening)" if number % 7 == 6 else ""
            segments += f"      {names[number % 2]}{bracket}\n      This is turn {number} of part {segment}.\n\n"
    people = "people:\n  - {name: Ada, role: host}\n  - {name: Ben}\n"
    text = f"title: Plan\nmusic: '{music}'\n{people}segments:\n{segments}"
    spec = episode_spec(parse_episode(text, folder=Path()), voices="flite").spec
    return spec.model_copy(update={"delivery": spec.delivery.model_copy(update={"form": form})})


def edited(spec: EpisodeSpec, *, segment: int, turn: int, text: str) -> EpisodeSpec:
    segments = list(spec.segments)
    turns = list(segments[segment].turns)
    turns[turn] = turns[turn].model_copy(update={"text": text})
    segments[segment] = segments[segment].model_copy(update={"turns": tuple(turns)})
    return spec.model_copy(update={"segments": tuple(segments)})


def engines_of(plan: Plan, digests: set[str]) -> list[str]:
    return sorted(plan.by_digest()[digest].engine for digest in digests)


def test_the_same_episode_has_the_same_plan() -> None:
    assert compile_episode(spec_of(), ROUGH) == compile_episode(spec_of(), ROUGH)


def test_an_edited_turn_is_spoken_and_mixed_again_and_nobody_elses() -> None:
    spec = spec_of()
    before = compile_episode(spec, ROUGH)
    after = compile_episode(edited(spec, segment=1, turn=12, text="Something else is said here."), ROUGH)
    new = set(after.by_digest()) - set(before.by_digest())
    made = [each for each in engines_of(after, new) if each != "episode_text"]
    joined = ["episode_report", "film_level", "podcast_m4a", "timeline"]
    alone = ["flite", "passage_dialogue", "passage_timing", "scene_sound"]
    assert [each for each in made if each != "film_reel"] == sorted(alone + joined)
    reels = sum(step.engine == "film_reel" for step in after)
    assert made.count("film_reel") == reels  # each reads the timeline; what is in them is kept by its sound


def test_a_changed_name_leaves_every_sound() -> None:
    spec = spec_of()
    people = (spec.personalities[0].model_copy(update={"name": "Eve"}), spec.personalities[1])
    before, after = (compile_episode(each, ROUGH) for each in (spec, spec.model_copy(update={"personalities": people})))
    new = set(after.by_digest()) - set(before.by_digest())
    assert set(engines_of(after, new)) == {"episode_text", "podcast_m4a", "episode_report"}


def test_a_passage_never_begins_with_an_interruption() -> None:
    for passage in passages_of(spec_of()):
        if passage.turns:
            assert passage.turns[0].relation is Relation.ANSWER
            assert len(passage.turns) <= TURNS + 2
            assert passage.meets[0].pause_ms == 0


def test_every_chapter_begins_once() -> None:
    for music in ("hope", ""):
        passages = passages_of(spec_of(music=music))
        assert sum(passage.chapter for passage in passages) == 3
        assert passages[0].chapter


def test_no_pause_that_was_not_written_is_long() -> None:
    for passage in passages_of(spec_of(music="")):
        assert all(meet.pause_ms <= 1400 for meet in passage.meets)
        assert passage.trail_ms <= 1400


@pytest.mark.parametrize(("form", "channels"), [(Form.MP3, Channels.STEREO), (Form.M4A, Channels.MONO)])
def test_what_is_encoded_in_one_go_needs_no_reels(form: Form, channels: Channels) -> None:
    spec = spec_of().model_copy(update={"delivery": DeliverySpec(form=form, channels=channels)})
    plan = compile_episode(spec, ROUGH)
    engines = {step.engine for step in plan}
    assert "podcast_encoded" in engines
    assert not engines & {"film_reel", "podcast_m4a"}


def test_a_mono_file_is_levelled_as_it_is_heard() -> None:
    spec = spec_of().model_copy(update={"delivery": DeliverySpec(target_lufs=-19, channels=Channels.MONO)})
    plan = compile_episode(spec, ROUGH)
    [level] = [step for step in plan if step.engine == "film_level"]
    assert level.settings["target_lufs"] == -16


def test_everybody_can_be_had_alone() -> None:
    spec = spec_of()
    plan = with_voices(compile_episode(spec, ROUGH), spec)
    wanted = plan.wanted[EPISODE]
    assert {role for role in wanted if role.startswith("voice.")} == {"voice.ada", "voice.ben"}
    known = plan.by_digest()
    assert all(digest in known for step in plan for _, digest in step.inputs)
    assert known[wanted["voice.ada"]].engine == "film_stem"


def test_a_preset_without_its_engines_is_said_before_anything_is_made() -> None:
    elsewhere = replace(ROUGH, name="elsewhere", engines={**ROUGH.engines, Kind.SPEECH: Choice("no_such_voice")})
    with pytest.raises(BadInput, match="no_such_voice"):
        compile_episode(spec_of(turns=2), elsewhere)
