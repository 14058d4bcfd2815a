"""The one state machine of steps and renders: every state changes here, and every event is born here.

A worker claims a step with a lease and a fence, and finishes it only with the fence it was given: one that died,
froze or came back late can neither lose a step nor finish it twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from renderers.errors import RenderError
from renderers.events import Event, RenderEvent, RenderState, StepEvent, StepState
from renderers.farm.models import Artifact, Render, RenderStep, Step, StepDependency
from renderers.farm.observers import publish
from renderers.store import Artifact as Made

MAX_ATTEMPTS = 3
"""Tries of a step that fails in a way worth trying again; also how many workers may vanish over it."""

BACK_OFF = timedelta(seconds=2)
ACTIVE = (RenderState.QUEUED.value, RenderState.RUNNING.value)
_OPEN = (StepState.BLOCKED.value, StepState.READY.value, StepState.RUNNING.value)


@dataclass(frozen=True, slots=True)
class Claim:
    """A step held by a worker until its lease ends."""

    step_id: str
    workspace_id: str
    digest: str
    fence: int


_CLAIM = """
WITH waiting AS (
    SELECT DISTINCT workspace_id FROM farm_step WHERE state = 'ready' AND size = %(size)s AND not_before <= %(now)s
), load AS (
    SELECT w.workspace_id, (
        SELECT count(*) FROM farm_step r WHERE r.workspace_id = w.workspace_id AND r.state = 'running'
    ) AS running FROM waiting w
), pick AS (
    SELECT s.id FROM load l CROSS JOIN LATERAL (
        SELECT id FROM farm_step WHERE size = %(size)s AND workspace_id = l.workspace_id AND state = 'ready'
           AND not_before <= %(now)s ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) s ORDER BY l.running, s.id LIMIT 1
)
UPDATE farm_step s SET state = 'running', fence = s.fence + 1, worker = %(worker)s, lease_until = %(lease)s,
       error_code = '', error = '', updated_at = %(now)s
FROM pick WHERE s.id = pick.id RETURNING s.id, s.workspace_id, s.digest, s.fence
"""


def claim_step(*, size: str, worker: str, now: datetime, lease: timedelta) -> Claim | None:
    """The next step for a worker of this size, fair between workspaces, or None. Call within `system()`."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"size": size, "worker": worker, "now": now, "lease": now + lease})
        row = cursor.fetchone()
    if row is None:
        return None
    claim = Claim(*row)
    step = Step.objects.get(pk=claim.step_id)
    renders = _active_renders(step)
    started = [render for render in renders if render.state == RenderState.QUEUED]
    Render.objects.filter(pk__in=[render.pk for render in started], state=RenderState.QUEUED).update(
        state=RenderState.RUNNING, started_at=now
    )
    events = [_render_event(render, RenderState.RUNNING, now) for render in started]
    publish([*events, _step_event(step, now, renders)])
    return claim


def renew_lease(*, claim: Claim, now: datetime, lease: timedelta) -> bool:
    """Whether the worker still holds the step; False tells it to drop the work at once."""
    held = Step.objects.filter(pk=claim.step_id, fence=claim.fence, state=StepState.RUNNING)
    return held.update(lease_until=now + lease) == 1


def finish_step(*, claim: Claim, made: Made, seconds: float, now: datetime) -> bool:
    """Artifact, state, release of dependants and events commit together. False: fenced out, nothing happened."""
    held = Step.objects.filter(pk=claim.step_id, fence=claim.fence, state=StepState.RUNNING)
    if not held.update(state=StepState.DONE, lease_until=None, seconds=seconds, updated_at=now):
        return False
    step = Step.objects.get(pk=claim.step_id)
    # A file that was lost and made again may differ in size: the row follows what lies in the store.
    Artifact.objects.update_or_create(
        workspace_id=step.workspace_id,
        digest=step.digest,
        defaults={"sha256": made.sha256, "size": made.size, "media_type": made.media_type, "facts": dict(made.facts)},
    )
    _release_dependants(step)
    renders = _active_renders(step)
    publish([_step_event(step, now, renders), *_settled(renders, now)])
    return True


def fail_step(*, claim: Claim, error: RenderError, seconds: float, now: datetime) -> bool:
    """Try again later when that may help, else fail it and what cannot be made without it. False: fenced out."""
    held = Step.objects.select_for_update().filter(pk=claim.step_id, fence=claim.fence, state=StepState.RUNNING)
    step = held.first()
    if step is None:
        return False
    step.attempts += 1
    again = error.retryable and step.attempts < MAX_ATTEMPTS
    _set_aside(step, error.code, str(error), now, again=again, wait=BACK_OFF * 2**step.attempts)
    step.seconds = seconds
    step.save()
    renders = _active_renders(step)
    publish([_step_event(step, now, renders), *_settled(renders, now)])
    return True


def give_back(*, claim: Claim, now: datetime) -> bool:
    """A worker that must stop returns its step untried."""
    held = Step.objects.filter(pk=claim.step_id, fence=claim.fence, state=StepState.RUNNING)
    return held.update(state=StepState.READY, lease_until=None, worker="", not_before=now, fence=F("fence") + 1) == 1


def reap_lost_steps(*, now: datetime) -> int:
    """Steps whose worker vanished become ready again, or fail when too many vanished over them. Within `system()`."""
    lost = list(
        Step.objects.select_for_update(skip_locked=True).filter(state=StepState.RUNNING, lease_until__lt=now)[:100]
    )
    for step in lost:
        step.losses += 1
        step.fence += 1
        again = step.losses < MAX_ATTEMPTS
        message = f"{step.losses} workers vanished while making this step ({step.worker}); look at their logs"
        _set_aside(step, "worker_lost", message, now, again=again, wait=timedelta(0))
        step.save()
        renders = _active_renders(step)
        publish([_step_event(step, now, renders), *_settled(renders, now)])
    return len(lost)


def cancel_render(*, render: Render, now: datetime) -> bool:
    """Stop a render; steps another active render wants go on. False when it was over already."""
    if not Render.objects.filter(pk=render.pk, state__in=ACTIVE).update(state=RenderState.CANCELLED, finished_at=now):
        return False
    wanted_elsewhere = RenderStep.objects.filter(render__state__in=ACTIVE).values("step_id")
    mine = RenderStep.objects.filter(render=render).values("step_id")
    stopped = list(
        Step.objects.select_for_update()
        .filter(pk__in=mine, state__in=_OPEN)
        .exclude(pk__in=wanted_elsewhere)
        .order_by("id")
    )
    running = [step for step in stopped if step.state == StepState.RUNNING]
    Step.objects.filter(pk__in=[step.pk for step in stopped]).update(
        state=StepState.CANCELLED, fence=F("fence") + 1, lease_until=None, updated_at=now
    )
    for step in running:
        step.state = StepState.CANCELLED
    events = [_step_event(step, now, [render]) for step in running]
    publish([*events, _render_event(render, RenderState.CANCELLED, now)])
    return True


def open_render(*, render: Render, now: datetime) -> None:
    """Announce a render whose steps are laid out; one that needs nothing is done at once."""
    publish([_render_event(render, RenderState.QUEUED, now), *_settled([render], now)])


def _set_aside(step: Step, code: str, message: str, now: datetime, *, again: bool, wait: timedelta) -> None:
    step.state = StepState.READY if again else StepState.FAILED
    step.error_code, step.error = code, _storable(message)
    step.lease_until, step.not_before = None, now + wait
    step.updated_at = now


def _storable(message: str) -> str:
    """A program may say anything; PostgreSQL keeps neither NUL nor half a character, and the failure must be kept."""
    return message.encode(errors="replace").decode().replace("\0", " ")


def _release_dependants(step: Step) -> None:
    children = StepDependency.objects.filter(parent=step).values("child_id")
    blocked = Step.objects.select_for_update().filter(pk__in=children, state=StepState.BLOCKED).order_by("id")
    for child in blocked:
        # Counted, not counted down: a parent whose file was lost and made again would release its child twice.
        child.waits = StepDependency.objects.filter(child=child).exclude(parent__state=StepState.DONE).count()
        child.state = StepState.READY if child.waits <= 0 else StepState.BLOCKED
        child.save(update_fields=["waits", "state"])


def _active_renders(step: Step) -> list[Render]:
    return list(Render.objects.filter(render_steps__step=step, state__in=ACTIVE).order_by("id"))


def _settled(renders: Sequence[Render], now: datetime) -> list[Event]:
    """Renders that are over now: all made, or nothing left that can be made."""
    events: list[Event] = []
    for found in renders:
        render = Render.objects.select_for_update().get(pk=found.pk)
        if render.state not in ACTIVE:
            continue
        steps = Step.objects.filter(render_steps__render=render)
        if not steps.exclude(state=StepState.DONE).exists():
            events.append(_close(render, RenderState.SUCCEEDED, now))
        elif not steps.filter(state__in=(StepState.READY, StepState.RUNNING)).exists():
            failed = steps.filter(state=StepState.FAILED).order_by("updated_at").first()
            sentence = f"{failed.label}: {failed.error}" if failed else "a step it needs was stopped"
            code = failed.error_code if failed else "input_stopped"
            events.append(_close(render, RenderState.FAILED, now, code=code, sentence=sentence))
    return events


def _close(render: Render, state: RenderState, now: datetime, *, code: str = "", sentence: str = "") -> RenderEvent:
    render.state, render.finished_at = state.value, now
    render.started_at = render.started_at or now
    render.error_code, render.error = code, sentence
    render.save(update_fields=["state", "finished_at", "started_at", "error_code", "error", "updated_at"])
    return _render_event(render, state, now)


def _render_event(render: Render, state: RenderState, now: datetime) -> RenderEvent:
    return RenderEvent(
        workspace_id=render.workspace_id,
        render_id=render.pk,
        subject=render.subject,
        state=state,
        at=now,
        error_code=render.error_code,
        error=render.error,
    )


def _step_event(step: Step, now: datetime, renders: Sequence[Any]) -> StepEvent:
    return StepEvent(
        workspace_id=step.workspace_id,
        render_ids=tuple(render.pk for render in renders),
        step_id=step.pk,
        digest=step.digest,
        engine=step.engine,
        size=step.size,
        state=StepState(step.state),
        at=now,
        fence=step.fence,
        worker=step.worker,
        seconds=step.seconds,
        work=step.work,
        stage=step.stage,
        label=step.label,
        error_code=step.error_code,
        error=step.error,
    )
