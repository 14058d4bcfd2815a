"""The books: every function moves money once, however often it is called with the same key.

Call within `tenant(workspace_id)`. Locks are taken in one order everywhere: holds by render id, then the workspace's
accounts by id; a caller that locks steps or renders does so before. Balances move with their entries, in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, transaction

from billing.books import AccountKind, MovementKind, legs_of, may_be_negative
from billing.errors import BalanceShort, MovementDiffers, QuoteUsed, RefundTooLarge
from billing.models import Account, Hold, Movement, Overage, Quote
from billing.money import dollars
from billing.pricing import in_force
from studio.core.errors import Invalid
from studio.core.hot import ask
from studio.core.ids import new_id

WELCOME = "allowance:welcome"


def open_books(*, workspace_id: str, at: datetime) -> None:
    """Every workspace has its accounts, and the allowance of the price list once; a second call does nothing."""
    if Account.objects.filter(workspace_id=workspace_id).count() == len(AccountKind):
        return
    accounts = [Account(workspace_id=workspace_id, kind=kind.value) for kind in AccountKind]
    Account.objects.bulk_create(accounts, ignore_conflicts=True)
    is_welcomed = Movement.objects.filter(workspace_id=workspace_id, key=WELCOME).exists()
    if not is_welcomed and (allowance := in_force(now=at).allowance):
        memo = "Included with a new workspace, so that first films need no payment"
        _post(MovementKind.ALLOWANCE, allowance, workspace_id=workspace_id, key=WELCOME, memo=memo, at=at)


def balances(*, workspace_id: str) -> dict[AccountKind, int]:
    """Every account's balance; zeros before the books are opened."""
    found = dict(Account.objects.filter(workspace_id=workspace_id).values_list("kind", "balance"))
    return {kind: found.get(kind.value, 0) for kind in AccountKind}


def top_up(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime, user_id: str = "") -> Movement:
    """Money came in from outside. Raises Invalid for what is not more than nothing."""
    open_books(workspace_id=workspace_id, at=at)
    return _post(
        MovementKind.TOP_UP, amount, workspace_id=workspace_id, key=f"top_up:{key}", memo=memo, at=at, user_id=user_id
    )


def adjust(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime, user_id: str) -> Movement:
    """A correction either way, with its reason. Raises BalanceShort when there is not that much to take away."""
    open_books(workspace_id=workspace_id, at=at)
    return _post(
        MovementKind.ADJUST, amount, workspace_id=workspace_id, key=f"adjust:{key}", memo=memo, at=at, user_id=user_id
    )


def include(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """What a paid month of a plan includes."""
    open_books(workspace_id=workspace_id, at=at)
    return _post(MovementKind.ALLOWANCE, amount, workspace_id=workspace_id, key=f"allowance:{key}", memo=memo, at=at)


def pay_out(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """Money went back to where it came from. Raises BalanceShort when there is not that much left."""
    return _post(MovementKind.PAY_OUT, amount, workspace_id=workspace_id, key=f"pay_out:{key}", memo=memo, at=at)


def dispute(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """A bank wants money back and holds it until it has decided. Raises BalanceShort for more than there is."""
    open_books(workspace_id=workspace_id, at=at)
    return _post(MovementKind.DISPUTE, amount, workspace_id=workspace_id, key=f"dispute:{key}", memo=memo, at=at)


def dispute_won(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """What was held back for a dispute is the workspace's again."""
    return _post(MovementKind.DISPUTE_WON, amount, workspace_id=workspace_id, key=f"won:{key}", memo=memo, at=at)


def dispute_lost(*, workspace_id: str, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """What was held back for a dispute went back to the card."""
    return _post(MovementKind.DISPUTE_LOST, amount, workspace_id=workspace_id, key=f"lost:{key}", memo=memo, at=at)


@transaction.atomic
def hold(
    *,
    quote: Quote,
    render_id: str,
    at: datetime,
    user_id: str = "",
    key_id: str = "",
    lendable: Callable[[], int] = lambda: 0,
) -> Hold:
    """The quoted amount is set aside for a render. Raises BalanceShort; QuoteUsed when another render has it.

    `lendable` says what a plan may add to a balance that is short; it is asked with the accounts locked.
    """
    open_books(workspace_id=quote.workspace_id, at=at)
    Hold.objects.bulk_create([_order(quote, render_id, at, user_id, key_id)], ignore_conflicts=True)
    found = Hold.objects.select_for_update().filter(workspace_id=quote.workspace_id, quote=quote).first()
    if found is None or found.render_id != render_id:
        raise QuoteUsed
    if found.amount:
        _lend(found, lendable, at)
        memo = f"Set aside for a render, at most {dollars(found.amount)}"
        _post(
            MovementKind.HOLD,
            found.amount,
            workspace_id=quote.workspace_id,
            key=f"hold:{render_id}",
            memo=memo,
            at=at,
            of=found,
        )
    return found


_HOLD = tuple(column.attname for column in Hold._meta.concrete_fields)
_OPEN_HOLDS = f"""
SELECT {", ".join(_HOLD)} FROM billing_hold
WHERE workspace_id = %(workspace)s AND render_id = ANY(%(renders)s) AND closed_at IS NULL
ORDER BY render_id FOR UPDATE
"""


def locked_holds(*, workspace_id: str, render_ids: Collection[str]) -> list[Hold]:
    """The open holds of these renders, earliest render first, locked until the transaction ends."""
    found = ask(_OPEN_HOLDS, {"workspace": workspace_id, "renders": list(render_ids)})
    return [Hold.from_db(DEFAULT_DB_ALIAS, _HOLD, row) for row in found]


_ACCOUNTS = "SELECT id, kind, balance FROM billing_account WHERE workspace_id = %s ORDER BY id FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class Locked:
    """An account that nobody else moves money of; `balance` is what it has now."""

    pk: str
    balance: int


def locked_accounts(*, workspace_id: str) -> dict[AccountKind, Locked]:
    """All accounts of the workspace, locked by id: whoever moves money twice in one transaction has every lock then."""
    return {AccountKind(kind): Locked(pk, balance) for pk, kind, balance in ask(_ACCOUNTS, [workspace_id])}


def capture(*, held: Hold, amount: int, key: str, memo: str, at: datetime) -> Movement | None:
    """A part of a locked hold becomes revenue; None for nothing. The database refuses more than is left."""
    if not amount:
        return None
    movement = _post(
        MovementKind.CAPTURE,
        amount,
        workspace_id=held.workspace_id,
        key=f"capture:{key}",
        memo=memo,
        at=at,
        of=held,
        statement=_CAPTURE,
    )
    if movement.is_new:
        held.captured += amount
    return movement


def release(*, held: Hold, at: datetime) -> None:
    """What is left of a locked hold goes back to the balance, and the hold is closed."""
    if held.closed_at is not None:
        return
    if left := held.left:
        memo = f"Given back: the render cost {dollars(held.captured)} of {dollars(held.amount)} set aside"
        _post(
            MovementKind.RELEASE,
            left,
            workspace_id=held.workspace_id,
            key=f"release:{held.render_id}",
            memo=memo,
            at=at,
            of=held,
        )
    held.released, held.closed_at, held.stopped_by = held.released + left, at, ""
    held.save(update_fields=["released", "closed_at", "stopped_by", "updated_at"])
    if held.lent:
        _settle_lent(held, left, at)


def refund(
    *, hold_id: str, workspace_id: str, amount: int, key: str, memo: str, at: datetime, user_id: str
) -> Movement:
    """A part of what a render was charged is given back to the balance. Raises RefundTooLarge."""
    held = Hold.objects.select_for_update().get(workspace_id=workspace_id, pk=hold_id)
    before = Movement.objects.filter(workspace_id=workspace_id, key=f"refund:{key}").exists()
    if not before and amount > held.captured - held.refunded:
        raise RefundTooLarge(param="amount")
    movement = _post(
        MovementKind.REFUND,
        amount,
        workspace_id=workspace_id,
        key=f"refund:{key}",
        memo=memo,
        at=at,
        of=held,
        user_id=user_id,
    )
    if movement.is_new:
        held.refunded += amount
        held.save(update_fields=["refunded", "updated_at"])
    return movement


def _order(quote: Quote, render_id: str, at: datetime, user_id: str, key_id: str) -> Hold:
    return Hold(
        workspace_id=quote.workspace_id,
        quote=quote,
        render_id=render_id,
        project_id=quote.project_id,
        title=quote.title,
        preset=quote.preset,
        price_list=quote.price_list,
        user_id=user_id,
        key_id=key_id,
        amount=quote.amount,
        at=at,
    )


def _lend(held: Hold, lendable: Callable[[], int], at: datetime) -> None:
    """What the balance is short of, when the plan covers all of it."""
    missing = held.amount - locked_accounts(workspace_id=held.workspace_id)[AccountKind.BALANCE].balance
    if held.lent or not 0 < missing <= lendable():
        return
    memo = "Lent for a render beyond the balance; what it uses of it is billed with the plan"
    lent = _post(
        MovementKind.LEND,
        missing,
        workspace_id=held.workspace_id,
        key=f"lend:{held.render_id}",
        memo=memo,
        at=at,
        of=held,
    )
    if lent.is_new:
        held.lent = missing
        held.save(update_fields=["lent", "updated_at"])


def _settle_lent(held: Hold, left: int, at: datetime) -> None:
    """A render uses the workspace's own money first: what it did not need goes back to the lender before it."""
    unused = min(held.lent, left)
    if unused:
        _post(
            MovementKind.LEND_BACK,
            unused,
            workspace_id=held.workspace_id,
            key=f"lend_back:{held.render_id}",
            memo="What was lent and not used",
            at=at,
            of=held,
        )
    if held.lent > unused:
        Overage.objects.create(workspace_id=held.workspace_id, hold=held, amount=held.lent - unused, at=at)


_MOVEMENT = tuple(column.attname for column in Movement._meta.concrete_fields)
_MOVED = f"""
WITH moved AS (
    INSERT INTO billing_movement ({", ".join(_MOVEMENT)}) VALUES ({", ".join(f"%({name})s" for name in _MOVEMENT)})
    ON CONFLICT (workspace_id, key) DO NOTHING
    RETURNING id, workspace_id, created_at, hold_id, amount
)
"""
_ENTERED = """
INSERT INTO billing_entry (id, workspace_id, created_at, updated_at, movement_id, account_id, amount)
SELECT entry.id, moved.workspace_id, moved.created_at, moved.created_at, moved.id, entry.account, entry.change
FROM moved, unnest(%(entries)s::text[], %(accounts)s::text[], %(changes)s::bigint[]) entry(id, account, change)
RETURNING id
"""
_MOVE = _MOVED + _ENTERED
"""Answers with nothing, and does nothing, when this key moved money before."""

_CAPTURE = f"""{_MOVED}, captured AS (
    UPDATE billing_hold held SET captured = held.captured + moved.amount, updated_at = moved.created_at
    FROM moved WHERE held.workspace_id = moved.workspace_id AND held.id = moved.hold_id
)
{_ENTERED}"""
"""The same, and what was taken of the hold is written down in it."""


def _post(
    kind: MovementKind,
    amount: int,
    *,
    workspace_id: str,
    key: str,
    memo: str,
    at: datetime,
    of: Hold | None = None,
    user_id: str = "",
    statement: str = _MOVE,
) -> Movement:
    """The movement with its entries, or the one this key made before. Raises BalanceShort, MovementDiffers, Invalid."""
    if amount == 0 or (amount < 0 and not may_be_negative(kind)):
        raise Invalid("Name an amount of more than nothing.", param="amount")
    accounts = locked_accounts(workspace_id=workspace_id)
    moved = Movement(
        workspace_id=workspace_id, kind=kind.value, key=key, amount=amount, memo=memo, hold=of, user_id=user_id, at=at
    )
    legs, balance = legs_of(kind, amount), accounts[AccountKind.BALANCE].balance
    spent = -legs.get(AccountKind.BALANCE, 0)
    # What was moved before needs no balance now.
    if spent > balance and not Movement.objects.filter(workspace_id=workspace_id, key=key).exists():
        raise BalanceShort.by(balance=balance, amount=spent)
    if not _write_down(moved, {accounts[account].pk: change for account, change in legs.items()}, statement):
        return _moved_before(moved)
    moved.is_new = True
    return moved


def _write_down(moved: Movement, changes: Mapping[str, int], statement: str) -> bool:
    """A movement with its entries, by account, in one statement; False, and nothing, when its key moved money."""
    given = {name: getattr(moved, name) for name in _MOVEMENT} | {"created_at": moved.at, "updated_at": moved.at}
    entries = [new_id("ent") for _ in changes]
    written = ask(statement, given | {"entries": entries, "accounts": list(changes), "changes": list(changes.values())})
    moved._state.adding = False
    return bool(written)


def _moved_before(again: Movement) -> Movement:
    before = Movement.objects.get(workspace_id=again.workspace_id, key=again.key)
    if (before.kind, before.amount, before.hold_id) != (again.kind, again.amount, again.hold_id):
        raise MovementDiffers
    return before
