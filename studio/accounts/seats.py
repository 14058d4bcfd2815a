"""Who needs a seat, and how many are taken. What a workspace has of them is said by whoever is on the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from studio.accounts.models import Invitation, Membership
from studio.accounts.roles import EDITORS

SEATS: list[Callable[[str, int], None]] = []
"""Called with a workspace and how many seats it would take, members locked; raises when it has not so many."""


def needs_seat(role: str) -> bool:
    """Whoever makes films does; who looks and comments does not."""
    return role in EDITORS


def seated_members(workspace_id: str) -> int:
    """Members with a seat. Call within `tenant(workspace_id)`."""
    return Membership.objects.filter(workspace_id=workspace_id, role__in=EDITORS).count()


def require_seat_for_member(*, workspace_id: str) -> None:
    """That one more member may have a seat."""
    _require(workspace_id, seated_members(workspace_id) + 1)


def require_seat_for_guest(*, workspace_id: str, now: datetime) -> None:
    """That one more person may be invited to a seat, beside those who are invited already."""
    waiting = Invitation.objects.filter(workspace_id=workspace_id, role__in=EDITORS, expires_at__gt=now)
    _require(workspace_id, seated_members(workspace_id) + waiting.count() + 1)


def _require(workspace_id: str, wanted: int) -> None:
    for has_seats in SEATS:
        has_seats(workspace_id, wanted)
