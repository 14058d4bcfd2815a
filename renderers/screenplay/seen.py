"""Who is seen in an action: whoever it names, and whom its pronouns mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renderers.painting.pronouns import references

PRONOUN = re.compile(r"\b(?:she|he|his|her)\b", re.IGNORECASE)
"""Somebody who was named before does something, or has something."""

_COMPANY = re.compile(
    r"\b(?:they|both|everyone|everybody|each other|one another|the (?:two|men|women|boys|girls|friends|couple|pair)"
    r"|beat|pause|silence)\b",
    re.IGNORECASE,
)


def seen_in(text: str, people: Sequence[str], recent: Sequence[str], present: Sequence[str]) -> list[str]:
    """Who is named, and whom a pronoun beside the names means: `He kisses Mum` shows both, him first."""
    named = {name: hit.start() for name in people if (hit := _spelled(name, text))}
    if not named and _COMPANY.search(text):
        return list(recent if len(recent) > 1 else present)
    meant = list(references(text, named=named, known=recent))
    doing, done_to = ([each.name for each in meant if each.subject is subject] for subject in (True, False))
    return [*doing, *named, *done_to] or (list(recent[:1]) if PRONOUN.search(text) else [])


def names(name: str, text: str) -> bool:
    """Whether a text names a character, in capitals or as a name is written; `a woman` does not name WOMAN."""
    return _spelled(name, text) is not None


def _spelled(name: str, text: str) -> re.Match[str] | None:
    spelled = "|".join(map(re.escape, {name, name.upper(), name.title(), name.capitalize()}))
    return re.search(rf"(?<!\w)(?:{spelled})(?!\w)", text)
