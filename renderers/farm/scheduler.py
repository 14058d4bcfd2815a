"""The scheduler's tick: lost steps are found, sleeping workers woken, vanished workers and old answers forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count

from renderers.events import StepState
from renderers.farm import steps
from renderers.farm.models import Step, Worker
from renderers.farm.observers import tell_time
from renderers.farm.tasks import wake
from studio.core.idempotency import forget_expired
from studio.core.tenancy import system

TICK_SECONDS = 2.0
_GONE = timedelta(minutes=2)


def tick(*, now: datetime) -> dict[str, int]:
    """Ready steps by size, after lost ones were given back and a bell was rung for each size that waits."""
    with system():
        steps.reap_lost_steps(now=now)
        Worker.objects.filter(seen_at__lt=now - _GONE).delete()
        forget_expired(now=now)
        ready = (
            Step.objects.filter(state=StepState.READY, not_before__lte=now).values("size").annotate(count=Count("id"))
        )
        waiting = {row["size"]: row["count"] for row in ready}
    for size in waiting:
        wake(size)
    tell_time(now)
    return waiting
