"""The meter charges finished work once, by the second, to whom ordered it, and never more than was quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from billing import ledger, pricing
from billing.metering import meter
from billing.models import Hold, Movement, Usage
from billing.pricing import in_force, price_lists
from billing.selectors import By, cost_of, usage
from renderers.events import RenderEvent, RenderState, StepEvent, StepState
from renderers.exports import makers
from renderers.farm import services, steps
from renderers.farm.models import Render
from studio.accounts.models import Workspace
from studio.core.tenancy import system, tenant
from tests.billing.books import DOLLAR, a_hold, a_quote, assert_the_books_are_right
from tests.factories import a_user, a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, order, work_off

pytestmark = pytest.mark.django_db
RATE = price_lists()[0].rate("cpu")
STEP = RATE * 1500 // 60_000
"""What a step of `work_off` costs: it says that it took 1.5 seconds."""


@pytest.fixture
def lumen() -> Workspace:
    return a_workspace(name="Lumen")


def an_event(workspace: Workspace, **fields: Any) -> StepEvent:
    given: dict[str, Any] = {"state": StepState.DONE, "step_id": "stp_1", "seconds": 2.5, "render_ids": ()}
    return StepEvent(
        workspace_id=workspace.pk,
        digest="d",
        engine="panel",
        size="cpu",
        at=NOON,
        fence=1,
        worker="hand/0",
        work=1.0,
        stage="panels",
        label="Panel 1",
        **(given | fields),
    )


def ordered(workspace: Workspace, *, shots: int = 2, amount: int = DOLLAR, name: str = "film") -> Render:
    """A render with so much set aside for it."""
    render = order(workspace, a_plan(shots=shots, name=name))
    with tenant(workspace.pk):
        ledger.hold(quote=a_quote(workspace, amount=amount), render_id=render.pk, at=NOON, user_id="usr_x")
    return render


def hold_of(render: Render) -> Hold:
    with tenant(render.workspace_id):
        return Hold.objects.get(render_id=render.pk)


@pytest.mark.parametrize("state", [state for state in StepState if state is not StepState.DONE])
def test_what_did_not_finish_costs_nothing(lumen: Workspace, state: StepState) -> None:
    with tenant(lumen.pk):
        held = a_hold(lumen)
        meter(an_event(lumen, state=state, render_ids=(held.render_id,)))
        assert not Usage.objects.exists()
        assert not Movement.objects.filter(kind="capture").exists()


def test_an_attempt_is_charged_once_however_often_it_is_told(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        held = a_hold(lumen)
        event = an_event(lumen, render_ids=(held.render_id,))
        meter(event)
        with pytest.raises(IntegrityError), transaction.atomic():
            meter(event)
        assert Hold.objects.get().captured == RATE * 2500 // 60_000
    assert_the_books_are_right(lumen)


def test_a_finished_film_is_charged_step_by_step_and_the_rest_is_given_back(lumen: Workspace) -> None:
    render = ordered(lumen)
    held = claim()
    assert held is not None
    finish(held)
    assert (hold_of(render).captured, hold_of(render).closed_at) == (STEP, None)
    work_off()
    done = hold_of(render)
    assert (done.captured, done.released, done.closed_at) == (3 * STEP, DOLLAR - 3 * STEP, NOON)
    assert_the_books_are_right(lumen)


def test_a_film_that_takes_longer_than_quoted_costs_what_was_quoted(lumen: Workspace) -> None:
    render = ordered(lumen, amount=STEP + 1)
    work_off()
    done = hold_of(render)
    assert (done.captured, done.released) == (STEP + 1, 0)
    with tenant(lumen.pk):
        lines = list(Usage.objects.order_by("id").values_list("cost", "amount"))
    assert sorted(lines) == [(STEP, 0), (STEP, 1), (STEP, STEP)]
    assert_the_books_are_right(lumen)


def test_a_cancelled_film_gets_back_what_was_not_made(lumen: Workspace) -> None:
    render = ordered(lumen)
    held = claim()
    assert held is not None
    finish(held)
    with tenant(lumen.pk):
        services.cancel_render(render=render, now=NOON)
    done = hold_of(render)
    assert (done.captured, done.released, done.closed_at) == (STEP, DOLLAR - STEP, NOON)
    assert_the_books_are_right(lumen)


def test_a_step_whose_worker_comes_back_late_is_charged_once(lumen: Workspace) -> None:
    render = ordered(lumen, shots=1)
    late = claim()
    assert late is not None
    after = NOON + timedelta(minutes=1)
    with system():
        assert steps.reap_lost_steps(now=after) == 1
    second = claim(at=after)
    assert second is not None
    assert finish(second, at=after)
    assert not finish(late, at=after)
    assert hold_of(render).captured == STEP
    assert_the_books_are_right(lumen)


def test_a_step_two_renders_want_is_paid_by_the_earlier_one(lumen: Workspace) -> None:
    first, second = ordered(lumen), ordered(lumen)
    work_off()
    assert (hold_of(first).captured, hold_of(second).captured) == (3 * STEP, 0)
    assert hold_of(second).closed_at == NOON
    assert_the_books_are_right(lumen)


def test_a_cached_film_costs_nothing(lumen: Workspace) -> None:
    ordered(lumen)
    work_off()
    again = ordered(lumen)
    with tenant(lumen.pk):
        assert Usage.objects.count() == 3
        meter(RenderEvent(workspace_id=lumen.pk, render_id=again.pk, subject="p", state=RenderState.SUCCEEDED, at=NOON))
    assert (hold_of(again).captured, hold_of(again).released) == (0, DOLLAR)


def test_what_nobody_ordered_is_counted_and_free(lumen: Workspace) -> None:
    render = order(lumen, a_plan())
    work_off()
    with tenant(lumen.pk):
        assert set(Usage.objects.values_list("amount", "cost")) == {(0, STEP)}
        assert cost_of(workspace_id=lumen.pk, render_id=render.pk) is None


def test_every_charge_explains_itself(lumen: Workspace) -> None:
    render = ordered(lumen)
    work_off()
    with tenant(lumen.pk):
        for line in Usage.objects.all():
            assert line.cost == line.rate * line.milliseconds // 60_000
            assert (line.render_id, line.worker, line.size, line.user_id) == (render.pk, "hand/0", "cpu", "usr_x")
            moved = Movement.objects.get(key=f"capture:{line.step_id}:{line.fence}")
            assert (moved.amount, moved.memo) == (line.amount, f"{line.label}: 1.5 s of a worker on a processor")


def test_usage_adds_up_by_every_side_of_it(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        held = a_hold(lumen, user_id="usr_x")
        first = an_event(lumen, render_ids=(held.render_id,))
        meter(first)
        meter(replace(first, step_id="stp_2", seconds=1.25, engine="kokoro"))
        meter(replace(first, step_id="stp_3", at=NOON + timedelta(days=1), render_ids=()))
        time: dict[str, Any] = {
            "workspace_id": lumen.pk,
            "since": NOON - timedelta(days=1),
            "until": NOON + timedelta(days=2),
        }
        days = usage(by=By.DAY, **time)
        engines = usage(by=By.ENGINE, **time)
        sizes = usage(by=By.SIZE, **time)
        projects = usage(by=By.PROJECT, **time)
        everything = [usage(by=by, **time) for by in By]
    assert [(row["key"], row["steps"], row["seconds"]) for row in days] == [
        ("2026-11-25", 1, 2.5), ("2026-11-24", 2, 3.8)
    ]  # fmt: skip
    assert [(row["key"], row["seconds"]) for row in engines] == [("panel", 5.0), ("kokoro", 1.2)]
    assert [row["label"] for row in engines] == ["panel", makers()["kokoro"].title]  # of the first we know no title
    assert [row["label"] for row in sizes] == ["Worker on a processor"]
    assert [(row["label"], row["steps"]) for row in projects] == [("Night Shift", 2), ("Without an order", 1)]
    assert {sum(row["amount"] for row in rows) for rows in everything} == {
        RATE * 2500 // 60_000 + RATE * 1250 // 60_000
    }


def test_who_has_left_keeps_the_name_under_which_they_spent(lumen: Workspace) -> None:
    gone = a_user(name="Gus")
    with tenant(lumen.pk):
        for number, user_id in enumerate((gone.pk, "usr_x")):
            held = a_hold(lumen, user_id=user_id)
            meter(an_event(lumen, render_ids=(held.render_id,), step_id=f"stp_{number}"))
        found = usage(
            workspace_id=lumen.pk, by=By.MEMBER, since=NOON - timedelta(days=1), until=NOON + timedelta(days=1)
        )
    assert {row["label"] for row in found} == {"Gus (left)", "Somebody who left"}


def test_a_price_list_that_comes_into_force_meanwhile_changes_nothing_of_what_was_quoted(
    lumen: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = price_lists()[0]
    dearer = replace(old, version="dearer", rates={size: 3 * rate for size, rate in old.rates.items()})
    monkeypatch.setattr(pricing, "price_lists", lambda: (old, replace(dearer, valid_from=NOON - timedelta(seconds=1))))
    assert in_force(now=NOON).version == "dearer"
    render = ordered(lumen)
    work_off()
    with tenant(lumen.pk):
        lines = list(Usage.objects.values_list("price_list", "rate", "amount"))
    assert set(lines) == {(old.version, RATE, STEP)}
    assert hold_of(render).captured == 3 * STEP
    assert_the_books_are_right(lumen)
