"""What may be done with renders; called by the package above that knows whose film it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from renderers.farm import steps, submit
from renderers.farm.models import Render
from renderers.plan import Plan
from studio.core.errors import Conflict


class RenderIsOver(Conflict):
    """This render is over already."""

    code = "render_is_over"


class RenderGoesOn(Conflict):
    """This render is still being made; cancel it first."""

    code = "render_goes_on"


def start_render(
    *, workspace_id: str, subject: str, plan: Plan, spec: Mapping[str, Any], preset: str, started_by: str, now: datetime
) -> Render:
    """Order a film; what exists is not made again. Call within `tenant(workspace_id)`."""
    return submit.submit_plan(
        workspace_id=workspace_id, subject=subject, plan=plan, spec=spec, preset=preset, started_by=started_by, now=now
    )


def cancel_render(*, render: Render, now: datetime) -> Render:
    """Stop it; what is finished is kept. Raises RenderIsOver."""
    if not steps.cancel_render(render=render, now=now):
        raise RenderIsOver
    render.refresh_from_db()
    return render


def retry_render(*, render: Render, plan: Plan, started_by: str, now: datetime) -> Render:
    """Order the same film again from its frozen spec; only what failed or was stopped is made. Raises RenderGoesOn."""
    if render.state in steps.ACTIVE:
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
