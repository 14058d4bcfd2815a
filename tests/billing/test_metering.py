"""The meter counts finished work once, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from billing.metering import meter
from billing.models import Usage
from billing.selectors import usage_by_day
from renderers.events import StepEvent, StepState
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from tests.factories import a_workspace, an_owner, signed_in
from tests.renderers.farm.plans import NOON, a_plan, order, work_off

pytestmark = pytest.mark.django_db


def an_event(
    workspace: Workspace, *, state: StepState = StepState.DONE, step: str = "stp_1", seconds: float = 2.5
) -> StepEvent:
    return StepEvent(
        workspace_id=workspace.pk,
        render_ids=(),
        step_id=step,
        digest="d",
        engine="panel",
        size="cpu",
        state=state,
        at=NOON,
        fence=1,
        seconds=seconds,
    )


@pytest.mark.parametrize("state", [state for state in StepState if state is not StepState.DONE])
def test_what_did_not_finish_costs_nothing(state: StepState) -> None:
    workspace = a_workspace()
    with tenant(workspace.pk):
        meter(an_event(workspace, state=state))
        assert not Usage.objects.exists()


def test_an_attempt_is_counted_once_however_often_it_is_told() -> None:
    workspace = a_workspace()
    with tenant(workspace.pk):
        meter(an_event(workspace))
        with pytest.raises(IntegrityError), transaction.atomic():
            meter(an_event(workspace))
        assert Usage.objects.count() == 1


def test_a_cached_film_costs_nothing() -> None:
    workspace = a_workspace()
    order(workspace, a_plan())
    work_off()
    order(workspace, a_plan())
    with tenant(workspace.pk):
        assert Usage.objects.count() == 3


def test_usage_adds_up_by_day_and_size() -> None:
    workspace = a_workspace()
    with tenant(workspace.pk):
        meter(an_event(workspace, step="stp_1"))
        meter(an_event(workspace, step="stp_2", seconds=1.25))
        meter(replace(an_event(workspace, step="stp_3"), at=NOON + timedelta(days=1)))
        rows = usage_by_day(workspace_id=workspace.pk, since=NOON - timedelta(days=1))
    assert [(row["day"].day, row["steps"], row["seconds"]) for row in rows] == [(25, 1, 2.5), (24, 2, 3.8)]


def test_usage_is_shown_to_whoever_may_see_it() -> None:
    workspace = a_workspace()
    owner = an_owner(workspace)
    order(workspace, a_plan())
    work_off()
    answer = signed_in(owner).get("/v1/usage")
    assert answer.status_code == 200
