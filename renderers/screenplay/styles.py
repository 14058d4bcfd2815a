"""Fountain emphasis <-> runs of styled text, the way Final Draft keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from renderers.screenplay.emphasis import emphases, unescaped

Run = tuple[str, frozenset[str]]
"""A stretch of text and its styles: Bold, Italic, Underline."""

_STYLES = {
    "***": frozenset({"Bold", "Italic"}),
    "**": frozenset({"Bold"}),
    "*": frozenset({"Italic"}),
    "_": frozenset({"Underline"}),
}
_MARKS = {"Underline": "_", "Bold": "**", "Italic": "*"}
NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters no XML document may hold."""


def styled(text: str) -> list[Run]:
    """The runs of a text; emphasis inside emphasis adds up. At least one run; what XML cannot hold is left out."""
    return _merged(_runs(NO_XML.sub("", text), frozenset())) or [("", frozenset())]


def marked(runs: Iterable[Run]) -> str:
    """The text of runs with Fountain's marks; marks that are meant as letters are escaped only where they must be."""
    wanted = _merged(runs)
    bare = "".join(_wrapped(text, styles) for text, styles in wanted)
    if styled(bare) == wanted:
        return bare
    return "".join(_wrapped(re.sub(r"([*_\\])", r"\\\1", text), styles) for text, styles in wanted)


def _runs(text: str, outer: frozenset[str]) -> Iterator[Run]:
    at = 0
    for found in emphases(text):
        yield unescaped(text[at : found.start]), outer
        yield from _runs(found.inner, outer | _STYLES[found.mark])
        at = found.end
    yield unescaped(text[at:]), outer


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for text, styles in runs:
        if text and merged and merged[-1][1] == styles:
            merged[-1] = (merged[-1][0] + text, styles)
        elif text:
            merged.append((text, styles))
    return merged


def _wrapped(text: str, styles: frozenset[str]) -> str:
    """Each line of a run between its marks; blanks at the ends stay outside, where Fountain wants them."""
    marks = "".join(mark for style, mark in _MARKS.items() if style in styles)
    if not marks:
        return text
    return "\n".join(_around(line, marks) for line in text.split("\n"))


def _around(line: str, marks: str) -> str:
    inner = line.strip()
    if not inner:
        return line
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return f"{before}{marks}{inner}{marks[::-1]}{after}"
