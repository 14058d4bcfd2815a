"""A script as a document of turns: frozen values, and edits that make a new one. Pure.

A turn has a version of its own: two people who edit different turns never meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from renderers.episode import MOST_PAUSE_MS, MOST_TAKES, Purpose, Relation, SegmentSpec, TurnSpec
from renderers.spec import Frozen
from studio.core.errors import Conflict, Invalid, NotFound
from studio.core.etags import check_version
from studio.core.ids import new_id

LONGEST_TURN = 4000
MOST_TURNS = 2000
_KEPT_HERE = {"id", "version", "is_left_out"}
FIELDS = ("speaker", "text", "manner", "relation", "pause_ms")


class NoSuchTurn(NotFound):
    """This turn is not in the script any more; load the script again."""

    code = "no_such_turn"


class LastTurn(Conflict):
    """A chapter needs one turn at least; write over it instead of taking it out."""

    code = "last_turn"


class Turn(Frozen):
    """Who says what, and how; `citations` are keys of sources."""

    id: str
    version: int = 1
    speaker: str
    text: str
    manner: str = ""
    relation: Relation = Relation.ANSWER
    citations: tuple[str, ...] = ()
    pause_ms: Annotated[int, Field(ge=0, le=MOST_PAUSE_MS)] | None = None
    voice: str = ""
    take: Annotated[int, Field(ge=0, le=MOST_TAKES)] = 0
    is_left_out: bool = False


class Segment(Frozen):
    """A chapter."""

    id: str
    title: str
    purpose: Purpose = Purpose.EXPLAIN
    seconds: int = 0
    turns: tuple[Turn, ...]


class Document(Frozen):
    """The whole script, empty until it is written."""

    segments: tuple[Segment, ...] = ()

    def turns(self) -> tuple[Turn, ...]:
        """All of them in order."""
        return tuple(turn for segment in self.segments for turn in segment.turns)

    def turn(self, id: str) -> Turn:
        """One of them. Raises NoSuchTurn."""
        found = next((turn for turn in self.turns() if turn.id == id), None)
        if found is None:
            raise NoSuchTurn
        return found


def of_segments(segments: Sequence[SegmentSpec]) -> Document:
    """What a writer wrote, every turn with an id that stays."""
    return Document(
        segments=tuple(
            Segment(
                id=new_id("seg"),
                title=each.title,
                purpose=each.purpose,
                seconds=each.seconds,
                turns=tuple(
                    Turn(id=new_id("trn"), **turn.model_dump(exclude={"key"})) for turn in each.turns
                ),
            )
            for each in segments
        )
    )  # fmt: skip


def as_segments(document: Document) -> tuple[SegmentSpec, ...]:
    """The same for a compiler, keys by id. A turn with no words yet or that is left out is not spoken, nor a
    chapter of such turns."""
    return tuple(
        SegmentSpec(
            key=each.id,
            title=each.title,
            purpose=each.purpose,
            seconds=each.seconds,
            turns=tuple(TurnSpec(key=turn.id, **turn.model_dump(exclude=_KEPT_HERE)) for turn in turns),
        )
        for each in document.segments
        if (turns := _spoken(each.turns))
    )


def _spoken(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    worded = tuple(
        turn.model_copy(update={"text": text})
        for turn in turns
        if not turn.is_left_out and (text := " ".join(turn.text.split()))
    )
    return (worded[0].model_copy(update={"relation": Relation.ANSWER}), *worded[1:]) if worded else ()


def with_changed(document: Document, *, id: str, version: int, fields: Mapping[str, Any]) -> Document:
    """One turn with these fields. Raises NoSuchTurn, PreconditionFailed for a turn that moved on, Invalid."""
    before = document.turn(id)
    check_version(current=before.version, expected=version)
    changed = before.model_copy(update={**valid(fields), "version": before.version + 1})
    if changed.relation is not Relation.ANSWER and any(each.turns[0].id == id for each in document.segments):
        raise Invalid("The first turn of a chapter has nothing to interrupt; let it be an answer.", param="relation")
    return _mapped(document, id, lambda turns, at: (*turns[:at], changed, *turns[at + 1 :]))


def with_text(document: Document, *, id: str, text: str, version: int) -> Document:
    """One turn with this text as this version, as it stands while it is written: empty, or with a blank at its end."""
    changed = document.turn(id).model_copy(update={"text": text, "version": version})
    return _mapped(document, id, lambda turns, at: (*turns[:at], changed, *turns[at + 1 :]))


def with_added(document: Document, *, after: str, fields: Mapping[str, Any]) -> tuple[Document, Turn]:
    """A new turn behind another. Raises NoSuchTurn, Invalid."""
    document.turn(after)
    if len(document.turns()) >= MOST_TURNS:
        raise Invalid(f"A script has at most {MOST_TURNS} turns.", param="after")
    made = Turn(id=new_id("trn"), **valid(fields))
    return _mapped(document, after, lambda turns, at: (*turns[: at + 1], made, *turns[at + 1 :])), made


def without(document: Document, *, id: str, version: int) -> Document:
    """The script without a turn; what cut in on it becomes an answer. Raises NoSuchTurn, LastTurn."""
    check_version(current=document.turn(id).version, expected=version)

    def cut(turns: tuple[Turn, ...], at: int) -> tuple[Turn, ...]:
        if len(turns) == 1:
            raise LastTurn
        left = (*turns[:at], *turns[at + 1 :])
        return (left[0].model_copy(update={"relation": Relation.ANSWER}), *left[1:])

    return _mapped(document, id, cut)


def valid(fields: Mapping[str, Any]) -> dict[str, Any]:
    """As turns hold them. Raises Invalid in words."""
    found = dict(fields)
    if "text" in found:
        found["text"] = " ".join(str(found["text"]).split())
        if not found["text"]:
            raise Invalid("A turn says something; take it out instead of emptying it.", param="text")
        if len(found["text"]) > LONGEST_TURN:
            raise Invalid(
                f"This turn has {len(found['text'])} characters; let somebody answer before {LONGEST_TURN}.",
                param="text",
            )
    if "relation" in found:
        found["relation"] = Relation(found["relation"])
    return found


def _mapped(document: Document, id: str, edit: Callable[[tuple[Turn, ...], int], tuple[Turn, ...]]) -> Document:
    segments = []
    for segment in document.segments:
        at = next((number for number, turn in enumerate(segment.turns) if turn.id == id), None)
        segments.append(segment if at is None else segment.model_copy(update={"turns": edit(segment.turns, at)}))
    return Document(segments=tuple(segments))
