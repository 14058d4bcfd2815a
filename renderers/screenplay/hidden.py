"""What stands in the text but not on the page: boneyards and notes, taken out without moving a line."""

from __future__ import annotations

import re
from bisect import bisect_right

from renderers.screenplay.script import Notice

KEPT = "\ue000"
"""Stands on lines that a note or boneyard emptied: they are no blank lines."""

_NOTE = re.compile(r"\[\[(?P<note>(?:(?!\[\[|\]\]|\n[^\S ]?\n).)*?)\]\]", re.DOTALL)
_DEEPEST = 8
_LINE_BREAK = re.compile("\n")


def without_boneyard(text: str) -> tuple[str, list[Notice]]:
    """The text without its comments; one that never closes hides nothing and is named."""
    kept: list[str] = []
    notices: list[Notice] = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        end = text.find("*/", start + 2)
        if end < 0:
            line = text.count("\n", 0, start) + 1
            notices = [
                Notice(line, "open_boneyard", "A comment is opened with /* but never closed.", "Close it with */.")
            ]
            break
        kept += [text[at:start], _emptied(text, start, end + 2)]
        at = end + 2
    return _marked(text, "".join(kept) + text[at:]), notices


def without_notes(text: str) -> tuple[str, dict[int, list[str]]]:
    """The text without its notes, and the notes that begin on a line, by its number from 0; inner ones come first."""
    notes: dict[int, list[str]] = {}
    for _ in range(_DEEPEST):
        before = text
        text = _without_innermost(text, notes)
        if text == before:
            break
    return text, notes


def _without_innermost(text: str, notes: dict[int, list[str]]) -> str:
    breaks = [found.start() for found in _LINE_BREAK.finditer(text)]
    kept: list[str] = []
    at = 0
    for found in _NOTE.finditer(text):
        note = "\n".join(line if line.strip() else "" for line in found["note"].split("\n") if line.strip() != KEPT)
        notes.setdefault(bisect_right(breaks, found.start()), []).append(note.strip())
        kept += [text[at : found.start()], _emptied(text, found.start(), found.end())]
        at = _past_doubled_space(text, found.start(), found.end())
    return _marked(text, "".join(kept) + text[at:])


def _emptied(text: str, start: int, end: int) -> str:
    """What stands for a removed stretch: its line breaks, every line between two of them marked."""
    breaks = text.count("\n", start, end)
    return "\n".join(["", *[KEPT] * (breaks - 1), ""]) if breaks else ""


def _marked(before: str, after: str) -> str:
    """`after`, with a mark on each line that something was taken from and nothing is left on."""
    if before == after:
        return after
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return "\n".join(KEPT if was.strip() and not line.strip() else line for was, line in pairs)


def _past_doubled_space(text: str, start: int, end: int) -> int:
    """Where the text goes on: past the space after a note that had one before it, or began its line."""
    opens_line = start == 0 or text[start - 1].isspace() or "\n" in text[start:end]
    while opens_line and end < len(text) and text[end] == " ":
        end += 1
    return end
