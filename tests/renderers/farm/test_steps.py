"""The state machine: nothing is lost, nothing is made twice, nobody waits behind a neighbour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from billing.models import Usage
from renderers.errors import BadInput, WorkerDied
from renderers.events import RenderEvent
from renderers.farm import observers, services, steps, stops
from renderers.farm.models import Artifact, Render, Step
from renderers.farm.services import RenderGoesOn, RenderIsOver
from renderers.farm.store import DjangoStore
from renderers.plan import Plan, PlanBuilder, Stage, WorkerSize
from renderers.plan import Step as PlannedStep
from studio.accounts.models import Workspace
from studio.core.tenancy import system, tenant
from studio.live.models import StoredEvent
from tests.factories import a_workspace
from tests.renderers.farm.plans import LEASE, NOON, a_plan, claim, finish, order, state_of, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def lumen() -> Workspace:
    return a_workspace(name="Lumen")


def test_steps_become_ready_when_their_inputs_are_made(lumen: Workspace) -> None:
    render = order(lumen, a_plan())
    assert state_of(render) == ("queued", ["ready", "ready", "blocked"])
    held = claim()
    assert held is not None
    assert state_of(render)[0] == "running"
    finish(held)
    assert state_of(render)[1] == ["done", "ready", "blocked"]
    work_off()
    assert state_of(render) == ("succeeded", ["done", "done", "done"])


def test_a_film_says_for_which_workers_it_has_something_when_it_begins_and_when_it_goes_on(
    lumen: Workspace, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[RenderEvent] = []
    monkeypatch.setattr(observers, "after_commit", [lambda e: told.append(e) if isinstance(e, RenderEvent) else None])
    drawn = PlannedStep("panel", "1", {}, (), Stage.PANELS, "a", "a", WorkerSize.GPU_LARGE)
    builder = PlanBuilder()
    report = PlannedStep("report", "1", {}, (("a", builder.add(drawn, role="a")),), Stage.MASTER, "film", "report")
    with django_capture_on_commit_callbacks(execute=True):
        render = order(lumen, builder.build(result=builder.add(report, role="report")))
        with tenant(lumen.pk):
            steps.stop_render(render=render, stop=stops.by_person("Mara"), now=NOON)
            steps.lift_stop(render=render, code=stops.PERSON, now=NOON)
    assert [event.readied for event in told] == [("gpu-large",), (), ("gpu-large",)]


def test_a_finished_film_is_not_made_again(lumen: Workspace) -> None:
    order(lumen, a_plan())
    work_off()
    again = order(lumen, a_plan())
    assert again.state == "succeeded"
    assert claim() is None


def test_only_what_an_edit_changed_is_made(lumen: Workspace) -> None:
    order(lumen, a_plan(shots=3))
    work_off()
    longer = order(lumen, a_plan(shots=4))
    assert state_of(longer)[1].count("done") == 3
    assert len(work_off()) == 2


def test_a_file_that_vanished_from_the_store_is_made_again(lumen: Workspace) -> None:
    plan = a_plan()
    order(lumen, plan)
    work_off()
    store = DjangoStore(lumen.pk)
    for step in plan:
        default_storage.delete(store.name(step.digest))
    assert state_of(order(lumen, plan))[1] == ["ready", "ready", "blocked"]
    assert len(work_off()) == 3


def test_a_late_finish_is_fenced_out_and_costs_nothing(lumen: Workspace) -> None:
    order(lumen, a_plan(shots=1))
    late = claim()
    assert late is not None
    after = NOON + LEASE + timedelta(seconds=1)
    with system():
        assert steps.reap_lost_steps(now=after) == 1
    second = claim(at=after)
    assert second is not None
    assert second.fence > late.fence
    assert finish(late) is False
    assert finish(second, at=after) is True
    assert finish(second, at=after) is False
    with system():
        assert Usage.objects.filter(step_id=late.step_id).count() == 1
        assert Artifact.objects.filter(digest=late.digest).count() == 1


def test_a_worker_that_lost_its_step_is_told_at_the_next_beat(lumen: Workspace) -> None:
    order(lumen, a_plan(shots=1))
    held = claim()
    assert held is not None
    with system():
        assert steps.renew_lease(claim=held, now=NOON, lease=LEASE)
        steps.reap_lost_steps(now=NOON + 2 * LEASE)
        assert not steps.renew_lease(claim=held, now=NOON, lease=LEASE)


def test_a_failure_that_may_pass_is_tried_again_later_and_not_for_ever(lumen: Workspace) -> None:
    render = order(lumen, a_plan(shots=1))
    at = NOON
    for attempt in range(steps.MAX_ATTEMPTS):
        held = claim(at=at)
        assert held is not None, attempt
        with system():
            steps.fail_step(claim=held, error=WorkerDied("the paper jammed"), seconds=1, now=at)
        assert claim(at=at) is None
        at += timedelta(minutes=2)
    assert state_of(render) == ("failed", ["failed", "blocked"])
    assert "panel 0: the paper jammed" in render.error


def test_bad_input_is_not_tried_again_and_other_branches_finish(lumen: Workspace) -> None:
    render = order(lumen, a_plan(shots=2))
    held = claim()
    assert held is not None
    with system():
        steps.fail_step(claim=held, error=BadInput("no such voice"), seconds=1, now=NOON)
    assert state_of(render)[0] == "running"
    work_off()
    assert state_of(render) == ("failed", ["failed", "done", "blocked"])
    with system():
        assert Usage.objects.count() == 1


def test_a_failed_film_goes_on_from_where_it_stopped(lumen: Workspace) -> None:
    plan = a_plan(shots=2)
    render = order(lumen, plan)
    held = claim()
    assert held is not None
    with system():
        steps.fail_step(claim=held, error=BadInput("no such voice"), seconds=1, now=NOON)
    work_off()
    state_of(render)
    with tenant(lumen.pk):
        again = services.retry_render(render=render, plan=plan, started_by="usr_x", now=NOON)
    assert state_of(again)[1] == ["ready", "done", "blocked"]
    assert len(work_off()) == 2
    assert state_of(again)[0] == "succeeded"


def test_cancelling_leaves_what_another_film_wants(lumen: Workspace) -> None:
    first = order(lumen, a_plan(name="film", shots=2))
    second = order(lumen, a_plan(name="film", shots=3))
    with tenant(lumen.pk):
        services.cancel_render(render=first, now=NOON)
    assert state_of(first) == ("cancelled", ["ready", "ready", "cancelled"])
    work_off()
    assert state_of(second)[0] == "succeeded"


def test_a_cancelled_step_cannot_be_finished(lumen: Workspace) -> None:
    render = order(lumen, a_plan(shots=1))
    held = claim()
    assert held is not None
    with tenant(lumen.pk):
        services.cancel_render(render=render, now=NOON)
    assert finish(held) is False
    with tenant(lumen.pk), pytest.raises(RenderIsOver):
        services.cancel_render(render=render, now=NOON)


def test_a_film_that_is_being_made_cannot_be_ordered_anew(lumen: Workspace) -> None:
    render = order(lumen, a_plan())
    with tenant(lumen.pk), pytest.raises(RenderGoesOn):
        services.retry_render(render=render, plan=a_plan(), started_by="usr_x", now=NOON)


def test_workspaces_are_served_in_turn(lumen: Workspace) -> None:
    other = a_workspace(name="Other")
    order(lumen, a_plan(name="long", shots=6))
    order(other, a_plan(name="short", shots=2))
    held = [claim(worker=f"hand/{number}") for number in range(4)]
    served = [each.workspace_id for each in held if each]
    assert served.count(lumen.pk) == served.count(other.pk) == 2


def test_two_workers_never_hold_one_step(lumen: Workspace) -> None:
    order(lumen, a_plan(shots=5))
    held = [claim(worker=f"hand/{number}") for number in range(6)]
    digests = [each.digest for each in held if each]
    assert len(digests) == len(set(digests)) == 5


def test_one_workspace_never_learns_what_another_has_made(lumen: Workspace) -> None:
    order(lumen, a_plan())
    work_off()
    stranger = a_workspace(name="Stranger")
    assert state_of(order(stranger, a_plan()))[1] == ["ready", "ready", "blocked"]


def test_every_change_leaves_an_event_in_the_same_transaction(lumen: Workspace) -> None:
    render = order(lumen, a_plan(shots=1))
    work_off()
    with system():
        kinds = StoredEvent.objects.filter(topic=f"render:{render.pk}").order_by("seq").values_list("kind", flat=True)
        assert list(kinds) == [
            "render.queued",
            "render.running",
            "step.running",
            "step.done",
            "step.running",
            "step.done",
            "render.succeeded",
        ]
        numbers = StoredEvent.objects.filter(topic=f"render:{render.pk}").order_by("seq").values_list("seq", flat=True)
        assert list(numbers) == list(range(1, 8))


def test_outside_a_workspace_the_farm_is_empty(lumen: Workspace) -> None:
    order(lumen, a_plan())
    assert not Step.objects.exists()
    assert not Render.objects.exists()


def test_whatever_a_program_said_its_failure_is_kept(lumen: Workspace) -> None:
    render = order(lumen, a_plan())
    held = claim()
    assert held is not None
    with system():
        assert steps.fail_step(claim=held, error=BadInput("bad \0 byte \udcff"), seconds=0.1, now=NOON)
        assert Step.objects.get(pk=held.step_id).error == "bad   byte ?"
    assert state_of(render)[1][0] == "failed"


def test_a_lost_input_that_is_made_again_does_not_release_what_waits_for_another(lumen: Workspace) -> None:
    film = order(lumen, a_plan())
    first = claim()
    assert first is not None
    finish(first)
    default_storage.delete(DjangoStore(lumen.pk).name(first.digest))
    order(lumen, _only(a_plan(), first.digest))
    again = claim(worker="other/0")
    assert again is not None
    if again.digest != first.digest:
        again = claim(worker="third/0")
    assert again is not None
    assert again.digest == first.digest
    finish(again)
    assert state_of(film)[1][2] == "blocked"


def _only(plan: Plan, digest: str) -> Plan:
    """A plan of that one step."""
    builder = PlanBuilder()
    step = plan.by_digest()[digest]
    return builder.build(result=builder.add(step, role="panel"))


@pytest.mark.slow
def test_a_long_film_that_was_stopped_is_ordered_again_in_few_statements() -> None:
    workspace, plan = a_workspace(), a_plan(shots=300)
    first = order(workspace, plan)
    with tenant(workspace.pk):
        services.cancel_render(render=first, now=NOON)
    with CaptureQueriesContext(connection) as asked:
        second = order(workspace, plan)
    assert len(asked) < 40
    written = [query["sql"] for query in asked if query["sql"].startswith("UPDATE")]
    assert sum(map(len, written)) < 100 * 301, "a statement that grows by more than an id a step"
    assert state_of(second) == ("queued", ["ready"] * 300 + ["blocked"])
    assert len(work_off()) == 301
    assert state_of(second)[0] == "succeeded"
