"""Questions about renders: how far, how long still, what is there to watch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, FloatField, QuerySet, Sum
from django.db.models.functions import Cast

from renderers.events import RenderState, StepState
from renderers.farm.models import Artifact, Render, RenderStep, Step, Worker
from renderers.farm.progress import fractions
from renderers.farm.submit import made_digests, needed_digests
from renderers.plan import Plan
from studio.core.tenancy import access

SECONDS_PER_WORK = 1.0
"""What one unit of expected work takes until past steps have taught better."""

_WORKER_SEEN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of steps, the part of the work that is done (0..1), and the seconds it will still take, if known."""

    steps: int
    done: int
    cached: int
    failed: int
    running: int
    fraction: float
    eta_seconds: int | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a render would make: steps in all, those that exist, those to be made; seconds of work and on the clock."""

    steps: int
    cached: int
    to_make: int
    work_seconds: int
    eta_seconds: int
    workers_online: int


def access_render(*, workspace_id: str, id: str) -> Render:
    """A render of this workspace; NotFound for anybody else's."""
    return access(Render.objects.all(), workspace_id=workspace_id, id=id)


def renders_of(*, workspace_id: str, subject: str) -> QuerySet[Render]:
    """Renders of one subject, newest first."""
    return Render.objects.filter(workspace_id=workspace_id, subject=subject).order_by("-id")


def newest_finished(*, workspace_id: str, subject: str) -> Render | None:
    """The last render that succeeded."""
    return renders_of(workspace_id=workspace_id, subject=subject).filter(state=RenderState.SUCCEEDED).first()


def newest_of(*, workspace_id: str, subjects: Iterable[str]) -> dict[str, Render]:
    """The newest render of each subject that has one, without its spec and wanted digests."""
    found = Render.objects.filter(workspace_id=workspace_id, subject__in=list(subjects))
    newest = found.order_by("subject", "-id").distinct("subject").defer("spec", "wanted")
    return {render.subject: render for render in newest}


def steps_of(render: Render) -> QuerySet[RenderStep]:
    """The render's steps in the order of the film."""
    return (
        RenderStep.objects.filter(workspace_id=render.workspace_id, render=render)
        .select_related("step")
        .order_by("ordinal")
    )


def progress_of(render: Render) -> Progress:
    """By expected work; running steps count by what they last reported."""
    rows = list(steps_of(render).values("cached", "step_id", "step__state", "step__work", "step__engine"))
    to_make = [row for row in rows if not row["cached"]]
    total = sum(row["step__work"] for row in to_make)
    running = [row["step_id"] for row in to_make if row["step__state"] == StepState.RUNNING]
    parts = fractions(running)
    made = sum(_done_part(row["step__state"], parts.get(row["step_id"], 0.0)) * row["step__work"] for row in to_make)
    states = [row["step__state"] for row in rows]
    return Progress(
        steps=len(rows),
        done=states.count(StepState.DONE),
        cached=len(rows) - len(to_make),
        failed=states.count(StepState.FAILED),
        running=len(running),
        fraction=round(made / total, 4) if total else 1.0,
        eta_seconds=_eta(render, total - made),
    )


def stages_of(render: Render) -> list[dict[str, Any]]:
    """Steps and finished steps of each stage, in the order stages appear in the film's making."""
    counted: dict[str, list[int]] = {}
    for stage, state in steps_of(render).values_list("step__stage", "step__state"):
        numbers = counted.setdefault(stage, [0, 0])
        numbers[0] += 1
        numbers[1] += state == StepState.DONE
    return [{"stage": stage, "steps": steps, "done": done} for stage, (steps, done) in counted.items()]


def estimate(*, workspace_id: str, plan: Plan, now: datetime) -> Estimate:
    """The same walk over the plan as the run itself."""
    made = made_digests(workspace_id, [step.digest for step in plan])
    wanted = needed_digests(plan, made)
    steps = [step for step in plan if step.digest in wanted]
    missing = [step for step in steps if step.digest not in made]
    rates = seconds_per_work(workspace_id)
    seconds = sum(step.work * rates.get(step.engine, SECONDS_PER_WORK) for step in missing)
    slots = online_slots(now=now)
    return Estimate(
        steps=len(steps),
        cached=len(steps) - len(missing),
        to_make=len(missing),
        work_seconds=round(seconds),
        eta_seconds=round(seconds / max(1, slots)),
        workers_online=slots,
    )


def online_slots(*, now: datetime) -> int:
    """Slots of the CPU workers seen lately."""
    seen = Worker.objects.filter(size="cpu", seen_at__gt=now - _WORKER_SEEN).aggregate(slots=Sum("slots"))
    return int(seen["slots"] or 0)


def seconds_per_work(workspace_id: str) -> dict[str, float]:
    """What a unit of work has really taken, by engine, from the workspace's own finished steps."""
    done = Step.objects.filter(workspace_id=workspace_id, state=StepState.DONE, seconds__gt=0)
    rates = done.values("engine").annotate(rate=Avg(Cast("seconds", FloatField()) / F("work")), count=Count("id"))
    return {row["engine"]: row["rate"] for row in rates if row["count"] >= 3}


def artifacts(*, workspace_id: str, digests: Iterable[str]) -> dict[str, Artifact]:
    """What was made, by digest."""
    found = Artifact.objects.filter(workspace_id=workspace_id, digest__in=list(digests))
    return {artifact.digest: artifact for artifact in found}


def step_states(*, workspace_id: str, digests: Iterable[str]) -> Mapping[str, str]:
    """The state of every known step, by digest."""
    return dict(Step.objects.filter(workspace_id=workspace_id, digest__in=list(digests)).values_list("digest", "state"))


def steps_by_digest(*, workspace_id: str, digests: Iterable[str]) -> Mapping[str, Step]:
    """The known ones of these steps."""
    found = Step.objects.filter(workspace_id=workspace_id, digest__in=list(digests))
    return {step.digest: step for step in found}


def failures(*, workspace_id: str, digests: Iterable[str]) -> Mapping[str, str]:
    """What went wrong with those that could not be made, in words, by digest."""
    failed = Step.objects.filter(workspace_id=workspace_id, digest__in=list(digests), state=StepState.FAILED)
    return dict(failed.values_list("digest", "error"))


def _done_part(state: str, fraction: float) -> float:
    if state == StepState.DONE:
        return 1.0
    return fraction if state == StepState.RUNNING else 0.0


def _eta(render: Render, work_left: float) -> int | None:
    if render.state not in (RenderState.QUEUED, RenderState.RUNNING):
        return None
    rates = seconds_per_work(render.workspace_id)
    rate = sum(rates.values()) / len(rates) if rates else SECONDS_PER_WORK
    return round(work_left * rate / 2)
