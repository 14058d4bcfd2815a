"""A plan of twenty thousand steps is laid out, looked at and worked on in as few words as a short one."""

from __future__ import annotations

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from renderers.farm import selectors, steps
from renderers.farm.stops import CAP, by_cap
from studio.core.tenancy import tenant
from studio.live.selectors import render_progress
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, loose_steps, order

pytestmark = pytest.mark.slow
STEPS = 20_000

_READ = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables WHERE relname ~ '^farm_'"
"""Rows of the farm that this transaction has read, also those that its foreign keys were looked up in."""


@pytest.mark.django_db
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


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_a_connection_that_knows_the_farm_as_small_reads_every_step_of_a_long_plan_a_few_times() -> None:
    workspace, count = a_workspace(), 2000
    order(workspace, a_plan(name="first", shots=12))
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE farm_render, farm_step, farm_renderstep, farm_stepdependency")
    order(workspace, a_plan(name="second", shots=12))  # PostgreSQL keeps a plan that was made six times
    with tenant(workspace.pk), connection.cursor() as cursor:
        order(workspace, loose_steps("long", count))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_READ)
        [(read,)] = cursor.fetchall()
    assert count < read < 20 * count
