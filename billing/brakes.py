"""Renders wait while a spend cap of theirs is used up, and go on when it is raised or a new month begins.

What should wait follows from the caps and is compared with what does wait, so that nothing is lost when a moment is
missed: after a cap fills up, after one is changed, when somebody lifts a pause, and with every tick of the scheduler.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from billing import caps
from billing.models import Cap, Hold
from renderers.farm import services as farm
from renderers.farm import stops
from studio.core.tenancy import system


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


def look_at(*, workspace_id: str, render_id: str, at: datetime) -> None:
    """One order, in the transaction of the caller: it waits or goes on as its caps say at this moment."""
    held = Hold.objects.filter(workspace_id=workspace_id, render_id=render_id, closed_at=None, amount__gt=0).first()
    if held is not None:
        _switch(held, _binding(held, _full(workspace_id, at)), at)


def said(standing: caps.Standing) -> str:
    """What a render waits for, and how it goes on."""
    return (
        f"{caps.said(standing).capitalize()}, is used up. What is made is kept; the render goes on by itself when an "
        "owner raises the cap on the page Usage, or when the next month begins."
    )


def _look(workspace_id: str, at: datetime) -> None:
    with system():
        full = _full(workspace_id, at)
        orders = list(Hold.objects.filter(workspace_id=workspace_id, closed_at=None, amount__gt=0))
    for held in orders:
        binding = _binding(held, full)
        if binding is not None or held.stopped_by:
            with system():
                _switch(held, binding, at)


def _full(workspace_id: str, at: datetime) -> list[caps.Standing]:
    return [one for one in caps.standings(workspace_id=workspace_id, at=at) if not one.room]


def _binding(held: Hold, full: Sequence[caps.Standing]) -> caps.Standing | None:
    return next(iter(caps.those_of(full, caps.targets_of(held))), None)


def _switch(held: Hold, binding: caps.Standing | None, at: datetime) -> None:
    """Its steps are locked before it, as everywhere. Done again it changes nothing."""
    if binding is not None:
        farm.stand_still(render_id=held.render_id, stop=stops.by_cap(said(binding)), now=at)
    else:
        farm.go_on(render_id=held.render_id, code=stops.CAP, now=at)
    cap_id = binding.cap.pk if binding else ""
    if held.stopped_by != cap_id:
        Hold.objects.filter(pk=held.pk, closed_at=None).update(stopped_by=cap_id, updated_at=at)
