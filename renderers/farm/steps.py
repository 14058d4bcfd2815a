"""The one state machine of steps and renders: every state changes here, and every event is born here.

A worker claims a step with a lease and a fence, and finishes it only with the fence it was given: one that died,
froze or came back late can neither lose a step nor finish it twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from renderers.errors import BadInput, RenderError
from renderers.events import Event, RenderEvent, RenderState, StepEvent, StepState
from renderers.farm import health, lanes
from renderers.farm.lanes import Hand, process_of
from renderers.farm.models import Artifact, Render, RenderStep, Step, StepDependency
from renderers.farm.observers import publish
from renderers.sizes import SIZES
from renderers.store import Artifact as Made

MAX_ATTEMPTS = 5
"""Tries of a step that fails in a way worth trying again."""

MAX_BLAMED = 3
"""A step that failed on so many different workers is at fault itself."""

MAX_LOSSES = 5
"""So many workers may vanish over a step."""

BACK_OFF = timedelta(seconds=2)
ACTIVE = (RenderState.QUEUED.value, RenderState.RUNNING.value)
OPEN = (*ACTIVE, RenderState.PAUSED.value)
_WAITING = (StepState.BLOCKED.value, StepState.READY.value, StepState.RUNNING.value)
_LEFT = (*_WAITING, StepState.PAUSED.value)


@dataclass(frozen=True, slots=True)
class Claim:
    """A step held by a worker until its lease ends."""

    step_id: str
    workspace_id: str
    digest: str
    fence: int


_CLAIM = """
UPDATE farm_step SET state = 'running', fence = fence + 1, worker = %(worker)s, lease_until = %(lease)s,
       error_code = '', error = '', updated_at = %(now)s
WHERE id = %(step)s RETURNING id, workspace_id, digest, fence
"""


def claim_step(*, hand: Hand, now: datetime, lease: timedelta) -> Claim | None:
    """The step whose turn it is, for a slot that can make it, or None. Call within `system()`."""
    step_id = lanes.next_step(hand=hand, now=now)
    if step_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"step": step_id, "worker": hand.worker, "now": now, "lease": now + lease})
        claim = Claim(*cursor.fetchone())
    step = Step.objects.get(pk=claim.step_id)
    renders = _active_renders(step)
    started = [render for render in renders if render.state == RenderState.QUEUED]
    if started:
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
    _release_dependants(step, now)
    health.note_success(process=process_of(step.worker), now=now)
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
    process = process_of(step.worker)
    step.blamed = [*step.blamed, *({process} - set(step.blamed))]
    again = error.retryable and step.attempts < MAX_ATTEMPTS and len(step.blamed) < MAX_BLAMED
    if not isinstance(error, BadInput):
        health.note_fault(process=process, code=error.code, now=now)
    _set_aside(step, error.code, str(error), now, again=again, wait=BACK_OFF * 2**step.attempts)
    step.seconds = seconds
    step.save()
    renders = _active_renders(step)
    publish([_step_event(step, now, renders), *_settled(renders, now)])
    return True


def fail_waiting(*, waiting: QuerySet[Step], error: RenderError, now: datetime) -> None:
    """What nobody can make any more fails with this error, and so does what needs it."""
    for step in waiting.select_for_update().filter(state=StepState.READY).order_by("id"):
        step.fence += 1
        _set_aside(step, error.code, str(error), now, again=False, wait=timedelta(0))
        step.save()
        renders = _active_renders(step)
        publish([_step_event(step, now, renders), *_settled(renders, now)])


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
        again = step.losses < MAX_LOSSES
        message = f"{step.losses} workers vanished while making this step ({step.worker}); look at their logs"
        _set_aside(step, "worker_lost", message, now, again=again, wait=timedelta(0))
        step.save()
        renders = _active_renders(step)
        publish([_step_event(step, now, renders), *_settled(renders, now)])
    return len(lost)


def cancel_render(*, render: Render, now: datetime) -> bool:
    """Stop a render; steps another active render wants go on. False when it was over already."""
    if not Render.objects.filter(pk=render.pk, state__in=OPEN).update(state=RenderState.CANCELLED, finished_at=now):
        return False
    stopped = _stop(_only_for(render, states=_LEFT), StepState.CANCELLED, now)
    publish(
        [*(_step_event(step, now, [render]) for step in stopped), _render_event(render, RenderState.CANCELLED, now)]
    )
    return True


def pause_render(*, render: Render, now: datetime) -> bool:
    """Let go of what is in hand and make no more; steps another active render wants go on. False when not active."""
    if not Render.objects.filter(pk=render.pk, state__in=ACTIVE).update(state=RenderState.PAUSED, updated_at=now):
        return False
    stopped = _stop(_only_for(render, states=_WAITING), StepState.PAUSED, now)
    publish([*(_step_event(step, now, [render]) for step in stopped), _render_event(render, RenderState.PAUSED, now)])
    return True


def resume_render(*, render: Render, now: datetime) -> bool:
    """Go on where it was paused. False when it is not paused."""
    state = RenderState.RUNNING if render.started_at else RenderState.QUEUED
    if not Render.objects.filter(pk=render.pk, state=RenderState.PAUSED).update(state=state, updated_at=now):
        return False
    mine = RenderStep.objects.filter(render=render).values("step_id")
    # What another render stopped meanwhile is wanted again, too.
    idle = Step.objects.filter(pk__in=mine, state__in=(StepState.PAUSED, StepState.CANCELLED))
    held = list(idle.select_for_update().order_by("id").values_list("id", flat=True))
    unmade = StepDependency.objects.filter(child=OuterRef("pk")).exclude(parent__state=StepState.DONE)
    revived = Step.objects.filter(pk__in=held)
    revived.filter(Exists(unmade)).update(state=StepState.BLOCKED, fence=F("fence") + 1, updated_at=now)
    revived.exclude(state=StepState.BLOCKED).update(
        state=StepState.READY, fence=F("fence") + 1, not_before=now, updated_at=now
    )
    render.refresh_from_db()
    publish([_render_event(render, state, now), *_settled([render], now)])
    return True


def drop_steps(*, render: Render, kept: Collection[str], now: datetime) -> None:
    """Cancel what the render no longer wants and nobody else does; `kept` are digests it goes on wanting."""
    _stop(_only_for(render, states=_LEFT).exclude(digest__in=list(kept)), StepState.CANCELLED, now)


def settle_render(*, render: Render, now: datetime) -> None:
    """Close the render if it is over as its steps stand."""
    publish(_settled([render], now))


def _only_for(render: Render, *, states: Sequence[str]) -> QuerySet[Step]:
    """Steps of the render in these states that no other active render wants."""
    mine = RenderStep.objects.filter(render=render).values("step_id")
    elsewhere = RenderStep.objects.filter(render__state__in=ACTIVE).exclude(render=render).values("step_id")
    return Step.objects.filter(pk__in=mine, state__in=states).exclude(pk__in=elsewhere)


def _stop(steps: QuerySet[Step], state: StepState, now: datetime) -> list[Step]:
    """All of them are in this state now, whoever held them is fenced out; those that were being made."""
    stopped = list(steps.select_for_update().order_by("id"))
    Step.objects.filter(pk__in=[step.pk for step in stopped]).update(
        state=state, fence=F("fence") + 1, lease_until=None, updated_at=now
    )
    running = [step for step in stopped if step.state == StepState.RUNNING]
    for step in running:
        step.state = state
    return running


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


def _release_dependants(step: Step, now: datetime) -> None:
    children = StepDependency.objects.filter(parent=step).values("child_id")
    blocked = Step.objects.select_for_update().filter(pk__in=children, state=StepState.BLOCKED).order_by("id")
    for child in blocked:
        # Counted, not counted down: a parent whose file was lost and made again would release its child twice.
        child.waits = StepDependency.objects.filter(child=child).exclude(parent__state=StepState.DONE).count()
        child.state = StepState.READY if child.waits <= 0 else StepState.BLOCKED
        child.not_before = now
        child.save(update_fields=["waits", "state", "not_before"])


def _active_renders(step: Step) -> list[Render]:
    # A film's spec is large, and this is asked twice a step.
    found = Render.objects.filter(render_steps__step=step, state__in=ACTIVE).defer("spec", "wanted")
    return list(found.order_by("id"))


def _settled(renders: Sequence[Render], now: datetime) -> list[Event]:
    """Renders that are over now: all made, or nothing left that can be made."""
    events: list[Event] = []
    for found in renders:
        render = Render.objects.select_for_update().defer("spec", "wanted").get(pk=found.pk)
        if render.state not in ACTIVE or _goes_on(render):
            continue
        steps = Step.objects.filter(render_steps__render=render)
        if not steps.exclude(state=StepState.DONE).exists():
            events.append(_close(render, RenderState.SUCCEEDED, now))
            continue
        failed = steps.filter(state=StepState.FAILED).order_by("updated_at").first()
        sentence = f"{failed.label}: {failed.error}" if failed else "a step it needs was stopped"
        code = failed.error_code if failed else "input_stopped"
        events.append(_close(render, RenderState.FAILED, now, code=code, sentence=sentence))
    return events


def _goes_on(render: Render) -> bool:
    """Whether something of it can be made; asked of what waits, which is found at once, not of what is done."""
    mine = Exists(RenderStep.objects.filter(render=render, step=OuterRef("pk")))
    waiting = Step.objects.filter(workspace_id=render.workspace_id, state=StepState.READY, size__in=list(SIZES))
    running = Step.objects.filter(workspace_id=render.workspace_id, state=StepState.RUNNING)
    return running.filter(mine).exists() or waiting.filter(mine).exists()


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
        error_code=step.error_code,
        error=step.error,
    )
