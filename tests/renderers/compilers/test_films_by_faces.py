"""Shots filmed by an engine that keeps a face: whose it is given, and what becomes of shots with nobody in them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from renderers.compilers.film import compile_film
from renderers.compilers.routing import Chosen, Route, remarks_on_engines, role_of, route, unfit
from renderers.errors import BadInput
from renderers.plan import Step
from renderers.presets import DRAFT, STANDARD, Choice
from renderers.spec import FilmSpec, ShotRole, ShotSize, ShotSpec
from tests.renderers.compilers.test_film import spec

TEXT = (
    "INT. KITCHEN - NIGHT\n\nMARA, 40s, a pilot in a red coat, stirs a pot. OTTO, 60s, a cook, watches her.\n\n"
    "MARA\nNobody is coming.\n\nOTTO\nThen we eat.\n"
)
WHY = "ConsisID (a face that stays) films somebody by their face, and nobody is seen in this shot."


def shots(film: FilmSpec) -> list[ShotSpec]:
    return [shot for scene in film.scenes for shot in scene.shots if shot.size is not ShotSize.TITLE]


def filmed_by_face(film: FilmSpec, *cast: str) -> tuple[Step, FilmSpec]:
    """The clip of the first shot, filmed by ConsisID with these people in it."""
    first = shots(film)[0]
    other = first.model_copy(update={"cast": cast, "engine": "consisid"})
    scenes = [
        scene.model_copy(update={"shots": tuple(other if shot is first else shot for shot in scene.shots)})
        for scene in film.scenes
    ]
    made = film.model_copy(update={"scenes": tuple(scenes)})
    plan = compile_film(made, STANDARD)
    return next(step for step in plan if step.engine == "consisid"), made


def test_a_shot_is_filmed_from_the_portrait_of_whoever_matters_most_in_it() -> None:
    film = spec(TEXT)
    mara, otto = (member.key for member in film.cast)
    clip, made = filmed_by_face(film, mara, otto)
    plan = compile_film(made, STANDARD)
    assert [digest for role, digest in clip.inputs if role == "face.0"] == [plan.wanted[mara]["portrait"]]
    assert [role for role, _ in clip.inputs if role == "first"] == [], "it does not begin with its panel"
    assert len(clip.settings["people"]) == 1
    assert "cook" in clip.settings["prompt"], "others are filmed as described"
    assert "Mara" not in str(clip.settings), "a name says nothing to a model"


def test_another_face_makes_another_clip_and_another_name_none() -> None:
    film = spec(TEXT)
    mara, otto = (member.key for member in film.cast)
    assert filmed_by_face(film, mara)[0].digest != filmed_by_face(film, otto)[0].digest
    renamed = film.model_copy(update={"title": "Another name"})
    assert filmed_by_face(film, mara)[0].digest == filmed_by_face(renamed, mara)[0].digest


def test_a_shot_with_nobody_in_it_is_refused_before_anything_is_made() -> None:
    with pytest.raises(BadInput, match=f"{re.escape(WHY)} Choose another engine for it"):
        filmed_by_face(spec(TEXT))


def test_painted_people_are_no_faces_to_film_from_and_it_is_said_before_anything_is_made() -> None:
    film, preset = spec(TEXT), replace(DRAFT, roles={ShotRole.DIALOGUE: Choice("consisid")})
    with pytest.raises(BadInput, match=r"the preset draft paints its people\. Render with Standard or Cinema"):
        compile_film(film, preset)


def test_a_fallback_films_the_shots_in_which_nobody_is_seen() -> None:
    film = spec(TEXT)
    peopled = next(shot for shot in shots(film) if shot.cast)
    empty = peopled.model_copy(update={"cast": ()})
    levels = [("film", Chosen({"every": "consisid"}, fallback="wan_5b"))]

    def of(shot: ShotSpec) -> Route:
        return route(role_of(shot, film.scenes[0]), levels, lambda engine: unfit(engine, shot))

    assert of(peopled) == Route("consisid", "film")
    assert of(empty) == Route("wan_5b", "film", "consisid")
    told = empty.model_copy(update={"engine": "wan_5b", "instead_of": "consisid"})
    [remark] = remarks_on_engines([film.scenes[0].model_copy(update={"shots": (told,)})], lambda engine: "")
    assert remark.startswith("1 shot is filmed by the fallback Wan 2.2, 5B instead of ConsisID")
    assert remark.endswith(WHY)


def test_a_preset_may_film_dialogue_by_faces() -> None:
    film = spec(TEXT)
    preset = replace(STANDARD, roles={ShotRole.DIALOGUE: Choice("consisid")})
    plan = compile_film(film, preset)
    spoken = next(shot for shot in shots(film) if shot.lines)
    filmed = next(step for step in plan if step.subject == spoken.key and step.engine == "consisid")
    assert filmed.settings["prompt"]
    assert "musetalk" in {step.engine for step in plan if step.subject == spoken.key}, "and its lips are moved"
