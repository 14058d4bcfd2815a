"""The scheduler's tick: lost steps are found and sleeping workers woken; now and then it makes a round.

On a round vanished workers and old answers are forgotten, and renders of older code planned anew: on cores that make
films, what may wait for seconds is not asked every two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from renderers.events import StepState
from renderers.farm import steps
from renderers.farm.figures import LEASES_LOST
from renderers.farm.lanes import lanes_missing, open_lanes
from renderers.farm.models import Step, Worker
from renderers.farm.observers import on_round, on_tick, tell_time
from renderers.farm.outdated import replan_outdated
from renderers.farm.tasks import wake
from studio.core.idempotency import forget_expired
from studio.core.tenancy import farm, system, tenant

TICK_SECONDS = 2.0
ROUND = timedelta(seconds=10)
_GONE = timedelta(minutes=2)


def tick(*, now: datetime, reaping: Reaping, rounds: Rounds) -> dict[str, int]:
    """Ready steps by size, after lost ones were given back and a bell was rung for each size that waits."""
    if reaping.is_fair(now):
        LEASES_LOST.inc(steps.reap_lost_steps(now=now))
    with farm():
        missing = lanes_missing()
        ready = (
            Step.objects.filter(state=StepState.READY, not_before__lte=now).values("size").annotate(count=Count("id"))
        )
        waiting = {row["size"]: row["count"] for row in ready}
    for workspace_id, sizes in missing.items():
        with tenant(workspace_id):
            open_lanes(workspace_id=workspace_id, sizes=sizes)
    if rounds.is_due(now):
        _go_round(now)
    for size in waiting:
        wake(size)
    tell_time(on_tick, now=now)
    return waiting


def _go_round(now: datetime) -> None:
    Worker.objects.filter(seen_at__lt=now - _GONE).delete()
    with system():  # answers kept for repeated requests are no part of the farm
        forget_expired(now=now)
    replan_outdated(now=now)
    tell_time(on_round, now=now)


@dataclass(slots=True)
class Rounds:
    """What need not be done at every tick is done with the first one, and then every so often."""

    every: timedelta = ROUND
    due: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time; then the next time is set."""
        if self.due is not None and now < self.due:
            return False
        self.due = now + self.every
        return True


@dataclass(slots=True)
class Reaping:
    """Leases run out for everybody while the database is away; then workers get one lease to say that they live."""

    lease: timedelta
    fair_from: datetime | None = None

    def pause(self, now: datetime) -> None:
        """The database was away until now."""
        self.fair_from = now + self.lease

    def is_fair(self, now: datetime) -> bool:
        """Whether a silent worker had its chance to speak."""
        return self.fair_from is None or now >= self.fair_from
