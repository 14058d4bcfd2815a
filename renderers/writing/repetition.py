"""How much of a conversation was said before: sequences of words that come again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

WORDS = 4


def repeated(texts: Iterable[str], *, words: int = WORDS) -> float:
    """The share of sequences of so many words, none over the end of a turn, that were heard before: 0 is none."""
    seen: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        said = re.findall(r"[\w']+", text.casefold())
        seen.update(tuple(said[at : at + words]) for at in range(len(said) - words + 1))
    total = sum(seen.values())
    return sum(count - 1 for count in seen.values()) / total if total else 0.0


def most_repeated(texts: Iterable[str], *, words: int = WORDS, most: int = 10) -> list[tuple[str, int]]:
    """Those heard most often, with their number, for whoever mends the phrases."""
    seen: Counter[str] = Counter()
    for text in texts:
        said = re.findall(r"[\w']+", text.casefold())
        seen.update(" ".join(said[at : at + words]) for at in range(len(said) - words + 1))
    return [(said, count) for said, count in seen.most_common(most) if count > 1]
