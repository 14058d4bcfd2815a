"""Writing a screenplay: the text is stored, its index rebuilt and everybody who follows it told, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from projects.project.models import FILM, Project
from projects.project.selectors import locked_project
from projects.screenplay import followers, index
from projects.screenplay.changes import Changes, Named, short
from projects.screenplay.models import LINE, Element, Revision, Scene, Screenplay
from projects.screenplay.reading import Reading, read_text
from projects.screenplay.selectors import screenplay_of
from renderers.screenplay.align import moved
from renderers.screenplay.pages import count_pages
from studio.core.clock import now as this_moment
from studio.core.etags import check_version
from studio.core.events import announce


@dataclass(frozen=True, slots=True)
class Written:
    """A screenplay as stored, its project, and what the edit did by kind of row: scenes, lines, shots, characters."""

    project: Project
    screenplay: Screenplay
    changes: Mapping[str, Changes]


def start_screenplay(project: Project, text: str, author_id: str) -> None:
    """The screenplay of a new film; runs in the transaction that makes it."""
    if project.kind != FILM:
        return
    screenplay = Screenplay.objects.create(workspace_id=project.workspace_id, project=project)
    if text:
        _store(project, screenplay, read_text(text), author_id=author_id, now=this_moment())


@transaction.atomic
def write_screenplay(
    *, workspace_id: str, project_id: str, version: int, reading: Reading, author_id: str, now: datetime
) -> Written:
    """The screenplay with this text; the same text again changes nothing. PreconditionFailed when it moved on."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    screenplay = screenplay_of(project)
    check_version(current=screenplay.version, expected=version)
    if reading.text == screenplay.text:
        return Written(project, screenplay, {"scenes": Changes(), "lines": Changes(), "shots": Changes()})
    screenplay.version += 1
    changes = _store(project, screenplay, reading, author_id=author_id, now=now)
    return Written(project, screenplay, changes)


def _store(
    project: Project, screenplay: Screenplay, reading: Reading, *, author_id: str, now: datetime
) -> Mapping[str, Changes]:
    screenplay.text = reading.text
    screenplay.pages = count_pages(reading.script)
    screenplay.notices = [asdict(notice) for notice in reading.notices]
    screenplay.title_page = [[entry.key, list(entry.values)] for entry in reading.script.title_page]
    screenplay.save()
    Revision.objects.create(
        workspace_id=project.workspace_id,
        screenplay=screenplay,
        version=screenplay.version,
        text=screenplay.text,
        author=author_id,
    )
    draft, changes = _reindex(project, reading, now=now)
    for follow in followers.ON_WRITTEN:
        changes |= follow(draft)
    project.save()
    announce(
        workspace_id=project.workspace_id,
        topic=f"project:{project.id}",
        kind="screenplay.changed",
        body={"project_id": project.id, "version": screenplay.version},
    )
    return changes


def _reindex(project: Project, reading: Reading, *, now: datetime) -> tuple[followers.Draft, dict[str, Changes]]:
    mine = {"workspace_id": project.workspace_id, "project_id": project.id}
    scenes, elements = list(Scene.objects.filter(**mine)), list(Element.objects.filter(**mine))
    found = index.rebuilt(reading.breakdown, **mine, scenes=scenes, elements=elements)
    flat = [element for inside in found.elements for element in inside]
    lost_scenes = index.archived(scenes, kept={row.id for row in found.scenes}, now=now)
    lost_elements = index.archived(elements, kept={row.id for row in flat}, now=now)
    store_rows(Scene, [*found.scenes, *lost_scenes], index.SCENE_FIELDS, found.before_scenes)
    store_rows(Element, [*flat, *lost_elements], index.ELEMENT_FIELDS, found.before_elements)
    project.scene_count = len(found.scenes)
    project.line_count = sum(element.kind == LINE for element in flat)
    changes = {
        "scenes": _scene_changes(found, lost_scenes),
        "lines": _line_changes(found, flat, [row for row in lost_elements if row.kind == LINE]),
    }
    return _draft(project, reading, found, now=now), changes


def _draft(project: Project, reading: Reading, found: index.Index, *, now: datetime) -> followers.Draft:
    before = _outline(found)
    spoke = {row["id"]: row["character"] for row in found.before_elements}
    return followers.Draft(
        project=project,
        breakdown=reading.breakdown,
        scenes=found.scenes,
        elements=found.elements,
        changed=frozenset(
            row.id
            for row, inside in zip(found.scenes, found.elements, strict=True)
            if before.get(row.id) != (row.content, [element.id for element in inside])
        ),
        speakers={
            element.id: spoke[element.id]
            for inside in found.elements
            for element in inside
            if spoke.get(element.id, element.character).casefold() != element.character.casefold()
        },
        now=now,
    )


def _outline(found: index.Index) -> dict[str, tuple[str, list[str]]]:
    """What was in each scene before: the hash of its content, and its elements in order.

    Two scenes that each hold the same line may exchange its rows while the text of both stays as it was.
    """
    elements: dict[str, list[str]] = {}
    for row in found.before_elements:
        elements.setdefault(row["scene_id"], []).append(row["id"])
    return {row["id"]: (row["content"], elements.get(row["id"], [])) for row in found.before_scenes}


def _scene_changes(found: index.Index, lost: Sequence[Scene]) -> Changes:
    before = {row["id"]: (place, row) for place, row in enumerate(found.before_scenes)}
    shifted = moved([before[row.id][0] if row.id in before else None for row in found.scenes])
    changes = Changes(removed=[_named_scene(row) for row in lost])
    for place, row in enumerate(found.scenes):
        if row.id not in before:
            changes.added.append(_named_scene(row))
        elif before[row.id][1]["content"] != row.content:
            changes.changed.append(_named_scene(row))
        if place in shifted:
            changes.moved.append(_named_scene(row))
    return changes


def _line_changes(found: index.Index, flat: Sequence[Element], lost: Sequence[Element]) -> Changes:
    before = {row["id"]: row for row in found.before_elements}
    changes = Changes(removed=[_named_line(row) for row in lost])
    for row in flat:
        old = before.get(row.id)
        if row.kind != LINE:
            continue
        if old is None:
            changes.added.append(_named_line(row))
            continue
        if any(old[name] != getattr(row, name) for name in ("text", "character", "parenthetical", "extension", "dual")):
            changes.changed.append(_named_line(row))
        if old["scene_id"] != row.scene_id:
            changes.moved.append(_named_line(row))
    return changes


def _named_scene(row: Scene) -> Named:
    return Named(row.id, short(f"{row.number}. {row.heading}"))


def _named_line(row: Element) -> Named:
    return Named(row.id, short(f"{row.character}: {row.text}"))


def store_rows(
    model: type[models.Model],
    rows: Sequence[Any],
    fields: Sequence[str],
    before: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Insert or update these rows in one statement each 1,000; rows that are as they were `before` are left alone."""
    known = {row["id"]: row for row in before}
    written = [
        row
        for row in rows
        if row.archived_at is not None
        or row.id not in known
        or any(known[row.id][name] != getattr(row, name) for name in fields)
    ]
    model._default_manager.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*fields, "archived_at", "updated_at"],
        batch_size=1000,
    )
