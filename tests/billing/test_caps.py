"""Spend caps of every scope: at the order, in the middle of a render, raised again, and told to open browsers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from billing import brakes, ledger, quotes
from billing.errors import CapReached
from billing.metering import meter
from billing.models import Cap, Hold, Notice, Scope
from renderers.farm.models import Render
from renderers.farm.standstill import why
from renderers.farm.stops import CAP
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from studio.live.models import StoredEvent
from tests.billing.books import DOLLAR, a_hold, a_quote, assert_the_books_are_right
from tests.billing.test_metering import STEP, an_event
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, order, work_off

pytestmark = pytest.mark.django_db
WHOSE = [
    (Scope.WORKSPACE, ""), (Scope.PROJECT, "prj_x"), (Scope.MEMBER, "usr_x"), (Scope.API_KEY, "key_x"),
]  # fmt: skip


@pytest.fixture
def lumen() -> Workspace:
    return a_workspace(name="Lumen")


def capped(workspace: Workspace, scope: Scope, target_id: str, amount: int) -> Cap:
    with tenant(workspace.pk):
        return Cap.objects.create(workspace=workspace, scope=scope, target_id=target_id, amount=amount)


def ordered(workspace: Workspace, *, by: dict[str, Any]) -> Render:
    render = order(workspace, a_plan(shots=4))
    with tenant(workspace.pk):
        ledger.hold(quote=a_quote(workspace, amount=DOLLAR), render_id=render.pk, at=NOON, **by)
    return render


@pytest.mark.parametrize(("scope", "target_id"), WHOSE)
def test_a_cap_that_is_used_up_refuses_an_order_and_says_whose_it_is(
    lumen: Workspace, scope: Scope, target_id: str
) -> None:
    capped(lumen, scope, target_id, 0)
    with tenant(lumen.pk):
        ledger.open_books(workspace_id=lumen.pk, at=NOON)
        quote = a_quote(lumen)
        with pytest.raises(CapReached, match=r"The spend cap of .*, \$0\.00 a month, is used up"):
            quotes.check(quote=quote, plan=quote.plan, user_id="usr_x", key_id="key_x", now=NOON)
        shown = quotes.shown(quote=quote, user_id="usr_x", key_id="key_x", now=NOON)
        assert "Only $0.00 is left of the spend cap" in str(shown["notes"])


@pytest.mark.parametrize(("scope", "target_id"), WHOSE)
def test_a_cap_reached_in_the_middle_stands_the_render_still_and_raised_it_goes_on(
    lumen: Workspace, scope: Scope, target_id: str
) -> None:
    cap = capped(lumen, scope, target_id, 2 * STEP)
    render = ordered(lumen, by={"user_id": "usr_x", "key_id": "key_x"})
    for _ in range(2):
        held = claim()
        assert held is not None
        finish(held)
    brakes.look_everywhere(NOON)
    assert claim() is None, "nothing more is claimed"
    with tenant(lumen.pk):
        assert Hold.objects.get().captured == 2 * STEP
        waiting = why(Render.objects.get(pk=render.pk), now=NOON)
        assert waiting is not None
        assert (waiting.code, "goes on by itself when an owner raises the cap" in waiting.message) == (CAP, True)
        Cap.objects.filter(pk=cap.pk).update(amount=DOLLAR)
    brakes.look_everywhere(NOON)
    work_off()
    with tenant(lumen.pk):
        done = Hold.objects.get()
        assert (done.captured, done.stopped_by, done.closed_at) == (5 * STEP, "", NOON)
    assert_the_books_are_right(lumen)


@pytest.mark.parametrize(("scope", "target_id"), WHOSE[1:])
def test_a_cap_of_somebody_else_binds_nobody(lumen: Workspace, scope: Scope, target_id: str) -> None:
    capped(lumen, scope, f"{target_id}_other", 0)
    ordered(lumen, by={"user_id": "usr_x", "key_id": "key_x"})
    brakes.look_everywhere(NOON)
    work_off()
    with tenant(lumen.pk):
        assert Hold.objects.get().captured == 5 * STEP


def test_open_browsers_hear_of_a_cap_with_the_charge_that_filled_it(lumen: Workspace) -> None:
    cap = capped(lumen, Scope.PROJECT, "prj_x", 4 * STEP)
    with tenant(lumen.pk):
        held = a_hold(lumen)
        for number in range(5):
            meter(an_event(lumen, render_ids=(held.render_id,), step_id=f"stp_{number}", seconds=1.5))
        told = StoredEvent.objects.filter(topic=f"workspace:{lumen.pk}", kind="cap.noticed").order_by("seq")
        assert [(event.seq, event.body["percent"]) for event in told] == [(1, 50), (2, 80), (3, 100)]
        assert [event.body["percent"] for event in told] == sorted(Notice.objects.values_list("percent", flat=True))
        last = told.last()
        assert last is not None
        assert last.body == {"cap_id": cap.pk, "whose": "this project", "percent": 100}, "and nobody hears how much"


def test_a_cap_raised_and_filled_again_is_told_again(lumen: Workspace) -> None:
    cap = capped(lumen, Scope.WORKSPACE, "", STEP)
    with tenant(lumen.pk):
        held = a_hold(lumen)
        event = an_event(lumen, render_ids=(held.render_id,), seconds=1.5)
        meter(event)
        Cap.objects.filter(pk=cap.pk).update(amount=2 * STEP)
        meter(replace(event, step_id="stp_2", at=NOON + timedelta(hours=1)))
        assert StoredEvent.objects.filter(kind="cap.noticed", body__percent=100).count() == 2
        assert sorted(Notice.objects.filter(percent=100).values_list("limit", flat=True)) == [STEP, 2 * STEP]
