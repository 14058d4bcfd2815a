"""The farm as one workspace may see it: who works here, on what of ours, and what of ours waits for whom.

Of others it shows that a slot is busy and since when, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count

from renderers.events import StepState
from renderers.exports import title_of
from renderers.farm.lanes import process_of
from renderers.farm.models import Step, Worker
from renderers.farm.roster import nobody_serves, rests, serves, workers_online
from renderers.plan import WorkerSize
from renderers.sizes import SIZES
from studio.core.tenancy import farm


class Standing(StrEnum):
    """How a worker stands."""

    READY = "ready"
    DRAINING = "draining"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Busy:
    """What a slot does: `label` and `engine` are empty when it works for another workspace."""

    label: str
    engine: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Lack:
    """An engine that a worker cannot run, by its name and by what people call it, and why."""

    engine: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class AtWork:
    """A worker that is online; `doing` has an entry for each slot that is busy."""

    worker: Worker
    state: Standing
    engines: Sequence[str]
    missing: Sequence[Lack]
    doing: Sequence[Busy]


@dataclass(frozen=True, slots=True)
class Demand:
    """A size: who serves it, and how many of our steps wait for it. `shortage` says in words when nobody serves it."""

    name: WorkerSize
    title: str
    workers: int
    slots: int
    busy: int
    waiting: int
    running: int
    shortage: str


@dataclass(frozen=True, slots=True)
class Farm:
    """Everything, at this moment."""

    workers: Sequence[AtWork]
    sizes: Sequence[Demand]


def farm_of(*, workspace_id: str, now: datetime) -> Farm:
    """Call within `tenant(workspace_id)`."""
    workers = workers_online(now=now)
    busy = _busy(workspace_id, now)
    ours = Counter(
        Step.objects.filter(workspace_id=workspace_id, state__in=(StepState.READY, StepState.RUNNING)).values_list(
            "size", "state"
        )
    )
    return Farm(
        workers=[_at_work(worker, busy.get(worker.name, []), now) for worker in workers],
        sizes=[_demand(size, workers, busy, ours, now) for size in WorkerSize],
    )


def _busy(workspace_id: str, now: datetime) -> dict[str, list[Busy]]:
    """What is being made on each worker process; of other workspaces only that it is."""
    with farm():
        running = list(
            Step.objects.filter(state=StepState.RUNNING)
            .order_by("worker")
            .values_list("worker", "workspace_id", "label", "engine", "updated_at")
        )
    found: dict[str, list[Busy]] = {}
    for worker, owner, label, engine, since in running:
        seconds = max(0, round((now - since).total_seconds()))
        known = (label, engine) if owner == workspace_id else ("", "")
        found.setdefault(process_of(worker), []).append(Busy(*known, seconds))
    return found


def busy_slots() -> dict[str, int]:
    """Steps that are being made at this moment, of everybody, by worker size."""
    with farm():
        return dict(
            Step.objects.filter(state=StepState.RUNNING).values_list("size").annotate(count=Count("id")).order_by()
        )


def _at_work(worker: Worker, doing: Sequence[Busy], now: datetime) -> AtWork:
    aside = rests(worker, now=now)
    state = Standing.DRAINING if worker.draining else Standing.SET_ASIDE if aside else Standing.READY
    engines = [engine.partition("@")[0] for engine in worker.engines]
    missing = [Lack(engine, title_of(engine), why) for engine, why in sorted(worker.missing.items())]
    return AtWork(worker, state, engines, missing, doing)


def _demand(
    size: WorkerSize,
    workers: Sequence[Worker],
    busy: dict[str, list[Busy]],
    ours: Counter[tuple[str, str]],
    now: datetime,
) -> Demand:
    serving = [worker for worker in workers if worker.size == size and serves(worker, now=now)]
    waiting = ours[size.value, StepState.READY.value]
    said = nobody_serves(size.value, workers, now=now)
    return Demand(
        name=size,
        title=SIZES[size].title,
        workers=len(serving),
        slots=sum(worker.slots for worker in serving),
        busy=sum(len(busy.get(worker.name, [])) for worker in serving),
        waiting=waiting,
        running=ours[size.value, StepState.RUNNING.value],
        shortage=said if waiting else "",
    )
