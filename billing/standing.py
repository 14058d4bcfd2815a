"""Whether a workspace may start renders that cost something, as far as its payments go."""

from __future__ import annotations

from datetime import datetime

from billing import dunning, taken_back
from billing.errors import WHERE, PaymentDisputed, PaymentOverdue
from billing.money import dollars_up
from billing.payments import customer_of


def require_good_standing(*, workspace_id: str, now: datetime) -> None:
    """Raises PaymentOverdue when a subscription has been unpaid for too long, PaymentDisputed while something is owed.

    Call within `tenant(workspace_id)`.
    """
    known = customer_of(workspace_id)
    if known is None:
        return
    found = dunning.standing(status=known.status, overdue_since=known.overdue_since, now=now)
    if found is dunning.Standing.STOPPED:
        raise PaymentOverdue
    if owed := taken_back.owed(workspace_id=workspace_id):
        raise PaymentDisputed(
            f"A payment was taken back, and {dollars_up(owed)} of it was spent already. No new render starts until "
            f"that is covered; everything made is kept. {WHERE}",
            owed=owed,
        )
