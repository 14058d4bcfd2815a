"""After the database was brought back from a copy, what was paid meanwhile is asked for again and paid in once."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from billing.models import Customer, Errand, StripeEvent
from billing.money import MICRO
from billing.plans import PLANS
from billing.stripe_events import STRANGERS_WAIT, do_events
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.books import assert_the_books_are_right, balance
from tests.billing.shop import WELCOME, Shop, shop

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
__all__ = ["shop"]


def _caught(*, hours: int = 2) -> str:
    said = StringIO()
    call_command("stripe_catch_up", "--since", f"{now() - timedelta(hours=hours):%Y-%m-%dT%H:%M}", stdout=said)
    return said.getvalue()


def test_what_was_paid_after_the_copy_comes_back_once(shop: Shop) -> None:
    """The ledger cannot be rewound, so the payments are told for the first time, and their customer is unknown."""
    call_command("stripe_setup")
    shop.pay("/v1/subscription", {"plan": "solo"})
    shop.pay("/v1/payments", {"amount": 20 * MICRO}, key="two")
    with tenant(shop.workspace.pk):
        Customer.objects.all().delete()
        Errand.objects.all().delete()
    assert balance(shop.workspace) == WELCOME
    assert "1 customers known again" in _caught()
    paid = WELCOME + PLANS["solo"].included + 20 * MICRO
    assert balance(shop.workspace) == paid
    assert shop.subscription()["plan"]["name"] == "solo"
    assert " 0 of them new here; 0 customers known again" in _caught()
    shop.tell_all()
    assert balance(shop.workspace) == paid
    assert_the_books_are_right(shop.workspace)


def test_what_was_paid_back_later_is_known_by_a_checkout_that_was_forgotten(shop: Shop) -> None:
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    with tenant(shop.workspace.pk):
        Errand.objects.all().delete()
    _caught()
    shop.tell_all()
    shop.stripe.refund("ch_0001", 500)
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 15 * MICRO


def test_a_time_that_stripe_has_forgotten_is_refused(shop: Shop) -> None:
    with pytest.raises(CommandError, match="Stripe remembers its events for 30 days"):
        _caught(hours=31 * 24)


def test_an_event_of_somebody_nobody_knows_is_left_after_a_while(shop: Shop) -> None:
    """Another product may share the account: its events are not tried for ever."""
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    with tenant(shop.workspace.pk):
        Customer.objects.all().delete()
    shop.tell_all()
    assert StripeEvent.objects.get().processed_at is None
    later = now() + STRANGERS_WAIT + timedelta(minutes=1)
    assert do_events(later) == 0
    left = StripeEvent.objects.get()
    assert (left.processed_at, left.error.startswith("Left after 3 days: no workspace")) == (later, True)
