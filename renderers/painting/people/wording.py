"""Finding words in a script, and drawing lots from words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def number(*parts: object) -> int:
    """The same large number for the same words, on every machine."""
    return int.from_bytes(sha256("|".join(str(part) for part in parts).encode()).digest()[:8], "big")


@lru_cache(maxsize=4096)
def pattern(alternatives: str) -> re.Pattern[str]:
    """Matches one of `a|b|c` as whole words, unless the script says there is none."""
    options = "|".join(re.escape(word) for word in sorted(alternatives.split("|"), key=len, reverse=True))
    denied = r"(?<!\bno )(?<!\bnot )(?<!without )(?<!without a )"
    return re.compile(rf"{denied}(?<![\w'-])(?:{options})(?![\w'-])", re.IGNORECASE)


def found(text: str, table: Sequence[tuple[str, T]]) -> T | None:
    """What the first row of the table that occurs in the text means."""
    return next((meaning for alternatives, meaning in table if pattern(alternatives).search(text)), None)


def every(text: str, table: Sequence[tuple[str, T]]) -> tuple[T, ...]:
    """What all rows that occur mean, in the table's order."""
    return tuple(dict.fromkeys(meaning for alternatives, meaning in table if pattern(alternatives).search(text)))


def coloured(text: str, colours: Mapping[str, str], nouns: str) -> str | None:
    """The colour that stands before one of the nouns, at most two words away, or after it: "her hair is grey"."""
    named = {name: value for alternatives, value in colours.items() for name in alternatives.split("|")}
    options = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    thing = "|".join(re.escape(noun) for noun in nouns.split("|"))
    gaps = ("[- ]", r",? [\w'-]+[- ]", r"(?:,? [\w'-]+){2}[- ]")
    patterns = [rf"(?i)\b({options}){gap}(?:{thing})\b" for gap in gaps]
    patterns.append(rf"(?i)\b(?:{thing})s?,? (?:is |was |dyed |gone |all |)({options})\b")
    match = next((hit for one in patterns if (hit := re.search(one, text))), None)
    return named[match[1].lower()] if match else None
