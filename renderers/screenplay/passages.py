"""Passages: how one scene goes over into the next, as the writer says it at their edge. Pure.

`DISSOLVE TO (2s):`, `SLOW FADE OUT.`, `FADE IN (36 FRAMES):` and `PRE-LAP:` are directions: something to do, nothing to
see. Lengths are seconds here and become frames in the film's rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from types import MappingProxyType
from typing import TypedDict

from renderers.screenplay.script import Kind
from renderers.spec import Join

SHORTEST, LONGEST = Fraction(1, 12), Fraction(8)
"""Seconds; what is written beyond is brought to the nearest."""

PRE_LAP_SECONDS = Fraction(1)
"""How long the sound of a scene begins before its picture where it is asked for, and the most that can be asked."""

USUAL = MappingProxyType(
    {
        Join.FADE_IN: Fraction(3, 4), Join.FADE_OUT: Fraction(3, 4),
        Join.DISSOLVE: Fraction(1), Join.WIPE: Fraction(1), Join.WHITE: Fraction(3, 2),
    }
)  # fmt: skip
"""Seconds of what is written without a length."""

_TEMPO = MappingProxyType({"SLOW": Fraction(8, 3), "LONG": Fraction(8, 3), "QUICK": Fraction(1, 2)})
_TEMPO_OF = MappingProxyType(
    {"SLOWLY": "SLOW", "SHORT": "QUICK", "BRIEF": "QUICK", "FAST": "QUICK", "QUICKLY": "QUICK"}
)
_TEMPO_WORDS = "|".join((*_TEMPO, *_TEMPO_OF))
_LENGTH = (
    r"(?:[(\[]?\s*(?:(?:OVER|FOR)\s+)?(?P<number>\d{1,3}(?:\.\d+)?|[1-9]/[1-9])[\s-]*"
    r"(?P<unit>SECONDS?|SECS?|S|FRAMES?|FR?)\.?\s*[)\]]?)"
)
_WORDING = (
    r"(?P<kind>FADES? (?:OUT )?TO (?:BLACK|WHITE)|FADES? (?:IN|UP|OUT)(?: FROM BLACK)?|WHITE[ -]?OUT|"
    r"DISSOLVE(?: TO)?|CROSS[ -]?FADE(?: TO)?|"
    r"(?:\w+ )?WIPE(?: TO)?|PRE[ -]?LAP|(?:SOUND|AUDIO|DIALOGUE) PRE[ -]?LAP"
    r"|(?:SMASH |MATCH |HARD |JUMP )?CUT TO(?: BLACK)?|BLACK)"
)
_DIRECTION = re.compile(
    rf"(?:(?P<tempo>{_TEMPO_WORDS})\s+)?{_WORDING}(?:\s+(?P<later>{_TEMPO_WORDS}))?\s*{_LENGTH}?\s*[.:]*$",
    re.IGNORECASE,
)
_JOINS: tuple[tuple[re.Pattern[str], Join], ...] = (
    (re.compile(r"DISSOLVE|CROSS[ -]?FADE"), Join.DISSOLVE),
    (re.compile(r"WIPE"), Join.WIPE),
    (re.compile(r"FADES? (?:OUT )?TO WHITE|WHITE[ -]?OUT"), Join.WHITE),
    (re.compile(r"FADES? (?:OUT|TO BLACK)"), Join.FADE_OUT),
    (re.compile(r"FADES? (?:IN|UP)"), Join.FADE_IN),
)
_UNSEEN = (Kind.NOTE, Kind.SECTION, Kind.SYNOPSIS, Kind.PAGE_BREAK)

Paragraph = tuple[Kind, str, bool]
"""What it is on the page, its plain text, and whether it is a direction."""

Edges = tuple[Sequence[str], Sequence[str]]
"""Directions at the beginning and at the end of a scene."""

MIXED = (Join.DISSOLVE, Join.WIPE, Join.WHITE)
"""Both scenes make them: the second begins as the first ends."""

_ENDS = (*MIXED, Join.FADE_OUT)


class PassageSettings(TypedDict):
    """What a scene's spec says of its edges, in frames."""

    join: Join
    leave: Join
    join_frames: int
    leave_frames: int
    pre_lap_frames: int


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction: what it does to the picture, for how many seconds (0: as usual), and whether sound goes ahead."""

    join: Join = Join.CUT
    seconds: Fraction = Fraction(0)
    pre_lap: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Passage:
    """How a scene begins and ends, in seconds (0: as usual), and how long its sound begins before its picture."""

    join: Join
    leave: Join
    join_seconds: Fraction = Fraction(0)
    leave_seconds: Fraction = Fraction(0)
    pre_lap: Fraction = Fraction(0)

    def settings(self, rate: Fraction) -> PassageSettings:
        """Fields of a scene's spec."""
        return PassageSettings(
            join=self.join,
            leave=self.leave,
            join_frames=round(self.join_seconds * rate),
            leave_frames=round(self.leave_seconds * rate),
            pre_lap_frames=round(self.pre_lap * rate),
        )


def reads_as_direction(text: str) -> bool:
    """Whether a paragraph of action is a direction: capitals, but for the unit of a length."""
    found = _DIRECTION.match(text.strip())
    return found is not None and found["kind"] == found["kind"].upper() and text.strip()[:1].isupper()


def read_direction(text: str) -> Direction:
    """What it asks for; a plain cut when it asks for nothing that is known."""
    upper = " ".join(text.upper().split())
    join = next((join for words, join in _JOINS if words.search(upper)), Join.CUT)
    asked = _asked_seconds(upper)
    if re.search(r"PRE[ -]?LAP", upper):
        return Direction(pre_lap=min(asked or PRE_LAP_SECONDS, PRE_LAP_SECONDS))
    if join is Join.CUT:
        return Direction()
    tempo = re.search(rf"\b({_TEMPO_WORDS})\b", upper)
    if not asked and tempo is not None:
        asked = USUAL[join] * _TEMPO[_TEMPO_OF.get(tempo[1], tempo[1])]
    return Direction(join, min(LONGEST, max(SHORTEST, asked)) if asked else Fraction(0))


def passages(edges: Sequence[Edges]) -> list[Passage]:
    """Of every scene, by the directions before its first and after its last thing to see.

    The first scene comes up from black and the last goes back to it, or to white; a fade in follows a fade out.
    """
    found: list[Passage] = []
    opening = [read_direction(text) for text in (edges[0][0] if edges else ())]
    arriving = _first(opening, (Join.FADE_IN,)) or Direction(Join.FADE_IN)
    pre_lap = Fraction(0)
    for at, (_, ending) in enumerate(edges):
        written = [read_direction(text) for text in ending]
        last = at == len(edges) - 1
        leaving = _first(written, _ENDS) or Direction(Join.FADE_OUT if last else Join.CUT)
        if last and leaving.join not in (Join.FADE_OUT, Join.WHITE):
            leaving = Direction(Join.FADE_OUT)
        found.append(Passage(arriving.join, leaving.join, arriving.seconds, leaving.seconds, pre_lap))
        pre_lap = max((direction.pre_lap for direction in written), default=Fraction(0))
        arriving = _arriving(leaving, _first(written, (Join.FADE_IN,)))
    return found


def _arriving(leaving: Direction, rising: Direction | None) -> Direction:
    """How the next scene begins: as this one ends where they mix, else as it is written."""
    if leaving.join in MIXED:
        return leaving
    return rising or Direction(Join.FADE_IN if leaving.join is Join.FADE_OUT else Join.CUT)


def _first(directions: Sequence[Direction], joins: Sequence[Join]) -> Direction | None:
    return next((direction for direction in directions if direction.join in joins), None)


def _asked_seconds(upper: str) -> Fraction:
    """A length by hand; frames are counted at 24 a second, as a writer counts them. 0 where there is none."""
    found = re.search(_LENGTH, upper)
    if found is None:
        return Fraction(0)
    count = Fraction(found["number"])
    return count / 24 if found["unit"].startswith("F") else count


def edges_of(paragraphs: Sequence[Paragraph]) -> Edges:
    """Directions before the first and after the last thing of a scene that is seen or heard."""
    shown = [(directed, text) for kind, text, directed in paragraphs if kind not in _UNSEEN]
    return list(_while_directed(shown)), list(_while_directed(shown[::-1]))[::-1]


def _while_directed(shown: Sequence[tuple[bool, str]]) -> Iterator[str]:
    return (text for _, text in takewhile(lambda paragraph: paragraph[0], shown))
