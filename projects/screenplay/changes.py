"""What an edit did: named rows that are new, different, elsewhere, or gone."""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Named:
    """A row as people call it."""

    id: str
    label: str


@dataclass(slots=True)
class Changes:
    """Of one kind of row."""

    added: list[Named] = field(default_factory=list)
    changed: list[Named] = field(default_factory=list)
    moved: list[Named] = field(default_factory=list)
    removed: list[Named] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)


def short(text: str) -> str:
    """A label on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_LABEL else f"{flat[: LONGEST_LABEL - 1]}…"
