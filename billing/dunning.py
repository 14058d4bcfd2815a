"""What an unpaid subscription means, as plain rules: first nothing, then no new renders; media are never deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(days=7)


class Standing(StrEnum):
    """How a workspace stands with its subscription."""

    NONE = "none"
    PAID = "paid"
    OVERDUE = "overdue"
    STOPPED = "stopped"


_PAID = frozenset({"active", "trialing"})
_UNPAID = frozenset({"past_due", "unpaid", "incomplete"})


def standing(*, status: str, overdue_since: datetime | None, now: datetime) -> Standing:
    """From the subscription's status at Stripe and since when it has not been paid.

    A cancelled one is as if there were none: the balance that is left can be spent.
    """
    if status in _PAID:
        return Standing.PAID
    if status not in _UNPAID or overdue_since is None:
        return Standing.NONE
    return Standing.STOPPED if now - overdue_since >= GRACE else Standing.OVERDUE


def said(found: Standing, *, overdue_since: datetime | None) -> str:
    """In words; empty while there is nothing to say."""
    if overdue_since is None or found not in (Standing.OVERDUE, Standing.STOPPED):
        return ""
    until = f"{overdue_since + GRACE:%Y-%m-%d}"
    if found is Standing.OVERDUE:
        return f"The last payment did not go through. Renders can be started until {until}; everything is kept."
    return "The subscription is unpaid, so no new render starts. Everything made is kept and can be watched."
