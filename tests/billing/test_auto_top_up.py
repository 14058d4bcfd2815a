"""A balance that is filled by itself: once each time it runs low, up to its ceiling, and no card is tried twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from billing import ledger
from billing.books import AccountKind
from billing.filling import LEASE, fill_balances
from billing.models import AutoTopUp, Customer, Errand
from billing.money import MICRO
from billing.notices import send_stops
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.books import assert_the_books_are_right, balance
from tests.billing.shop import WELCOME, Shop, shop
from tests.factories import a_member, signed_in

__all__ = ["shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = LEASE + timedelta(seconds=1)


def with_a_card(shop: Shop) -> None:
    shop.pay("/v1/auto-top-up/card", {}, key="card")
    shop.tell_all()


def turned_on(shop: Shop, *, threshold: int = 5, amount: int = 20, most: int = 60) -> Any:
    asked = {"threshold": threshold * MICRO, "amount": amount * MICRO, "monthly_most": most * MICRO}
    return shop.client.put("/v1/auto-top-up", asked)


def spend(shop: Shop, *, left: int, key: str = "spent") -> None:
    """The balance runs down to so many dollars."""
    with tenant(shop.workspace.pk):
        amount = left * MICRO - ledger.balances(workspace_id=shop.workspace.pk)[AccountKind.BALANCE]
        ledger.adjust(workspace_id=shop.workspace.pk, amount=amount, key=key, memo="Spent", at=now(), user_id="")


def low(shop: Shop, **wish: int) -> datetime:
    """Filling is on and the balance has run low."""
    with_a_card(shop)
    assert turned_on(shop, **wish).status_code == 200
    spend(shop, left=1)
    return now()


def state(shop: Shop) -> Any:
    return shop.client.get("/v1/auto-top-up").json()


def charges(shop: Shop) -> int:
    return len(shop.stripe.things["charges"])


def test_a_low_balance_is_filled_once_from_the_saved_card(shop: Shop) -> None:
    at = low(shop)
    assert state(shop)["card"] == "visa ending in 4242"
    assert fill_balances(at) == 1
    assert balance(shop.workspace) == 21 * MICRO
    assert fill_balances(at + LATER) == 0
    shop.tell_all()
    assert (balance(shop.workspace), charges(shop), state(shop)["filled"]) == (21 * MICRO, 1, 20 * MICRO)
    assert_the_books_are_right(shop.workspace)


def test_a_balance_that_suffices_is_left_alone(shop: Shop) -> None:
    with_a_card(shop)
    turned_on(shop)
    assert fill_balances(now()) == 0
    assert (balance(shop.workspace), charges(shop)) == (WELCOME, 0)


def test_every_time_it_runs_low_is_filled_anew(shop: Shop) -> None:
    at = low(shop)
    fill_balances(at)
    spend(shop, left=2, key="again")
    assert fill_balances(at) == 1
    assert (balance(shop.workspace), charges(shop)) == (22 * MICRO, 2)


@pytest.mark.parametrize("lost", [1, 3, 4, 5, 9, 12])
def test_answers_that_get_lost_are_no_second_charge(shop: Shop, lost: int) -> None:
    """Wherever between the four requests they get lost: each is sent up to three times at once, then later again."""
    at = low(shop)
    shop.stripe.lose_replies = lost
    for turn in range(6):
        fill_balances(at + turn * LATER)
    shop.tell_all()
    assert (balance(shop.workspace), charges(shop)) == (21 * MICRO, 1)
    assert_the_books_are_right(shop.workspace)


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_an_error_that_stripe_repeats_for_a_day_neither_stops_filling_nor_charges_twice(shop: Shop, nth: int) -> None:
    """Whichever of the four requests it was, it was done; what came of it is looked at and gone on with."""
    at, before = low(shop), len(shop.stripe.requests)

    def break_once() -> None:
        shop.stripe.fails = int(len(shop.stripe.requests) == before + nth)

    shop.stripe.looked_on = break_once
    assert fill_balances(at) == 0
    assert fill_balances(at + LATER) == 1
    shop.tell_all()
    assert (balance(shop.workspace), charges(shop), state(shop)["stopped"]) == (21 * MICRO, 1, "")
    assert_the_books_are_right(shop.workspace)


@pytest.mark.parametrize("was_paid", [True, False])
def test_what_stripe_forgot_is_looked_for_and_never_sent_again(shop: Shop, was_paid: bool) -> None:
    at = low(shop)
    shop.stripe.lose_replies = 12 if was_paid else 3
    fill_balances(at)
    shop.stripe.lose_replies = 0
    if was_paid:
        [invoice] = shop.stripe.things["invoices"].values()
        invoice["status"] = "open"
        shop.stripe.settle(invoice)
    shop.stripe.replies.clear()
    asked = len(shop.stripe.requests)
    fill_balances(at + timedelta(hours=30))
    assert len(shop.stripe.requests) == asked
    expected = 21 if was_paid else 1
    assert balance(shop.workspace) == expected * MICRO
    assert state(shop)["stopped"] == ("" if was_paid else "unclear")


def test_a_declined_card_stops_it_is_told_once_and_not_tried_again(shop: Shop) -> None:
    at = low(shop)
    shop.stripe.card_works = False
    for turn in range(4):
        fill_balances(at + turn * LATER)
    found = state(shop)
    assert (found["stopped"], found["link"]) == ("declined", f"{shop.stripe.url}/invoice/in_0001")
    assert "Nothing was charged" in found["said"]
    assert shop.stripe.requests.count("invoices/in_0001/pay") == 1
    assert (send_stops(at), send_stops(at)) == (1, 0)
    [told] = mail.outbox
    assert found["link"] in told.body
    assert balance(shop.workspace) == MICRO


def test_a_payment_the_bank_wants_confirmed_goes_on_once_it_was(shop: Shop) -> None:
    at = low(shop)
    shop.stripe.card_works, shop.stripe.card_says = False, "authentication_required"
    fill_balances(at)
    assert state(shop)["stopped"] == "confirm"
    shop.stripe.card_works = True
    shop.stripe.settle(shop.stripe.things["invoices"]["in_0001"])  # on its page
    shop.tell_all()
    assert (state(shop)["stopped"], balance(shop.workspace)) == ("", 21 * MICRO)
    spend(shop, left=1, key="again")
    assert fill_balances(at + LATER) == 1


def test_turned_on_again_the_refused_invoice_cannot_be_paid_any_more(shop: Shop) -> None:
    at = low(shop)
    shop.stripe.card_works = False
    fill_balances(at)
    shop.stripe.card_works = True
    assert turned_on(shop).json()["stopped"] == ""
    assert shop.stripe.things["invoices"]["in_0001"]["status"] == "void"
    assert fill_balances(at + LATER) == 1
    assert (balance(shop.workspace), charges(shop)) == (21 * MICRO, 1)


def test_no_more_is_added_in_a_month_than_its_ceiling_and_the_next_month_goes_on(shop: Shop) -> None:
    at = low(shop, most=25)
    fill_balances(at)
    spend(shop, left=1, key="again")
    assert fill_balances(at + LATER) == 0
    assert state(shop)["stopped"] == "ceiling"
    assert "$25.00 a month" in state(shop)["said"]
    next_month = (at.replace(day=1) + timedelta(days=32)).replace(day=1)
    assert fill_balances(next_month) == 1
    assert charges(shop) == 2


def test_without_a_saved_card_it_cannot_be_turned_on(shop: Shop) -> None:
    assert turned_on(shop).json()["code"] == "saved_no_card"
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    shop.tell_all()
    assert turned_on(shop).json()["code"] == "saved_no_card"


def test_the_card_of_a_plan_is_used_when_no_other_was_saved(shop: Shop) -> None:
    shop.subscribe()
    assert turned_on(shop).json()["card"] == "visa ending in 4242"


def test_a_card_that_is_gone_is_said(shop: Shop) -> None:
    at = low(shop)
    shop.stripe.things["customers"]["cus_0001"]["invoice_settings"] = {}
    fill_balances(at)
    assert state(shop)["stopped"] == "no_card"


@pytest.mark.parametrize(
    ("field", "wish"),
    [("amount", {"amount": 1}), ("monthly_most", {"most": 10}), ("threshold", {"threshold": 21})],
)
def test_a_wish_that_makes_no_sense_names_its_field(shop: Shop, field: str, wish: dict[str, int]) -> None:
    with_a_card(shop)
    assert turned_on(shop, **wish).json()["param"] == field


def test_only_an_owner_turns_it_on_and_off(shop: Shop) -> None:
    with_a_card(shop)
    asked = {"threshold": 0, "amount": 20 * MICRO, "monthly_most": 20 * MICRO}
    for role in ("producer", "editor"):
        client = signed_in(a_member(workspace=shop.workspace, role=role))
        assert client.put("/v1/auto-top-up", asked).status_code == 403
        assert client.delete("/v1/auto-top-up").status_code == 403
    turned_on(shop)
    assert shop.client.delete("/v1/auto-top-up").status_code == 204
    spend(shop, left=1)
    assert (state(shop)["is_on"], fill_balances(now())) == (False, 0)


def test_while_a_payment_is_disputed_nothing_is_taken_from_the_card(shop: Shop) -> None:
    at = low(shop)
    fill_balances(at)
    shop.stripe.dispute("ch_0001")
    shop.tell_all()
    fill_balances(at + LATER)
    assert (state(shop)["stopped"], charges(shop)) == ("disputed", 1)


def test_a_filling_under_way_elsewhere_is_left_to_whoever_does_it(shop: Shop) -> None:
    at = low(shop)
    with override_settings(STRIPE_API_URL="http://localhost:9"):
        fill_balances(at)
    with tenant(shop.workspace.pk):
        assert Errand.objects.get(kind="auto_top_up").not_before == at + LEASE
    assert fill_balances(at + LEASE / 2) == 0
    assert fill_balances(at + LATER) == 1
    with tenant(shop.workspace.pk):
        assert AutoTopUp.objects.get().epoch == 1
        assert Customer.objects.count() == 1
