"""Renders wait while a spend cap of theirs is used up, and go on when it is raised or a new month begins.

What should wait follows from the caps and is compared with what does wait, so that nothing is lost when a moment is
missed: after a cap fills up, after one is changed, and with every tick of the scheduler.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from billing import caps
from billing.models import Cap, Hold
from studio.core.tenancy import system

Switch = Callable[[str, datetime], None]

PAUSE: list[Switch] = []
RESUME: list[Switch] = []
"""How the farm stops and continues a render, by its id; `studio/wiring.py` fills both. Called again they do nothing."""


def look_soon(*, workspace_id: str, at: datetime) -> None:
    """Compare once the current transaction is through."""
    transaction.on_commit(partial(_look, workspace_id, at), robust=True)


def look_everywhere(at: datetime) -> None:
    """In every workspace with a render under way and a cap, or one that waits for a cap that is gone."""
    with system():
        under_way = Hold.objects.filter(closed_at=None, amount__gt=0)
        capped = Q(workspace_id__in=Cap.objects.values("workspace_id")) | ~Q(stopped_by="")
        found = set(under_way.filter(capped).values_list("workspace_id", flat=True).distinct())
    for workspace_id in sorted(found):
        _look(workspace_id, at)


def _look(workspace_id: str, at: datetime) -> None:
    with system():
        full = [one for one in caps.standings(workspace_id=workspace_id, at=at) if not one.room]
        orders = list(Hold.objects.filter(workspace_id=workspace_id, closed_at=None, amount__gt=0))
    for held in orders:
        binding = caps.those_of(full, caps.targets_of(held))
        _switch(held, binding[0].cap.pk if binding else "", at)


def _switch(held: Hold, cap_id: str, at: datetime) -> None:
    """One order in one transaction: its steps are locked before it, as everywhere."""
    if not cap_id and not held.stopped_by:
        return
    with system():
        for switch in PAUSE if cap_id else RESUME:
            switch(held.render_id, at)
        if held.stopped_by != cap_id:
            Hold.objects.filter(pk=held.pk, closed_at=None).update(stopped_by=cap_id, updated_at=at)
