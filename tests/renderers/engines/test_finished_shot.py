"""A shot filmed by a model, spoken, smoothed and cut into its film, all by the steps of its plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from renderers.compilers.film import compile_film
from renderers.engine import Kind
from renderers.engines import engines
from renderers.execute import LocalRun
from renderers.models.store import ModelStore
from renderers.plan import Plan
from renderers.presets import CINEMA, Choice
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.store import FolderStore
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
TEXT = "INT. KITCHEN - NIGHT\n\nMARA\nNo.\n"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        for name in ("flux2_klein", "wan_14b", "musetalk", "rife"):
            equip(store, engines()[name])
        yield store


def only(plan: Plan, result: str) -> Plan:
    """The steps of a plan that one of them needs, and that one."""
    needed = {result}
    for step in reversed(plan.steps):
        if step.digest in needed:
            needed.update(step.needs)
    return Plan(tuple(step for step in plan if step.digest in needed), plan.wanted, result)


def test_a_line_is_filmed_spoken_and_smoothed_to_the_very_frame(models: ModelStore, tmp_path: Path) -> None:
    small = Choice("flux2_klein", {"steps": 1, "width": 64, "height": 64})
    quick = {Kind.SHEET: small, Kind.PANEL: small, Kind.CLIP: Choice("wan_14b", {"steps": 1})}
    quick |= {Kind.SPEECH: Choice("flite")}
    preset = replace(CINEMA, height=64, engines={**CINEMA.engines, **quick})
    spec = film_spec(parse(TEXT), rate=Fraction(24), aspect="1:1")
    plan = compile_film(spec, preset)
    shot = next(shot for scene in spec.scenes for shot in scene.shots if shot.lines)
    mine = plan.wanted[shot.key]
    store = FolderStore(tmp_path / "store")
    made = LocalRun(only(plan, mine["clip"]), store, workers=1, on_step=lambda step, state, fraction: None).run()
    steps = plan.by_digest()
    assert [steps[mine[role]].engine for role in ("filmed", "lips", "clip")] == ["wan_14b", "musetalk", "rife"]
    timing, filmed = store.get(mine["timing"]), store.get(mine["filmed"])
    assert timing is not None
    assert filmed is not None
    assert (made.facts["frames"], made.facts["rate"]) == (timing.facts["frames"], "24")
    assert filmed.facts["rate"] == "16"
    assert filmed.facts["frames"] == -(-(made.facts["frames"] - 1) * 16 // 24) + 1
