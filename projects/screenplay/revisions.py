"""Drafts of a screenplay as they were saved: who, when, what changed; and going back to one, which is a new draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from projects.project.models import Project
from projects.screenplay.models import Revision
from projects.screenplay.reading import Reading, read_text
from projects.screenplay.selectors import screenplay_of
from projects.screenplay.services import Written, write_screenplay
from studio.accounts.models import User
from studio.core.tenancy import access


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in a list; lines are those of the text that came and went against the draft before."""

    id: str
    version: int
    saved_at: datetime
    author: str
    added_lines: int
    removed_lines: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Headings of scenes that came, went, or say something else."""

    added: Sequence[str]
    changed: Sequence[str]
    removed: Sequence[str]


def revisions_of(project: Project) -> QuerySet[Revision]:
    """Every draft."""
    return Revision.objects.filter(workspace_id=project.workspace_id, screenplay=screenplay_of(project))


def access_revision(*, workspace_id: str, id: str) -> Revision:
    """A draft of a live project; NotFound for strangers."""
    live = Revision.objects.filter(screenplay__project__archived_at=None).select_related("screenplay__project")
    return access(live, workspace_id=workspace_id, id=id)


def listed(project: Project, rows: Sequence[Revision]) -> list[Draft]:
    """Drafts, newest first, each against the one before it."""
    current = screenplay_of(project).version
    names = dict(User.objects.filter(pk__in={row.author for row in rows}).values_list("id", "name"))
    before = _texts_before(rows)
    return [
        Draft(
            id=row.id,
            version=row.version,
            saved_at=row.created_at,
            author=names.get(row.author, ""),
            added_lines=_more(row.text, before[row.id]),
            removed_lines=_more(before[row.id], row.text),
            is_current=row.version == current,
        )
        for row in rows
    ]


def difference(revision: Revision) -> Difference:
    """What this draft changed against the one before it."""
    earlier = _before(revision)
    return compared(read_text(earlier.text) if earlier else read_text(""), read_text(revision.text))


def compared(old: Reading, new: Reading) -> Difference:
    """Scene by scene, whatever their order. Pure."""
    was, now = list(_scenes(old)), list(_scenes(new))
    left, fresh = Counter(was) - Counter(now), Counter(now) - Counter(was)
    gone = Counter(heading for heading, _ in left.elements())
    added: list[str] = []
    changed: list[str] = []
    for heading, _ in fresh.elements():
        (changed if gone[heading] else added).append(heading)
        gone[heading] -= 1
    return Difference(added, changed, [heading for heading, count in gone.items() for _ in range(max(0, count))])


def restore(*, workspace_id: str, revision_id: str, version: int, author_id: str, now: datetime) -> Written:
    """The screenplay as it was in this draft, as a new one: scenes, shots and takes it had come back with it.

    Raises PreconditionFailed when somebody else was faster.
    """
    revision = access_revision(workspace_id=workspace_id, id=revision_id)
    return write_screenplay(
        workspace_id=workspace_id,
        project_id=revision.screenplay.project_id,
        version=version,
        reading=read_text(revision.text),
        author_id=author_id,
        now=now,
    )


def _before(revision: Revision) -> Revision | None:
    drafts = Revision.objects.filter(workspace_id=revision.workspace_id, screenplay_id=revision.screenplay_id)
    return drafts.filter(version__lt=revision.version).order_by("-version").first()


def _texts_before(rows: Sequence[Revision]) -> Mapping[str, str]:
    """By revision, the text it was written over."""
    if not rows:
        return {}
    ordered = sorted(rows, key=lambda row: row.version)
    first = _before(ordered[0])
    texts = [first.text if first else "", *(row.text for row in ordered)]
    return {row.id: text for row, text in zip(ordered, texts, strict=False)}


def _more(one: str, other: str) -> int:
    """How many lines are in one and not in the other; empty ones do not count."""
    lines = Counter(filter(str.strip, one.splitlines())) - Counter(filter(str.strip, other.splitlines()))
    return lines.total()


def _scenes(reading: Reading) -> Iterator[tuple[str, str]]:
    """Heading and words of each scene."""
    lines = reading.text.splitlines()
    for scene in reading.breakdown.scenes:
        body = "\n".join(line.strip() for line in lines[scene.first_line - 1 : scene.last_line])
        yield scene.heading.text, body.strip()
