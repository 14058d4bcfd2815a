"""What a conversation is to be, and how far it has come: values that travel between writing steps as JSON."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from renderers.episode import PersonalitySpec, Purpose, Relation
from renderers.spec import Frozen

OFFLINE = "offline"
LINE_OFFLINE = "talk_offline"
"""The engine that says what the offline writer would."""


class SlotKind(StrEnum):
    """What a place in the order of writing is for."""

    PLAN = "plan"
    TURN = "turn"
    REVISION = "revision"


class Fact(Frozen):
    """Sentences of a source, cited in a turn as `[key]`."""

    key: str
    source: str
    text: str


class Seat(Frozen):
    """Somebody who speaks; `engine` writes their turns, `lines` are their phrases by move for the offline writer."""

    person: PersonalitySpec
    knowledge: str = ""
    engine: str = LINE_OFFLINE
    model: str = ""
    lines: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def key(self) -> str:
        """Of the person."""
        return self.person.key


class Chapter(Frozen):
    """What is talked about in its seconds; `settled` says that people chose its title."""

    title: str
    purpose: Purpose = Purpose.EXPLAIN
    points: tuple[str, ...] = ()
    seconds: Annotated[float, Field(gt=0)]
    facts: tuple[Fact, ...] = ()
    settled: bool = False


class Slot(Frozen):
    """Where somebody may be asked: the director asks or passes over. `chapter` is a number from 0."""

    kind: SlotKind
    seat: str
    chapter: int = 0


class TalkBrief(Frozen):
    """All a conversation is written from. `seconds` is speech alone; `voices` the engine that will speak it.

    `earlier` are sentences and subjects that earlier episodes of the show had.
    """

    title: str
    show: str = ""
    audience: str = ""
    tone: str = ""
    language: str = "en"
    voices: str
    seed: int = 0
    seats: tuple[Seat, ...]
    chapters: tuple[Chapter, ...]
    slots: tuple[Slot, ...]
    earlier: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """Of speech that is wanted."""
        return sum(chapter.seconds for chapter in self.chapters)

    def seat(self, key: str) -> Seat:
        """One of them."""
        return next(seat for seat in self.seats if seat.key == key)

    def facts(self) -> dict[str, Fact]:
        """Every fact by key."""
        return {fact.key: fact for chapter in self.chapters for fact in chapter.facts}


class Mark(StrEnum):
    """What a turn may do besides being said."""

    CUT_IN = "cut_in"
    TOGETHER = "together"
    LISTENER = "listener"


class Aside(Frozen):
    """What somebody else lets be heard while a turn is said: a listener's word, a laugh."""

    seat: str
    text: str


class Line(Frozen):
    """A turn that was written; `facts` are the keys it cites, `by` the engine that wrote it.

    `relation` is how it meets the turn before it; `dropped` are marks of a model that could not be heard.
    """

    seat: str
    chapter: int
    text: str
    facts: tuple[str, ...] = ()
    by: str = ""
    relation: Relation = Relation.ANSWER
    asides: tuple[Aside, ...] = ()
    dropped: tuple[str, ...] = ()


class Ask(Frozen):
    """What the next one is asked: a prompt for a model, and what the offline writer would say instead.

    `line` is the turn to be written over, -1 for a new one; `words` is about how long it should be; `marks` are what
    the turn may do besides.
    """

    slot: int
    seat: str
    system: str
    prompt: str
    words: int
    most_tokens: int
    line: int = -1
    offline: str = ""
    offline_facts: tuple[str, ...] = ()
    shape: str = ""
    marks: tuple[Mark, ...] = ()


class Talk(Frozen):
    """The conversation so far, and what is asked next: nothing where the director passes somebody over."""

    chapters: tuple[Chapter, ...]
    lines: tuple[Line, ...] = ()
    ask: Ask | None = None


class Reply(Frozen):
    """What a writer gave: fit to be said. Empty where nothing was asked."""

    text: str = ""
    facts: tuple[str, ...] = ()
    by: str = ""
    relation: Relation = Relation.ANSWER
    asides: tuple[Aside, ...] = ()
    dropped: tuple[str, ...] = ()
