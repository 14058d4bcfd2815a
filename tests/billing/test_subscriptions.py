"""Two schedulers look at one subscription at the same time: what was seen last stays, whoever is slow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from billing import gateway
from billing.models import Customer
from billing.stripe_deeds import DEEDS
from billing.subscriptions import NotYet, Seen, seen
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.shop import Shop, shop

__all__ = ["shop"]
pytestmark = pytest.mark.django_db(transaction=True)
TOLD = DEEDS["customer.subscription.updated"]


@pytest.fixture
def subscribed(shop: Shop) -> Shop:
    shop.subscribe("team")
    return shop


def known(shop: Shop) -> Customer:
    with tenant(shop.workspace.pk):
        return Customer.objects.get()


def look(shop: Shop) -> Seen:
    """As a scheduler does for an event that it took."""
    customer = known(shop)
    found: Seen = TOLD.look(gateway.client(), {"id": customer.subscription_id, "customer": customer.stripe_id})
    return found


def changed(shop: Shop, **fields: Any) -> None:
    """The subscription at Stripe is another one from now on."""
    shop.stripe.things["subscriptions"][known(shop).subscription_id].update(fields)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["older first", "newer first"])
@pytest.mark.parametrize(("before", "after"), [("active", "past_due"), ("past_due", "active"), ("active", "canceled")])
def test_what_was_seen_last_stays_in_whatever_order_it_is_written(
    subscribed: Shop, before: str, after: str, order: tuple[int, int]
) -> None:
    changed(subscribed, status=before)
    older = look(subscribed)
    changed(subscribed, status=after)
    looks = (older, look(subscribed))
    for at in order:
        TOLD.act(looks[at], now())
    assert known(subscribed).status == after
    assert (known(subscribed).plan == "") is (after == "canceled")
    assert (known(subscribed).overdue_since is not None) is (after == "past_due")


def test_the_same_look_written_again_later_changes_nothing(subscribed: Shop) -> None:
    changed(subscribed, status="past_due")
    once = look(subscribed)
    TOLD.act(once, now())
    since = known(subscribed).overdue_since
    changed(subscribed, status="active")
    TOLD.act(look(subscribed), now())
    TOLD.act(once, now() + timedelta(days=1))
    assert (since is None, known(subscribed).status, known(subscribed).overdue_since) == (False, "active", None)


def test_a_look_whose_writer_died_holds_up_nobody(subscribed: Shop) -> None:
    earlier = look(subscribed)
    look(subscribed)  # and whoever looked was killed
    TOLD.act(earlier, now())
    assert known(subscribed).noted == earlier.turn


def test_a_subscription_of_nobody_we_know_is_not_asked_for(subscribed: Shop) -> None:
    with pytest.raises(NotYet, match="no workspace is the customer cus_stranger"):
        seen(gateway.client(), "sub_x", "cus_stranger")
