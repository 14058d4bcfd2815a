"""Pictures of people in a film's plan: who is drawn from whom, and what an edit touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from renderers.card import Accepts
from renderers.compilers.film import compile_film
from renderers.compilers.identities import TRAINED_ON, token_of
from renderers.compilers.sheets import compile_sheet
from renderers.engine import Kind, card_of
from renderers.engines import engines
from renderers.plan import Plan, Step
from renderers.presets import DRAFT, KEEPING, STANDARD, Choice, Preset
from renderers.spec import FilmSpec, ReferenceSpec, ShotSize, WornSpec
from tests.renderers.compilers.test_film import changed, spec

TEXT = (
    "INT. KITCHEN - NIGHT\n\nMARA, 40s, a pilot in a red coat, stirs a pot. OTTO, 60s, a cook, watches.\n\n"
    "MARA\nNobody is coming.\n\nOTTO\nThen we eat.\n\nEXT. HARBOUR - DAY\n\nMARA walks to her boat.\n\nMARA\nAlone.\n"
)


def panels(plan: Plan, film: FilmSpec) -> Iterator[tuple[tuple[str, ...], Step]]:
    """Who is in a shot, and its panel."""
    steps = plan.by_digest()
    for scene in film.scenes:
        for shot in scene.shots:
            if shot.size is not ShotSize.TITLE:
                yield shot.cast, steps[plan.wanted[shot.key]["panel"]]


def sources(step: Step, role: str) -> list[str]:
    return [digest for name, digest in step.inputs if name.startswith(f"{role}.")]


def wearing(film: FilmSpec, key: str, description: str) -> FilmSpec:
    """The film with a look in the last scene that has this character."""
    at = max(at for at, scene in enumerate(film.scenes) if any(key in shot.cast for shot in scene.shots))
    worn = (WornSpec(character=key, description=description),)
    scenes = [scene.model_copy(update={"worn": worn}) if n == at else scene for n, scene in enumerate(film.scenes)]
    return film.model_copy(update={"scenes": tuple(scenes)})


def test_key_images_are_drawn_from_the_sheets_of_who_is_in_them() -> None:
    film = spec(TEXT)
    plan = compile_film(film, STANDARD)
    sheets = {key: plan.wanted[key]["sheet"] for key in {who for cast, _ in panels(plan, film) for who in cast}}
    assert len(sheets) == 2
    for cast, panel in panels(plan, film):
        assert sources(panel, "reference") == [sheets[key] for key in cast]
        assert len(panel.settings.get("people", ())) == len(cast)


def test_no_name_is_in_a_sheet() -> None:
    plan = compile_film(spec(TEXT), STANDARD)
    for step in plan:
        if "reference sheet" in step.label:
            assert "Mara" not in str(step.settings)
            assert "MARA" not in str(step.settings)


def test_the_sheet_that_is_ordered_alone_is_the_one_the_film_is_drawn_from() -> None:
    film = spec(TEXT)
    mara = film.cast[0].key
    plan = compile_film(film, STANDARD)
    assert compile_sheet(film, mara, preset=STANDARD).result == plan.wanted[mara]["sheet"]
    assert compile_sheet(film, mara, preset=DRAFT).steps[0].engine == "draft_sheet"


def test_a_looks_sheet_is_drawn_from_the_identitys_and_touches_its_scene_alone() -> None:
    film = spec(TEXT)
    mara = film.cast[0].key
    before, worn = compile_film(film, STANDARD), wearing(film, mara, "a green raincoat")
    after = compile_film(worn, STANDARD)
    look = next(step for step in after if step.digest not in before.by_digest() and "reference sheet" in step.label)
    assert sources(look, "reference") == [before.wanted[mara]["sheet"]]
    assert "green raincoat" in look.settings["prompt"]
    scene = next(scene for scene in worn.scenes if scene.worn)
    touched = {each.partition("/")[0] for each in changed(before, after)}
    others = {shot.key for each in worn.scenes if each is not scene for shot in each.shots}
    assert {shot.key for shot in scene.shots if mara in shot.cast} <= touched
    assert touched.isdisjoint(others)
    assert compile_sheet(worn, mara, look="a green raincoat", preset=STANDARD).result == look.digest


def test_a_sheet_is_drawn_from_the_pictures_that_people_brought_and_all_else_from_the_sheet() -> None:
    film = spec(TEXT)
    mara = film.cast[0].key
    brought = (
        *(ReferenceSpec(kind=kind, digest=letter * 64) for kind, letter in (("front", "a"), ("profile", "b"))),
        ReferenceSpec(kind="voice", digest="c" * 64),
    )
    cast = tuple(m.model_copy(update={"references": brought}) if m.key == mara else m for m in film.cast)
    plan = compile_film(film.model_copy(update={"cast": cast}), STANDARD)
    sheet = plan.by_digest()[plan.wanted[mara]["sheet"]]
    assert sheet.given == (("reference.0", "a" * 64), ("reference.1", "b" * 64))
    assert len(sheet.settings["people"]) == 2
    drawn = [panel for cast, panel in panels(plan, film) if mara in cast]
    assert drawn
    assert all(sheet.digest in sources(panel, "reference") and not panel.given for panel in drawn)


def test_a_draft_is_painted_from_no_sheet_and_only_measured_against_them() -> None:
    plan = compile_film(spec(TEXT), DRAFT)
    sheets = {step.digest for step in plan if "reference sheet" in step.label}
    assert {step.engine for step in plan if sheets & set(step.needs)} == {"drawn_likeness"}


@pytest.mark.parametrize("preset", KEEPING, ids=lambda preset: preset.name)
def test_another_way_of_keeping_people_is_given_what_it_takes(preset: Preset) -> None:
    film, engine = spec(TEXT), preset.engines[Kind.PANEL].engine
    card = card_of(engines()[engine])
    plan = compile_film(film, preset)
    made = [(cast, panel) for cast, panel in panels(plan, film) if cast]
    assert made
    for cast, panel in made:
        given = {name.partition(".")[0]: digest for name, digest in panel.inputs}
        assert panel.engine == engine
        assert set(given) <= {accepted.value for accepted in card.accepts}
        assert given
        assert len(panel.settings.get("people", ())) == min(len(cast), card.people)


def test_an_engine_that_takes_portraits_gets_them_drawn_from_the_sheet() -> None:
    assert Accepts.FACE in card_of(engines()["sdxl_face"]).accepts
    film = spec(TEXT)
    plan = compile_film(film, KEEPING[0])
    steps = plan.by_digest()
    for cast, panel in panels(plan, film):
        if cast:
            portrait = steps[sources(panel, "face")[0]]
            assert portrait.digest == plan.wanted[cast[0]]["portrait"]
            assert sources(portrait, "reference") == [plan.wanted[cast[0]]["sheet"]]


def test_a_painters_sheet_stands_for_every_view() -> None:
    painted = {**KEEPING[0].engines, Kind.SHEET: Choice("draft_sheet")}
    film = spec(TEXT)
    plan = compile_film(film, replace(KEEPING[0], engines=painted))
    assert plan.by_digest()[plan.wanted[film.cast[0].key]["sheet"]].engine == "draft_sheet"


def test_a_trained_likeness_is_studied_from_pictures_drawn_from_the_sheet_and_worn_by_name_of_nobody() -> None:
    trained = next(preset for preset in KEEPING if Kind.LORA in preset.engines)
    film = spec(TEXT)
    plan = compile_film(film, trained)
    steps = plan.by_digest()
    for cast, panel in panels(plan, film):
        worn = [steps[digest] for digest in sources(panel, "lora")]
        assert [step.subject for step in worn] == list(cast)
        for key, likeness in zip(cast, worn, strict=True):
            studied = [steps[digest] for digest in sources(likeness, "picture")]
            assert len(studied) == len(TRAINED_ON)
            assert {source for each in studied for source in sources(each, "reference")} == {plan.wanted[key]["sheet"]}
            member = next(member for member in film.cast if member.key == key)
            assert token_of(member) in likeness.settings["prompt"]
            assert token_of(member) in panel.settings["prompt"]


def test_who_is_renamed_keeps_sheet_and_likeness() -> None:
    trained = next(preset for preset in KEEPING if Kind.LORA in preset.engines)
    film = spec(TEXT)
    member = film.cast[0].model_copy(update={"name": "Maria", "likeness": film.cast[0].likeness or film.cast[0].cue})
    renamed = film.model_copy(update={"cast": (member, *film.cast[1:])})
    before, after = compile_film(film, trained), compile_film(renamed, trained)
    assert before.wanted[member.key] == after.wanted[member.key]
