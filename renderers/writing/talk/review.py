"""The second look: figures without a source, phrases that were said before, a length that is not the one asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renderers.writing.talk.brief import Fact, Line, Talk, TalkBrief
from renderers.writing.talk.replies import stale_shares
from renderers.writing.talk.timing import line_seconds, spent

STALE, OFF = 0.2, 0.025
"""A turn with more phrases that were said before, and a length further off, is written again."""

_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a turn, how badly, and what is asked of whoever said it; `words` is how long it should be."""

    line: int
    weight: float
    says: str
    words: int


def with_citations(brief: TalkBrief, line: Line) -> Line:
    """The turn with the facts its figures stand in, where it did not cite them."""
    known = brief.facts()
    found = list(line.facts)
    for figure in bare_figures(brief, line):
        home = next((fact for fact in known.values() if _states(fact, figure, line.text)), None)
        found += [home.key] if home is not None else []
    return line.model_copy(update={"facts": tuple(dict.fromkeys(found))})


def bare_figures(brief: TalkBrief, line: Line) -> tuple[str, ...]:
    """Figures of a turn that no fact it cites holds."""
    known = brief.facts()
    cited = " ".join(known[key].text for key in line.facts if key in known)
    there = set(_FIGURE.findall(cited))
    return tuple(dict.fromkeys(figure for figure in _FIGURE.findall(line.text) if figure not in there))


def worst_fault(brief: TalkBrief, talk: Talk, seat: str) -> Fault | None:
    """What most needs to be said anew by this person; None when all is well."""
    mine = [(at, line) for at, line in enumerate(talk.lines) if line.seat == seat]
    shares = stale_shares([line.text for line in talk.lines])
    faults = [fault for at, line in mine for fault in _of_line(brief, at, line, shares[at])]
    faults += _of_length(brief, talk, mine)
    return max(faults, key=lambda fault: (fault.weight, -fault.line), default=None)


def _of_line(brief: TalkBrief, at: int, line: Line, share: float) -> list[Fault]:
    words, found = len(line.text.split()), []
    if brief.facts() and (bare := bare_figures(brief, line)):
        says = f"It names {', '.join(bare[:3])}, which no source says: leave that out, or cite the fact that says it."
        found.append(Fault(at, 2.0, says, words))
    if share > STALE and words > 8:
        found.append(Fault(at, 1.0 + share, "Much of it was said before: say something new in other words.", words))
    return found


def _of_length(brief: TalkBrief, talk: Talk, mine: list[tuple[int, Line]]) -> list[Fault]:
    """The longest of the turns becomes shorter, or one in the middle longer, by what is missing."""
    off = spent(brief, talk) - brief.seconds
    if abs(off) <= OFF * brief.seconds or not mine:
        return []
    at, line = max(mine, key=lambda pair: (len(pair[1].text), -pair[0]))
    took, words = line_seconds(brief, line), len(line.text.split())
    wanted = max(6, round(words * min(2.0, max(0.35, (took - off) / took))))
    says = "The episode is too long: say the same in fewer words." if off > 0 else "There is time left: go deeper."
    return [Fault(at, 1.5, says, wanted)]


def _states(fact: Fact, figure: str, text: str) -> bool:
    if figure not in _FIGURE.findall(fact.text):
        return False
    shared = set(_WORD.findall(fact.text.casefold())) & set(_WORD.findall(text.casefold()))
    return len(shared) >= 2
