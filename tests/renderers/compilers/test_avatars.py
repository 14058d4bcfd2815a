"""The plan of an episode whose people are filmed: what is filmed, once, and what a quote can say of it."""

from __future__ import annotations

import pytest

from renderers.card import Accepts
from renderers.compilers.avatars import avatars, remarks_on_avatars
from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_video import with_video
from renderers.engine import card_of
from renderers.engines import engines
from renderers.episode import EpisodeSpec, FilmedSpec, Shown
from renderers.plan import Plan, Stage, WorkerSize, upload_digest
from renderers.presets import ROUGH
from tests.renderers.compilers.test_podcast import edited, engines_of, spec_of

PICTURE = upload_digest("a picture")


def filmed_spec(engine: str = "talking_portrait", turns: int = 6) -> EpisodeSpec:
    spec = spec_of(turns=turns)
    first, *others = spec.personalities
    told = first.model_copy(update={"filmed": FilmedSpec(engine=engine, picture=PICTURE)})
    return spec.model_copy(update={"personalities": (told, *others)})


def planned(spec: EpisodeSpec, *names: str) -> Plan:
    plan = compile_episode(spec, ROUGH)
    for name in names or ("video_16x9",):
        plan = with_video(plan, spec, name)
    return plan


def clips_in(plan: Plan, engine: str = "talking_portrait") -> set[str]:
    return {step.digest for step in plan if step.engine == engine}


def turns_of(spec: EpisodeSpec) -> int:
    return sum(1 for turn in spec.turns() if turn.speaker == spec.personalities[0].key)


def test_whoever_takes_a_picture_and_a_voice_films_people_whatever_its_name() -> None:
    assert {"talking_portrait", "comfy_s2v"} <= set(avatars())
    assert all({Accepts.FIRST, Accepts.VOICE} <= card_of(engines()[name]).accepts for name in avatars())
    assert "musetalk" not in avatars()


@pytest.mark.parametrize(
    ("engine", "size"), [("talking_portrait", WorkerSize.GPU_SMALL), ("comfy_s2v", WorkerSize.CLOUD)]
)
def test_every_turn_is_filmed_alone_by_workers_of_the_engines_size(engine: str, size: WorkerSize) -> None:
    spec = filmed_spec(engine)
    clips = [step for step in planned(spec) if step.engine == engine]
    assert len(clips) == turns_of(spec)
    assert {(step.size, step.stage) for step in clips} == {(size, Stage.AVATARS)}
    assert all(step.work >= 1 for step in clips)


def test_an_edited_turn_films_that_turn_anew_and_no_other() -> None:
    spec = filmed_spec()
    before, after = planned(spec), planned(edited(spec, segment=0, turn=0, text="Something else is said here."))
    assert len(clips_in(after) - clips_in(before)) == 1


def test_what_others_say_films_nobody_anew() -> None:
    spec = filmed_spec()
    other = next(at for at, turn in enumerate(spec.segments[0].turns) if turn.speaker != spec.personalities[0].key)
    changed = edited(spec, segment=0, turn=other, text="Something else is said here.")
    assert clips_in(planned(changed)) == clips_in(planned(spec))


def test_a_square_video_is_cut_from_what_was_filmed_for_a_wide_one() -> None:
    spec = filmed_spec()
    assert clips_in(planned(spec, "video_16x9")) == clips_in(planned(spec, "video_16x9", "video_1x1"))
    assert len(clips_in(planned(spec, "video_16x9", "video_9x16"))) == 2 * turns_of(spec)


def test_only_the_picture_is_given_and_nobody_filmed_is_painted() -> None:
    plan = planned(filmed_spec())
    given = [(step.engine, step.given) for step in plan if step.given]
    assert given == [("talk_likeness", (("picture", PICTURE),))]
    assert engines_of(plan, set(plan.by_digest())).count("talk_portrait") == len(filmed_spec().personalities) - 1


def test_a_sheet_is_cut_to_one_of_its_heads() -> None:
    spec = filmed_spec()
    first, *others = spec.personalities
    told = FilmedSpec(engine="comfy_s2v", picture=PICTURE, shows=Shown.SHEET)
    sheet = spec.model_copy(update={"personalities": (first.model_copy(update={"filmed": told}), *others)})
    [framed] = [step for step in planned(sheet) if step.engine == "talk_likeness"]
    assert framed.settings["shows"] == "sheet"


def test_sound_and_audiograms_film_nobody() -> None:
    spec = filmed_spec()
    assert not clips_in(compile_episode(spec, ROUGH))
    assert not clips_in(planned(spec, "audiogram_1x1"))


def test_a_filmed_person_changes_no_sound() -> None:
    plain, told = spec_of(turns=6), filmed_spec()
    one, two = (compile_episode(spec, ROUGH).wanted[EPISODE]["master"] for spec in (plain, told))
    assert one == two


def test_a_quote_can_say_who_is_filmed_by_what_and_what_listeners_look_like() -> None:
    spec = filmed_spec()
    [said] = remarks_on_avatars(spec)
    assert said.startswith(f"{spec.personalities[0].name} is filmed by Talking portrait (MuseTalk) in")
    assert "while others speak" in said
    assert "still" in said
    assert remarks_on_avatars(spec_of()) == []
