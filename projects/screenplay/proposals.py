"""Proposals: what a writer wrote is shown beside the text, and takes a place in it only when a person accepts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from projects.project.selectors import locked_project
from projects.screenplay.models import Writing
from projects.screenplay.reading import read_text
from projects.screenplay.selectors import screenplay_of
from projects.screenplay.services import Written, write_screenplay
from studio.core.errors import Conflict
from studio.core.etags import check_version

ACCEPTED, DECLINED = "accepted", "declined"


class PassageGone(Conflict):
    """The passage that was rewritten says something else by now, so nothing was replaced. The proposal is kept: copy
    from it, or have the passage written again.
    """

    code = "passage_gone"


class AlreadySettled(Conflict):
    """This was decided before: accepted once or declined. Ask for it again, or go back to an earlier draft."""

    code = "already_settled"


def merged(text: str, writing: Writing, proposed: str) -> str:
    """The screenplay with the proposal in its place: the whole for pages, else the passage. Raises PassageGone."""
    if not writing.original:
        return proposed
    places = [found.start() for found in re.finditer(re.escape(writing.original), text)]
    if not places:
        raise PassageGone
    at = min(places, key=lambda place: abs(text.count("\n", 0, place) + 1 - writing.first_line))
    return text[:at] + proposed + text[at + len(writing.original) :]


@transaction.atomic
def accept(
    *,
    workspace_id: str,
    writing: Writing,
    propose: Callable[[Writing], str],
    version: int,
    author_id: str,
    now: datetime,
) -> Written:
    """The screenplay with it; what stood there is a draft in the history. Raises PreconditionFailed, PassageGone."""
    project = locked_project(workspace_id=workspace_id, id=writing.project_id)
    check_version(current=screenplay_of(project).version, expected=version)
    row = Writing.objects.select_for_update().get(workspace_id=workspace_id, pk=writing.pk)
    _insist_open(row)
    text = merged(screenplay_of(project).text, row, propose(row))
    written = write_screenplay(
        workspace_id=workspace_id,
        project_id=project.id,
        version=version,
        reading=read_text(text),
        author_id=author_id,
        now=now,
    )
    _settle(row, ACCEPTED)
    return written


@transaction.atomic
def decline(*, workspace_id: str, writing: Writing) -> Writing:
    """Not wanted; it can still be read."""
    row = Writing.objects.select_for_update().get(workspace_id=workspace_id, pk=writing.pk)
    _insist_open(row)
    _settle(row, DECLINED)
    return row


def _insist_open(row: Writing) -> None:
    if row.settled:
        raise AlreadySettled


def _settle(row: Writing, how: str) -> None:
    row.settled = how
    row.save(update_fields=["settled", "updated_at"])
