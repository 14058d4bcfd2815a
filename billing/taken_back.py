"""Money that went back: to a card because it was refunded, or because its bank disputes a payment.

The balance gives what is there; what is spent already is owed, and covered as soon as there is a balance again. While
something is owed no new render starts. What was made stays.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, QuerySet, Sum

from billing import ledger
from billing.books import AccountKind
from billing.models import Errand, Movement, TakenBack
from billing.money import dollars, dollars_up
from studio.core.tenancy import system, tenant

AT_ONCE = 50
_FINAL = (TakenBack.State.WON, TakenBack.State.LOST)


def concerned(*, workspace_id: str, payment_intent: str, part: int, charged: int) -> int:
    """Micro-dollars of the balance behind `part` of what a card was charged (cents): tax is in the charge, not in it.

    A charge that is no top-up of ours counts whole.
    """
    mine = Errand.objects.filter(workspace_id=workspace_id, payment_intent=payment_intent).exclude(payment_intent="")
    paid = mine.first()
    whole = paid.amount if paid else charged * _CENT
    return whole * part // max(1, charged)


_CENT = 10_000


def refunded(*, workspace_id: str, charge: str, amount: int, at: datetime) -> TakenBack:
    """So much of a charge has been paid back to its card by now, all in all."""
    row = _row(workspace_id, charge, TakenBack.State.REFUNDED, amount, at)
    if row.amount < amount:
        row.amount = amount
        row.save(update_fields=["amount", "updated_at"])
    return _cover(row, at)


def disputed(
    *, workspace_id: str, dispute: str, state: TakenBack.State, amount: int, reason: str, at: datetime
) -> None:
    """A dispute stands like this now. Told again, or late, it changes nothing."""
    row = _row(workspace_id, dispute, state, amount, at, reason=reason)
    if row.state != state and row.state not in _FINAL:
        _close(row, state, at)
    _cover(row, at)


def cover_owed(now: datetime) -> int:
    """Takes what is owed where there is a balance again; answers how many were covered further."""
    with system():
        owing = _owing(TakenBack.objects.all()).order_by("id").values_list("workspace_id", flat=True)
        workspaces = sorted(set(owing[:AT_ONCE]))
    return sum(_cover_all(workspace_id, now) for workspace_id in workspaces)


def owed(*, workspace_id: str) -> int:
    """What was taken back and is not covered, in micro-dollars. Call within `tenant(workspace_id)`."""
    mine = _owing(TakenBack.objects.filter(workspace_id=workspace_id))
    return int(mine.aggregate(sum=Sum(F("amount") - F("covered")))["sum"] or 0)


def said(row: TakenBack) -> str:
    """What happened, what was kept and what to do, in words."""
    words = {
        TakenBack.State.REFUNDED: f"{dollars(row.amount)} was paid back to the card.",
        TakenBack.State.DISPUTED: f"A bank disputes a payment of {dollars(row.amount)} and holds it until it decides.",
        TakenBack.State.WON: f"A dispute over {dollars(row.amount)} was decided for you: the money is in the balance.",
        TakenBack.State.LOST: f"A dispute over {dollars(row.amount)} was lost: the money went back to the card.",
    }
    owes = f" {dollars_up(row.owed)} of it was spent already: add that much and renders can be started again."
    return words[TakenBack.State(row.state)] + (owes if row.owed else "") + " Everything made is kept."


def _owing(rows: QuerySet[TakenBack]) -> QuerySet[TakenBack]:
    return rows.filter(amount__gt=F("covered")).exclude(state=TakenBack.State.WON)


def _cover_all(workspace_id: str, now: datetime) -> int:
    with tenant(workspace_id):
        rows = _owing(TakenBack.objects.select_for_update().filter(workspace_id=workspace_id))
        before = [(row, row.covered) for row in rows.order_by("id")]
        return sum(_cover(row, now).covered > covered for row, covered in before)


def _row(
    workspace_id: str, stripe_id: str, state: TakenBack.State, amount: int, at: datetime, *, reason: str = ""
) -> TakenBack:
    """Locked; as it is known already, or new. What older code paid out for it counts."""
    ledger.open_books(workspace_id=workspace_id, at=at)
    paid = Movement.objects.filter(workspace_id=workspace_id, key__startswith=f"pay_out:{stripe_id}:")
    covered = min(amount, int(paid.aggregate(sum=Sum("amount"))["sum"] or 0))
    closed = at if state in _FINAL else None
    new = TakenBack(
        workspace_id=workspace_id, stripe_id=stripe_id, state=state, reason=reason, amount=amount, covered=covered,
        at=at, closed_at=closed,
    )  # fmt: skip
    TakenBack.objects.bulk_create([new], ignore_conflicts=True)
    return TakenBack.objects.select_for_update().get(workspace_id=workspace_id, stripe_id=stripe_id)


def _close(row: TakenBack, state: TakenBack.State, at: datetime) -> None:
    """The bank has decided about what it holds."""
    if row.covered and state in _FINAL:
        moves = {TakenBack.State.WON: ledger.dispute_won, TakenBack.State.LOST: ledger.dispute_lost}
        moves[state](workspace_id=row.workspace_id, amount=row.covered, key=row.stripe_id, memo=_MEMO[state], at=at)
    row.state, row.closed_at = state, at
    if state == TakenBack.State.WON:
        row.covered = 0
    row.save(update_fields=["state", "closed_at", "covered", "updated_at"])


_MEMO = {
    TakenBack.State.DISPUTED: "A bank disputes a payment and holds this much until it decides",
    TakenBack.State.WON: "A dispute was decided for the workspace",
    TakenBack.State.LOST: "A dispute was lost: paid back to the card",
    TakenBack.State.REFUNDED: "Paid back to the card",
}
"""Why money moved, for the statement."""


def _cover(row: TakenBack, at: datetime) -> TakenBack:
    """The balance gives what it has of what is owed."""
    balance = ledger.locked_accounts(workspace_id=row.workspace_id)[AccountKind.BALANCE].balance
    if (amount := min(row.owed, balance)) <= 0:
        return row
    move = ledger.dispute if row.state == TakenBack.State.DISPUTED else ledger.pay_out
    key, memo = f"{row.stripe_id}:{row.covered + amount}", _MEMO[TakenBack.State(row.state)]
    move(workspace_id=row.workspace_id, amount=amount, key=key, memo=memo, at=at)
    row.covered += amount
    row.save(update_fields=["covered", "updated_at"])
    return row
