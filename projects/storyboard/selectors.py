"""Reading shots, always from a workspace."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet

from projects.project.models import Project
from projects.storyboard.models import Shot
from studio.core.tenancy import access

STORY_ORDER = ("scene_position", "order_key", "id")


def shots_of(project: Project) -> QuerySet[Shot]:
    """Live shots in story order."""
    return (
        Shot.objects.filter(
            workspace_id=project.workspace_id, project_id=project.id, archived_at=None, scene__archived_at=None
        )
        .select_related("scene")
        .annotate(scene_position=F("scene__position"))
        .order_by(*STORY_ORDER)
    )


def access_shot(*, workspace_id: str, id: str) -> Shot:
    """A live shot of a live project; NotFound for strangers."""
    shots = Shot.objects.filter(archived_at=None, scene__archived_at=None, project__archived_at=None)
    return access(shots.select_related("scene", "project"), workspace_id=workspace_id, id=id)


def numbers(shots: Iterable[Shot]) -> dict[str, str]:
    """What a shot is called on set, `3.2` for the second of scene 3, by id; `shots` are whole scenes in order."""
    counted: dict[str, int] = {}
    named = {}
    for shot in shots:
        counted[shot.scene_id] = counted.get(shot.scene_id, 0) + 1
        named[shot.id] = f"{shot.scene.number}.{counted[shot.scene_id]}"
    return named
