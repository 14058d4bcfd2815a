"""A plan's share of the farm."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from billing.models import Customer
from billing.plans import FREE, PLANS
from billing.shares import limits_of
from renderers.farm.limits import Limits
from studio.core.tenancy import tenant
from tests.factories import a_workspace

pytestmark = pytest.mark.django_db


def test_where_nobody_pays_all_are_alike_and_unbounded(settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY = ""
    workspace = a_workspace()
    with tenant(workspace.pk):
        assert limits_of(workspace.pk) == Limits()


def test_a_plan_gives_its_share_and_no_plan_the_smallest(settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY = "sk_test_x"
    workspace = a_workspace()
    with tenant(workspace.pk):
        assert limits_of(workspace.pk) == FREE
        Customer.objects.create(workspace_id=workspace.pk, stripe_id="cus_1", plan="team", status="active")
        assert limits_of(workspace.pk) == PLANS["team"].limits
    shares = [FREE, *(plan.limits for plan in PLANS.values())]
    assert [share.weight for share in shares] == sorted({share.weight for share in shares}), "who pays more gets more"
