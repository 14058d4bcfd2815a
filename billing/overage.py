"""Going on beyond the balance: lent to workspaces with a paid plan, up to the limit of their owner, billed with it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from billing import dunning
from billing.caps import month_of
from billing.models import Customer, Hold, Overage


def lendable(*, workspace_id: str, now: datetime) -> int:
    """Micro-dollars that may still be lent this month; nothing without a plan that is paid."""
    known = Customer.objects.filter(workspace_id=workspace_id).first()
    if known is None or not known.plan or not known.overage_limit:
        return 0
    if dunning.standing(status=known.status, overdue_since=known.overdue_since, now=now) is not dunning.Standing.PAID:
        return 0
    return max(0, known.overage_limit - used(workspace_id=workspace_id, now=now) - lent(workspace_id=workspace_id))


def used(*, workspace_id: str, now: datetime) -> int:
    """What renders used beyond the balance this month."""
    mine = Overage.objects.filter(workspace_id=workspace_id, at__gte=_first_of(now))
    return int(mine.aggregate(sum=Sum("amount"))["sum"] or 0)


def lent(*, workspace_id: str) -> int:
    """What is lent to renders under way."""
    open_ones = Hold.objects.filter(workspace_id=workspace_id, closed_at=None)
    return int(open_ones.aggregate(sum=Sum("lent"))["sum"] or 0)


def _first_of(now: datetime) -> datetime:
    first = month_of(now)
    return now.replace(year=first.year, month=first.month, day=1, hour=0, minute=0, second=0, microsecond=0)
