"""What engines of words are told: framing, who without a name, where and when, the look; and who paints the cards."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from renderers.compilers.film import compile_film
from renderers.compilers.prompts import prompt_of
from renderers.plan import Plan, Stage, WorkerSize
from renderers.presets import CINEMA, DRAFT, STANDARD
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec

TEXT = """Title: Salt

INT. KITCHEN - NIGHT

ANA, 30s, a baker in a white apron, kneads dough. ANA looks at TOM.

ANA
It is late.

TOM
Go to bed, then.
"""


def spec(text: str = TEXT) -> FilmSpec:
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def prompts(film: FilmSpec) -> list[str]:
    return [prompt_of(shot, scene, film) for scene in film.scenes for shot in scene.shots]


def test_a_prompt_says_framing_action_place_hour_and_look() -> None:
    said = next(prompt for prompt in prompts(spec()) if "kneads" in prompt)
    assert said.split(".")[0].split(",")[0].endswith("shot")
    assert "Inside kitchen, night" in said
    assert "Cinematic film still" in said


def test_nobody_is_named() -> None:
    said = " ".join(prompts(spec()))
    assert "ana" not in said.casefold().split()
    assert "tom" not in said.casefold().split()
    assert "a baker in a white apron" in said


def test_another_name_of_the_same_kind_changes_no_prompt() -> None:
    renamed = TEXT.replace("ANA", "MARY")
    assert prompts(spec(renamed)) == prompts(spec())


def test_a_chosen_style_is_told() -> None:
    film = spec().model_copy(update={"style": "noir", "genre": "thriller"})
    assert all("In the style: Noir, thriller" in prompt for prompt in prompts(film))


def _steps(plan: Plan, stage: Stage) -> list[str]:
    return sorted({f"{step.engine}@{step.size.value}" for step in plan if step.stage is stage})


def test_standard_and_cinema_are_made_by_engines_that_exist_on_their_own_workers() -> None:
    standard, cinema = compile_film(spec(), STANDARD), compile_film(spec(), CINEMA)
    assert _steps(standard, Stage.PANELS) == ["draft_panel@cpu", "flux2_klein@gpu-small"]
    assert _steps(standard, Stage.SHOTS) == [
        "draft_animatic@cpu",
        "ken_burns@cpu",
        "musetalk@gpu-small",
        "wan_5b@gpu-small",
    ]
    assert _steps(cinema, Stage.PANELS) == ["draft_panel@cpu", "flux2_klein@gpu-small"]
    assert _steps(cinema, Stage.SHOTS) == [
        "draft_animatic@cpu",
        "musetalk@gpu-small",
        "realesrgan@gpu-small",
        "rife@gpu-small",
        "wan_14b@gpu-large",
    ]


def test_a_quote_expects_what_a_model_takes_not_what_a_painter_does() -> None:
    work = {step.engine: step.work for step in compile_film(spec(), CINEMA) if step.stage is Stage.SHOTS}
    assert work["wan_14b"] > 100 * work["draft_animatic"]


def test_a_shot_begins_with_its_panel_as_large_as_the_film() -> None:
    plan = compile_film(spec(), STANDARD)
    steps = plan.by_digest()
    shots = [step for step in plan if step.engine == "wan_5b"]
    assert shots
    for shot in shots:
        panel = steps[dict(shot.inputs)["first"]]
        assert (panel.engine, panel.settings["width"], panel.settings["height"]) == ("flux2_klein", 1280, 720)


def test_another_look_of_the_draft_is_no_new_panel_for_words() -> None:
    """An engine hears only of what it has settings for."""
    plan = compile_film(spec(), STANDARD)
    assert all("picture" not in step.settings for step in plan if step.size is not WorkerSize.CPU)
    draft = compile_film(spec(), replace(DRAFT, name="again"))
    assert all("prompt" not in step.settings for step in draft)
