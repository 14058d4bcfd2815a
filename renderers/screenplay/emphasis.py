"""Fountain's emphasis: `*italic*`, `**bold**`, `***both***` and `_underlined_`, found in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = ("***", "**", "*", "_")
_CLOSING = {mark: re.compile(rf"(?<=[^\s\\])(?={re.escape(mark)})") for mark in _MARKS}
_OPENING = re.compile(r"(?<!\\)[*_]")
_ESCAPED = re.compile(r"\\([*_\\])")
_LONGEST = 1500
"""Letters that emphasis stands around at most."""


class Emphasis(NamedTuple):
    """A mark and what it stands around, from `start` to before `end`."""

    start: int
    mark: str
    inner: str
    end: int


def emphases(text: str) -> Iterator[Emphasis]:
    """The outermost emphasis of a text, in order. It does not cross line breaks."""
    if "*" not in text and "_" not in text:
        return
    closings = {mark: [found.start() for found in pattern.finditer(text)] for mark, pattern in _CLOSING.items()}
    at = 0
    while opening := _OPENING.search(text, at):
        found = next(filter(None, (_closed(text, opening.start(), mark, closings[mark]) for mark in _MARKS)), None)
        if found:
            yield found
        at = found.end if found else opening.end()


def without_outermost(text: str) -> str:
    """The text with the marks of its outermost emphasis taken out."""
    kept: list[str] = []
    at = 0
    for found in emphases(text):
        kept += [text[at : found.start], found.inner]
        at = found.end
    return "".join(kept) + text[at:]


def unescaped(text: str) -> str:
    """The text with its escaped marks as plain letters."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _closed(text: str, start: int, mark: str, closings: list[int]) -> Emphasis | None:
    """The emphasis that opens with this mark at `start`: before a letter, up to the nearest mark after one."""
    inside = start + len(mark)
    if not text.startswith(mark, start) or not text[inside : inside + 1].strip():
        return None
    nearest = bisect_left(closings, inside + 1)
    end = closings[nearest] if nearest < len(closings) else inside + _LONGEST + 1
    if end - inside > _LONGEST or text.find("\n", inside, end) >= 0:
        return None
    return Emphasis(start, mark, text[inside:end], end + len(mark))
