"""A film's plan: what it holds, and what an edit touches."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from renderers.compilers.film import FILM, compile_film
from renderers.compilers.film_parts import frame_size
from renderers.plan import Plan, PlanBuilder, Stage, Step, canonical_json
from renderers.presets import CINEMA, DRAFT, PRESETS, STANDARD, Preset
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.spec import FilmSpec, SceneSpec
from tests.models import using

GOLDEN = Path(__file__).parents[2] / "golden" / "plans"
KITCHEN = "INT. KITCHEN - NIGHT\n\nMARA, 40s, stirs a pot.\n\nMARA\nNobody is coming.\n\nShe looks at the door.\n"
SHORT = (GOLDEN / "two-chairs.fountain").read_text("utf-8")


def spec(text: str = SHORT) -> FilmSpec:
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def changed(before: Plan, after: Plan) -> list[str]:
    """What the second plan makes that the first did not, as subject/engine, in order."""
    known = before.by_digest()
    return [f"{step.subject}/{step.engine}" for step in after if step.digest not in known]


def written(plan: Plan) -> str:
    """The plan as text for people: one step a line, inputs by their first letters."""
    return "\n".join([*(_row(step) for step in plan), f"result {plan.result[:12]}", ""])


def _row(step: Step) -> str:
    inputs = " ".join(f"{role}:{digest[:6]}" for role, digest in step.inputs)
    made = f"{step.digest[:12]} {step.stage:<8} {step.engine:<11} {step.subject:<10}"
    return f"{made} {canonical_json(dict(step.settings))} <- {inputs}".removesuffix(" <- ")


@pytest.mark.parametrize(
    ("name", "text"), [("two-chairs", SHORT), ("sample", sample_text())], ids=["two-chairs", "sample"]
)
def test_the_plan_is_the_golden_one(name: str, text: str, golden: Callable[[str, str], None]) -> None:
    golden(f"plans/{name}.txt", written(compile_film(spec(text), DRAFT)))


@pytest.mark.parametrize("preset", [STANDARD, CINEMA], ids=lambda preset: preset.name)
def test_the_plan_with_models_is_the_golden_one(
    preset: Preset, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    with using(tmp_path):  # a machine that has the weights names them
        golden(f"plans/kitchen-{preset.name}.txt", written(compile_film(spec(KITCHEN), preset)))


def test_the_same_spec_gives_the_same_plan() -> None:
    assert written(compile_film(spec(), DRAFT)) == written(compile_film(spec(), DRAFT))


def test_a_changed_line_touches_its_shot_its_scene_and_the_joins() -> None:
    before = compile_film(spec(), DRAFT)
    after = compile_film(spec(SHORT.replace("I know.", "I always knew.")), DRAFT)
    assert changed(before, after) == [
        "s2.3.1/kokoro",
        "s2.3/shot_timing",
        "s2.3/draft_animatic",
        *(
            f"s2/{engine}"
            for engine in ("timeline", "scene_dialogue", "picture", "picture_check", "effects", "composer")
        ),
        *("s2/scene_bed", "s2/mp4_fragments", "s2/captions"),
        "film/timeline",
        "film/picture",
        *(f"{scene}/scene_sound" for scene in ("title", "s1", "s2", "credits")),
        *(f"film/{engine}" for engine in ("film_level", "film_reel", *["captions"] * 3, "mp4_h264", "report")),
    ]


def test_a_renamed_character_changes_captions_that_name_them_and_nothing_else() -> None:
    before = spec(SHORT.replace("MARA\nI know.", "MARA (V.O.)\nI know."))
    renamed = tuple(member.model_copy(update={"name": member.name + "!"}) for member in before.cast)
    after = before.model_copy(update={"cast": renamed})
    touched = changed(compile_film(before, DRAFT), compile_film(after, DRAFT))
    assert touched == ["s2/captions", *["film/captions"] * 3, "film/mp4_h264", "film/report"]


def test_a_new_voice_touches_no_picture_but_where_its_lines_are() -> None:
    before = spec()
    louder = tuple(
        member.model_copy(update={"voice": member.voice.model_copy(update={"preset": "am_onyx"})})
        if member.name == "Tom"
        else member
        for member in before.cast
    )
    touched = changed(compile_film(before, DRAFT), compile_film(before.model_copy(update={"cast": louder}), DRAFT))
    assert not [step for step in touched if step.endswith("/draft_panel")]
    assert sum(step.endswith("/kokoro") for step in touched) == 2


def test_keys_and_labels_are_in_no_digest() -> None:
    before = spec()
    moved = tuple(_renamed(scene) for scene in before.scenes)
    after = compile_film(before.model_copy(update={"scenes": moved}), DRAFT)
    assert changed(compile_film(before, DRAFT), after) == []


def _renamed(scene: SceneSpec) -> SceneSpec:
    shots = tuple(shot.model_copy(update={"key": f"x{shot.key}"}) for shot in scene.shots)
    return scene.model_copy(update={"key": f"x{scene.key}", "number": "99", "shots": shots})


@pytest.mark.parametrize("preset", [each for each in PRESETS.values() if not each.shortage()], ids=lambda it: it.name)
def test_every_preset_that_is_offered_says_lines_with_manners_and_pauses(preset: Preset) -> None:
    text = "INT. KITCHEN - NIGHT\n\nTom waits.\n\nTOM\n(hesitant)\nI... I don't know. (beat) Maybe -- no.\n"
    [line] = [step for step in compile_film(spec(text), preset) if step.stage is Stage.VOICES]
    assert len(line.settings["rests"]) == 3


def test_every_shot_scene_and_the_film_have_what_they_need() -> None:
    plan = compile_film(spec(), DRAFT)
    assert set(plan.wanted["s1.1"]) == {"panel", "likeness", "timing", "clip"}
    assert set(plan.wanted["s1"]) == {
        *("timeline", "picture", "check", "dialogue", "effects", "bed", "preview", "captions", "sound")
    }
    assert set(plan.wanted["s2"]) - set(plan.wanted["s1"]) == {"music"}
    roles = {"timeline", "picture", "level", "reel 1", "captions", "subtitles", "sdh", "master", "report"}
    assert set(plan.wanted[FILM]) == roles
    assert plan.result == plan.wanted[FILM]["report"]


def test_the_same_work_is_one_step() -> None:
    text = "INT. A - DAY\n\nMARA\nYes.\n\nMARA\nYes.\n"
    lines = [step for step in compile_film(spec(text), DRAFT) if step.engine == "kokoro"]
    assert len(lines) == 1


def test_a_step_without_its_input_is_refused() -> None:
    orphan = Step("panel", "1", {}, (("speech.0", "f" * 64),), Stage.PANELS, "s", "an orphan")
    with pytest.raises(ValueError, match="an orphan"):
        PlanBuilder().add(orphan, role="panel")


@pytest.mark.parametrize(
    ("aspect", "size"),
    [("16:9", (1280, 720)), ("2.39:1", (1720, 720)), ("9:16", (720, 1280)), ("1:1", (720, 720)), ("4:3", (960, 720))],
)
def test_frames_are_even_and_of_the_films_shape(aspect: str, size: tuple[int, int]) -> None:
    assert frame_size(aspect, 720) == size
