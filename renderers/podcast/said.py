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

    `last` is the title of the episode before this one, nothing where there is none; `jokes` are what its people come
    back to: those that somebody keeps for the show, and what was laughed about last.
    """

    facts: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    last: str = ""
    jokes: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "facts": sorted(self.facts),
            "rows": dict(self.rows),
            "terms": dict(self.terms),
            "jokes": list(self.jokes),
        }


NOTHING_SAID = Said()


def together(episodes: Iterable[tuple[str, Mapping[str, Any]]], *, jokes: Iterable[str] = ()) -> Said:
    """The memory of a show: titles of its episodes in their order, and what each has said as `Said.plain` gives it;
    `jokes` are kept by people and go before those of the last episode."""
    facts: set[str] = set()
    rows: Counter[str] = Counter()
    terms: dict[str, str] = {}
    last = ""
    laughed: tuple[str, ...] = ()
    for title, said in episodes:
        facts.update(said.get("facts", ()))
        rows.update(said.get("rows", {}))
        terms |= dict.fromkeys(said.get("terms", {}), title)
        last, laughed = title, tuple(said.get("jokes", ()))
    return Said(
        frozenset(facts),
        MappingProxyType(dict(rows)),
        MappingProxyType(terms),
        last,
        tuple(dict.fromkeys((*jokes, *laughed))),
    )
