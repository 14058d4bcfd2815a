"""Reading the cast and its places, always from a workspace."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from projects.cast.models import Character, LetPass, Look, Reference
from projects.project.models import Project
from projects.screenplay.selectors import scenes_of
from studio.core.tenancy import access


@dataclass(frozen=True, slots=True)
class Location:
    """A place scenes are set in."""

    name: str
    setting: str
    scene_ids: tuple[str, ...]


def characters_of(project: Project) -> QuerySet[Character]:
    """Live characters, who speaks most first."""
    return Character.objects.filter(
        workspace_id=project.workspace_id, project_id=project.id, archived_at=None
    ).order_by("position", "id")


def access_character(*, workspace_id: str, id: str) -> Character:
    """A live character of a live project; NotFound for strangers."""
    characters = Character.objects.filter(archived_at=None, project__archived_at=None)
    return access(characters, workspace_id=workspace_id, id=id)


def looks_of(project: Project) -> QuerySet[Look]:
    """Every look of the live cast, the oldest first."""
    return Look.objects.filter(
        workspace_id=project.workspace_id, project_id=project.id, archived_at=None, character__archived_at=None
    ).order_by("created_at", "id")


def access_look(*, workspace_id: str, id: str) -> Look:
    """A look of a live character; NotFound for strangers."""
    looks = Look.objects.filter(
        archived_at=None, character__archived_at=None, project__archived_at=None
    ).select_related("character")
    return access(looks, workspace_id=workspace_id, id=id)


def references_of(project: Project) -> QuerySet[Reference]:
    """Every picture and recording of the live cast, the oldest first."""
    return (
        Reference.objects.filter(
            workspace_id=project.workspace_id, project_id=project.id, archived_at=None, character__archived_at=None
        )
        .select_related("consent")
        .order_by("created_at", "id")
    )


def passes_of(project: Project) -> QuerySet[LetPass, str]:
    """Digests of the key images that are filmed although they look unlike somebody."""
    passes = LetPass.objects.filter(workspace_id=project.workspace_id, project_id=project.id)
    return passes.order_by("panel").values_list("panel", flat=True)


def access_reference(*, workspace_id: str, id: str) -> Reference:
    """A picture or recording of a live character; NotFound for strangers."""
    references = Reference.objects.filter(
        archived_at=None, character__archived_at=None, project__archived_at=None
    ).select_related("character", "project", "consent")
    return access(references, workspace_id=workspace_id, id=id)


def locations_of(project: Project) -> list[Location]:
    """Places in the order the film comes to them."""
    found: dict[tuple[str, str], list[str]] = {}
    for scene in scenes_of(project):
        found.setdefault((scene.location, scene.setting), []).append(scene.id)
    return [Location(name, setting, tuple(ids)) for (name, setting), ids in found.items()]
