"""Questions about what was used."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from billing.models import Usage


def usage_by_day(*, workspace_id: str, since: datetime) -> list[dict[str, Any]]:
    """Steps and worker seconds by day and worker size, newest first."""
    rows = (
        Usage.objects.filter(workspace_id=workspace_id, at__gte=since)
        .annotate(day=TruncDate("at"))
        .values("day", "size")
        .annotate(milliseconds=Sum("milliseconds"), steps=Count("id"))
        .order_by("-day", "size")
    )
    return [_row(row["day"], row["size"], row["steps"], row["milliseconds"]) for row in rows]


def _row(day: date, size: str, steps: int, milliseconds: int) -> dict[str, Any]:
    return {"day": day, "size": size, "steps": steps, "seconds": round(milliseconds / 1000, 1)}
