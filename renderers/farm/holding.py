"""A render held back: its steps are not claimed until it is let go; what is running is finished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import QuerySet

from renderers.events import StepState
from renderers.farm.models import Render, RenderStep, Step
from renderers.farm.steps import ACTIVE

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_WAITING = (StepState.BLOCKED.value, StepState.READY.value)
_STOPPED = (*_WAITING, StepState.PAUSED.value)


def hold_back(render_id: str, now: datetime) -> None:
    """Steps that no other active render wants are not claimed from now on. Call within `system()`.

    Called again, it holds back what a worker has given back in the meantime.
    """
    others = RenderStep.objects.filter(render__state__in=ACTIVE).exclude(render_id=render_id)
    mine = _steps(render_id, _WAITING).exclude(not_before=NEVER).exclude(pk__in=others.values("step_id"))
    mine.update(not_before=NEVER, updated_at=now)


def let_go(render_id: str, now: datetime) -> None:
    """They may be claimed again, those of a paused render once it goes on. Call within `system()`."""
    _steps(render_id, _STOPPED).filter(not_before=NEVER).update(not_before=now, updated_at=now)


def _steps(render_id: str, states: Sequence[str]) -> QuerySet[Step]:
    render = Render.objects.get(pk=render_id)
    return Step.objects.filter(workspace_id=render.workspace_id, state__in=states, render_steps__render_id=render_id)
