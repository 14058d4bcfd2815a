"""A screenplay as values: a title page and elements in order, each knowing the lines of text it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from renderers.screenplay.emphasis import unescaped, without_outermost
from renderers.spec import Setting


class Kind(StrEnum):
    """What an element is on the page."""

    HEADING = "heading"
    ACTION = "action"
    SPEECH = "speech"
    TRANSITION = "transition"
    CENTRED = "centred"
    LYRIC = "lyric"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    PAGE_BREAK = "page_break"


class PartKind(StrEnum):
    """What a piece of a speech is."""

    DIALOGUE = "dialogue"
    PARENTHETICAL = "parenthetical"
    LYRIC = "lyric"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a speech, Fountain emphasis still in it; a parenthetical without its brackets."""

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading taken apart; `text` is as written, without the scene number."""

    text: str
    setting: Setting
    location: str
    time_of_day: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """A character's cue and everything under it."""

    character: str
    extensions: tuple[str, ...]
    parts: tuple[Part, ...]
    dual: bool = False
    """Spoken together with the speech before it."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on the page, from `first_line` to `last_line` (1-based, both included; 0 when it came from no text).

    `text` is the element's own text with its Fountain emphasis; `level` the depth of a section.
    """

    kind: Kind
    text: str
    first_line: int = 0
    last_line: int = 0
    heading: Heading | None = None
    speech: Speech | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a writer should know about a line of the text, and what to do."""

    line: int
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A key of the title page and its lines."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The whole screenplay in reading order."""

    title_page: tuple[TitleEntry, ...]
    elements: tuple[Element, ...]
    notices: tuple[Notice, ...] = ()

    def title_value(self, key: str) -> str:
        """A title-page value on one line, emphasis removed; empty when it is not there."""
        values = [entry.values for entry in self.title_page if entry.key.lower() == key.lower()]
        return plain(" ".join(values[0])) if values else ""

    @property
    def title(self) -> str:
        """The film's title, empty when the page does not say."""
        return self.title_value("title")

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.title_value("author") or self.title_value("authors")

    def speeches(self) -> Iterator[tuple[Element, Speech]]:
        """Every speech with its element."""
        return ((element, element.speech) for element in self.elements if element.speech is not None)


def plain(text: str) -> str:
    """Text without Fountain's emphasis marks; marks that are escaped or stand alone stay as they are."""
    before = None
    while before != text:
        before, text = text, without_outermost(text)
    return unescaped(text)
