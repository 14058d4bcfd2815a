"""Events of steps and renders, as values made of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from renderers.events import RenderEvent, RenderState, StepEvent, StepState
from renderers.farm.models import Render, Step
from renderers.farm.rows import Wanting


def render_event(
    render: Render | Wanting, state: RenderState, now: datetime, *, code: str = "", sentence: str = ""
) -> RenderEvent:
    """What became of a render; `code` and `sentence` say why it failed or stands still."""
    return RenderEvent(
        workspace_id=render.workspace_id,
        render_id=render.pk,
        subject=render.subject,
        state=state,
        at=now,
        error_code=code,
        error=sentence,
    )


def step_event(
    step: Step, now: datetime, renders: Sequence[Render | Wanting], *, readied: tuple[str, ...] = ()
) -> StepEvent:
    """What became of a step, for these renders: those that go on first, then those that stand still."""
    first = sorted(renders, key=lambda render: render.state == RenderState.PAUSED)
    return StepEvent(
        workspace_id=step.workspace_id,
        render_ids=tuple(render.pk for render in first),
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
        readied=readied,
        remade=step.remade,
    )
