"""Paying through Stripe: what was paid arrives once, however it is told; what was not changes nothing that was made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings

from billing import dunning, ledger, payments
from billing.books import AccountKind
from billing.errors import PaymentOverdue
from billing.models import Customer, Errand, StripeEvent
from billing.money import MICRO
from billing.plans import PLANS
from billing.standing import require_good_standing
from billing.stripe_events import do_events
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.books import assert_the_books_are_right, balance
from tests.billing.shop import WELCOME, Shop, shop, webhook
from tests.factories import a_member, a_workspace, an_actor, an_owner, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
__all__ = ["shop"]


def test_a_top_up_arrives_once_it_is_paid_and_not_before(shop: Shop) -> None:
    answer = shop.post("/v1/payments", {"amount": 20 * MICRO})
    assert answer.json()["url"].startswith(shop.stripe.url)
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME
    shop.stripe.pay(answer.json()["url"].rsplit("/", 1)[-1])
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 20 * MICRO
    assert_the_books_are_right(shop.workspace)


def test_an_event_told_again_and_again_moves_money_once(shop: Shop) -> None:
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    for _ in range(3):
        shop.tell(shop.stripe.events)
    again = [event | {"id": f"{event['id']}_again"} for event in shop.stripe.events]
    shop.tell(again)
    assert balance(shop.workspace) == WELCOME + 20 * MICRO
    assert StripeEvent.objects.filter(processed_at=None).count() == 0


def test_a_lost_answer_is_no_second_payment(shop: Shop) -> None:
    shop.stripe.lose_replies = 2
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    assert len(shop.stripe.things["customers"]) == len(shop.stripe.things["checkout/sessions"]) == 1
    assert len(shop.stripe.requests) == 4
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 20 * MICRO


def test_an_error_that_stripe_repeats_for_a_day_keeps_nobody_from_paying(shop: Shop) -> None:
    """It answers the same under the same key, also when it was done; then what was done is looked for."""
    shop.stripe.fails = 1
    answer = shop.post("/v1/payments", {"amount": 20 * MICRO}, key="one")
    assert answer.json()["code"] == "payments_away"
    assert shop.post("/v1/payments", {"amount": 20 * MICRO}, key="two").json()["code"] == "payments_away"
    with tenant(shop.workspace.pk):
        Errand.objects.update(at=now() - timedelta(minutes=1))
    shop.pay("/v1/payments", {"amount": 20 * MICRO}, key="three")
    assert len(shop.stripe.things["customers"]) == 1
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 20 * MICRO


def test_what_stripe_does_not_take_is_said_otherwise_than_that_it_is_away(shop: Shop) -> None:
    with override_settings(STRIPE_SECRET_KEY="sk_test_of_another"):
        answer = shop.post("/v1/payments", {"amount": 20 * MICRO}).json()
    assert (answer["code"], answer["retryable"]) == ("payments_refused", False)
    assert "tell whoever runs this studio" in answer["detail"]


def test_stripe_away_is_said_and_costs_nothing(shop: Shop) -> None:
    with override_settings(STRIPE_API_URL="http://localhost:9"):
        answer = shop.post("/v1/payments", {"amount": 20 * MICRO})
    assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (503, "payments_away", True)
    assert balance(shop.workspace) == WELCOME


@pytest.mark.parametrize("amount", [1, 4 * MICRO, 5 * MICRO + 1, 10_001 * MICRO])
def test_an_amount_that_cannot_be_paid_is_refused(shop: Shop, amount: int) -> None:
    assert shop.post("/v1/payments", {"amount": amount}).json()["param"] == "amount"


def test_a_forged_or_old_or_foreign_webhook_is_turned_away(shop: Shop) -> None:
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    [event] = shop.stripe.events
    assert webhook(event, secret="whsec_other").status_code == 400
    assert webhook(event, at=now() - timedelta(minutes=6)).status_code == 400
    assert webhook(event | {"account": "acct_other"}).status_code == 400
    assert webhook(event | {"livemode": True}).status_code == 400
    assert webhook({"id": "evt_x"}).status_code == 400
    assert Client().post("/stripe/webhook", "{}", content_type="application/json").status_code == 400
    assert not StripeEvent.objects.exists()
    assert balance(shop.workspace) == WELCOME


def test_an_event_of_somebody_unknown_is_kept_and_tried_again(shop: Shop) -> None:
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    with tenant(shop.workspace.pk):
        known = Customer.objects.get()
        Customer.objects.filter(pk=known.pk).update(stripe_id="cus_other")
    shop.tell_all()
    row = StripeEvent.objects.get()
    assert (row.processed_at, row.attempts) == (None, 1)
    with tenant(shop.workspace.pk):
        Customer.objects.filter(pk=known.pk).update(stripe_id=known.stripe_id)
    assert do_events(now()) == 0, "not before its time"
    assert do_events(now() + timedelta(minutes=1)) == 1
    assert balance(shop.workspace) == WELCOME + 20 * MICRO


@pytest.mark.parametrize("order", ["as told", "backwards", "twice"])
def test_a_plan_includes_its_minutes_in_whatever_order_it_is_told(shop: Shop, order: str) -> None:
    call_command("stripe_setup")
    shop.pay("/v1/subscription", {"plan": "solo"})
    told = shop.stripe.events
    shop.tell({"as told": told, "backwards": told[::-1], "twice": [*told, *told]}[order])
    found = shop.subscription()
    assert (found["plan"]["name"], found["standing"]) == ("solo", "paid")
    assert balance(shop.workspace) == WELCOME + PLANS["solo"].included
    assert_the_books_are_right(shop.workspace)


def test_plans_that_nobody_set_up_are_said(shop: Shop) -> None:
    answer = shop.post("/v1/subscription", {"plan": "solo"})
    assert (answer.status_code, answer.json()["code"]) == (409, "plans_not_set_up")


def test_a_second_month_includes_its_minutes_again(shop: Shop) -> None:
    shop.subscribe()
    shop.stripe.advance(shop.stripe.now + timedelta(days=31))
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 2 * PLANS["solo"].included


def test_a_workspace_has_one_plan_at_a_time(shop: Shop) -> None:
    shop.subscribe()
    assert shop.post("/v1/subscription", {"plan": "team"}, key="two").json()["code"] == "subscribed_already"


def test_an_unpaid_plan_is_warned_of_then_stops_new_renders_and_paying_opens_them(shop: Shop) -> None:
    shop.subscribe()
    shop.stripe.card_works = False
    shop.stripe.advance(shop.stripe.now + timedelta(days=31))
    shop.tell_all()
    assert shop.subscription()["standing"] == "overdue"
    assert "everything is kept" in shop.subscription()["warning"]
    with tenant(shop.workspace.pk):
        require_good_standing(workspace_id=shop.workspace.pk, now=now())
        with pytest.raises(PaymentOverdue):
            require_good_standing(workspace_id=shop.workspace.pk, now=now() + timedelta(days=8))
    assert balance(shop.workspace) == WELCOME + PLANS["solo"].included
    shop.stripe.pay_open_invoices()
    shop.tell_all()
    assert shop.subscription()["standing"] == "paid"
    assert balance(shop.workspace) == WELCOME + 2 * PLANS["solo"].included


def test_a_cancelled_plan_leaves_the_balance(shop: Shop) -> None:
    shop.subscribe()
    shop.stripe.cancel("sub_0001")
    shop.tell_all()
    assert (shop.subscription()["plan"], shop.subscription()["standing"]) == (None, "none")
    assert balance(shop.workspace) == WELCOME + PLANS["solo"].included
    assert shop.post("/v1/subscription", {"plan": "team"}, key="two").status_code == 201


@pytest.mark.parametrize("told", ["one by one", "at the end"])
def test_money_paid_back_to_a_card_leaves_the_balance(shop: Shop, told: str) -> None:
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    shop.tell_all()
    shop.stripe.refund("ch_0001", 500)
    if told == "one by one":
        shop.tell_all()
    shop.stripe.refund("ch_0001", 500)
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 10 * MICRO
    with tenant(shop.workspace.pk):
        assert ledger.balances(workspace_id=shop.workspace.pk)[AccountKind.PAYMENTS] == -10 * MICRO
    assert_the_books_are_right(shop.workspace)


def test_where_payments_go_through_stripe_nobody_adds_money_by_hand(shop: Shop) -> None:
    assert shop.post("/v1/balance/top-ups", {"amount": 5}).json()["code"] == "paid_by_card"
    assert shop.client.get("/v1/balance").json()["payments"] == "stripe"


def test_only_an_owner_sees_the_pages_where_money_is_paid(shop: Shop) -> None:
    client = signed_in(a_member(workspace=shop.workspace, role="producer"))
    headers = {"Idempotency-Key": "x"}
    assert client.post("/v1/payments", {"amount": 20 * MICRO}, headers=headers).status_code == 403
    assert client.post("/v1/payments/portal", {}).status_code == 403


def test_the_portal_is_there_for_who_has_paid(shop: Shop) -> None:
    assert shop.client.post("/v1/payments/portal").json()["code"] == "nothing_to_manage"
    shop.subscribe()
    assert shop.client.post("/v1/payments/portal").json()["url"].startswith(f"{shop.stripe.url}/portal/")


def test_invoices_are_listed_with_their_pages(shop: Shop) -> None:
    assert shop.client.get("/v1/invoices").json()["data"] == []
    shop.subscribe()
    [found] = shop.client.get("/v1/invoices").json()["data"]
    assert (found["number"], found["status"], found["total"]) == ("FAKE-0001", "paid", 19 * MICRO)
    assert found["url"].startswith(f"{shop.stripe.url}/invoice/")


def test_without_a_key_of_stripes_the_balance_is_local() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    assert client.get("/v1/subscription").json()["payments"] == "local"
    answer = client.post("/v1/payments", {"amount": 20 * MICRO}, headers={"Idempotency-Key": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_payments")
    assert Client().post("/stripe/webhook", "{}", content_type="application/json").status_code == 404
    assert do_events(now()) == 0
    with tenant(workspace.pk), pytest.raises(Exception, match="takes no payments"):
        payments.portal_page(actor=an_actor(an_owner(workspace)), site="http://localhost")


@pytest.mark.parametrize(
    ("status", "days", "found"),
    [("active", 0, "paid"), ("past_due", 6, "overdue"), ("past_due", 7, "stopped"), ("unpaid", 40, "stopped"),
     ("canceled", 40, "none"), ("", 0, "none")],
)  # fmt: skip
def test_what_an_unpaid_plan_means_follows_from_how_long(status: str, days: int, found: str) -> None:
    since = now() - timedelta(days=days)
    assert dunning.standing(status=status, overdue_since=since, now=since + timedelta(days=days)).value == found
