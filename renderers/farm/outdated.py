"""Steps planned by code that nobody runs any more: their renders are planned anew, what is finished is kept.

While workers of the older code are online they finish what was planned for them; a step names the version it wants, so
the two are never mixed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from renderers.engine import version_of
from renderers.errors import RenderError
from renderers.events import StepState
from renderers.exports import makers
from renderers.farm import steps
from renderers.farm.abilities import needed
from renderers.farm.models import Render, Step, Worker
from renderers.farm.roster import ONLINE
from renderers.farm.submit import replan_render
from renderers.plan import Plan
from studio.core.tenancy import farm, tenant

REPLAN: list[Callable[[Render], Plan]] = []
"""The one function that plans a render anew from its frozen spec, filled by the roof. It raises RenderError."""

PATIENCE = timedelta(minutes=1)
"""So long a step waits before it counts as nobody's: during a deploy this code may be the older one, and whoever makes
what the newer one planned may be a moment away."""

log = logging.getLogger(__name__)


class Updated(RenderError):
    """The studio was updated while this waited; render again, and what is finished is kept."""

    code = "studio_updated"


def replan_outdated(*, now: datetime) -> int:
    """How many renders were planned anew."""
    with farm():
        stale = [step.pk for step in _outdated(now)]
        renders = list(
            Render.objects.filter(render_steps__step__in=stale, state__in=steps.ACTIVE).distinct().order_by("id")
        )
    for render in renders:
        with tenant(render.workspace_id):
            _replan(render, now)
    return len(renders)


def _replan(render: Render, now: datetime) -> None:
    try:
        if not REPLAN:
            raise Updated(str(Updated.__doc__))
        plan = REPLAN[0](render)
    except RenderError as error:
        log.warning("render %s cannot be planned anew: %s", render.pk, error)
        waiting = Step.objects.filter(render_steps__render=render)
        steps.fail_waiting(waiting=_not_ours(waiting), error=error, now=now)
        return
    log.info("render %s is planned anew, because an engine it waited for was updated", render.pk)
    replan_render(render=render, plan=plan, now=now)


def _outdated(now: datetime) -> Iterable[Step]:
    """Ready steps of engines that are another version here, and that no worker online can make."""
    able = {each for engines in _online(now).values_list("engines", flat=True) for each in engines}
    waiting = _not_ours(Step.objects.filter(not_before__lte=now - PATIENCE))
    return [step for step in waiting if needed(step.engine, step.version) not in able]


def _not_ours(waiting: QuerySet[Step]) -> QuerySet[Step]:
    """Ready steps that no engine of this code makes."""
    ready = waiting.filter(state=StepState.READY)
    foreign = [
        pair
        for pair in ready.values_list("engine", "version").distinct()
        if pair[0] not in makers() or version_of(makers()[pair[0]]) != pair[1]
    ]
    ids = [step.pk for step in ready.filter(engine__in=[engine for engine, _ in foreign]) if _names(step) in foreign]
    return Step.objects.filter(pk__in=ids)


def _names(step: Step) -> tuple[str, str]:
    return step.engine, step.version


def _online(now: datetime) -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__gt=now - ONLINE)
