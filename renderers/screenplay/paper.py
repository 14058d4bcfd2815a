"""Where the lines of a screenplay stand on its pages: US Letter and the columns the trade expects, in any script. Pure.

Paragraphs that run from right to left have their columns mirrored. Positions are points from the top left corner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from renderers.screenplay.script import Element, Kind, PartKind, Script, Speech, plain

WIDTH, HEIGHT = 612.0, 792.0
_INCH, _TOP, _LINES = 72.0, 72.0, 46
LEADING = 14.0
"""Points from line to line: two more than for Latin alone, whose letters are lower than those of other scripts."""

_NUMBER_AT = 40.0
_TITLE_LINE = 14
_CONTACT = ("contact", "copyright", "date", "draft date", "draft")
_MORE, _AGAIN = "(MORE)", " (CONT'D)"


@dataclass(frozen=True, slots=True)
class Column:
    """Points from the left edge of the paper and across; `side` is where their lines stand in them."""

    left: float
    width: float
    side: str = "start"


ACTION = Column(1.5 * _INCH, 6.0 * _INCH)
CUE = Column(3.7 * _INCH, 3.8 * _INCH)
DIALOGUE = Column(2.5 * _INCH, 3.5 * _INCH)
DIRECTION = Column(3.1 * _INCH, 2.5 * _INCH)
TRANSITION = replace(ACTION, side="end")
CENTRED = replace(ACTION, side="middle")
_NUMBERED = Column(6.5 * _INCH, 1.0 * _INCH, "end")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that fits its column; `backward` when its paragraph runs from right to left."""

    text: str
    column: Column
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and its baseline's distance from the top."""

    line: Line
    y: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together, after so many empty ones; `cue` is repeated where a speech goes on overleaf."""

    lines: tuple[Line, ...]
    before: int = 1
    cue: Line | None = None
    leads: bool = False


Breaker = Callable[[str, float], Sequence[str]]
"""Text and points to the lines it is broken into."""


def pages_of(script: Script, breaker: Breaker) -> list[list[Placed]]:
    """The title page, where there is one, and every page after it with its number."""
    pages = [_numbered(page, number) for number, page in enumerate(_filled(list(_blocks(script, breaker))), 1)]
    return [*_title(script, breaker), *pages]


def runs_backward(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _set(text: str, column: Column, breaker: Breaker) -> tuple[Line, ...]:
    return tuple(
        Line(line, column, runs_backward(paragraph))
        for paragraph in plain(text).split("\n")
        for line in breaker(paragraph, column.width) or [""]
    )


def _blocks(script: Script, breaker: Breaker) -> Iterator[_Block | None]:
    """Paragraphs in order; None where a page ends because the writer says so."""
    for element in script.elements:
        if element.kind is Kind.PAGE_BREAK:
            yield None
        elif element.speech is not None:
            yield _speech(element.speech, breaker)
        elif (column := _COLUMNS.get(element.kind)) is not None:
            heading = element.kind is Kind.HEADING
            yield _Block(_set(_text(element), column, breaker), before=2 if heading else 1, leads=heading)


_COLUMNS = {
    Kind.HEADING: ACTION,
    Kind.ACTION: ACTION,
    Kind.LYRIC: DIALOGUE,
    Kind.TRANSITION: TRANSITION,
    Kind.CENTRED: CENTRED,
}


def _text(element: Element) -> str:
    number = element.heading.number if element.heading else ""
    return f"{number}  {element.text}" if number else element.text


def _speech(speech: Speech, breaker: Breaker) -> _Block:
    extensions = "".join(f" ({extension})" for extension in speech.extensions)
    cue = _set(f"{speech.character}{extensions}", CUE, breaker)
    said: list[Line] = []
    for part in speech.parts:
        if part.kind is PartKind.PARENTHETICAL:
            said += _set(f"({part.text})", DIRECTION, breaker)
        elif part.kind is not PartKind.NOTE:
            said += _set(part.text, DIALOGUE, breaker)
    again = replace(cue[0], text=f"{cue[0].text}{_AGAIN}") if _AGAIN.strip() not in cue[0].text else cue[0]
    return _Block((*cue, *said), cue=again)


def _filled(blocks: Sequence[_Block | None]) -> Iterator[list[Line | None]]:
    """Pages of lines, None for an empty one. A heading stays with what follows, a cue with two lines of its speech."""
    page: list[Line | None] = []
    for at, block in enumerate(blocks):
        if block is None:
            if page:
                yield page
            page = []
            continue
        gap: list[Line | None] = [None] * block.before if page else []
        following = blocks[at + 1] if block.leads and at + 1 < len(blocks) else None
        needed = len(gap) + min(len(block.lines), 3) + (3 if following else 0)
        if page and len(page) + needed > _LINES:
            yield page
            page, gap = [], []
        page += gap
        rest = block.lines
        while len(page) + len(rest) > _LINES:
            kept, rest = _parted(block, rest, _LINES - len(page))
            yield [*page, *kept]
            page = []
        page += rest
    if page:
        yield page


def _parted(block: _Block, lines: tuple[Line, ...], room: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What still fits here and what goes on overleaf; a speech says so on both pages."""
    if block.cue is None:
        return lines[:room], lines[room:]
    kept = max(1, room - 1)
    more = replace(block.cue, text=_MORE, backward=False)
    return (*lines[:kept], more), (block.cue, *lines[kept:])


def _numbered(page: Sequence[Line | None], number: int) -> list[Placed]:
    placed = [Placed(line, _TOP + (at + 1) * LEADING) for at, line in enumerate(page) if line is not None]
    return placed if number == 1 else [Placed(Line(f"{number}.", _NUMBERED), _NUMBER_AT), *placed]


def _title(script: Script, breaker: Breaker) -> Iterator[list[Placed]]:
    """Title and writers in the middle, whom to write to at the foot."""
    if not script.title_page:
        return
    middle: list[Line] = []
    foot: list[Line] = []
    for contact, entries in groupby(script.title_page, key=lambda entry: entry.key.casefold() in _CONTACT):
        for entry in entries:
            lines = [line for value in entry.values for line in _set(value, ACTION if contact else CENTRED, breaker)]
            (foot if contact else middle).extend([*lines, Line("", ACTION)])
    last = HEIGHT - _TOP
    yield [
        *(Placed(line, _TOP + (_TITLE_LINE + at) * LEADING) for at, line in enumerate(middle) if line.text),
        *(Placed(line, last - (len(foot) - at) * LEADING) for at, line in enumerate(foot) if line.text),
    ]
