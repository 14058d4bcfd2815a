"""Making and changing projects. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from projects.project import followers
from projects.project.fields import valid
from projects.project.models import Project
from projects.project.selectors import locked_project
from studio.core.errors import Conflict
from studio.core.etags import check_version
from studio.core.events import announce

EDITABLE = frozenset(
    "title logline genre tone audience language aspect rate target_minutes preset style seed pronunciations".split()
)


@transaction.atomic
def create_project(*, workspace_id: str, author_id: str, fields: Mapping[str, Any], screenplay: str = "") -> Project:
    """A project, with its screenplay read and broken down if there is one; all or nothing."""
    project = Project(workspace_id=workspace_id, **valid(fields))
    project.save(force_insert=True)
    for follow in followers.ON_CREATED:
        follow(project, screenplay, author_id)
    announce_project(project)
    return project


@transaction.atomic
def change_project(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any]) -> Project:
    """The project with these fields set. Raises PreconditionFailed when somebody else was faster."""
    project = locked_project(workspace_id=workspace_id, id=id)
    check_version(current=project.version, expected=version)
    before = project.frame_rate
    for name, value in valid(fields).items():
        if name not in EDITABLE:
            raise Conflict(f"{name} cannot be changed once the project is there.", param=name)
        setattr(project, name, value)
    project.version += 1
    project.save()
    if project.frame_rate != before:
        for follow in followers.ON_RETIMED:
            follow(project, before)
    announce_project(project)
    return project


@transaction.atomic
def archive_project(*, workspace_id: str, id: str, version: int, now: datetime) -> None:
    """Out of sight; its rows and what was made for it stay until the workspace's retention ends."""
    project = locked_project(workspace_id=workspace_id, id=id)
    check_version(current=project.version, expected=version)
    project.archived_at = now
    project.version += 1
    project.save()
    for follow in followers.ON_ARCHIVED:
        follow(project, now)
    announce_project(project)


def announce_project(project: Project) -> None:
    """Tells who watches the workspace or the project."""
    body = {"project_id": project.id, "version": project.version, "archived": project.archived_at is not None}
    for topic in (f"project:{project.id}", f"workspace:{project.workspace_id}"):
        announce(workspace_id=project.workspace_id, topic=topic, kind="project.changed", body=body)
