"""Months that pass at Stripe, moved by its test clocks: renewals, what was metered, other plans, cards that fail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import stripe
from django.db import connections

from billing.gateway import client
from billing.models import Customer
from billing.money import MICRO
from billing.outbox import report_overage
from billing.plans import PLANS
from studio.core.tenancy import tenant
from tests.billing.books import assert_the_books_are_right, balance
from tests.billing.shop import WELCOME, Shop, paying_to, shop
from tests.billing.test_overage import make, order, overages
from tests.fakes.stripe_fake import FakeStripe, running

__all__ = ["shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOLO, TEAM = PLANS["solo"], PLANS["team"]


def advance(shop: Shop, **time: int) -> None:
    """As whoever tests against Stripe itself does: over HTTP."""
    clocks = client().v1.test_helpers.test_clocks
    begun = clocks.create(params={"frozen_time": int(shop.stripe.now.timestamp()), "name": "months"})
    later = shop.stripe.now + timedelta(**time)
    clocks.advance(begun.id, params={"frozen_time": int(later.timestamp())})
    shop.tell_all()


def invoices(shop: Shop) -> list[tuple[str, int, str]]:
    every = shop.stripe.things["invoices"].values()
    return [(one["billing_reason"], one["subtotal"], one["status"]) for one in every]


def test_a_clock_does_not_run_backwards(shop: Shop) -> None:
    clocks = client().v1.test_helpers.test_clocks
    begun = clocks.create(params={"frozen_time": 2_000_000_000})
    with pytest.raises(stripe.InvalidRequestError):
        clocks.advance(begun.id, params={"frozen_time": 1_999_999_999})


def test_three_months_are_three_invoices_and_three_inclusions(shop: Shop) -> None:
    shop.subscribe()
    advance(shop, days=61)
    reasons = ["subscription_create", "subscription_cycle", "subscription_cycle"]
    assert invoices(shop) == [(reason, 1900, "paid") for reason in reasons]
    assert balance(shop.workspace) == WELCOME + 3 * SOLO.included
    assert_the_books_are_right(shop.workspace)


def test_what_was_used_beyond_the_balance_is_a_line_of_the_next_invoice(shop: Shop) -> None:
    shop.subscribe()
    assert shop.client.put("/v1/subscription/overage", {"limit": 5 * MICRO}).status_code == 200
    at = shop.stripe.now + timedelta(days=1)
    own = balance(shop.workspace)
    make(shop, order(shop, amount=own + 3 * MICRO, at=at), cost=own + 2_345_000, at=at)
    assert overages(shop) == [2_345_000]
    shop.stripe.now = at + timedelta(hours=2)
    assert report_overage(shop.stripe.now) == 1
    advance(shop, days=31)
    assert invoices(shop)[-1] == ("subscription_cycle", 1900 + 234, "paid")
    metered = [line for line in shop.stripe.lines["in_0002"] if line["quantity"] == 2345]
    assert [line["amount"] for line in metered] == [234]
    assert balance(shop.workspace) == SOLO.included, "what was metered is billed and includes nothing"


@pytest.mark.parametrize("proration", ["create_prorations", "always_invoice"])
def test_half_a_month_of_a_larger_plan_includes_half_of_its_difference(shop: Shop, proration: str) -> None:
    shop.subscribe()
    advance(shop, days=15)
    shop.stripe.choose(TEAM.key, proration=proration)
    shop.tell_all()
    assert shop.subscription()["plan"]["name"] == "team"
    gained = (TEAM.included - SOLO.included) // 2
    at_once = gained if proration == "always_invoice" else 0
    assert balance(shop.workspace) == pytest.approx(WELCOME + SOLO.included + at_once, abs=MICRO // 10)
    advance(shop, days=16)
    whole = WELCOME + SOLO.included + gained + TEAM.included
    assert balance(shop.workspace) == pytest.approx(whole, abs=MICRO // 10)
    assert_the_books_are_right(shop.workspace)


@pytest.mark.parametrize("proration", ["create_prorations", "always_invoice"])
def test_going_up_and_down_again_makes_no_minutes_out_of_nothing(shop: Shop, proration: str) -> None:
    shop.subscribe()
    for _ in range(3):
        shop.stripe.choose(TEAM.key, proration=proration)
        shop.stripe.choose(SOLO.key, proration=proration)
    shop.tell_all()
    advance(shop, days=121)
    fair = WELCOME + 5 * SOLO.included
    assert balance(shop.workspace) <= fair + (TEAM.included if proration == "always_invoice" else 0)
    with tenant(shop.workspace.pk):
        owed = sum(Customer.objects.get().included_owed.values())
    assert balance(shop.workspace) - owed == pytest.approx(fair, abs=MICRO // 10)


def test_a_trial_includes_nothing_until_its_first_month_is_paid(shop: Shop) -> None:
    shop.stripe.trial_days = 14
    shop.subscribe()
    assert shop.subscription()["standing"] == "paid"
    assert balance(shop.workspace) == WELCOME
    advance(shop, days=15)
    assert invoices(shop) == [("subscription_create", 0, "paid"), ("subscription_cycle", 1900, "paid")]
    assert balance(shop.workspace) == WELCOME + SOLO.included


def test_a_card_that_fails_is_tried_again_then_the_plan_is_unpaid_and_everything_is_kept(shop: Shop) -> None:
    shop.subscribe()
    shop.stripe.card_works = False
    advance(shop, days=30, hours=1)
    assert shop.subscription()["standing"] == "overdue"
    advance(shop, days=8)
    with tenant(shop.workspace.pk):
        assert Customer.objects.get().status == "unpaid"
    assert invoices(shop)[-1] == ("subscription_cycle", 1900, "open")
    assert shop.stripe.things["invoices"]["in_0002"]["attempt_count"] == 4
    advance(shop, days=90)
    assert len(invoices(shop)) == 2, "nothing more is billed"
    assert balance(shop.workspace) == WELCOME + SOLO.included
    shop.stripe.pay_open_invoices()
    shop.tell_all()
    assert shop.subscription()["standing"] == "paid"
    assert balance(shop.workspace) == WELCOME + 2 * SOLO.included


def test_a_card_that_works_at_the_second_try_changes_nothing_else(shop: Shop) -> None:
    shop.subscribe()
    shop.stripe.card_works = False
    advance(shop, days=30, hours=1)
    shop.stripe.card_works = True
    advance(shop, days=4)
    assert shop.subscription()["standing"] == "paid"
    assert balance(shop.workspace) == WELCOME + 2 * SOLO.included


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_stripe_with_a_transaction_open() -> None:
    """PostgreSQL itself is asked, while Stripe is, whether a session of ours sits in one."""
    with running(FakeStripe()) as stripe, paying_to(stripe):
        shop = Shop(stripe)
        found: list[Any] = []

        def look() -> None:
            with connections["default"].cursor() as cursor:
                cursor.execute(
                    "SELECT query FROM pg_stat_activity WHERE datname = current_database() "
                    "AND state LIKE 'idle in transaction%%' AND pid <> pg_backend_pid()"
                )
                found.extend(cursor.fetchall())
            connections["default"].close()

        stripe.looked_on = look
        shop.subscribe("team")
        shop.pay("/v1/payments", {"amount": 20 * MICRO}, key="two")
        shop.pay("/v1/auto-top-up/card", {}, key="three")
        shop.tell_all()
        shop.post("/v1/payments/portal")
        shop.post("/v1/subscription/seats", {"extra": 1}, key="four")
        shop.client.put("/v1/auto-top-up", {"threshold": 0, "amount": 5 * MICRO, "monthly_most": 5 * MICRO})
        assert len(stripe.requests) > 10
        assert found == []
