"""A plan becomes rows: only what is missing is to be made, and what another render is making already is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from renderers.events import StepState
from renderers.farm import permits
from renderers.farm.lanes import open_lanes
from renderers.farm.models import Artifact, Render, RenderStep, Step, StepDependency
from renderers.farm.steps import drop_steps, open_render, settle_render
from renderers.farm.store import DjangoStore
from renderers.farm.turns import Turns, Urgency, turns
from renderers.plan import Plan, Stage
from renderers.plan import Step as PlannedStep
from studio.core.tracing import traceparent


def submit_plan(
    *,
    workspace_id: str,
    subject: str,
    plan: Plan,
    spec: Mapping[str, Any],
    preset: str,
    started_by: str,
    now: datetime,
    urgency: Urgency = Urgency.BATCH,
) -> Render:
    """The render with all its steps laid out. Call within `tenant(workspace_id)`."""
    _one_at_a_time(workspace_id)
    made = made_digests(workspace_id, [step.digest for step in plan])
    wanted = needed_digests(plan, made)
    needed = [step for step in plan if step.digest in wanted]
    render = Render.objects.create(
        workspace_id=workspace_id,
        subject=subject,
        preset=preset,
        spec=dict(spec),
        wanted={subject: dict(roles) for subject, roles in plan.wanted.items()},
        result=plan.result,
        started_by=started_by,
    )
    _lay_out_render(render, needed, made, turns(plan, made=made, urgency=urgency, now=now))
    permits.insist(render, needed, made)
    open_render(render=render, now=now)
    render.refresh_from_db()
    return render


def replan_render(*, render: Render, plan: Plan, now: datetime) -> None:
    """The same order made by another plan, as after an update of an engine: what is finished of it is kept.

    Call within `tenant(workspace_id)`.
    """
    _one_at_a_time(render.workspace_id)
    made = made_digests(render.workspace_id, [step.digest for step in plan])
    wanted = needed_digests(plan, made)
    needed = [step for step in plan if step.digest in wanted]
    drop_steps(render=render, kept=wanted, now=now)
    render.wanted = {subject: dict(roles) for subject, roles in plan.wanted.items()}
    render.result = plan.result
    render.save(update_fields=["wanted", "result", "updated_at"])
    RenderStep.objects.filter(render=render).delete()
    _lay_out_render(render, needed, made, turns(plan, made=made, urgency=Urgency.BATCH, now=now))
    settle_render(render=render, now=now)


def _lay_out_render(render: Render, needed: list[PlannedStep], made: set[str], turns: Turns) -> None:
    steps = _lay_out(render.workspace_id, needed, made, turns)
    open_lanes(workspace_id=render.workspace_id, sizes={step.size.value for step in needed if step.digest not in made})
    RenderStep.objects.bulk_create(
        RenderStep(
            workspace_id=render.workspace_id,
            render=render,
            step=steps[step.digest],
            ordinal=ordinal,
            subject=step.subject,
            cached=step.digest in made,
        )
        for ordinal, step in enumerate(needed)
    )
    _plan_anew()
    permits.note(render, needed, made)


def _plan_anew() -> None:
    """What this connection has planned is planned again, over the rows that are there now.

    It may have looked up its first parents when there was one page of them, and would read all of a film's rows for
    each of them: PostgreSQL keeps the plans of foreign keys until somebody analyses the table.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def made_digests(workspace_id: str, digests: Iterable[str]) -> set[str]:
    """Those whose file is really there."""
    store = DjangoStore(workspace_id)
    found = Artifact.objects.filter(workspace_id=workspace_id, digest__in=list(digests)).values_list("digest", "size")
    return {digest for digest, size in found if store.holds(digest, size)}


def needed_digests(plan: Plan, made: set[str]) -> set[str]:
    """What the render must have: every wanted result, and the inputs of those that are missing.

    A clip whose film exists already is not made again only because the clip itself was cleared away; the film itself
    is, though its report is there: people watch the one, not the other.
    """
    steps = plan.by_digest()
    inner = {digest for step in plan for digest in step.needs}
    waiting = [step.digest for step in plan if step.digest not in inner or step.stage is Stage.MASTER]
    needed: set[str] = set()
    while waiting:
        digest = waiting.pop()
        if digest in needed:
            continue
        needed.add(digest)
        if digest not in made:
            waiting += steps[digest].needs
    return needed


def _one_at_a_time(workspace_id: str) -> None:
    """Two renders of one workspace are laid out after each other, so that they share steps instead of doubling them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"plan:{workspace_id}"])


def _lay_out(workspace_id: str, needed: list[PlannedStep], made: set[str], turns: Turns) -> dict[str, Step]:
    digests = [step.digest for step in needed]
    known = {
        step.digest: step
        for step in Step.objects.select_for_update()
        .filter(workspace_id=workspace_id, digest__in=digests)
        .order_by("due", "id")
    }
    rows: dict[str, Step] = {}
    fresh: list[Step] = []
    changed: list[Step] = []
    for planned in needed:
        row = known.get(planned.digest)
        if row is None:
            row = _row(workspace_id, planned, turns)
            fresh.append(row)
        elif row.state == StepState.RUNNING or (row.state == StepState.DONE and planned.digest in made):
            rows[planned.digest] = row
            continue
        else:
            _hurry(row, turns)
            changed.append(row)
        rows[planned.digest] = row
        _prepare(row, planned, rows, made)
    Step.objects.bulk_create(fresh)
    _update(changed, turns.now)
    _connect(workspace_id, [step for step in needed if step.digest not in made], rows)
    return rows


def _row(workspace_id: str, planned: PlannedStep, turns: Turns) -> Step:
    return Step(
        workspace_id=workspace_id,
        digest=planned.digest,
        engine=planned.engine,
        version=planned.version,
        settings=dict(planned.settings),
        inputs=[list(pair) for pair in planned.files],
        stage=planned.stage.value,
        label=planned.label,
        size=planned.size.value,
        work=planned.work,
        due=turns.due[planned.digest],
        urgent=turns.urgent,
        not_before=turns.now,
        trace=traceparent(),
    )


def _hurry(row: Step, turns: Turns) -> None:
    """Two who want a step get it when the first of them does; what nobody waited for takes the new turn."""
    waited_for = row.state in (StepState.READY, StepState.BLOCKED)
    row.due = min(row.due, turns.due[row.digest]) if waited_for else turns.due[row.digest]
    row.urgent = turns.urgent or (row.urgent and waited_for)


def _prepare(row: Step, planned: PlannedStep, rows: Mapping[str, Step], made: set[str]) -> None:
    """Done when its file is there, ready when its inputs are, else blocked; old failures are forgotten."""
    is_made = planned.digest in made
    needs = set(planned.needs) if not is_made else set()
    row.waits = sum(1 for digest in needs if rows[digest].state != StepState.DONE)
    row.state = StepState.DONE if is_made else (StepState.BLOCKED if row.waits else StepState.READY)
    row.size = planned.size.value


_UPDATE = """
UPDATE farm_step step SET state = new.state, waits = new.waits, due = new.due, urgent = new.urgent, size = new.size,
       attempts = 0, losses = 0, blamed = '[]', fence = fence + 1,
       remade = CASE WHEN step.state IN ('ready', 'blocked') THEN step.remade ELSE 0 END,
       trace = CASE WHEN step.state IN ('ready', 'blocked') THEN step.trace ELSE %s END,
       not_before = %s, error = '', error_code = ''
FROM unnest(%s::text[], %s::text[], %s::int[], %s::bigint[], %s::bool[], %s::text[])
     AS new(id, state, waits, due, urgent, size)
WHERE step.id = new.id
"""


def _update(changed: Sequence[Step], now: datetime) -> None:
    """One statement for all of them: a film has thousands. (Django's `bulk_update` takes half a minute.)"""
    if not changed:
        return
    columns = ([str(getattr(row, name)) for row in changed] for name in ("pk", "state"))
    numbers = ([getattr(row, name) for row in changed] for name in ("waits", "due", "urgent", "size"))
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [traceparent(), now, *columns, *numbers])


def _connect(workspace_id: str, unmade: list[PlannedStep], rows: Mapping[str, Step]) -> None:
    pairs = {(rows[digest].pk, rows[step.digest].pk) for step in unmade for digest in step.needs}
    StepDependency.objects.bulk_create(
        (
            StepDependency(workspace_id=workspace_id, parent_id=parent, child_id=child)
            for parent, child in sorted(pairs)
        ),
        ignore_conflicts=True,
    )
