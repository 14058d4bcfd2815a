"""The sample project: in every workspace, and playable at once, because its film is adopted instead of made again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from projects.project.made import faces_of
from projects.project.models import Project
from projects.project.services import create_project
from projects.rendering.current import current
from projects.rendering.house import HOUSE
from projects.rendering.selectors import film_of
from projects.rendering.services import start_render
from renderers.farm import selectors as farm
from renderers.farm.adopt import adopt
from renderers.farm.models import Render
from renderers.screenplay.sample import LOGLINE, TITLE, sample_text
from studio.core.actor import Actor
from studio.core.clock import now as this_moment
from studio.core.tenancy import system, tenant

FIELDS = {"title": TITLE, "logline": LOGLINE, "genre": "Drama", "tone": "Warm", "target_minutes": 2}


def add_sample(actor: Actor) -> None:
    """Observer of new workspaces: the project, and its film if it was made before in this installation."""
    make_sample(workspace_id=actor.workspace_id, author_id=actor.user_id)
    adopt_sample(workspace_id=actor.workspace_id, now=this_moment())


def make_sample(*, workspace_id: str, author_id: str) -> Project:
    """The sample project of this workspace, as it was written. Call within `tenant(workspace_id)`."""
    found = Project.objects.filter(workspace_id=workspace_id, is_sample=True).first()
    if found is not None:
        return found
    return create_project(
        workspace_id=workspace_id,
        author_id=author_id,
        fields=FIELDS | {"is_sample": True},
        screenplay=sample_text(),
    )


def refreshed_sample(*, workspace_id: str, now: datetime) -> Project:
    """The sample as this version would make it anew, which is what new workspaces get. Call within `tenant(...)`.

    The one that is there is kept while it is the same film; else it makes room.
    """
    there = Project.objects.filter(workspace_id=workspace_id, is_sample=True).first()
    if there is None:
        return make_sample(workspace_id=workspace_id, author_id="")
    before = current(there).plan.result
    with suppress(_TheSame), transaction.atomic():
        there.is_sample, there.archived_at = False, now
        there.save()
        fresh = make_sample(workspace_id=workspace_id, author_id="")
        if current(fresh).plan.result == before:
            raise _TheSame
        return fresh
    return Project.objects.get(pk=there.pk)


class _TheSame(Exception):
    """Nothing to refresh."""


def adopt_sample(*, workspace_id: str, now: datetime) -> Render | None:
    """The film of a sample nobody edited, taken over from whoever has it; None when it was edited, or is made nowhere.

    Call within `tenant(workspace_id)`.
    """
    project = Project.objects.filter(workspace_id=workspace_id, is_sample=True, archived_at=None).first()
    if project is None or not project.scene_count or sample_film(project) is not None:
        return None
    wanted = current(project).plan
    if not published(wanted.result):
        return None
    adopt(workspace_id=workspace_id, digests=[step.digest for step in wanted])
    return start_render(workspace_id=workspace_id, project_id=project.id, preset=project.preset, started_by="", now=now)


def sample_film(project: Project) -> Render | None:
    """The finished render of the film as the sample is written now, None when it has yet to be made."""
    finished = farm.newest_finished(workspace_id=project.workspace_id, subject=project.id)
    return finished if finished is not None and finished.result == current(project).plan.result else None


def published(result: str) -> bool:
    """Whether the installation's own sample came out as this very film; an edited sample is nobody else's business."""
    with tenant(HOUSE):
        found = farm.artifacts(workspace_id=HOUSE, digests=[result])
    return bool(found)


def showcase() -> dict[str, Any] | None:
    """The installation's own sample film as anybody may see it, None before it was made."""
    with tenant(HOUSE):
        project = Project.objects.filter(workspace_id=HOUSE, is_sample=True, archived_at=None).first()
        render = farm.newest_finished(workspace_id=HOUSE, subject=project.id) if project else None
        film = film_of(render) if render else None
        if project is None or film is None:
            return None
        return {
            "title": project.title,
            "master_url": film["master_url"],
            "captions_url": film["captions_url"],
            "poster_url": faces_of([project])[project.id].poster_url,
        }


def adopt_everywhere(*, now: datetime) -> int:
    """Hands the finished sample to the workspaces that were opened before it was there; answers how many."""
    with system():
        waiting = list(Project.objects.filter(is_sample=True, archived_at=None).values_list("workspace_id", flat=True))
    adopted = 0
    for workspace_id in waiting:
        with tenant(workspace_id):
            adopted += adopt_sample(workspace_id=workspace_id, now=now) is not None
    return adopted
