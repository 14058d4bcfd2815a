"""Presets by vendors: a film whose steps wait for somebody else's machine, and heroes among shots made here."""

from __future__ import annotations

import pytest

from renderers.card import Accepts
from renderers.compilers.film import compile_film
from renderers.engine import card_of, read_settings
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.plan import Plan, Stage, WorkerSize
from renderers.presets import CINEMA, CLOUD, HEROIC, Preset
from renderers.spec import ShotSize
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
def test_heroes_are_shots_in_which_nobody_speaks(preset: Preset) -> None:
    assert preset.hero is not None
    film = spec(TEXT)
    plan, usual = compile_film(film, preset), compile_film(film, CINEMA)
    shots = [shot for scene in film.scenes for shot in scene.shots if shot.size is not ShotSize.TITLE]
    made = {plan.wanted[shot.key]["clip"]: not shot.lines for shot in shots}
    steps = plan.by_digest()
    assert set(made.values()) == {True, False}
    for digest, is_hero in made.items():
        assert (steps[digest].engine == preset.hero.engine) is is_hero
        assert (digest in usual.by_digest()) is not is_hero


def test_a_shape_no_vendor_makes_is_said_before_anything_is_paid() -> None:
    asked = {"width": 128, "height": 640, "rate": "24", "prompt": "A tower."}
    with pytest.raises(BadInput, match=r"too far from all of them. The nearest is 9:16"):
        read_settings(engines()["kling"], asked)


def test_every_engine_of_clips_by_a_vendor_goes_on_from_the_last_frame() -> None:
    for engine in engines().values():
        if engine.size is WorkerSize.CLOUD and engine.makes == "clip":
            assert card_of(engine).continues is Accepts.FIRST
