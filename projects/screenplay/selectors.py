"""Reading screenplays, scenes and lines, always from a workspace."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from projects.project.models import Project
from projects.screenplay.models import LINE, Element, Scene, Screenplay, Writing
from studio.core.errors import NotFound
from studio.core.tenancy import access


def screenplay_of(project: Project) -> Screenplay:
    """The project's screenplay; NotFound while it has none."""
    found = Screenplay.objects.filter(workspace_id=project.workspace_id, project_id=project.id).first()
    if found is None:
        raise NotFound("This project has no screenplay.")
    return found


def scenes_of(project: Project) -> QuerySet[Scene]:
    """Live scenes in story order."""
    return Scene.objects.filter(workspace_id=project.workspace_id, project_id=project.id, archived_at=None).order_by(
        "position"
    )


def access_scene(*, workspace_id: str, id: str) -> Scene:
    """A live scene of a live project; NotFound for strangers."""
    scenes = Scene.objects.filter(archived_at=None, project__archived_at=None).select_related("project")
    return access(scenes, workspace_id=workspace_id, id=id)


def elements_of(scene: Scene) -> QuerySet[Element]:
    """What is in a scene, in order."""
    return Element.objects.filter(workspace_id=scene.workspace_id, scene_id=scene.id, archived_at=None).order_by(
        "position"
    )


def paragraphs_of(project: Project) -> Iterator[tuple[str, str, str]]:
    """(scene id, kind, text) of everything in the project's scenes, in story order."""
    rows = Element.objects.filter(
        workspace_id=project.workspace_id, project_id=project.id, archived_at=None, scene__archived_at=None
    )
    return iter(rows.order_by("scene__position", "position").values_list("scene_id", "kind", "text"))


def lines_of(project: Project) -> QuerySet[Element]:
    """Every line of the project, in story order."""
    return Element.objects.filter(
        workspace_id=project.workspace_id, project_id=project.id, kind=LINE, archived_at=None, scene__archived_at=None
    ).order_by("scene__position", "position")


def access_writing(*, workspace_id: str, id: str) -> Writing:
    """What a writer was asked for; NotFound for strangers and for what was put away."""
    writings = Writing.objects.filter(project__archived_at=None).select_related("project")
    return access(writings, workspace_id=workspace_id, id=id)


def writings_of(project: Project) -> QuerySet[Writing]:
    """Newest first."""
    return Writing.objects.filter(workspace_id=project.workspace_id, project_id=project.id).order_by("-id")
