"""The one state machine of steps and renders: every state changes here, and every event is born here.

A worker claims a step with a lease and a fence, and finishes it only with the fence it was given: one that died,
froze or came back late can neither lose a step nor finish it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from renderers.errors import BadInput, RenderError, Spoiled, StoreFailed, VendorFault
from renderers.events import OPEN_RENDERS, Event, RenderEvent, RenderState, StepEvent, StepState
from renderers.farm import bought, health, lanes, permits, rows
from renderers.farm.lanes import Hand, process_of
from renderers.farm.models import Artifact, Render, RenderStep, Step, StepDependency
from renderers.farm.news import render_event, step_event
from renderers.farm.observers import publish
from renderers.farm.rows import Wanting
from renderers.farm.stops import PERSON, Grip, Stop
from renderers.plan import Step as PlannedStep
from renderers.store import Artifact as Made
from studio.core.tenancy import farm, tenant

MAX_ATTEMPTS = 5
"""Tries of a step that fails in a way worth trying again."""

MAX_BLAMED = 3
"""A step that failed on so many different workers is at fault itself."""

MAX_REMADE = 1
"""So often a file that the store lost is made anew without anybody asking."""

MAX_LOSSES = 5
"""So many workers may vanish over a step."""

BACK_OFF = timedelta(seconds=2)
ACTIVE = (RenderState.QUEUED.value, RenderState.RUNNING.value)
OPEN = tuple(state.value for state in OPEN_RENDERS)
_WAITING = (StepState.BLOCKED.value, StepState.READY.value, StepState.RUNNING.value)
_LEFT = (*_WAITING, StepState.PAUSED.value)
_UNNAMED = {PERSON: ("",)}
"""Renders that stood still before stops had names were paused by people."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A step held by a worker until its lease ends; `sums` are the SHA-256 of its inputs, by digest.

    `render_id` is one of the renders that want it, for whoever reads the worker's log.
    """

    step_id: str
    workspace_id: str
    digest: str
    fence: int
    planned: PlannedStep
    worker: str
    sums: Mapping[str, str]
    trace: str = ""
    render_id: str = ""


def claim_step(*, hand: Hand, now: datetime, lease: timedelta) -> Claim | None:
    """The step whose turn it is, for a slot that can make it, or None. One that may not be made any more is refused."""
    while True:
        with farm():
            taken = lanes.take_step(hand=hand, now=now, lease=lease)
            if taken is None:
                return None
            step, sums = taken.step, taken.sums
            why = permits.refusal(workspace_id=step.workspace_id, digest=step.digest, now=now)
            if why:
                refuse_steps(refused=Step.objects.filter(pk=step.pk), error=permits.NotPermitted(why), now=now)
                continue
            _announce_start(step, taken.renders, now)
        planned, of = rows.planned(step), taken.renders[0].pk if taken.renders else ""
        return Claim(step.pk, step.workspace_id, step.digest, step.fence, planned, step.worker, sums, step.trace, of)


def _announce_start(step: Step, renders: Sequence[Wanting], now: datetime) -> None:
    waiting = [render.pk for render in renders if render.state == RenderState.QUEUED]
    if waiting:
        started = Render.objects.filter(pk__in=waiting, state=RenderState.QUEUED)
        started.update(state=RenderState.RUNNING, started_at=now)
    events = [render_event(render, RenderState.RUNNING, now) for render in renders if render.pk in waiting]
    publish([*events, step_event(step, now, renders)])


def renew_lease(*, claim: Claim, now: datetime, lease: timedelta) -> bool:
    """Whether the worker still holds the step; False tells it to drop the work at once."""
    return rows.renew(step_id=claim.step_id, fence=claim.fence, until=now + lease)


def finish_step(*, claim: Claim, made: Made, seconds: float, now: datetime) -> bool:
    """Artifact, state, release of dependants and events commit together. False: fenced out, nothing happened."""
    step = rows.mark_done(
        step_id=claim.step_id,
        fence=claim.fence,
        process=process_of(claim.worker),
        made=made,
        seconds=seconds,
        now=now,
    )
    if step is None:
        return False
    readied = rows.release_children(step=step, now=now)
    renders = rows.wanting(step)
    event = step_event(step, now, renders, readied=readied)
    publish([replace(event, made=bought.quantity(step=claim.planned, made=made)), *_settled(renders, now)])
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
    if not isinstance(error, BadInput | VendorFault):  # it would fail anywhere
        health.note_fault(process=process, code=error.code, now=now)
    _set_aside(step, error.code, str(error), now, again=again, wait=BACK_OFF * 2**step.attempts)
    step.seconds = seconds
    step.save()
    renders = rows.wanting(step)
    _stand_still(step)
    publish([step_event(step, now, renders), *_settled(renders, now)])
    return True


def fail_waiting(*, waiting: QuerySet[Step], error: RenderError, now: datetime) -> None:
    """What nobody can make any more fails with this error, and so does what needs it."""
    _fail(waiting.filter(state=StepState.READY), error, now)


def refuse_steps(*, refused: QuerySet[Step], error: RenderError, now: datetime) -> None:
    """What may not be made any more fails with this error, whoever makes it now is fenced out, and nobody pays."""
    _fail(refused.filter(state__in=(StepState.READY, StepState.RUNNING)), error, now)


def _fail(steps: QuerySet[Step], error: RenderError, now: datetime) -> None:
    for step in _locked(steps):
        step.fence += 1
        _set_aside(step, error.code, str(error), now, again=False, wait=timedelta(0))
        step.save()
        renders = rows.wanting(step)
        publish([step_event(step, now, renders), *_settled(renders, now)])


def give_back(*, claim: Claim, now: datetime) -> bool:
    """A worker that must stop returns its step untried."""
    held = Step.objects.filter(pk=claim.step_id, fence=claim.fence, state=StepState.RUNNING)
    if not held.update(state=StepState.READY, lease_until=None, worker="", not_before=now, fence=F("fence") + 1):
        return False
    _stand_still(Step(pk=claim.step_id))
    return True


def remake_input(*, claim: Claim, error: Spoiled, now: datetime, discard: Callable[[], None]) -> bool:
    """An input's file is not what was made: it is made once more, at our cost, and this step waits for it.

    `discard` takes the file away. A file that is spoiled again fails the step in words. False: fenced out.
    """
    mine = Step.objects.filter(workspace_id=claim.workspace_id)
    found = _locked(
        mine.filter(Q(pk=claim.step_id, fence=claim.fence, state=StepState.RUNNING) | Q(digest=error.digest))
    )
    step = next((each for each in found if each.pk == claim.step_id), None)
    parent = next((each for each in found if each.digest == error.digest), None)
    if step is None:
        return False
    if parent is None or (parent.state == StepState.DONE and parent.remade >= MAX_REMADE):
        again = "spoiled again although it was made anew" if parent else "and nothing here can make it anew"
        said = StoreFailed(f"what this needs cannot be used, {error}; {again}. Look at the store, then render again")
        return fail_step(claim=claim, error=said, seconds=0.0, now=now)
    events = [_wait_for(step, parent, now)]
    made = Artifact.objects.filter(workspace_id=claim.workspace_id, digest=error.digest).values_list(
        "sha256", flat=True
    )
    # Whoever made it anew meanwhile left another checksum: then there is nothing to mend.
    if parent.state == StepState.DONE and made.first() == claim.sums.get(error.digest):
        discard()
        events.insert(0, _again(parent, error, now))
    elif parent.state == StepState.DONE:
        return give_back(claim=claim, now=now)
    publish(events)
    return True


def _again(parent: Step, error: Spoiled, now: datetime) -> StepEvent:
    parent.remade += 1
    parent.fence += 1
    message = f"{error}; it is made again, which costs nothing"
    _set_aside(parent, error.code, message, now, again=True, wait=timedelta(0))
    parent.save()
    _stand_still(parent)
    return step_event(parent, now, rows.wanting(parent), readied=(parent.size,))


def _wait_for(step: Step, parent: Step, now: datetime) -> StepEvent:
    StepDependency.objects.bulk_create(
        [StepDependency(workspace_id=step.workspace_id, parent=parent, child=step)], ignore_conflicts=True
    )
    wanted = RenderStep.objects.filter(step=step, render__state__in=OPEN)
    RenderStep.objects.bulk_create(  # a render goes on while something of it can be made: this is of it now
        (
            RenderStep(
                workspace_id=step.workspace_id,
                render_id=each.render_id,
                step=parent,
                ordinal=each.ordinal,
                subject=each.subject,
                cached=True,
            )
            for each in wanted
        ),
        ignore_conflicts=True,
    )
    step.state, step.waits, step.fence = StepState.BLOCKED, 1, step.fence + 1
    step.lease_until, step.worker, step.updated_at = None, "", now
    step.save()
    _stand_still(step)
    return step_event(step, now, rows.wanting(step))


def reap_lost_steps(*, now: datetime) -> int:
    """Steps whose worker vanished become ready again, or fail when too many vanished over them."""
    with farm():
        silent = Step.objects.filter(state=StepState.RUNNING, lease_until__lt=now).order_by("lease_until")
        found = list(silent.values_list("id", "workspace_id")[:100])
    return sum(_give_up(step_id, workspace_id, now) for step_id, workspace_id in found)


def _give_up(step_id: str, workspace_id: str, now: datetime) -> bool:
    with tenant(workspace_id):
        locked = Step.objects.select_for_update(skip_locked=True)
        step = locked.filter(pk=step_id, state=StepState.RUNNING, lease_until__lt=now).first()
        if step is None:  # its worker spoke meanwhile
            return False
        step.losses += 1
        step.fence += 1
        again = step.losses < MAX_LOSSES
        message = f"{step.losses} workers vanished while making this step ({step.worker}); look at their logs"
        _set_aside(step, "worker_lost", message, now, again=again, wait=timedelta(0))
        step.save()
        renders = rows.wanting(step)
        _stand_still(step)
        publish([step_event(step, now, renders), *_settled(renders, now)])
    return True


def cancel_render(*, render: Render, now: datetime) -> bool:
    """Stop a render; steps another active render wants go on. False when it was over already."""
    held = _locked(_only_for(render, states=_LEFT))
    over = {"state": RenderState.CANCELLED, "finished_at": now, "error_code": "", "error": ""}
    if not Render.objects.filter(pk=render.pk, state__in=OPEN).update(**over):
        return False
    stopped = _stop(held, StepState.CANCELLED, now)
    publish([*(step_event(step, now, [render]) for step in stopped), render_event(render, RenderState.CANCELLED, now)])
    return True


def stop_render(*, render: Render, stop: Stop, now: datetime) -> bool:
    """Make no more of it until this stop is lifted; steps another active render wants go on. False: it changed nothing.

    A stop that lets go of what is in hand takes the place of one that lets it end, never the other way round.
    """
    held = _locked(_only_for(render, states=_WAITING))
    if stop.grip is Grip.LET_GO:
        open_to = Q(state__in=ACTIVE) | (Q(state=RenderState.PAUSED) & ~Q(error_code=stop.code))
    else:  # those in hand were locked too: one that failed meanwhile is ready, and stops with the rest
        held = [step for step in held if step.state != StepState.RUNNING]
        open_to = Q(state__in=ACTIVE) | (Q(state=RenderState.PAUSED, error_code=stop.code) & ~Q(error=stop.words))
    said = {"error_code": stop.code, "error": stop.words}
    if not Render.objects.filter(open_to, pk=render.pk).update(state=RenderState.PAUSED, updated_at=now, **said):
        return False
    stopped = _stop(held, StepState.PAUSED, now)
    paused = render_event(render, RenderState.PAUSED, now, code=stop.code, sentence=stop.words)
    publish([*(step_event(step, now, [render]) for step in stopped), paused])
    return True


def lift_stop(*, render: Render, code: str, now: datetime) -> bool:
    """Go on where it stood still by the stop of this name. False when that does not keep it."""
    mine = rows.steps_of(workspace_id=render.workspace_id, render_id=render.pk)
    # What another render stopped meanwhile is wanted again, too.
    held = _locked(Step.objects.filter(pk__in=mine, state__in=(StepState.PAUSED, StepState.CANCELLED)))
    state = RenderState.RUNNING if render.started_at else RenderState.QUEUED
    kept = Render.objects.filter(pk=render.pk, state=RenderState.PAUSED, error_code__in=(code, *_UNNAMED.get(code, ())))
    if not kept.update(state=state, error_code="", error="", updated_at=now):
        return False
    unmade = StepDependency.objects.filter(child=OuterRef("pk")).exclude(parent__state=StepState.DONE)
    revived = Step.objects.filter(pk__in=[step.pk for step in held])
    changed: dict[str, Any] = {"fence": F("fence") + 1, "not_before": now, "updated_at": now}
    revived.filter(Exists(unmade)).update(state=StepState.BLOCKED, **changed)
    revived.exclude(state=StepState.BLOCKED).update(state=StepState.READY, **changed)
    render.refresh_from_db()
    resumed = replace(
        render_event(render, state, now),
        readied=rows.ready_sizes(workspace_id=render.workspace_id, render_id=render.pk),
    )
    publish([resumed, *_settled([_wanting(render)], now)])
    return True


def _stand_still(step: Step) -> None:
    """A step that came back from a worker is not claimed again while all who want it stand still."""
    wanted = RenderStep.objects.filter(step_id=OuterRef("pk"))
    back = Step.objects.filter(pk=step.pk, state__in=(StepState.READY, StepState.BLOCKED))
    stopped = back.filter(
        Exists(wanted.filter(render__state=RenderState.PAUSED)), ~Exists(wanted.filter(render__state__in=ACTIVE))
    )
    if stopped.update(state=StepState.PAUSED):
        step.state = StepState.PAUSED


def drop_steps(*, render: Render, kept: Collection[str], now: datetime) -> None:
    """Cancel what the render no longer wants and nobody else does; `kept` are digests it goes on wanting."""
    _stop(_locked(_only_for(render, states=_LEFT).exclude(digest__in=list(kept))), StepState.CANCELLED, now)


def settle_render(*, render: Render, now: datetime) -> None:
    """Close the render if it is over as its steps stand."""
    publish(_settled([_wanting(render)], now))


def _only_for(render: Render, *, states: Sequence[str]) -> QuerySet[Step]:
    """Steps of the render in these states that no other active render wants: looked up one by one, because a list of
    all that others want is read through for every step where the planner expects few."""
    mine = rows.steps_of(workspace_id=render.workspace_id, render_id=render.pk)
    elsewhere = RenderStep.objects.filter(step=OuterRef("pk"), render__state__in=ACTIVE).exclude(render=render)
    return Step.objects.filter(~Exists(elsewhere), pk__in=mine, state__in=states)


def _locked(steps: QuerySet[Step]) -> list[Step]:
    """Locked in the one order in which everybody locks: steps before renders, and what is due first, first.

    A step is due before those that need it, so whoever finishes one and releases others goes the same way.
    """
    return list(steps.select_for_update(of=("self",)).order_by("due", "id"))


def _stop(stopped: Sequence[Step], state: StepState, now: datetime) -> list[Step]:
    """All of them are in this state now, whoever held them is fenced out; those that were being made."""
    Step.objects.filter(pk__in=[step.pk for step in stopped]).update(
        state=state, fence=F("fence") + 1, lease_until=None, updated_at=now
    )
    running = [step for step in stopped if step.state == StepState.RUNNING]
    for step in running:
        step.state = state
    return running


def open_render(*, render: Render, now: datetime) -> None:
    """Announce a render whose steps are laid out; one that needs nothing is done at once."""
    queued = replace(
        render_event(render, RenderState.QUEUED, now),
        readied=rows.ready_sizes(workspace_id=render.workspace_id, render_id=render.pk),
    )
    publish([queued, *_settled([_wanting(render)], now)])


def _set_aside(step: Step, code: str, message: str, now: datetime, *, again: bool, wait: timedelta) -> None:
    step.state = StepState.READY if again else StepState.FAILED
    step.error_code, step.error = code, _storable(message)
    step.lease_until, step.not_before = None, now + wait
    step.updated_at = now


def _storable(message: str) -> str:
    """A program may say anything; PostgreSQL keeps neither NUL nor half a character, and the failure must be kept."""
    return message.encode(errors="replace").decode().replace("\0", " ")


def _settled(renders: Sequence[Wanting], now: datetime) -> list[Event]:
    """Those of these locked renders that are over now: all made, or nothing left that can be made.

    One that stands still is over only when all of it is made.
    """
    active = [each for each in renders if each.state in ACTIVE]
    over = rows.over(workspace_id=active[0].workspace_id, render_ids=[each.pk for each in active]) if active else []
    still = [each.pk for each in renders if each.state == RenderState.PAUSED]
    over += [render_id for render_id in still if not _unmade(render_id).exists()]
    return [_verdict(Render.objects.get(pk=render_id), now) for render_id in over]


def _unmade(render_id: str) -> QuerySet[Step]:
    return Step.objects.filter(render_steps__render=render_id).exclude(state=StepState.DONE)


def _verdict(render: Render, now: datetime) -> RenderEvent:
    if not _unmade(render.pk).exists():
        return _close(render, RenderState.SUCCEEDED, now)
    failed = _unmade(render.pk).filter(state=StepState.FAILED).order_by("updated_at").first()
    sentence = f"{failed.label}: {failed.error}" if failed else "a step it needs was stopped"
    code = failed.error_code if failed else "input_stopped"
    return _close(render, RenderState.FAILED, now, code=code, sentence=sentence)


def _close(render: Render, state: RenderState, now: datetime, *, code: str = "", sentence: str = "") -> RenderEvent:
    render.state, render.finished_at = state.value, now
    render.started_at = render.started_at or now
    render.error_code, render.error = code, sentence
    render.save(update_fields=["state", "finished_at", "started_at", "error_code", "error", "updated_at"])
    return render_event(render, state, now, code=code, sentence=sentence)


def _wanting(render: Render) -> Wanting:
    """Locked until the transaction ends."""
    state = Render.objects.select_for_update().values_list("state", flat=True).get(pk=render.pk)
    return Wanting(render.pk, render.workspace_id, render.subject, state)
