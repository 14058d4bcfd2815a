"""How many pages a screenplay has in standard format: 12-point Courier on US Letter, 55 lines a page."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from renderers.screenplay.script import Element, Kind, PartKind, Script, plain

LINES_PER_PAGE = 55
_ENDLESS = re.compile(r"\S{1000}")
"""No word of any language: cut beforehand, because cutting it line by line copies its rest each time."""

_WIDTH = {Kind.ACTION: 60, Kind.HEADING: 60, Kind.CENTRED: 60, Kind.LYRIC: 60, Kind.TRANSITION: 60}
_SPOKEN_WIDTH = {PartKind.DIALOGUE: 35, PartKind.PARENTHETICAL: 28, PartKind.LYRIC: 35}


def count_pages(script: Script) -> int:
    """Whole pages, the last one counted if anything stands on it; 0 for an empty script. No title page."""
    at = 0
    for lines in _heights(script):
        if lines < 0:
            at += -at % LINES_PER_PAGE
        else:
            at += lines if at % LINES_PER_PAGE else max(lines - 1, 0)
    return -(-at // LINES_PER_PAGE)


def _heights(script: Script) -> Iterator[int]:
    """Lines each element takes, blank ones before it included; -1 for a page break."""
    beside = 0
    for element in script.elements:
        if element.kind is Kind.PAGE_BREAK:
            yield -1
        elif element.speech is not None:
            height = _speech_height(element)
            # two people who speak together stand beside each other
            yield max(0, height - beside) if element.speech.dual else height
            beside = height
        elif element.kind in _WIDTH:
            yield (1 if element.kind is not Kind.HEADING else 2) + _wrapped(plain(element.text), _WIDTH[element.kind])


def _speech_height(element: Element) -> int:
    assert element.speech is not None
    spoken = [part for part in element.speech.parts if part.kind in _SPOKEN_WIDTH]
    return 2 + sum(_wrapped(plain(part.text), _SPOKEN_WIDTH[part.kind]) for part in spoken)


def _wrapped(text: str, width: int) -> int:
    lines = _ENDLESS.sub(r"\g<0> ", text).split("\n")
    return sum(max(1, len(textwrap.wrap(line, width))) for line in lines)
