"""What may be done with renders; called by the package above that knows whose film it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from renderers.farm import engine_keys, lanes, roster, steps, stops, submit
from renderers.farm.models import Lane, Render
from renderers.farm.turns import Urgency
from renderers.plan import Plan, WorkerSize
from studio.core.errors import Conflict


class RenderIsOver(Conflict):
    """This render is over already."""

    code = "render_is_over"


class RenderGoesOn(Conflict):
    """This render is still being made; cancel it first."""

    code = "render_goes_on"


class NobodyCanMakeIt(Conflict):
    """No worker can make this film: an engine it needs runs on none of them."""

    code = "nobody_can_make_it"


class RenderNotPaused(Conflict):
    """This render is not paused, so there is nothing to go on with."""

    code = "render_not_paused"


class RenderNotActive(Conflict):
    """This render is not being made, so it cannot be paused."""

    code = "render_not_active"


def start_render(
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
    """Order a film; what exists is not made again. Raises NobodyCanMakeIt. Call within `tenant(workspace_id)`."""
    insist_on_makers(workspace_id=workspace_id, plan=plan, now=now)
    return submit.submit_plan(
        workspace_id=workspace_id,
        subject=subject,
        plan=plan,
        spec=spec,
        preset=preset,
        started_by=started_by,
        now=now,
        urgency=urgency,
    )


def cancel_render(*, render: Render, now: datetime) -> Render:
    """Stop it; what is finished is kept. Raises RenderIsOver."""
    if not steps.cancel_render(render=render, now=now):
        raise RenderIsOver
    render.refresh_from_db()
    return render


def pause_render(*, render: Render, by: str, now: datetime) -> Render:
    """Make no more of it for now; what is in hand is let go within seconds. Raises RenderNotActive.

    `by` is the name of whoever wants it so. What a spend cap stopped already is paused all the same: it goes on when
    neither keeps it.
    """
    if not steps.stop_render(render=render, stop=stops.by_person(by), now=now):
        raise RenderNotActive
    render.refresh_from_db()
    return render


def resume_render(*, render: Render, now: datetime) -> Render:
    """Go on where somebody paused it. Raises RenderNotPaused."""
    if not steps.lift_stop(render=render, code=stops.PERSON, now=now):
        raise RenderNotPaused
    render.refresh_from_db()
    return render


def stand_still(*, render_id: str, stop: stops.Stop, now: datetime) -> bool:
    """This render waits, by no person's word; False when that changes nothing."""
    return steps.stop_render(render=Render.objects.get(pk=render_id), stop=stop, now=now)


def go_on(*, render_id: str, code: str, now: datetime) -> bool:
    """What it waited for is over; False when it did not wait for that, or somebody paused it meanwhile."""
    return steps.lift_stop(render=Render.objects.get(pk=render_id), code=code, now=now)


def insist_on_makers(*, workspace_id: str, plan: Plan, now: datetime) -> None:
    """Raises NobodyCanMakeIt for what no waiting mends: a vendor without a key, or what all workers say they lack."""
    bought = {step.engine for step in plan if step.size is WorkerSize.CLOUD}
    if bought and (found := engine_keys.keyless(workspace_id=workspace_id, names=bought)):
        raise NobodyCanMakeIt(" ".join(found))
    if not any(worker.missing for worker in roster.workers_online(now=now)):
        return
    made = submit.made_digests(workspace_id, [step.digest for step in plan])
    wanted = submit.needed_digests(plan, made)
    missing = [step for step in plan if step.digest in wanted and step.digest not in made]
    wants = roster.wants_of((step.size.value, step.engine, step.version) for step in missing)
    if found := roster.hopeless(wants, now=now):
        raise NobodyCanMakeIt(" ".join(found))


def limits_changed(*, workspace_id: str) -> None:
    """The workspace's plan is another one: its lanes follow. Call within `tenant(workspace_id)`."""
    known = Lane.objects.filter(workspace_id=workspace_id).values_list("size", flat=True)
    lanes.open_lanes(workspace_id=workspace_id, sizes=list(known))


def retry_render(*, render: Render, plan: Plan, started_by: str, now: datetime) -> Render:
    """Order the same film again from its frozen spec; only what failed or was stopped is made. Raises RenderGoesOn."""
    if render.state in steps.OPEN:
        raise RenderGoesOn
    return submit.submit_plan(
        workspace_id=render.workspace_id,
        subject=render.subject,
        plan=plan,
        spec=render.spec,
        preset=render.preset,
        started_by=started_by,
        now=now,
    )
