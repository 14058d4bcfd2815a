"""Deciding about the sound. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from projects.project.models import Project
from projects.project.selectors import locked_project
from projects.screenplay.models import Scene
from projects.screenplay.selectors import access_scene
from projects.sound.fields import valid
from projects.sound.models import SoundSettings
from projects.sound.selectors import settings_of
from studio.core.etags import check_version
from studio.core.events import announce


@transaction.atomic
def change_scene_sound(*, workspace_id: str, scene_id: str, version: int, fields: Mapping[str, Any]) -> SoundSettings:
    """The scene's settings with these fields set; None leaves one to the film. Raises PreconditionFailed, Invalid."""
    scene = access_scene(workspace_id=workspace_id, id=scene_id)
    project = locked_project(workspace_id=workspace_id, id=scene.project_id)
    return _changed(project, scene, version=version, fields=fields)


@transaction.atomic
def change_film_sound(*, workspace_id: str, project_id: str, version: int, fields: Mapping[str, Any]) -> SoundSettings:
    """What holds for every scene that decides nothing else. Raises PreconditionFailed, Invalid."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    return _changed(project, None, version=version, fields=fields)


def _changed(project: Project, scene: Scene | None, *, version: int, fields: Mapping[str, Any]) -> SoundSettings:
    row = settings_of(project, scene)
    check_version(current=row.version, expected=version)
    for name, value in valid(fields).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    announce(
        workspace_id=project.workspace_id,
        topic=f"project:{project.id}",
        kind="sound.changed",
        body={"project_id": project.id, "scene_id": scene.id if scene else "", "version": row.version},
    )
    return row
