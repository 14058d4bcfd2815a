"""Questions about renders: how far, how long still, what is there to watch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Min, Q, QuerySet, Sum
from django.db.models.functions import Cast

from renderers.events import RenderState, StepState
from renderers.farm.models import Artifact, Render, RenderStep, Step
from renderers.farm.progress import fractions
from studio.core.tenancy import access

SECONDS_PER_WORK = 1.0
"""What one unit of expected work takes until past steps have taught better."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of steps, the part of the work that is done (0..1), and the seconds it will still take, if known.

    `parts` are the fractions that running steps have reported, by id.
    """

    steps: int
    done: int
    cached: int
    failed: int
    running: int
    fraction: float
    eta_seconds: int | None
    parts: Mapping[str, float]


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
    """By expected work; running steps count by what they last reported. The database counts: a film has many steps."""
    rows = RenderStep.objects.filter(workspace_id=render.workspace_id, render=render)
    counted = list(rows.values("cached", state=F("step__state")).annotate(count=Count("id"), work=Sum("step__work")))
    to_make = [row for row in counted if not row["cached"]]
    total = sum(row["work"] for row in to_make)
    running = dict(rows.filter(cached=False, step__state=StepState.RUNNING).values_list("step_id", "step__work"))
    parts = fractions(running)
    made = sum(row["work"] for row in to_make if row["state"] == StepState.DONE)
    made += sum(parts.get(step, 0.0) * work for step, work in running.items())
    states = {state: sum(row["count"] for row in counted if row["state"] == state) for state in StepState}
    return Progress(
        steps=sum(states.values()),
        done=states[StepState.DONE],
        cached=sum(row["count"] for row in counted if row["cached"]),
        failed=states[StepState.FAILED],
        running=len(running),
        fraction=round(made / total, 4) if total else 1.0,
        eta_seconds=_eta(render, total - made),
        parts=parts,
    )


def seconds_until(render: Render, digest: str) -> int | None:
    """What it will take until this is made, when the steps before it in the film are made first; None once it is."""
    rows = RenderStep.objects.filter(workspace_id=render.workspace_id, render=render)
    at = rows.filter(step__digest=digest).exclude(step__state=StepState.DONE).values_list("ordinal", flat=True).first()
    if at is None or render.state not in (RenderState.QUEUED, RenderState.RUNNING):
        return None
    rates = seconds_per_work(render.workspace_id)
    waiting = rows.filter(ordinal__lte=at).exclude(step__state=StepState.DONE)
    seconds = sum(
        work * rates.get(engine, SECONDS_PER_WORK) for engine, work in waiting.values_list("step__engine", "step__work")
    )
    return max(1, round(seconds))


def stages_of(render: Render) -> list[dict[str, Any]]:
    """Steps and finished steps of each stage, in the order stages appear in the film's making."""
    mine = RenderStep.objects.filter(workspace_id=render.workspace_id, render=render).values(stage=F("step__stage"))
    counted = mine.annotate(
        first=Min("ordinal"), steps=Count("id"), done=Count("id", filter=Q(step__state=StepState.DONE))
    )
    return [{name: row[name] for name in ("stage", "steps", "done")} for row in counted.order_by("first")]


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


def _eta(render: Render, work_left: float) -> int | None:
    if render.state not in (RenderState.QUEUED, RenderState.RUNNING):
        return None
    rates = seconds_per_work(render.workspace_id)
    rate = sum(rates.values()) / len(rates) if rates else SECONDS_PER_WORK
    return round(work_left * rate / 2)
