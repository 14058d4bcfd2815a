"""Reading projects, always from a workspace."""

from __future__ import annotations

from django.db.models import QuerySet

from projects.project.models import Project
from studio.core.tenancy import access


def projects(*, workspace_id: str) -> QuerySet[Project]:
    """The workspace's projects that are not archived, newest first."""
    return Project.objects.filter(workspace_id=workspace_id, archived_at=None).order_by("-created_at", "-id")


def access_project(*, workspace_id: str, id: str) -> Project:
    """NotFound for strangers and for what was archived."""
    return access(projects(workspace_id=workspace_id), workspace_id=workspace_id, id=id)


def locked_project(*, workspace_id: str, id: str) -> Project:
    """The same, its row locked until the transaction ends, so that edits come one after another."""
    return access(projects(workspace_id=workspace_id).select_for_update(), workspace_id=workspace_id, id=id)
