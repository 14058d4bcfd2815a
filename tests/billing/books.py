"""Quotes and holds for tests of the money, and the questions every set of books must answer rightly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from django.db.models import Sum

from billing import ledger
from billing.books import AccountKind, MovementKind, replayed
from billing.models import Entry, Hold, Movement, Quote, TakenBack
from studio.accounts.models import Workspace
from studio.core.ids import new_id
from studio.core.tenancy import tenant

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DOLLAR = 1_000_000
_numbers = count(1)


def a_quote(workspace: Workspace, *, amount: int = DOLLAR, project_id: str = "prj_x") -> Quote:
    """A quote nobody used yet. Call within `tenant(workspace.pk)`."""
    return Quote.objects.create(
        workspace=workspace,
        project_id=project_id,
        title="Night Shift",
        preset="draft",
        plan="d" * 64,
        price_list="2026-11-25",
        lines=[],
        notes=[],
        steps=1,
        cached=0,
        amount=amount,
        typical=amount,
        whole=amount,
        seconds_low=1,
        seconds_high=2,
        workers_online=1,
        user_id="usr_x",
        expires_at=NOON + timedelta(hours=24),
    )


def a_hold(workspace: Workspace, *, amount: int = DOLLAR, render_id: str = "", user_id: str = "") -> Hold:
    """An order under way. Call within `tenant(workspace.pk)`."""
    quote = a_quote(workspace, amount=amount)
    return ledger.hold(quote=quote, render_id=render_id or new_id("rnd"), at=NOON, user_id=user_id)


def balance(workspace: Workspace) -> int:
    """What may be spent."""
    with tenant(workspace.pk):
        return ledger.balances(workspace_id=workspace.pk)[AccountKind.BALANCE]


def assert_the_books_are_right(workspace: Workspace) -> None:
    """Sums are zero, balances are the sums of their entries and those of a replay, holds say what was moved."""
    with tenant(workspace.pk):
        found = ledger.balances(workspace_id=workspace.pk)
        entries = Entry.objects.filter(workspace=workspace)
        derived = dict(entries.values_list("account__kind").annotate(sum=Sum("amount")))
        moved = [(MovementKind(kind), amount) for kind, amount in Movement.objects.values_list("kind", "amount")]
        assert {kind: derived.get(kind.value, 0) for kind in AccountKind} == found
        assert replayed(moved) == found
        assert sum(found.values()) == 0
        assert min(found[AccountKind.BALANCE], found[AccountKind.HELD], found[AccountKind.DISPUTES]) >= 0
        held_back = TakenBack.objects.filter(state=TakenBack.State.DISPUTED)
        assert found[AccountKind.DISPUTES] == sum(row.covered for row in held_back)
        assert found[AccountKind.HELD] == sum(held.left for held in Hold.objects.all())
        assert found[AccountKind.REVENUE] == sum(held.captured for held in Hold.objects.all())
        assert -found[AccountKind.REFUNDS] == sum(held.refunded for held in Hold.objects.all())
