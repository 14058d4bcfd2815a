"""What people say around the facts: rows of phrases by move, the least used first, with slots filled in.

A file in `moves/` holds the rows of one role, a folder there those of another language; a new row is a new thing to
say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType

from renderers.media.speech.tongues import ENGLISH
from renderers.podcast.idiom import joined

FOLDER = Path(__file__).parent / "moves"
ANYBODY = "anybody"

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"\[([A-Za-z]+)\]")
_RULE = re.compile(r"^==\s+([a-z.]+)$")


@cache
def phrases(role: str, language: str = ENGLISH) -> Mapping[str, tuple[str, ...]]:
    """The rows of a role by move; ValueError names a row that stands under no move."""
    folder = FOLDER if language == ENGLISH else FOLDER / language
    found: dict[str, list[str]] = {}
    move = ""
    for number, line in enumerate((folder / f"{role}.txt").read_text("utf-8").splitlines(), 1):
        if heading := _RULE.match(line):
            move = heading[1]
            found[move] = []
        elif line.strip() and not line.startswith("#"):
            if not move:
                raise ValueError(f"{role}.txt, line {number}: this row stands under no move")
            found[move].append(line.strip())
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})


@dataclass(slots=True)
class Memory:
    """What was said already. A copy goes its own way."""

    seed: int
    used: Counter[str] = field(default_factory=Counter)
    said: int = 0
    language: str = ENGLISH

    def copy(self) -> Memory:
        """The same memory, to try something with."""
        return Memory(self.seed, Counter(self.used), self.said, self.language)

    def chance(self) -> Random:
        """Dice for the next thing said: the same for the same history."""
        self.said += 1
        return Random(f"{self.seed}/{self.said}")


def say(move: str, *, roles: Sequence[str], slots: Mapping[str, str], memory: Memory) -> str:
    """A row of the first of these roles that has one, unlike what was said before; nothing where no row fits."""
    for role in (*roles, ANYBODY):
        rows = [row for row in phrases(role, memory.language).get(move, ()) if _fits(row, slots)]
        if rows:
            chance = memory.chance()
            fewest = min(memory.used[row] for row in rows)
            row = chance.choice([row for row in rows if memory.used[row] == fewest])
            memory.used[row] += 1
            return joined(_filled(_chosen(row, chance), slots), memory.language)
    return ""


def freshness(move: str, *, roles: Sequence[str], slots: Mapping[str, str], memory: Memory) -> int:
    """How often the least used fitting row was said: 0 is new, -1 says that there is none."""
    for role in (*roles, ANYBODY):
        rows = [row for row in phrases(role, memory.language).get(move, ()) if _fits(row, slots)]
        if rows:
            return min(memory.used[row] for row in rows)
    return -1


def _chosen(row: str, chance: Random) -> str:
    return _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), row)


def _fits(row: str, slots: Mapping[str, str]) -> bool:
    return all(slots.get(name[:1].lower() + name[1:]) for name in _SLOT.findall(row))


def _filled(row: str, slots: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        text = slots[name[:1].lower() + name[1:]]
        return text[:1].upper() + text[1:] if name[:1].isupper() else text

    text = _SLOT.sub(value, row)
    return re.sub(r"([.!?])\.(?=\s|$)", r"\1", text)  # a slot may bring its own full stop
