"""The farm in figures, for Prometheus: what each worker made, and how much waits for whom."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from prometheus_client import Counter, Gauge, Histogram

from renderers.events import OPEN_RENDERS, StepState
from renderers.farm.models import Render, Step
from renderers.farm.roster import workers_online
from renderers.sizes import SIZES
from studio.core.tenancy import farm

STEP_SECONDS = Histogram(
    "studio_step_seconds",
    "Time a worker spent on a step, by how it ended",
    ["engine", "size", "outcome"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600),
)
LEASES_LOST = Counter("studio_leases_lost", "Workers that vanished with a step in hand")
STEPS = Gauge("studio_steps", "Steps that wait and steps in hand", ["size", "state"])
OLDEST = Gauge("studio_oldest_ready_seconds", "How long the step that has waited longest has waited", ["size"])
WORKERS = Gauge("studio_workers", "Workers online", ["size"])
SLOTS = Gauge("studio_slots", "Steps they can make at once", ["size"])
RENDERS = Gauge("studio_renders", "Films ordered and not over", ["state"])


@dataclass(slots=True)
class Outcome:
    """How a step ended: done, failed or dropped."""

    name: str = "done"


@contextmanager
def timed(*, engine: str, size: str) -> Iterator[Outcome]:
    """Counts the step that is made inside, by the outcome it is told."""
    began, outcome = time.perf_counter(), Outcome()
    try:
        yield outcome
    except BaseException:
        outcome.name = "failed"
        raise
    finally:
        STEP_SECONDS.labels(engine, size, outcome.name).observe(time.perf_counter() - began)


def take(*, now: datetime) -> None:
    """Looks at the farm once. Every size is told, also those that have nothing: a series that ends says nothing."""
    with farm():
        ready, running = Q(state=StepState.READY, not_before__lte=now), Q(state=StepState.RUNNING)
        rows = (
            Step.objects.filter(ready | running).values("size", "state").annotate(n=Count("id"), old=Min("not_before"))
        )
        steps = {(str(row["size"]), str(row["state"])): (int(row["n"]), row["old"]) for row in rows}
        open_renders = Render.objects.filter(state__in=OPEN_RENDERS).values("state").annotate(n=Count("id"))
        renders = {str(row["state"]): int(row["n"]) for row in open_renders}
    workers = workers_online(now=now)
    for name in OPEN_RENDERS:
        RENDERS.labels(name.value).set(renders.get(name.value, 0))
    for size in SIZES:
        waiting, oldest = steps.get((size.value, StepState.READY.value), (0, None))
        STEPS.labels(size.value, StepState.READY.value).set(waiting)
        STEPS.labels(size.value, StepState.RUNNING.value).set(steps.get((size.value, StepState.RUNNING.value), (0,))[0])
        OLDEST.labels(size.value).set((now - oldest).total_seconds() if oldest else 0)
        mine = [worker for worker in workers if worker.size == size.value]
        WORKERS.labels(size.value).set(len(mine))
        SLOTS.labels(size.value).set(sum(worker.slots for worker in mine))
