"""A plan of twenty thousand steps is laid out, looked at and worked on in as few words as a short one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renderers.farm import selectors, steps
from renderers.farm.stops import CAP, by_cap
from studio.core.tenancy import tenant
from studio.live.selectors import render_progress
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, claim, finish, loose_steps, order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS = 20_000


def test_twenty_thousand_steps_are_laid_out_and_looked_at_in_few_statements() -> None:
    workspace = a_workspace()
    with CaptureQueriesContext(connection) as laid_out:
        render = order(workspace, loose_steps("long", STEPS))
    assert len(laid_out) < 60
    for _ in range(2):
        held = claim()
        assert held
        assert finish(held)
    with tenant(workspace.pk), CaptureQueriesContext(connection) as asked:
        said = render_progress(workspace_id=workspace.pk, render_id=render.pk)
        stages = selectors.stages_of(render)
    assert (said["render"]["steps"], said["render"]["done"]) == (STEPS, 2)
    assert stages == [{"stage": "panels", "steps": STEPS, "done": 2}]
    assert len(asked) < 10
    with tenant(workspace.pk), CaptureQueriesContext(connection) as stopped:
        assert steps.stop_render(render=render, stop=by_cap("The cap is full."), now=NOON)
    assert claim() is None
    with tenant(workspace.pk), CaptureQueriesContext(connection) as lifted:
        assert steps.lift_stop(render=render, code=CAP, now=NOON)
    assert claim() is not None
    assert (len(stopped) < 20, len(lifted) < 20) == (True, True)
