"""The books as plain rules: which accounts a workspace has, and what each kind of movement moves between them.

Every movement sums to zero. `balance` is what a workspace may spend, `held` what is set aside for renders under way;
both never fall below zero, and neither does `disputes`, what a bank holds back while it decides. The others say where
money came from (negative) or went to (positive).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

Legs = Mapping["AccountKind", int]


class AccountKind(StrEnum):
    """The accounts of a workspace."""

    BALANCE = "balance"
    HELD = "held"
    REVENUE = "revenue"
    PAYMENTS = "payments"
    ALLOWANCE = "allowance"
    REFUNDS = "refunds"
    ADJUSTMENTS = "adjustments"
    OVERAGE = "overage"
    DISPUTES = "disputes"


NEVER_NEGATIVE = (AccountKind.BALANCE, AccountKind.HELD, AccountKind.DISPUTES)


class MovementKind(StrEnum):
    """Why money moves."""

    ALLOWANCE = "allowance"
    TOP_UP = "top_up"
    HOLD = "hold"
    CAPTURE = "capture"
    RELEASE = "release"
    REFUND = "refund"
    ADJUST = "adjust"
    PAY_OUT = "pay_out"
    LEND = "lend"
    LEND_BACK = "lend_back"
    DISPUTE = "dispute"
    DISPUTE_WON = "dispute_won"
    DISPUTE_LOST = "dispute_lost"


_FROM_TO: Mapping[MovementKind, tuple[AccountKind, AccountKind]] = MappingProxyType(
    {
        MovementKind.ALLOWANCE: (AccountKind.ALLOWANCE, AccountKind.BALANCE),
        MovementKind.TOP_UP: (AccountKind.PAYMENTS, AccountKind.BALANCE),
        MovementKind.HOLD: (AccountKind.BALANCE, AccountKind.HELD),
        MovementKind.CAPTURE: (AccountKind.HELD, AccountKind.REVENUE),
        MovementKind.RELEASE: (AccountKind.HELD, AccountKind.BALANCE),
        MovementKind.REFUND: (AccountKind.REFUNDS, AccountKind.BALANCE),
        MovementKind.PAY_OUT: (AccountKind.BALANCE, AccountKind.PAYMENTS),
        MovementKind.LEND: (AccountKind.OVERAGE, AccountKind.BALANCE),
        MovementKind.LEND_BACK: (AccountKind.BALANCE, AccountKind.OVERAGE),
        MovementKind.DISPUTE: (AccountKind.BALANCE, AccountKind.DISPUTES),
        MovementKind.DISPUTE_WON: (AccountKind.DISPUTES, AccountKind.BALANCE),
        MovementKind.DISPUTE_LOST: (AccountKind.DISPUTES, AccountKind.PAYMENTS),
        MovementKind.ADJUST: (AccountKind.ADJUSTMENTS, AccountKind.BALANCE),
    }
)


def legs_of(kind: MovementKind, amount: int) -> Legs:
    """What a movement of this amount (micro-dollars) adds to each account it touches."""
    source, target = _FROM_TO[kind]
    return {source: -amount, target: amount}


def may_be_negative(kind: MovementKind) -> bool:
    """Only an adjustment may go either way; everything else has its own opposite."""
    return kind is MovementKind.ADJUST


def replayed(movements: Iterable[tuple[MovementKind, int]]) -> dict[AccountKind, int]:
    """The balances that these movements make of empty books."""
    balances = dict.fromkeys(AccountKind, 0)
    for kind, amount in movements:
        for account, change in legs_of(kind, amount).items():
            balances[account] += change
    return balances
