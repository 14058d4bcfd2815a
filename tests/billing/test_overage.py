"""Rendering beyond the balance: lent with a paid plan, billed for what was used, reported once whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from billing import ledger
from billing.books import AccountKind
from billing.errors import BalanceShort
from billing.meter_faults import send_again
from billing.models import Customer, Hold, MeterReport, Overage
from billing.money import MICRO
from billing.outbox import report_overage
from billing.overage import lendable
from studio.core.tenancy import tenant
from tests.billing.books import a_quote, assert_the_books_are_right, balance
from tests.billing.shop import WELCOME, Shop, shop

__all__ = ["shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEN_PAST = datetime(2026, 11, 26, 9, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def subscribed(shop: Shop, *, limit: int = 5 * MICRO) -> int:
    """With a plan and a limit; answers the balance."""
    shop.subscribe()
    assert shop.client.put("/v1/subscription/overage", {"limit": limit}).status_code == 200
    shop.stripe.now = TEN_PAST
    return balance(shop.workspace)


def order(shop: Shop, *, amount: int, name: str = "rnd_1", at: datetime = TEN_PAST) -> Hold:
    with tenant(shop.workspace.pk):
        lends = partial(lendable, workspace_id=shop.workspace.pk, now=at)
        return ledger.hold(quote=a_quote(shop.workspace, amount=amount), render_id=name, at=at, lendable=lends)


def make(shop: Shop, held: Hold, *, cost: int, at: datetime = TEN_PAST) -> None:
    """The render is finished for so much."""
    with tenant(shop.workspace.pk):
        ledger.capture(held=held, amount=cost, key=held.render_id, memo="", at=at)
        ledger.release(held=held, at=at)


def overages(shop: Shop) -> list[int]:
    with tenant(shop.workspace.pk):
        return list(Overage.objects.order_by("id").values_list("amount", flat=True))


def counted(shop: Shop) -> int:
    """What Stripe has counted, over all time."""
    return shop.stripe.metered("cus_0001", 0, 2**40)


def test_a_render_uses_the_own_money_first_and_only_the_rest_is_billed(shop: Shop) -> None:
    own = subscribed(shop)
    held = order(shop, amount=own + 3 * MICRO)
    assert (held.lent, balance(shop.workspace)) == (3 * MICRO, 0)
    make(shop, held, cost=own + MICRO)
    assert overages(shop) == [MICRO]
    assert balance(shop.workspace) == 0
    assert shop.subscription()["overage_used"] == MICRO
    assert_the_books_are_right(shop.workspace)


def test_what_was_lent_and_not_used_is_billed_to_nobody(shop: Shop) -> None:
    own = subscribed(shop)
    make(shop, order(shop, amount=own + 3 * MICRO), cost=own - 5)
    assert overages(shop) == []
    assert balance(shop.workspace) == 5
    with tenant(shop.workspace.pk):
        assert ledger.balances(workspace_id=shop.workspace.pk)[AccountKind.OVERAGE] == 0
    assert_the_books_are_right(shop.workspace)


def test_no_more_is_lent_than_the_owner_allowed(shop: Shop) -> None:
    own = subscribed(shop)
    with pytest.raises(BalanceShort):
        order(shop, amount=own + 5 * MICRO + 1)
    order(shop, amount=own + 4 * MICRO)
    with pytest.raises(BalanceShort):
        order(shop, amount=MICRO + 1, name="rnd_2")
    order(shop, amount=MICRO, name="rnd_3")
    assert_the_books_are_right(shop.workspace)


def test_without_a_paid_plan_nothing_is_lent(shop: Shop) -> None:
    assert shop.client.put("/v1/subscription/overage", {"limit": 5}).json()["code"] == "nothing_to_manage"
    own = subscribed(shop)
    with tenant(shop.workspace.pk):
        Customer.objects.update(status="past_due", overdue_since=TEN_PAST)
    with pytest.raises(BalanceShort):
        order(shop, amount=own + 1)
    assert balance(shop.workspace) == own > WELCOME


def _use(shop: Shop, amount: int, *, name: str = "rnd_1", at: datetime = TEN_PAST) -> None:
    """So much beyond the balance."""
    left = balance(shop.workspace)
    make(shop, order(shop, amount=left + amount, name=name, at=at), cost=left + amount, at=at)


def test_an_hour_is_reported_once_when_it_is_over(shop: Shop) -> None:
    subscribed(shop)
    _use(shop, 1_234_567)
    assert report_overage(TEN_PAST + timedelta(minutes=20)) == 0
    assert report_overage(TEN_PAST + HOUR) == 1
    assert report_overage(TEN_PAST + HOUR) == 0
    assert counted(shop) == 1234
    _use(shop, 1_000_500, name="rnd_2", at=TEN_PAST + HOUR)
    assert report_overage(TEN_PAST + 2 * HOUR) == 1
    assert counted(shop) == 2235, "parts of a unit are carried on, never lost"


def _nothing(shop: Shop) -> None:
    """Stripe took it down and answered 500, three times."""


def _forget_what_was_counted(shop: Shop) -> None:
    """It was not taken down after all."""
    shop.stripe.things["billing/meter_events"].clear()


@pytest.mark.parametrize("after", [1, 19, 21, 50])
@pytest.mark.parametrize("truth", [_nothing, _forget_what_was_counted])
def test_a_lost_answer_is_counted_once_whether_or_not_it_was_taken_down(
    shop: Shop, after: int, truth: Callable[[Shop], None]
) -> None:
    subscribed(shop)
    _use(shop, 2 * MICRO)
    shop.stripe.lose_replies = 3
    assert report_overage(TEN_PAST + HOUR) == 0
    truth(shop)
    later = TEN_PAST + HOUR + timedelta(hours=after)
    shop.stripe.now = later
    assert report_overage(later) == 1
    assert counted(shop) == 2000
    with tenant(shop.workspace.pk):
        assert MeterReport.objects.get().sent_at == later


def test_what_stripe_took_in_and_could_not_count_waits_for_somebody_and_is_sent_again_anew(shop: Shop) -> None:
    """Its events are looked at after they were taken in; a thin event says that one of them is missing."""
    subscribed(shop)
    _use(shop, 2 * MICRO)
    assert report_overage(TEN_PAST + HOUR) == 1
    with tenant(shop.workspace.pk):
        identifier = MeterReport.objects.get().identifier
    _forget_what_was_counted(shop)
    shop.stripe.miscount(identifier)
    shop.tell_all()
    shop.tell(shop.stripe.events)
    with tenant(shop.workspace.pk):
        report = MeterReport.objects.get()
    assert (report.sent_at, report.revision, "meter_event_customer_not_found" in report.error) == (None, 1, True)
    assert report_overage(TEN_PAST + 2 * HOUR) == 0, "not before somebody has looked"
    assert send_again(TEN_PAST + 2 * HOUR) == 1
    assert report_overage(TEN_PAST + 2 * HOUR) == 1
    assert counted(shop) == 2000
