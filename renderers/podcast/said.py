"""What a show has said: facts by their words, phrases by their rows, and what each episode was about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """`facts` are sentences of sources, `rows` counts of phrases, `terms` the episode by what was talked about.

    `last` is the title of the episode before this one; nothing where there is none.
    """

    facts: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    last: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"facts": sorted(self.facts), "rows": dict(self.rows), "terms": dict(self.terms)}


NOTHING_SAID = Said()


def together(episodes: Iterable[tuple[str, Mapping[str, Any]]]) -> Said:
    """The memory of a show: titles of its episodes in their order, and what each has said as `Said.plain` gives it."""
    facts: set[str] = set()
    rows: Counter[str] = Counter()
    terms: dict[str, str] = {}
    last = ""
    for title, said in episodes:
        facts.update(said.get("facts", ()))
        rows.update(said.get("rows", {}))
        terms |= dict.fromkeys(said.get("terms", {}), title)
        last = title
    return Said(frozenset(facts), MappingProxyType(dict(rows)), MappingProxyType(terms), last)
