"""Why a render does not move: one reason, the strongest there is, with what it waits for and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from renderers.events import RenderState, StepState
from renderers.farm import stops
from renderers.farm.models import Lane, Render, Step
from renderers.farm.overview import busy_slots
from renderers.farm.roster import shortages, slots_online, wants_of
from renderers.sizes import worker_of

ACTIVE = (RenderState.QUEUED, RenderState.RUNNING)


class Reason(StrEnum):
    """Why, for programs."""

    PAUSED = stops.PERSON
    CAP_REACHED = stops.CAP
    NO_WORKER = "no_worker"
    TRIED_AGAIN = "tried_again"
    SHARE_IN_USE = "share_in_use"
    WORKERS_BUSY = "workers_busy"


@dataclass(frozen=True, slots=True)
class Standstill:
    """The reason; in words, what it waits for and how it goes on; and when it does, where that is known."""

    code: Reason
    message: str
    until: datetime | None = None


def why(render: Render, *, now: datetime) -> Standstill | None:
    """None while something of it is made or about to be, and once it is over. Call within `tenant(workspace_id)`."""
    if render.state == RenderState.PAUSED:
        return Standstill(Reason(render.error_code or stops.PERSON), render.error or stops.by_person("").words)
    if render.state not in ACTIVE:
        return None
    mine = Step.objects.filter(workspace_id=render.workspace_id, render_steps__render=render)
    if mine.filter(state=StepState.RUNNING).exists():
        return None
    ready = mine.filter(state=StepState.READY)
    due = list(ready.filter(not_before__lte=now).values_list("size", "engine", "version").distinct())
    if not due:
        return _tried_again(ready.order_by("not_before").first())
    served = sorted({kind[0] for kind in due if not shortages(wants_of([kind]), now=now)})
    if not served:
        missing = shortages(wants_of(due), now=now)
        return Standstill(Reason.NO_WORKER, f"{' '.join(missing)} Waiting costs nothing.")
    return _its_turn(render.workspace_id, served, now)


def _tried_again(step: Step | None) -> Standstill | None:
    if step is None:
        return None
    said = f"{step.label} did not work out and is tried again by itself; failed tries are free. It said: {step.error}"
    return Standstill(Reason.TRIED_AGAIN, said, until=step.not_before)


def _its_turn(workspace_id: str, sizes: Sequence[str], now: datetime) -> Standstill | None:
    """Others are served now; None when a slot is free, which takes it within the second."""
    slots, busy = slots_online(now=now), busy_slots()
    limits = dict(Lane.objects.filter(workspace_id=workspace_id, size__in=sizes).values_list("size", "at_once"))
    running = Step.objects.filter(workspace_id=workspace_id, state=StepState.RUNNING)
    full: list[Standstill] = []
    for size in sizes:
        most = limits.get(size)
        if most is not None and running.filter(Q(size=size)).count() >= most:
            said = (
                f"Of steps for a {worker_of(size)}, this workspace makes {most} at once, and does: others of its "
                "renders come first. A larger plan makes more at once; waiting costs nothing."
            )
            full.append(Standstill(Reason.SHARE_IN_USE, said))
        elif busy.get(size, 0) >= slots.get(size, 0):
            said = f"Every {worker_of(size)} is busy; workspaces are served in turn, and this render is in the line."
            full.append(Standstill(Reason.WORKERS_BUSY, said))
        else:
            return None
    return full[0]
