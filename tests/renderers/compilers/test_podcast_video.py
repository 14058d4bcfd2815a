"""The plan of an episode on video: what an edit touches, and what it leaves."""

from __future__ import annotations

import pytest

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_extras import EXTRAS, extras_in, with_extras
from renderers.compilers.podcast_passages import passages_of
from renderers.compilers.podcast_video import LOOKS, with_video
from renderers.episode import Channels, DeliverySpec, EpisodeSpec, Form
from renderers.errors import BadInput
from renderers.plan import Plan
from renderers.presets import ROUGH
from tests.renderers.compilers.test_podcast import edited, engines_of, spec_of


def planned(spec: EpisodeSpec, name: str = "video_16x9") -> Plan:
    return with_video(compile_episode(spec, ROUGH), spec, name)


def new_in(after: Plan, before: Plan) -> list[str]:
    return engines_of(after, set(after.by_digest()) - set(before.by_digest()))


@pytest.mark.parametrize("name", LOOKS)
def test_every_video_is_wanted_by_its_name_and_can_be_chosen(name: str) -> None:
    spec = spec_of(turns=4)
    plan = with_extras(compile_episode(spec, ROUGH), spec, ROUGH, [name])
    assert plan.by_digest()[plan.wanted[EPISODE][name]].engine == "mp4_h264"
    assert extras_in(plan.wanted) == (name,)
    assert name in EXTRAS


@pytest.mark.parametrize("name", ["video_9x16", "audiogram_1x1"])
def test_an_edited_turn_makes_the_picture_of_its_passage_anew_and_no_other(name: str) -> None:
    spec = spec_of()
    before = planned(spec, name)
    after = planned(edited(spec, segment=1, turn=12, text="Something else is said here."), name)
    clip = LOOKS[name].engine
    assert new_in(after, before).count(clip) == 1
    assert [step.engine for step in after].count(clip) == len(passages_of(spec))
    assert "talk_portrait" not in new_in(after, before)


def test_two_shapes_share_all_sound() -> None:
    spec = spec_of(turns=4)
    one = planned(spec)
    both = with_video(one, spec, "video_1x1")
    assert set(new_in(both, one)) == {"talk_portrait", "talk_video", "talk_picture", "mp4_h264", "talk_report"}


def test_a_renamed_person_keeps_a_portrait_that_has_a_likeness() -> None:
    spec = spec_of(turns=4)
    people = tuple(each.model_copy(update={"likeness": each.name.casefold()}) for each in spec.personalities)
    renamed = (people[0].model_copy(update={"name": "Eve"}), people[1])
    before, after = (planned(spec.model_copy(update={"personalities": each})) for each in (people, renamed))
    assert "talk_portrait" not in new_in(after, before)
    assert "flite" not in new_in(after, before)


def test_the_same_person_looks_the_same_in_every_episode_of_a_show() -> None:
    one, two = (planned(spec_of(turns=4).model_copy(update={"title": title, "seed": 9})) for title in ("A", "B"))
    portraits = [{step.digest for step in plan if step.engine == "talk_portrait"} for plan in (one, two)]
    assert portraits[0] == portraits[1]


@pytest.mark.parametrize("delivery", [DeliverySpec(form=Form.MP3), DeliverySpec(channels=Channels.MONO)])
def test_a_video_of_what_is_no_stereo_m4a_is_refused_in_words(delivery: DeliverySpec) -> None:
    spec = spec_of(turns=4).model_copy(update={"delivery": delivery})
    with pytest.raises(BadInput, match="stereo episode delivered as M4A"):
        planned(spec)
