"""What is typed into a text, letter by letter: edits as CodeMirror writes them, applied to the text they were made on.

An edit is a list over the whole text: `n` keeps n letters, `[n, "a", "b"]` puts lines in the place of n letters.
Letters are UTF-16 units, which is what browsers count. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from studio.core.errors import Invalid

Edit = Sequence[Any]
_CODING = "utf-16-le"


def applied(text: str, edit: Edit) -> str:
    """The text after an edit. Raises Invalid for one that does not fit it."""
    units = _units(text)
    at, made = 0, bytearray()
    for part in edit:
        taken, lines = _part(part)
        if lines is None:
            made += units[at : at + 2 * taken]
        elif lines:
            made += "\n".join(lines).encode(_CODING, "surrogatepass")
        at += 2 * taken
    if at != len(units):
        raise _misfit(f"it covers {at // 2} letters, and the text has {len(units) // 2}")
    try:
        return made.decode(_CODING)
    except UnicodeDecodeError as error:
        raise _misfit("it cuts a letter in half") from error


def between(old: str, new: str) -> list[Any]:
    """The edit that makes one text of another: the one stretch in which they differ."""
    before, after = _units(old), _units(new)
    most = min(len(before), len(after))
    first = next((at for at in range(0, most, 2) if before[at : at + 2] != after[at : at + 2]), most)
    tail = next(
        (
            at
            for at in range(0, most - first, 2)
            if before[len(before) - at - 2 :][:2] != after[len(after) - at - 2 :][:2]
        ),
        most - first,
    )
    new_part = after[first : len(after) - tail].decode(_CODING, "surrogatepass")
    gone = (len(before) - first - tail) // 2
    middle = [[gone, *new_part.split("\n")]] if new_part else ([[gone]] if gone else [])
    kept = (first // 2, tail // 2)
    if not middle:
        return [len(before) // 2] if before else []
    return list(chain(kept[:1] if kept[0] else (), middle, kept[1:] if kept[1] else ()))


def _part(part: Any) -> tuple[int, list[str] | None]:
    """How many letters it takes, and the lines it puts there; None keeps them."""
    if _is_count(part):
        return part, None
    if isinstance(part, list) and part and _is_count(part[0]) and all(isinstance(line, str) for line in part[1:]):
        return part[0], part[1:]
    raise _misfit("its parts are whole numbers, or lists of a whole number and lines of text")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _units(text: str) -> bytes:
    return text.encode(_CODING, "surrogatepass")


def _misfit(why: str) -> Invalid:
    return Invalid(f"This edit does not fit the text it was made on: {why}. Load the text again.", param="edits")
