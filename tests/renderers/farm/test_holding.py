"""Two brakes on one render, the pause of a member and a spend cap: whoever lifts the last one sets it going."""

from __future__ import annotations

from itertools import permutations

import pytest

from renderers.farm import holding, services
from renderers.farm.models import Render
from studio.core.tenancy import system, tenant
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, order, state_of, work_off

pytestmark = pytest.mark.django_db

LIFTS = ("resume", "let go")


def _brake(render: Render, *, first: str) -> None:
    for brake in sorted(("pause", "hold back"), key=lambda each: each != first):
        if brake == "pause":
            with tenant(render.workspace_id):
                services.pause_render(render=render, now=NOON)
        else:
            with system():
                holding.hold_back(render.pk, NOON)


def _lift(render: Render, which: str) -> None:
    if which == "let go":
        with system():
            holding.let_go(render.pk, NOON)
        return
    with tenant(render.workspace_id):
        render.refresh_from_db()
        services.resume_render(render=render, now=NOON)


@pytest.mark.parametrize("first", ["pause", "hold back"])
@pytest.mark.parametrize("lifts", list(permutations(LIFTS)))
def test_a_render_that_was_paused_and_held_back_goes_on_to_its_end_in_whatever_order_both_are_lifted(
    first: str, lifts: tuple[str, str]
) -> None:
    render = order(a_workspace(), a_plan(shots=3))
    held = claim()
    assert held
    assert finish(held)
    _brake(render, first=first)
    assert claim() is None
    for lift in lifts:
        _lift(render, lift)
    assert len(work_off()) == 3
    assert state_of(render)[0] == "succeeded"


def test_a_step_that_another_render_wants_is_made_although_one_is_held_back() -> None:
    workspace = a_workspace()
    first, second = order(workspace, a_plan(shots=2)), order(workspace, a_plan(shots=3))
    with system():
        holding.hold_back(first.pk, NOON)
    work_off()
    assert state_of(second)[0] == "succeeded"
    assert state_of(first) == ("running", ["done", "done", "ready"])
