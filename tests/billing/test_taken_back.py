"""Money that goes back to cards: refunds and disputes, in any order, with what is spent already owed and said."""

from __future__ import annotations

import pytest

from billing import ledger
from billing.books import AccountKind
from billing.errors import PaymentDisputed
from billing.models import TakenBack
from billing.money import MICRO
from billing.proof import differences
from billing.standing import require_good_standing
from billing.taken_back import cover_owed
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.books import assert_the_books_are_right, balance
from tests.billing.shop import WELCOME, Shop, shop

__all__ = ["shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def topped_up(shop: Shop, *, spent: int = 0) -> None:
    """$20 by card, so much of all that is there spent again."""
    shop.pay("/v1/payments", {"amount": 20 * MICRO})
    shop.tell_all()
    if spent:
        with tenant(shop.workspace.pk):
            ledger.adjust(
                workspace_id=shop.workspace.pk, amount=-spent, key="spent", memo="Spent", at=now(), user_id=""
            )


def account(shop: Shop, kind: AccountKind) -> int:
    with tenant(shop.workspace.pk):
        return ledger.balances(workspace_id=shop.workspace.pk)[kind]


def told(shop: Shop) -> list[tuple[str, int]]:
    return [(one["state"], one["owed"]) for one in shop.subscription()["taken_back"]]


def assert_renders_may_start(shop: Shop) -> None:
    with tenant(shop.workspace.pk):
        require_good_standing(workspace_id=shop.workspace.pk, now=now())


def test_a_disputed_payment_is_held_back_and_comes_again_when_it_is_won(shop: Shop) -> None:
    topped_up(shop)
    found = shop.stripe.dispute("ch_0001")
    shop.tell_all()
    assert (balance(shop.workspace), account(shop, AccountKind.DISPUTES)) == (WELCOME, 20 * MICRO)
    assert told(shop) == [("disputed", 0)]
    assert "Everything made is kept" in shop.subscription()["taken_back"][0]["said"]
    assert_renders_may_start(shop)
    shop.stripe.decide(found["id"], "won")
    shop.tell_all()
    assert (balance(shop.workspace), account(shop, AccountKind.DISPUTES)) == (WELCOME + 20 * MICRO, 0)
    assert told(shop) == [("won", 0)]
    assert_the_books_are_right(shop.workspace)
    assert differences() == []


def test_a_lost_dispute_is_paid_back(shop: Shop) -> None:
    topped_up(shop)
    found = shop.stripe.dispute("ch_0001")
    shop.tell_all()
    shop.stripe.decide(found["id"], "lost")
    shop.tell_all()
    assert (balance(shop.workspace), account(shop, AccountKind.PAYMENTS)) == (WELCOME, 0)
    assert_the_books_are_right(shop.workspace)


def test_what_was_spent_already_is_owed_and_renders_wait_until_it_is_covered(shop: Shop) -> None:
    topped_up(shop, spent=WELCOME + 15 * MICRO)
    found = shop.stripe.dispute("ch_0001")
    shop.tell_all()
    assert (balance(shop.workspace), told(shop)) == (0, [("disputed", 15 * MICRO)])
    with tenant(shop.workspace.pk), pytest.raises(PaymentDisputed, match=r"\$15\.00"):
        require_good_standing(workspace_id=shop.workspace.pk, now=now())
    shop.pay("/v1/payments", {"amount": 18 * MICRO}, key="two")
    shop.tell_all()
    assert (cover_owed(now()), cover_owed(now())) == (1, 0)
    assert (balance(shop.workspace), told(shop)) == (3 * MICRO, [("disputed", 0)])
    assert_renders_may_start(shop)
    shop.stripe.decide(found["id"], "won")
    shop.tell_all()
    assert balance(shop.workspace) == 23 * MICRO
    assert_the_books_are_right(shop.workspace)
    assert differences() == []


def test_a_lost_dispute_over_spent_money_is_covered_by_what_comes_in(shop: Shop) -> None:
    topped_up(shop, spent=WELCOME + 15 * MICRO)
    found = shop.stripe.dispute("ch_0001")
    shop.tell_all()
    shop.stripe.decide(found["id"], "lost")
    shop.tell_all()
    shop.pay("/v1/payments", {"amount": 18 * MICRO}, key="two")
    shop.tell_all()
    cover_owed(now())
    assert (balance(shop.workspace), account(shop, AccountKind.DISPUTES)) == (3 * MICRO, 0)
    assert account(shop, AccountKind.PAYMENTS) == -18 * MICRO
    assert_the_books_are_right(shop.workspace)


@pytest.mark.parametrize("end", ["won", "lost"])
@pytest.mark.parametrize("order", ["as told", "backwards", "twice"])
def test_a_dispute_is_the_same_in_whatever_order_it_is_told(shop: Shop, end: str, order: str) -> None:
    topped_up(shop)
    before = len(shop.stripe.events)
    found = shop.stripe.dispute("ch_0001")
    shop.stripe.decide(found["id"], end)
    events = shop.stripe.events[before:]
    again = [event | {"id": f"{event['id']}_again"} for event in events]
    shop.tell({"as told": events, "backwards": events[::-1], "twice": [*events, *again]}[order])
    assert balance(shop.workspace) == WELCOME + (20 * MICRO if end == "won" else 0)
    assert_the_books_are_right(shop.workspace)


def test_a_question_of_a_bank_moves_nothing(shop: Shop) -> None:
    topped_up(shop)
    shop.stripe.dispute("ch_0001", status="warning_needs_response")
    shop.tell_all()
    assert (balance(shop.workspace), told(shop)) == (WELCOME + 20 * MICRO, [])


def test_tax_that_is_paid_back_was_never_in_the_balance(shop: Shop) -> None:
    shop.stripe.tax_percent = 20
    topped_up(shop)
    assert shop.stripe.things["charges"]["ch_0001"]["amount"] == 2400
    shop.stripe.refund("ch_0001", 1200)
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME + 10 * MICRO
    shop.stripe.refund("ch_0001", 1200)
    shop.tell_all()
    assert balance(shop.workspace) == WELCOME
    assert_the_books_are_right(shop.workspace)


def test_a_refund_of_spent_money_is_owed(shop: Shop) -> None:
    topped_up(shop, spent=WELCOME + 15 * MICRO)
    shop.stripe.refund("ch_0001", 2000)
    shop.tell_all()
    assert (balance(shop.workspace), told(shop)) == (0, [("refunded", 15 * MICRO)])
    with tenant(shop.workspace.pk):
        assert TakenBack.objects.get().covered == 5 * MICRO
