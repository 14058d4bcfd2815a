"""A screenplay to edit, and the edits; everything through the services the API calls."""

from __future__ import annotations

from typing import Any

from projects.project.models import Project
from projects.screenplay.changes import Changes
from projects.screenplay.models import Element, Scene
from projects.screenplay.reading import read_text
from projects.screenplay.selectors import lines_of, scenes_of, screenplay_of
from projects.screenplay.services import Written, write_screenplay
from projects.storyboard.models import Shot
from projects.storyboard.selectors import shots_of
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_project, a_workspace

STORY = """Title: Salt
Author: A. Writer

INT. KITCHEN - NIGHT

Rain on the window. MIA, 30, a woman in a red coat, sets two cups on the table.

MIA
You came back.

OTTO
(quietly)
I never left the street.

MIA
Sit down.

EXT. STREET - DAY

Otto walks under the plane trees.

MIA (V.O.)
Nobody saw you.

INT. KITCHEN - MORNING

One cup is left.

OTTO
Salt?

MIA
Salt.
"""


def a_story(text: str = STORY, **fields: Any) -> Project:
    """A project of its own workspace with this screenplay."""
    project = a_project(workspace=a_workspace(), screenplay=text)
    if fields:
        with tenant(project.workspace_id):
            Project.objects.filter(pk=project.pk).update(**fields)
            project.refresh_from_db()
    return project


def text_of(project: Project) -> str:
    """Its screenplay's text as it is stored."""
    with tenant(project.workspace_id):
        return screenplay_of(project).text


def rewrite(project: Project, text: str) -> Written:
    """The whole text anew."""
    with tenant(project.workspace_id):
        return write_screenplay(
            workspace_id=project.workspace_id,
            project_id=project.id,
            version=screenplay_of(project).version,
            reading=read_text(text),
            author_id="",
            now=now(),
        )


def edit(project: Project, old: str, new: str) -> Written:
    """The text with one passage, which must be there, replaced."""
    text = text_of(project)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return rewrite(project, text.replace(old, new))


def scenes(project: Project) -> list[Scene]:
    """Live ones in order."""
    with tenant(project.workspace_id):
        return list(scenes_of(project))


def lines(project: Project) -> list[Element]:
    """Live ones in order."""
    with tenant(project.workspace_id):
        return list(lines_of(project))


def shots(project: Project) -> list[Shot]:
    """Live ones in order."""
    with tenant(project.workspace_id):
        return list(shots_of(project))


def labels(named: list[Any]) -> list[str]:
    """What a list of changes calls its rows."""
    return [each.label for each in named]


def done(changes: Changes) -> set[str]:
    """The kinds of change that happened at all."""
    return {name for name in ("added", "changed", "moved", "removed") if getattr(changes, name)}
