"""Presets by vendors: a film whose steps wait for somebody else's machine, and heroes among shots made here."""

from __future__ import annotations

import pytest

from renderers.card import Accepts
from renderers.compilers.film import compile_film
from renderers.compilers.routing import role_of
from renderers.engine import Kind, card_of, read_settings
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.plan import Plan, Stage, WorkerSize
from renderers.presets import BOUGHT, CINEMA, CLOUD, HEROIC, Preset
from renderers.spec import ShotRole, ShotSize
from tests.renderers.compilers.test_film import spec

TEXT = "INT. KITCHEN - NIGHT\n\nRain. MARA stirs a pot.\n\nMARA\nNobody is coming.\n\nShe looks at the door.\n"


def _clips(plan: Plan) -> list[tuple[str, str]]:
    return [(step.engine, step.size.value) for step in plan if step.stage is Stage.SHOTS]


def test_a_film_by_vendors_needs_no_graphics_card() -> None:
    plan = compile_film(spec(TEXT), CLOUD)
    sizes = {step.size for step in plan}
    assert sizes == {WorkerSize.CPU, WorkerSize.CLOUD}
    bought = {step.engine for step in plan if step.size is WorkerSize.CLOUD}
    assert {"flux_bfl", "runway", "elevenlabs_speech"} <= bought


def test_its_clips_begin_with_their_panels_and_say_how_long_they_are_planned() -> None:
    plan = compile_film(spec(TEXT), CLOUD)
    panels = {step.digest for step in plan if step.engine == "flux_bfl"}
    for clip in (step for step in plan if step.engine == "runway"):
        assert dict(clip.inputs)["first"] in panels
        assert clip.settings["seconds"] > 0
        assert "Mara" not in clip.settings["prompt"]


@pytest.mark.parametrize("preset", HEROIC, ids=lambda preset: preset.name)
def test_heroes_are_the_first_silent_pictures_of_scenes_and_the_rest_stays_as_cinema_has_it(preset: Preset) -> None:
    film = spec(TEXT)
    plan, usual = compile_film(film, preset), compile_film(film, CINEMA)
    roles = {shot.key: role_of(shot, scene) for scene in film.scenes for shot in scene.shots}
    steps = plan.by_digest()
    filmed = [shot for scene in film.scenes for shot in scene.shots if shot.size is not ShotSize.TITLE]
    assert [roles[shot.key] for shot in filmed] == [ShotRole.HERO, ShotRole.DIALOGUE, ShotRole.BATCH]
    for shot in filmed:
        clip, is_hero = plan.wanted[shot.key]["clip"], roles[shot.key] is ShotRole.HERO
        assert (steps[clip].engine == preset.roles[ShotRole.HERO].engine) is is_hero
        assert (clip in usual.by_digest()) is not is_hero


@pytest.mark.parametrize("preset", BOUGHT, ids=lambda preset: preset.name)
def test_sound_is_bought_where_the_preset_says_so_and_nothing_else_changes(preset: Preset) -> None:
    film = spec(TEXT)
    plan, usual = compile_film(film, preset), compile_film(film, CLOUD)
    other = {kind: choice.engine for kind, choice in preset.engines.items() if choice != CLOUD.engines[kind]}
    assert len(other) == 1
    stages = {step.stage for step in plan if step.digest not in usual.by_digest()}
    assert stages <= {Stage.SOUND, Stage.ASSEMBLY, Stage.MASTER}
    assert set(other.values()) <= {step.engine for step in plan} or Kind.MUSIC in other


def test_a_scene_too_long_for_an_engine_of_music_is_said_before_anything_is_paid() -> None:
    asked = {"rate": "24", "seconds": 200, "tail_frames": 24}
    with pytest.raises(BadInput, match=r"needs 201 s of music and Stable Audio 2.5 makes at most 190 s"):
        read_settings(engines()["stability"], asked)
    read_settings(engines()["elevenlabs_music"], asked)


def test_a_shape_no_vendor_makes_is_said_before_anything_is_paid() -> None:
    asked = {"width": 128, "height": 640, "rate": "24", "prompt": "A tower."}
    with pytest.raises(BadInput, match=r"too far from all of them. The nearest is 9:16"):
        read_settings(engines()["kling"], asked)


def test_every_engine_of_clips_by_a_vendor_goes_on_from_the_last_frame() -> None:
    for engine in engines().values():
        works_on_a_clip = Accepts.SOURCE in card_of(engine).accepts
        if engine.size is WorkerSize.CLOUD and engine.makes == "clip" and not works_on_a_clip:
            assert card_of(engine).continues is Accepts.FIRST
