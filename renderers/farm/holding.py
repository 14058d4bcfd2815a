"""A render held back: its steps are not claimed until it is let go; what is running is finished."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import QuerySet

from renderers.events import StepState
from renderers.farm.models import Render, RenderStep, Step
from renderers.farm.steps import ACTIVE

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_WAITING = (StepState.BLOCKED.value, StepState.READY.value)


def hold_back(render_id: str, now: datetime) -> None:
    """Steps that no other active render wants are not claimed from now on. Call within `system()`.

    Called again, it holds back what a worker has given back in the meantime.
    """
    others = RenderStep.objects.filter(render__state__in=ACTIVE).exclude(render_id=render_id)
    mine = _waiting(render_id).exclude(not_before=NEVER).exclude(pk__in=others.values("step_id"))
    mine.update(not_before=NEVER, updated_at=now)


def let_go(render_id: str, now: datetime) -> None:
    """They may be claimed again. Call within `system()`."""
    _waiting(render_id).filter(not_before=NEVER).update(not_before=now, updated_at=now)


def _waiting(render_id: str) -> QuerySet[Step]:
    render = Render.objects.get(pk=render_id)
    return Step.objects.filter(workspace_id=render.workspace_id, state__in=_WAITING, render_steps__render_id=render_id)
