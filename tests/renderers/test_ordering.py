"""What can be watched first is made first, and of that the longest way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from renderers.compilers.film import compile_film
from renderers.engine import Kind
from renderers.errors import BadInput
from renderers.ordering import critical_path, starts_of, watching_order
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.presets import DRAFT, PRESETS, Choice
from renderers.spec import FilmSpec


def _two_scenes() -> Plan:
    """Each scene: a long clip and a short one, joined into a preview; the film needs all four clips."""
    builder = PlanBuilder()
    clips: list[str] = []
    for scene in ("one", "two"):
        short, long = (_add(builder, f"{scene} {name}", (), work) for name, work in (("short", 1.0), ("long", 5.0)))
        _add(builder, f"{scene} preview", (short, long), 1.0)
        clips += [short, long]
    return builder.build(result=_add(builder, "film", tuple(clips), 2.0))


def _add(builder: PlanBuilder, label: str, inputs: tuple[str, ...], work: float) -> str:
    roles = tuple((f"part.{at}", digest) for at, digest in enumerate(inputs))
    return builder.add(Step("e", "1", {"label": label}, roles, Stage.SHOTS, label, label, work=work), role="x")


def test_the_first_scene_comes_first_and_its_longest_way_before_the_rest() -> None:
    assert [step.label for step in watching_order(_two_scenes())] == [
        "one long",
        "one short",
        "one preview",
        "two long",
        "two short",
        "two preview",
        "film",
    ]


def test_the_longest_way_is_counted_to_the_end_of_the_film() -> None:
    plan = _two_scenes()
    ways = critical_path(plan)
    assert {step.label: ways[step.digest] for step in plan}["one long"] == 7.0


def test_a_step_starts_after_the_work_before_it_and_what_is_made_is_no_work() -> None:
    plan = _two_scenes()
    ordered = watching_order(plan)
    starts = starts_of(ordered, made={ordered[0].digest})
    assert [starts[step.digest] for step in ordered] == [0.0, 0.0, 1.0, 2.0, 7.0, 8.0, 9.0]


def test_a_preset_whose_engines_are_not_installed_says_so_and_makes_no_plan() -> None:
    preset = replace(DRAFT, name="dream", engines={**DRAFT.engines, Kind.CLIP: Choice("not_yet_invented")})
    assert preset.missing_engines() == ("not_yet_invented",)
    with pytest.raises(BadInput, match=r"preset dream cannot be used .* not_yet_invented"):
        compile_film(FilmSpec.model_construct(title="", rate=Fraction(24), scenes=()), preset)


def test_every_preset_names_engines_that_exist() -> None:
    assert [preset.shortage() for preset in PRESETS.values() if preset.shortage()] == []


def test_the_draft_lacks_nothing_and_every_row_makes_what_it_makes_beside_its_way_of_keeping_people() -> None:
    assert DRAFT.shortage() == ""
    for preset in PRESETS.values():
        assert set(preset.engines) - {Kind.SHEET, Kind.LORA} == set(DRAFT.engines), preset.name
