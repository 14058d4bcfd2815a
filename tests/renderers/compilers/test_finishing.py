"""What is done to a clip before it is the shot: steps of their own, where the preset wants them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest

from renderers.compilers.film import compile_film
from renderers.engine import Kind, card_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.plan import Plan, Stage, Step
from renderers.presets import CINEMA, CLOUD, DRAFT, PRESETS, STANDARD, Choice, Preset
from renderers.spec import FilmSpec, Finish, FinishSpec, ShotRole, ShotSize, ShotSpec
from tests.renderers.compilers.test_film import spec

TEXT = "INT. KITCHEN - NIGHT\n\nRain. MARA, 40s, stirs a pot.\n\nMARA\nNobody is coming.\n\nShe looks at the door.\n"


def shots(film: FilmSpec) -> list[ShotSpec]:
    return [shot for scene in film.scenes for shot in scene.shots if shot.size is not ShotSize.TITLE]


def dialogue(film: FilmSpec) -> ShotSpec:
    return next(shot for shot in shots(film) if shot.lines)


def silent(film: FilmSpec) -> ShotSpec:
    return next(shot for shot in shots(film) if not shot.lines)


def chain(plan: Plan, shot: ShotSpec) -> list[Step]:
    """The steps that make a shot's clip, the first one first."""
    steps, found = plan.by_digest(), []
    step: Step | None = steps[plan.wanted[shot.key]["clip"]]
    while step is not None:
        found.append(step)
        before = dict(step.inputs).get("source", "")
        step = steps.get(before)
    return found[::-1]


def names(plan: Plan, shot: ShotSpec) -> list[str]:
    return [step.engine for step in chain(plan, shot)]


def test_a_draft_is_finished_by_nobody() -> None:
    engines = {step.engine for step in compile_film(spec(TEXT), DRAFT)}
    assert not engines & {"raw_timing", "musetalk", "rife", "realesrgan"}


def test_standard_films_dialogue_as_a_moving_still_whose_lips_move() -> None:
    film = spec(TEXT)
    plan = compile_film(film, STANDARD)
    assert names(plan, dialogue(film)) == ["ken_burns", "musetalk"]
    assert names(plan, silent(film)) == ["wan_5b"]


def test_cinema_is_lip_synced_then_smoothed_then_enlarged() -> None:
    film = spec(TEXT)
    plan = compile_film(film, CINEMA)
    assert names(plan, dialogue(film)) == ["wan_14b", "musetalk", "rife", "realesrgan"]
    assert names(plan, silent(film)) == ["wan_14b", "rife", "realesrgan"]
    filmed, lips, smooth, large = chain(plan, dialogue(film))
    assert (filmed.settings["width"], filmed.settings["height"], filmed.settings["rate"]) == (1280, 720, "16")
    assert (lips.settings["rate"], smooth.settings["rate"]) == ("16", "24")
    assert (large.settings["width"], large.settings["height"], large.settings["rate"]) == (1920, 1080, "24")


def test_only_whoever_finishes_a_clip_last_draws_its_fades() -> None:
    film = spec(TEXT)
    plan = compile_film(film, CINEMA)
    steps = plan.by_digest()
    timings = [steps[dict(step.inputs)["timing"]] for step in chain(plan, dialogue(film))]
    assert [step.engine for step in timings[:-1]] == ["raw_timing"] * 3
    assert [step.settings["rate"] for step in timings[:-1]] == ["16", "16", "24"]
    assert timings[-1].digest == plan.wanted[dialogue(film).key]["timing"]


def test_every_step_of_finishing_stands_in_the_quote_with_what_it_takes() -> None:
    film = spec(TEXT)
    shot = dialogue(film)
    for step in chain(compile_film(film, CINEMA), shot)[1:]:
        effort = card_of(makers()[step.engine]).effort
        assert effort is not None
        assert (step.stage, step.subject) == (Stage.SHOTS, shot.key)
        assert step.work == effort.of(shot.frames)


def test_another_line_leaves_what_is_silent_as_it_is() -> None:
    film, other = spec(TEXT), spec(TEXT.replace("Nobody", "Somebody"))
    before, after = (chain(compile_film(each, CINEMA), silent(each)) for each in (film, other))
    assert [step.digest for step in before] == [step.digest for step in after]
    lips = [chain(compile_film(each, CINEMA), dialogue(each))[1].digest for each in (film, other)]
    assert lips[0] != lips[1]


def test_lips_are_told_where_the_speaker_stands() -> None:
    film = spec("INT. KITCHEN - NIGHT\n\nMARA and OTTO sit.\n\nMARA\nYes.\n\nOTTO\nNo.\n")
    plan = compile_film(film, CINEMA)
    told = [step.settings for step in plan if step.engine == "musetalk"]
    assert told
    assert all(0 <= place < settings["people"] for settings in told for place in settings["voices"] if place >= 0)
    assert any(place >= 0 for settings in told for place in settings["voices"])


def test_a_voice_that_nobody_is_seen_to_speak_moves_no_lips() -> None:
    film = spec("INT. KITCHEN - NIGHT\n\nRain.\n\nMARA (V.O.)\nNobody came.\n")
    assert "musetalk" not in {step.engine for step in compile_film(film, CINEMA)}


@pytest.mark.parametrize("engine", ["talking_portrait", "draft_animatic", "comfy_s2v"])
def test_who_moves_lips_by_itself_is_left_alone(engine: str) -> None:
    film = spec(TEXT)
    preset = replace(STANDARD, roles={ShotRole.DIALOGUE: Choice(engine)})
    assert names(compile_film(film, preset), dialogue(film))[0] == engine
    assert "musetalk" not in names(compile_film(film, preset), dialogue(film))


def test_a_shot_a_person_films_by_another_engine_is_finished_too() -> None:
    film = spec(TEXT)
    chosen = [
        scene.model_copy(
            update={"shots": tuple(shot.model_copy(update={"engine": "cogvideox"}) for shot in scene.shots)}
        )
        for scene in film.scenes
    ]
    plan = compile_film(film.model_copy(update={"scenes": tuple(chosen)}), CINEMA)
    assert names(plan, silent(film)) == ["cogvideox", "rife", "realesrgan"]


def test_what_vendors_make_comes_as_the_film_wants_it() -> None:
    film = spec(TEXT)
    assert names(compile_film(film, CLOUD), dialogue(film)) == ["runway"]
    heroes = PRESETS["cinema_runway"]
    assert names(compile_film(film, heroes), silent(film)) == ["runway"]


def test_faces_are_restored_before_motion_is_smoothed_where_a_preset_says_so() -> None:
    film = spec(TEXT)
    made = names(compile_film(film, PRESETS["cinema_faces"]), dialogue(film))
    assert made == ["wan_14b", "musetalk", "codeformer", "rife", "realesrgan"]
    assert "film_net" in names(compile_film(film, PRESETS["cinema_film"]), dialogue(film))


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "4:3", "2.39:1", "21:9"])
@pytest.mark.parametrize("preset", [STANDARD, CINEMA], ids=lambda preset: preset.name)
def test_a_model_draws_exactly_the_size_it_is_asked_for(preset: Preset, aspect: str) -> None:
    film = spec(TEXT).model_copy(update={"aspect": aspect, "rate": Fraction(24)})
    filmed = chain(compile_film(film, preset), silent(film))
    first, frame = filmed[0], card_of(makers()[filmed[0].engine]).frame
    assert frame is not None
    asked = (first.settings["width"], first.settings["height"])
    if len(filmed) > 1:
        drawn = frame.fitting(*asked)
        assert max(abs(one - two) for one, two in zip(drawn, asked, strict=True)) <= frame.multiple
    assert preset.engines[Kind.CLIP].engine == first.engine


def decided(film: FilmSpec, shot: ShotSpec, **finish: str) -> FilmSpec:
    """The film with a person's decision about one of its shots."""
    chosen = tuple(FinishSpec(what=Finish(what), engine=engine) for what, engine in finish.items())
    told = {each.key: each.model_copy(update={"finish": chosen}) if each is shot else each for each in shots(film)}
    scenes = [
        scene.model_copy(update={"shots": tuple(told.get(each.key, each) for each in scene.shots)})
        for scene in film.scenes
    ]
    return film.model_copy(update={"scenes": tuple(scenes)})


def test_a_person_decides_who_finishes_one_shot_and_no_other() -> None:
    film = spec(TEXT)
    said = dialogue(film)
    plan = compile_film(decided(film, said, lips="off", faces="codeformer", rate="film_net"), CINEMA)
    assert names(plan, said) == ["wan_14b", "codeformer", "film_net", "realesrgan"]
    assert names(plan, silent(film)) == ["wan_14b", "rife", "realesrgan"]


def test_a_shot_of_which_everything_is_left_is_filmed_as_the_film_is_shown() -> None:
    film = spec(TEXT)
    plan = compile_film(decided(film, silent(film), rate="off", size="off"), CINEMA)
    [filmed] = chain(plan, silent(film))
    assert (filmed.settings["width"], filmed.settings["height"], filmed.settings["rate"]) == (1920, 1080, "24")
    assert filmed.digest == plan.wanted[silent(film).key]["clip"]


def test_a_vendor_or_a_workflow_that_finishes_a_shot_is_told_what_a_quote_counts() -> None:
    film = spec(TEXT)
    shot = silent(film)
    plan = compile_film(decided(film, shot, rate="comfy_film", size="topaz"), CINEMA)
    filmed, smooth, large = chain(plan, shot)
    assert (smooth.engine, large.engine) == ("comfy_film", "topaz")
    assert (smooth.settings["width"], smooth.settings["height"]) == (filmed.settings["width"], 720)
    assert (large.settings["width"], large.settings["height"]) == (1920, 1080)
    assert smooth.settings["seconds"] == large.settings["seconds"] == ceil(shot.frames / film.rate)


def test_what_cannot_finish_a_shot_is_said_before_anything_is_made() -> None:
    film = spec(TEXT)
    with pytest.raises(BadInput, match="The engine taken_away is not installed here; choose another to finish"):
        compile_film(decided(film, silent(film), size="taken_away"), CINEMA)
