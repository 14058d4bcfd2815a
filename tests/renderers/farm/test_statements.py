"""What a step costs the farm in statements: a film has thousands of steps, and each of them pays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renderers.farm import steps
from renderers.farm.models import Step
from renderers.store import Artifact
from studio.core.tenancy import system, tenant
from tests.billing.books import a_hold
from tests.factories import a_workspace
from tests.renderers.farm.plans import LEASE, NOON, a_hand, a_plan, claim, finish, loose_steps, order

pytestmark = pytest.mark.django_db

AROUND = ("SAVEPOINT", "RELEASE SAVEPOINT")


def statements(act: Callable[[], object]) -> list[str]:
    """What is asked in between, without the transaction's own beginning, end and settings."""
    with CaptureQueriesContext(connection) as asked:
        assert act()
    texts = [query["sql"].strip() for query in asked]
    return [text for text in texts if not text.startswith((*AROUND, "SELECT set_config", "SELECT current_setting"))]


def test_a_claim_is_a_look_a_grasp_a_leave_and_an_event() -> None:
    order(a_workspace(), loose_steps("A", 3))
    assert claim()  # the first step of a film sets the film going, too
    with system():
        asked = statements(lambda: steps.claim_step(hand=a_hand("hand/1"), now=NOON, lease=LEASE))
    assert len(asked) == 4, asked


def _finished(held: steps.Claim) -> list[str]:
    made = Artifact(held.digest, "0" * 64, 1, "text/plain", {})
    with tenant(held.workspace_id):
        return statements(lambda: steps.finish_step(claim=held, made=made, seconds=1.0, now=NOON))


def test_a_finish_that_nothing_waits_for_takes_seven_statements() -> None:
    order(a_workspace(), loose_steps("A", 3))
    held = claim()
    assert held
    asked = _finished(held)
    # done, who waits, which films, are they over; the holds, the meter's line; the event
    assert len(asked) == 7, asked


def test_what_is_paid_for_takes_four_statements_more() -> None:
    workspace = a_workspace()
    render = order(workspace, loose_steps("A", 3))
    with tenant(workspace.pk):
        a_hold(workspace, render_id=render.pk)
    held = claim()
    assert held
    asked = _finished(held)
    # is there a cap; the accounts; the movement with its entries and its hold; what was spent
    assert len(asked) == 7 + 4, asked


def test_a_finish_costs_the_same_however_many_steps_wait_for_it() -> None:
    def children(count: int) -> int:
        order(a_workspace(), a_plan(name=f"film{count}", shots=count))
        held = claim()
        assert held
        return len(_finished(held))

    assert children(1) == children(6) == 8


def test_a_worker_is_noted_down_once_a_second_and_not_with_every_step() -> None:
    from tests.renderers.farm.test_health import a_worker

    order(a_workspace(), loose_steps("A", 3))
    worker = a_worker("hand")
    for _ in range(2):
        held = claim()
        assert held
        assert finish(held)
        worker.refresh_from_db()
        assert worker.finished_at == NOON
    assert Step.objects.count() == 0, "outside a workspace there is nothing"
