"""What makes a render stand still by somebody's word: one at a time, with the reason that people read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PERSON = "paused"
CAP = "cap_reached"


class Grip(StrEnum):
    """What becomes of steps that workers have in hand."""

    LET_GO = "let_go"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Stop:
    """`code` names it and lifts it, `words` say what is waited for and how to go on.

    One that lets go of what is in hand goes before one that lets it end: it is the stronger wish.
    """

    code: str
    words: str
    grip: Grip


def by_person(name: str) -> Stop:
    """Somebody wants it to stand still until somebody says otherwise."""
    said = f"Paused by {name}." if name else "Paused."
    return Stop(PERSON, f"{said} What is made is kept and nothing more is charged until somebody presses Go on.",
                Grip.LET_GO)  # fmt: skip


def by_cap(words: str) -> Stop:
    """A spend cap is used up. What is in hand may end: it was begun in good faith, and is not charged."""
    return Stop(CAP, words, Grip.FINISH)
