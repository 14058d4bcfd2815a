"""Pauses inside a line: where the writer lets somebody stop (`...`, `--`, a beat in brackets) and for how long. Pure.

A pause is the number of a word, counted by the blanks of the text, and the milliseconds of silence before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Pause = tuple[int, int]

BEAT_MS, LONG_BEAT_MS, SHORT_BEAT_MS = 700, 1400, 350
TRAILS_OFF_MS, DASH_MS = 420, 220
MOST_MS = 4000

_BEAT = re.compile(r"\b(?:beats?|pauses?|silence|hesitates|thinks|breath)\b", re.IGNORECASE)
_LONG = re.compile(r"\blong(?:er)?\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:short|half|slight|tiny|brief)\b", re.IGNORECASE)
_TRAILS = re.compile(r"(?:\.{2,}|…)[\"'”’)]*$")
_TRAILING = re.compile(r"^[\"'“‘(]*(?:\.{2,}|…)")
_DASHED = re.compile(r"(?:--+|—|–)[\"'”’)]*$")
_DASHING = re.compile(r"^[\"'“‘(]*(?:--+|—|–)")
_NOT_A_REST = re.compile(
    r"\b(?:without|no|out of|short of|(?:under|catching) (?:her|his|their))\s+(?:a )?$", re.IGNORECASE
)


def beat_ms(brackets: str) -> int:
    """How long a bracket such as `beat` or `a long pause` stops the line; 0 when it does not."""
    found = _BEAT.search(brackets)
    if found is None or _NOT_A_REST.search(brackets[: found.start()]):
        return 0
    return LONG_BEAT_MS if _LONG.search(brackets) else SHORT_BEAT_MS if _SHORT.search(brackets) else BEAT_MS


def written_pauses(text: str) -> list[Pause]:
    """What dots and dashes ask for between two words; at the ends of a line they are no pause."""
    words = text.split()
    said = [any(letter.isalnum() for letter in word) for word in words]
    between = [at for at in range(1, len(words)) if said[at] and any(said[:at])]
    return [(at, ms) for at in between if (ms := _between(words[at - 1], words[at]))]


def together(*lists: Iterable[Pause]) -> tuple[Pause, ...]:
    """All pauses in order, the longest where two meet."""
    longest: dict[int, int] = {}
    for word, ms in (pause for pauses in lists for pause in pauses):
        longest[word] = min(MOST_MS, max(ms, longest.get(word, 0)))
    return tuple(sorted(longest.items()))


def pieces(text: str, pauses: Iterable[Pause]) -> Iterator[tuple[str, int]]:
    """The text between its pauses, and the silence after each piece."""
    words, start = text.split(), 0
    for word, ms in sorted(pauses):
        if start < word < len(words):
            yield " ".join(words[start:word]), ms
            start = word
    yield " ".join(words[start:]), 0


def _between(before: str, after: str) -> int:
    if _TRAILS.search(before) or _TRAILING.search(after):
        return TRAILS_OFF_MS
    return DASH_MS if _DASHED.search(before) or _DASHING.search(after) else 0
