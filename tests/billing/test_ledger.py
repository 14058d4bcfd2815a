"""The books: money moves once, never below the floor, and nobody edits what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from billing import ledger
from billing.books import AccountKind, MovementKind
from billing.errors import BalanceShort, MovementDiffers, QuoteUsed, RefundTooLarge
from billing.models import Account, Entry, Hold, Movement
from billing.pricing import in_force
from studio.accounts.models import Workspace
from studio.core.errors import Invalid
from studio.core.tenancy import tenant
from tests.billing.books import DOLLAR, NOON, a_hold, a_quote, assert_the_books_are_right, balance
from tests.factories import a_workspace

pytestmark = pytest.mark.django_db
WELCOME = in_force(now=NOON).allowance


@pytest.fixture
def lumen() -> Workspace:
    workspace = a_workspace(name="Lumen")
    with tenant(workspace.pk):
        ledger.open_books(workspace_id=workspace.pk, at=NOON)
    return workspace


def _top_up(workspace: Workspace, amount: int, key: str = "one") -> Movement:
    with tenant(workspace.pk):
        return ledger.top_up(workspace_id=workspace.pk, amount=amount, key=key, memo="Card", at=NOON)


def test_a_new_workspace_is_given_its_allowance_once(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        ledger.open_books(workspace_id=lumen.pk, at=NOON)
    assert balance(lumen) == WELCOME > 0
    assert_the_books_are_right(lumen)


def test_the_same_key_moves_money_once(lumen: Workspace) -> None:
    first, again = _top_up(lumen, DOLLAR), _top_up(lumen, DOLLAR)
    assert first.pk == again.pk
    assert balance(lumen) == WELCOME + DOLLAR
    with pytest.raises(MovementDiffers):
        _top_up(lumen, 2 * DOLLAR)


def test_a_render_is_held_captured_and_the_rest_given_back(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        held = a_hold(lumen, amount=3 * DOLLAR)
        assert balance(lumen) == WELCOME - 3 * DOLLAR
        ledger.capture(held=held, amount=DOLLAR, key="step", memo="Panel", at=NOON)
        ledger.capture(held=held, amount=DOLLAR, key="step", memo="Panel", at=NOON)
        ledger.release(held=held, at=NOON)
        ledger.release(held=held, at=NOON)
        found = Hold.objects.get(pk=held.pk)
    assert (found.captured, found.released, found.closed_at) == (DOLLAR, 2 * DOLLAR, NOON)
    assert balance(lumen) == WELCOME - DOLLAR
    assert_the_books_are_right(lumen)


def test_a_balance_that_is_short_says_how_much_is_missing(lumen: Workspace) -> None:
    with tenant(lumen.pk), pytest.raises(BalanceShort) as raised, transaction.atomic():
        a_hold(lumen, amount=WELCOME + 1)
    assert raised.value.extra["missing"] == 1
    assert "$0.01 is missing" in raised.value.message
    assert balance(lumen) == WELCOME
    assert_the_books_are_right(lumen)


def test_a_quote_serves_one_render(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        quote = a_quote(lumen)
        first = ledger.hold(quote=quote, render_id="rnd_1", at=NOON)
        assert ledger.hold(quote=quote, render_id="rnd_1", at=NOON).pk == first.pk
        with pytest.raises(QuoteUsed):
            ledger.hold(quote=quote, render_id="rnd_2", at=NOON)
    assert balance(lumen) == WELCOME - DOLLAR


def test_more_than_was_charged_is_never_given_back(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        held = a_hold(lumen)
        ledger.capture(held=held, amount=600, key="step", memo="Panel", at=NOON)
        give: dict[str, Any] = {
            "hold_id": held.pk,
            "workspace_id": lumen.pk,
            "memo": "Sorry",
            "at": NOON,
            "user_id": "usr_x",
        }
        ledger.refund(amount=400, key="a", **give)
        ledger.refund(amount=400, key="a", **give)
        with pytest.raises(RefundTooLarge):
            ledger.refund(amount=201, key="b", **give)
    assert_the_books_are_right(lumen)


def test_a_correction_goes_either_way_but_not_below_nothing(lumen: Workspace) -> None:
    fix: dict[str, Any] = {"workspace_id": lumen.pk, "memo": "Miscounted", "at": NOON, "user_id": "usr_x"}
    with tenant(lumen.pk):
        ledger.adjust(amount=-WELCOME, key="a", **fix)
        with pytest.raises(BalanceShort):
            ledger.adjust(amount=-1, key="b", **fix)
    assert_the_books_are_right(lumen)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_cannot_be_topped_up(lumen: Workspace, amount: int) -> None:
    with pytest.raises(Invalid):
        _top_up(lumen, amount)


def _edit_entry() -> None:
    Entry.objects.update(amount=1)


def _delete_entries() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM billing_entry")


def _edit_movement() -> None:
    Movement.objects.update(memo="nothing happened")


def _delete_movements() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM billing_movement")


def _edit_balance() -> None:
    Account.objects.filter(kind=AccountKind.BALANCE).update(balance=10**12)


def _bring_a_balance_along() -> None:
    here = Account.objects.first()
    assert here is not None
    Account.objects.create(workspace_id=here.workspace_id, kind="pocket", balance=5)


@pytest.mark.parametrize(
    "tamper",
    [_edit_entry, _delete_entries, _edit_movement, _delete_movements, _edit_balance, _bring_a_balance_along],
)
def test_the_database_refuses_to_rewrite_the_books(lumen: Workspace, tamper: Callable[[], None]) -> None:
    with tenant(lumen.pk), pytest.raises(IntegrityError), transaction.atomic():
        tamper()
    assert_the_books_are_right(lumen)


def _move(workspace: Workspace, legs: dict[AccountKind, int]) -> None:
    """A movement past the rules of the books, up to its commit: the workspace is closed by then, its rows unseen."""
    with tenant(workspace.pk):
        moved = Movement.objects.create(
            workspace=workspace, kind=MovementKind.ADJUST, key="forged", amount=5, memo="", at=NOON
        )
        for kind, amount in legs.items():
            account = Account.objects.get(kind=kind)
            Entry.objects.create(workspace=workspace, movement=moved, account=account, amount=amount)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("legs", [{}, {AccountKind.BALANCE: 5}, {AccountKind.BALANCE: 5, AccountKind.REVENUE: -4}])
def test_the_database_refuses_a_movement_that_does_not_sum_to_zero(
    lumen: Workspace, legs: dict[AccountKind, int]
) -> None:
    with pytest.raises(IntegrityError, match="not to zero"), transaction.atomic():
        _move(lumen, legs)


def test_books_of_another_workspace_are_out_of_sight(lumen: Workspace) -> None:
    with tenant(a_workspace().pk):
        assert not Account.objects.exists()
        assert not Entry.objects.exists()
