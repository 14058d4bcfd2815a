"""A passage of an episode as a clip: which turns it has, and what of it was made for the episode already."""

from __future__ import annotations

import pytest

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_excerpt import Cut, chapter_of, compile_clip, excerpt, lasting, seconds_of
from renderers.compilers.podcast_video import with_video
from renderers.engine import Kind
from renderers.episode import EpisodeSpec, Relation
from renderers.errors import BadInput
from renderers.presets import PRESETS, ROUGH
from tests.renderers.compilers.test_podcast import spec_of


def speech_of(spec: EpisodeSpec) -> set[str]:
    return {step.digest for step in compile_episode(spec, ROUGH) if step.engine == "flite"}


def test_every_turn_of_a_clip_was_spoken_for_its_episode_already() -> None:
    spec = spec_of()
    clip = excerpt(spec, first=3, last=6)
    assert [turn.text for turn in clip.turns()] == [turn.text for turn in spec.turns()[2:6]]
    assert speech_of(clip) < speech_of(spec)


def test_a_clip_over_two_chapters_says_the_one_it_begins_in() -> None:
    spec = spec_of()
    across = len(spec.segments[0].turns)
    clip = excerpt(spec, first=across, last=across + 1)
    assert [segment.title for segment in clip.segments] == [spec.segments[0].title]
    assert chapter_of(spec, first=across) == 1
    assert chapter_of(spec, first=across + 1) == 2


def test_a_clip_that_begins_with_an_interruption_begins_with_an_answer_and_has_no_music() -> None:
    spec = spec_of()
    turns = list(spec.segments[0].turns)
    turns[2] = turns[2].model_copy(update={"relation": Relation.INTERRUPT})
    first = spec.segments[0].model_copy(update={"turns": tuple(turns)})
    changed = spec.model_copy(update={"segments": (first, *spec.segments[1:])})
    clip = excerpt(changed, first=3, last=4)
    assert clip.turns()[0].relation is Relation.ANSWER
    assert not any(step.engine == "composer" for step in compile_episode(clip, ROUGH))


@pytest.mark.parametrize("name", ["audiogram_9x16", "audiogram_1x1", "audiogram_16x9", "video_9x16"])
def test_a_clip_is_made_in_every_look_with_the_number_of_its_chapter(name: str) -> None:
    spec = spec_of()
    first = len(spec.segments[0].turns) + 1
    clip = excerpt(spec, first=first, last=first + 1)
    plan = with_video(compile_episode(clip, ROUGH), clip, name, chapter=chapter_of(spec, first=first))
    assert plan.by_digest()[plan.wanted[EPISODE][name]].engine == "mp4_h264"
    numbers = {step.settings["chapter"] for step in plan if step.settings.get("chapter")}
    assert numbers == {2}


def test_a_clip_by_its_length_ends_with_the_last_turn_that_fits() -> None:
    spec = spec_of()
    short, long = (lasting(spec, first=2, seconds=seconds) for seconds in (15, 60))
    assert 2 <= short < long
    words = sum(len(turn.text.split()) for turn in spec.turns()[1:short])
    assert words / 2.6 <= 15


@pytest.mark.parametrize(("first", "last"), [(0, 2), (5, 4), (1, 10_000)])
def test_turns_that_are_not_there_are_named(first: int, last: int) -> None:
    with pytest.raises(BadInput, match=rf"turns {first} to {last} are no part of the episode; it has turns 1 to"):
        excerpt(spec_of(), first=first, last=last)


@pytest.mark.parametrize("seconds", [14, 61])
def test_a_clip_nobody_would_show_is_refused_with_what_is_possible(seconds: int) -> None:
    with pytest.raises(BadInput, match="15 to 60 seconds"):
        lasting(spec_of(), first=1, seconds=seconds)


def test_turns_that_were_heard_last_as_long_as_they_were_heard() -> None:
    spec = spec_of()
    slow = {turn.key: 10.0 for turn in spec.turns()}
    assert lasting(spec, first=2, seconds=31, spoken=slow) == 4
    assert seconds_of(spec.turns()[1:4], spoken=slow) == 30.9


def test_all_that_is_seen_of_a_clip_is_in_its_result_and_nothing_of_what_is_around_it() -> None:
    spec = spec_of()
    cut = Cut(first=3, last=5, look="video_9x16")
    plan = compile_clip(spec, cut, ROUGH)
    assert plan.by_digest()[plan.result].engine == "talk_report"
    first, *others = spec.personalities
    aged = first.model_copy(update={"looks": "an old man with a white beard"})
    seen = spec.model_copy(update={"personalities": (aged, *others)})
    assert compile_clip(seen, cut, ROUGH).result != plan.result
    after = spec.segments[-1]
    last = after.model_copy(update={"turns": (*after.turns[:-1], after.turns[-1].model_copy(update={"text": "Bye."}))})
    edited = spec.model_copy(update={"segments": (*spec.segments[:-1], last)})
    assert compile_clip(edited, cut, ROUGH).result == plan.result


def test_turns_that_the_episode_orders_together_are_those_of_its_exchanges_in_a_clip_too() -> None:
    spec, preset = spec_of(), PRESETS["cloud_dialogue"]
    bought = {step.digest for step in compile_episode(spec, preset) if step.engine == preset.exchange}
    clip = compile_clip(spec, Cut(first=4, last=6, look="audiogram_1x1"), preset)
    exchanges = {step.digest for step in clip if step.engine == preset.exchange}
    assert exchanges
    assert exchanges < bought
    assert not any(step.engine == preset.engines[Kind.SPEECH].engine for step in clip)
