"""Films ordered at a farm with money, as the studio orders them, and waited for."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from renderers.plan import Plan

POLL_SECONDS = 0.5
"""Seldom: whoever looks takes cores from those who are measured. When it was finished is in the rows."""


def made_by_farm(plan: Plan, *, amount: int = 1_000_000) -> float:
    """Seconds from the order to the film, in a workspace that has nothing yet. `amount` is set aside for it."""
    from renderers.farm import services
    from renderers.farm.models import Render
    from studio.accounts.models import Workspace
    from studio.core.clock import now
    from studio.core.tenancy import system, tenant

    with system():
        workspace = Workspace.objects.create(name="Bench")
    began = now()
    with tenant(workspace.pk):
        render = services.start_render(
            workspace_id=workspace.pk,
            subject="prj_bench",
            plan=plan,
            spec={},
            preset="draft",
            started_by="usr_bench",
            now=now(),
        )
        _set_aside(workspace.pk, render.pk, amount, now())
    while True:
        time.sleep(POLL_SECONDS)
        with tenant(workspace.pk):
            mine = Render.objects.filter(pk=render.pk)
            [(state, finished, error)] = mine.values_list("state", "finished_at", "error")
        if state == "succeeded":
            assert finished is not None
            return (finished - began).total_seconds()
        if state == "failed":
            raise SystemExit(f"the render failed: {error}")


def _set_aside(workspace_id: str, render_id: str, amount: int, at: datetime) -> None:
    from billing import ledger
    from billing.models import Quote
    from billing.pricing import in_force

    ledger.top_up(workspace_id=workspace_id, amount=amount, key="bench", memo="Bench", at=at)
    quote = Quote.objects.create(
        workspace_id=workspace_id,
        project_id="prj_bench",
        title="Bench",
        preset="draft",
        plan="0" * 64,
        price_list=in_force(now=at).version,
        lines=[],
        notes=[],
        steps=1,
        cached=0,
        amount=amount,
        typical=amount,
        whole=amount,
        seconds_low=1,
        seconds_high=2,
        workers_online=1,
        user_id="usr_bench",
        expires_at=at + timedelta(hours=24),
    )
    ledger.hold(quote=quote, render_id=render_id, at=at, user_id="usr_bench")
