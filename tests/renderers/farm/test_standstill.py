"""Why a render does not move: one reason, and none while it moves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from renderers.errors import WorkerDied
from renderers.farm import services, steps
from renderers.farm.models import Lane, Render, Worker
from renderers.farm.standstill import Reason, Standstill, why
from renderers.farm.stops import by_cap
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, loose_steps, order, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def lumen() -> Workspace:
    return a_workspace(name="Lumen")


def a_worker(**more: Any) -> None:
    usual: dict[str, Any] = {"size": "cpu", "slots": 1, "engines": ["panel@1", "report@1"], "missing": {}}
    Worker.objects.create(name=f"hall:{Worker.objects.count()}", started_at=NOON, seen_at=NOON, **(usual | more))


def reason(render: Render) -> Standstill | None:
    with tenant(render.workspace_id):
        render.refresh_from_db()
        return why(render, now=NOON)


def test_a_render_that_moves_or_is_about_to_or_is_over_waits_for_nothing(lumen: Workspace) -> None:
    a_worker()
    render = order(lumen, a_plan(shots=1))
    assert reason(render) is None
    held = claim() or pytest.fail("nothing to claim")
    assert reason(render) is None
    finish(held)
    work_off()
    assert reason(render) is None


@pytest.mark.parametrize(
    ("workers", "said"),
    [
        ([], "No worker on a processor is online"),
        ([{"size": "gpu-large"}], "No worker on a processor is online"),
        ([{"engines": ["report@1"]}], "has panel 1"),
        (
            [{"engines": [], "missing": {"panel": "it has no paint."}}],
            "that is online can run panel: it has no",
        ),
    ],
)
def test_what_nobody_can_make_is_said(lumen: Workspace, workers: list[dict[str, Any]], said: str) -> None:
    render = order(lumen, a_plan(shots=1))
    for each in workers:
        a_worker(**each)
    found = reason(render) or pytest.fail("it says nothing")
    assert (found.code, said in found.message) == (Reason.NO_WORKER, True)


def test_what_failed_says_when_it_is_tried_again(lumen: Workspace) -> None:
    a_worker()
    render = order(lumen, a_plan(shots=1))
    with tenant(lumen.pk):
        steps.fail_step(claim=claim() or pytest.fail("none"), error=WorkerDied("it burnt."), seconds=1.0, now=NOON)
    found = reason(render) or pytest.fail("it says nothing")
    assert (found.code, found.until) == (Reason.TRIED_AGAIN, NOON + timedelta(seconds=4))
    assert found.message.endswith("failed tries are free. It said: it burnt.")


def test_a_workspace_whose_share_is_in_use_hears_it(lumen: Workspace) -> None:
    a_worker(slots=9)
    order(lumen, loose_steps("A", 1))
    second = order(lumen, loose_steps("B", 1))
    with tenant(lumen.pk):
        Lane.objects.update(at_once=1)
    assert claim()
    found = reason(second) or pytest.fail("it says nothing")
    assert (found.code, "for a worker on a processor, this workspace makes 1 at once" in found.message) == (
        Reason.SHARE_IN_USE,
        True,
    )


def test_busy_workers_are_a_line_that_says_nothing_of_whom_they_work_for(lumen: Workspace) -> None:
    a_worker()
    order(a_workspace(name="Secret"), loose_steps("secret", 1), at=NOON - timedelta(hours=1))
    assert claim()
    found = reason(order(lumen, loose_steps("B", 1))) or pytest.fail("it says nothing")
    assert (found.code, "ecret" in found.message) == (Reason.WORKERS_BUSY, False)


def test_a_stop_goes_before_everything_that_farms_lack(lumen: Workspace) -> None:
    render = order(lumen, a_plan(shots=1))
    with tenant(lumen.pk):
        services.stand_still(render_id=render.pk, stop=by_cap("The cap is full."), now=NOON)
    assert reason(render) == Standstill(Reason.CAP_REACHED, "The cap is full.")
