"""Several people write one turn at the same time: the studio puts their edits in one order, their browsers fit them in.

Every edit of a turn's text makes its next version and is kept for a while, so that a browser that was away can ask for
what it missed. An edit made on an older version is refused with nothing changed: the browser loads what came before,
moves its own edit behind it, and sends it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from projects.podcast.document import LONGEST_TURN, Document, Turn, with_text
from projects.podcast.letters import Edit, applied, between
from projects.podcast.models import Episode, Script, TurnEdit
from projects.podcast.selectors import access_episode, document_of, script_of
from studio.core.errors import Conflict, Invalid
from studio.core.etags import check_version
from studio.core.events import announce

KEPT = 400
"""Edits of a turn that are remembered: minutes of typing by several hands."""

REMEMBERED = timedelta(days=1)
MOST_AT_ONCE = 200
ELSEWHERE = ""
"""Who edited a turn as a whole, by a form or a program."""


class EditsGone(Conflict):
    """The edits since that version are not kept any more; load the turn again, your own words stay in your browser."""

    code = "edits_gone"


def edits_since(*, workspace_id: str, episode_id: str, turn_id: str, version: int) -> tuple[Turn, list[TurnEdit]]:
    """The turn as it is, and the edits that led to it from `version`. Raises NoSuchTurn, EditsGone."""
    script = script_of(access_episode(workspace_id=workspace_id, id=episode_id))
    turn = document_of(script).turn(turn_id)
    rows = list(_edits(script, turn_id).filter(version__gt=version, version__lte=turn.version).order_by("version"))
    if len(rows) != max(0, turn.version - version):
        raise EditsGone
    return turn, rows


def typed(document: Document, *, turn_id: str, version: int, edits: Sequence[Edit]) -> Document:
    """The document with edits made on a version of a turn's text. Raises NoSuchTurn, PreconditionFailed, Invalid."""
    turn = document.turn(turn_id)
    check_version(current=turn.version, expected=version)
    if not 0 < len(edits) <= MOST_AT_ONCE:
        raise Invalid(f"Send 1 to {MOST_AT_ONCE} edits at once.", param="edits")
    text = turn.text
    for edit in edits:
        text = applied(text, edit)
    if len(text) > LONGEST_TURN:
        said = f"This turn would have {len(text)} characters; let somebody answer before {LONGEST_TURN}."
        raise Invalid(said, param="edits")
    return with_text(document, id=turn_id, text=text, version=version + len(edits))


def remember(script: Script, *, turn_id: str, version: int, edits: Sequence[Edit], client: str, now: datetime) -> None:
    """Edits that led from a version on, for browsers that ask for them; the oldest are forgotten."""
    TurnEdit.objects.bulk_create(
        TurnEdit(
            workspace_id=script.workspace_id,
            script=script,
            turn_id=turn_id,
            version=number,
            edit=list(edit),
            client=client,
        )
        for number, edit in enumerate(edits, version + 1)
    )
    _edits(script, turn_id).filter(version__lte=version + len(edits) - KEPT).delete()
    TurnEdit.objects.filter(workspace_id=script.workspace_id, script=script, created_at__lt=now - REMEMBERED).delete()


def remember_changes(script: Script, *, before: Document, after: Document, now: datetime) -> None:
    """What was changed as a whole, as edits: whoever writes in such a turn at this moment sees it and goes on."""
    known = {turn.id: turn for turn in before.turns()}
    for turn in after.turns():
        old = known.get(turn.id)
        if old is None:
            _edits(script, turn.id).delete()  # taken out once, and back: its versions are counted anew
        elif turn.version == old.version + 1:
            edit = between(old.text, turn.text)
            remember(script, turn_id=turn.id, version=old.version, edits=[edit], client=ELSEWHERE, now=now)
        elif turn.version != old.version:
            _edits(script, turn.id).delete()


def tell_typed(episode: Episode, *, turn_id: str, version: int, edits: Sequence[Edit], client: str) -> None:
    """Everybody who has the show open hears of the letters themselves."""
    body: dict[str, Any] = {"project_id": episode.project_id, "episode_id": episode.id, "turn_id": turn_id}
    body |= {"version": version, "client": client, "edits": [list(edit) for edit in edits]}
    announce(workspace_id=episode.workspace_id, topic=f"project:{episode.project_id}", kind="script.typed", body=body)


def _edits(script: Script, turn_id: str) -> Any:
    return TurnEdit.objects.filter(workspace_id=script.workspace_id, script=script, turn_id=turn_id)
