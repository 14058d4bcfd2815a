"""A writing as the farm makes it: its plan and its render."""

from __future__ import annotations

from datetime import datetime

from projects.project.models import Project
from projects.screenplay.models import Writing
from projects.screenplay.selectors import writings_of
from renderers.compilers.screenplay import Commission, What, compile_writing
from renderers.errors import BadInput
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm.models import Render
from renderers.farm.steps import OPEN
from renderers.plan import Plan
from renderers.writing.brief import Brief
from studio.core.errors import Conflict

PREFIX = "wrt_"


class CannotBeWritten(Conflict):
    """This cannot be written."""

    code, status = "cannot_be_written", 422


def is_of_writing(render: Render) -> bool:
    """Whether a render writes something."""
    return render.subject.startswith(PREFIX)


def stop_writings(project: Project, now: datetime) -> None:
    """Nobody waits for pages of a project that was put away."""
    ids = [each.render_id for each in writings_of(project) if each.render_id]
    for render in Render.objects.filter(workspace_id=project.workspace_id, pk__in=ids, state__in=OPEN):
        farm.cancel_render(render=render, now=now)


def render_of(writing: Writing) -> Render | None:
    """How it is being made; None until it is started."""
    if not writing.render_id:
        return None
    return farm_selectors.access_render(workspace_id=writing.workspace_id, id=writing.render_id)


def compiled(row: Writing) -> Plan:
    """Its plan, as the engines are now. Raises CannotBeWritten in words."""
    wanted = Commission(
        what=What(row.kind),
        writer=row.writer,
        model=row.model,
        brief=Brief.model_validate(row.brief),
        seed=row.seed,
        outline=row.asked.get("outline", ""),
        takes=tuple(row.takes),
        passage=row.asked.get("passage", {}),
    )
    try:
        return compile_writing(wanted)
    except BadInput as error:
        raise CannotBeWritten(str(error)) from error


def replanned(render: Render) -> Plan:
    """The plan of a writing that waited while the studio was updated."""
    return compiled(Writing.objects.get(workspace_id=render.workspace_id, pk=render.subject))
