"""Ordering, stopping and repeating renders. The farm knows how; here is whose film it is and from what it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from projects.project.fields import valid
from projects.project.models import Project
from projects.project.selectors import locked_project
from projects.rendering.current import Current, compiled, current, extended
from projects.rendering.selectors import OWN_MACHINES, Estimated
from renderers.compilers.film_extras import extras_in
from renderers.events import RenderState
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm.models import Render
from renderers.plan import Plan
from renderers.spec import FilmSpec, ShotSize


def start_render(
    *, workspace_id: str, project_id: str, preset: str, started_by: str, now: datetime, extras: Sequence[str] = ()
) -> Render:
    """A render of the film as it is at this moment; its spec is frozen with it. Raises NothingToFilm, Invalid.

    `extras` name what else the film is delivered as, see `renderers.compilers.film_extras`.
    """
    project = locked_project(workspace_id=workspace_id, id=project_id)
    wanted = current(project, preset=_known(preset))
    project.poster = _poster(wanted)
    project.save(update_fields=["poster", "updated_at"])
    return farm.start_render(
        workspace_id=workspace_id,
        subject=project.id,
        plan=extended(wanted.plan, wanted.spec, extras),
        spec=wanted.spec.model_dump(mode="json"),
        preset=wanted.preset,
        started_by=started_by,
        now=now,
    )


def retry_render(*, render: Render, started_by: str, now: datetime) -> Render:
    """The same film again, from the spec frozen with the first try. Raises RenderGoesOn."""
    plan = _frozen(render, extras_in(render.wanted))
    return farm.retry_render(render=render, plan=plan, started_by=started_by, now=now)


def start_from(*, render: Render, extras: Sequence[str], started_by: str, now: datetime) -> Render:
    """The film of an earlier render, as it was ordered then, with these extras. Raises CannotBeFilmed."""
    return farm.start_render(
        workspace_id=render.workspace_id,
        subject=render.subject,
        plan=_frozen(render, extras),
        spec=render.spec,
        preset=render.preset,
        started_by=started_by,
        now=now,
    )


def cancel_render(*, render: Render, now: datetime) -> Render:
    """Stop it; what is finished is kept. Raises RenderIsOver."""
    return farm.cancel_render(render=render, now=now)


def stop_renders(project: Project, now: datetime) -> None:
    """Nobody waits for the films of a project that was put away."""
    active = farm_selectors.renders_of(workspace_id=project.workspace_id, subject=project.id)
    for render in active.filter(state__in=(RenderState.QUEUED, RenderState.RUNNING)):
        farm.cancel_render(render=render, now=now)


def estimate(*, project: Project, preset: str, now: datetime, extras: Sequence[str] = ()) -> Estimated:
    """What a render would take: the same walk over the same plan as the run."""
    wanted = current(project, preset=_known(preset))
    plan = extended(wanted.plan, wanted.spec, extras)
    found = farm_selectors.estimate(workspace_id=project.workspace_id, plan=plan, now=now)
    return Estimated(found, OWN_MACHINES)


def _frozen(render: Render, extras: Iterable[str]) -> Plan:
    spec = FilmSpec.model_validate(render.spec)
    return extended(compiled(spec, _known(render.preset)), spec, extras)


def _known(preset: str) -> str:
    return str(valid({"preset": preset})["preset"]) if preset else ""


def _poster(wanted: Current) -> str:
    """The picture of the first shot that is no card."""
    shots = [shot for scene in wanted.spec.scenes for shot in scene.shots]
    first = next((shot for shot in shots if shot.size is not ShotSize.TITLE), shots[0])
    return wanted.plan.wanted[first.key]["panel"]
