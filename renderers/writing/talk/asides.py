"""How a turn meets another, as language models may say it: cutting in, together, a listener's word, a laugh.

A model writes marks in brackets, and only those the director offered for this place. `[cutting in]` or `[together]`
stands before the first word; `[Isla: mm-hm]` and `[Isla laughs]` stand where somebody else is heard while the turn is
said. Whatever else stands in brackets is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renderers.episode import Relation
from renderers.writing.talk.brief import Aside, Line, Mark, Seat, Talk, TalkBrief

EVERY = 4
"""So many turns lie between two that cut in or are said together."""

LISTENED_EVERY = 2
LONG_WORDS = 12
"""Nobody cuts in on fewer words, and nobody murmurs into fewer."""

MOST_DROPPED = 40
"""Letters of a mark that is told of."""

LISTENERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("mm-hm", "right", "yeah", "okay", "sure", "huh", "mm", "i see", "exactly", "wow", "yes", "really", "oh",
               "of course", "true", "no way"),
        "es": ("ajá", "claro", "sí", "vale", "vaya", "ya", "exacto", "por supuesto", "anda", "cierto"),
    }
)  # fmt: skip
"""What a listener may murmur, by language; in others nobody is offered it."""

LAUGHS: Mapping[str, str] = MappingProxyType({"en": "Ha!", "es": "¡Ja!"})

_BRACKETS = re.compile(r"\[([^\[\]]{0,200})\]")
_MEETS: Mapping[str, tuple[Mark, Relation]] = MappingProxyType(
    {"cutting in": (Mark.CUT_IN, Relation.INTERRUPT), "together": (Mark.TOGETHER, Relation.OVERLAP)}
)
_CITED = re.compile(r"\s*f\d+(?:\s*[,;]\s*f\d+)*\s*")


@dataclass(frozen=True, slots=True)
class Meeting:
    """The words of a turn without marks, and what the marks said; `dropped` could not be used."""

    text: str
    relation: Relation = Relation.ANSWER
    asides: tuple[Aside, ...] = ()
    dropped: tuple[str, ...] = ()


def offered(brief: TalkBrief, talk: Talk, chapter: int) -> tuple[Mark, ...]:
    """What the next turn may do; settled before it is written, so that no model does it all the time."""
    found: list[Mark] = []
    before = talk.lines[-1] if talk.lines else None
    met = [line.relation is not Relation.ANSWER for line in talk.lines[-(EVERY - 1) :]]
    if before is not None and before.chapter == chapter and len(before.text.split()) >= LONG_WORDS and not any(met):
        found += [Mark.CUT_IN, Mark.TOGETHER]
    listened = any(line.asides for line in talk.lines[-(LISTENED_EVERY - 1) :])
    if _code(brief) in LISTENERS and len(brief.seats) > 1 and not listened:
        found += [Mark.LISTENER]
    return tuple(found)


def offer(brief: TalkBrief, seat: Seat, marks: Sequence[Mark]) -> str:
    """The same in words, as a model is told."""
    said = []
    if Mark.CUT_IN in marks:
        said.append(
            "If you cannot wait, begin with [cutting in]; if you speak in the same moment, begin with [together]."
        )
    if Mark.LISTENER in marks:
        name = next(each.person.name for each in brief.seats if each is not seat)
        words = ", ".join(LISTENERS[_code(brief)][:5])
        said.append(
            f"Once, in a turn of more than {LONG_WORDS} words, another may be heard: [{name}: {words.split(',')[0]}] "
            f"(of: {words}) or [{name} laughs]."
        )
    return " ".join([*said, "Use such marks seldom, only where people would."]) if said else ""


def read_marks(text: str, brief: TalkBrief, *, seat: str, marks: Sequence[Mark]) -> Meeting:
    """What a model wrote, marks taken out; citations stay. Marks nobody offered, or that say nothing, are dropped."""
    relation, asides, dropped = Relation.ANSWER, list[Aside](), list[str]()

    def taken(found: re.Match[str]) -> str:
        nonlocal relation
        if _CITED.fullmatch(found[1]):
            return found[0]
        said = " ".join(found[1].split()).casefold().rstrip(".!")
        mark, meets = _MEETS.get(said, (None, None))
        if meets is not None and mark in marks and not re.search(r"\w", text[: found.start()]):
            relation = meets
        elif (aside := _aside(said, brief, seat)) and Mark.LISTENER in marks and not asides:
            asides.append(aside)
        else:
            dropped.append(found[0][:MOST_DROPPED])
        return " "

    plain = _BRACKETS.sub(taken, text)
    if asides and len(_CITED_IN.sub(" ", plain).split()) <= LONG_WORDS:
        dropped.append(f"[{brief.seat(asides[0].seat).person.name}: {asides[0].text}]"[:MOST_DROPPED])
        asides.clear()
    return Meeting(re.sub(r" +([.,;:!?…])", r"\1", plain), relation, tuple(asides), tuple(dropped))


def told(brief: TalkBrief, lines: Sequence[Line]) -> list[str]:
    """What was left out, for whoever takes the script."""
    found = [(brief.seat(line.seat).person.name, each) for line in lines for each in line.dropped]
    if not found:
        return []
    named = ", ".join(f"{each} of {name}" for name, each in found[:4])
    more = f" and {len(found) - 4} more" if len(found) > 4 else ""
    marks = "1 mark" if len(found) == 1 else f"{len(found)} marks"
    return [f"{marks} in the turns could not be heard and were left out: {named}{more}; the words are kept"]


_CITED_IN = re.compile(rf"\[{_CITED.pattern}\]")


def _aside(said: str, brief: TalkBrief, seat: str) -> Aside | None:
    """A listener's word out of `isla: mm-hm` or `isla laughs`; None for anything else, and for whoever speaks."""
    code = _code(brief)
    for each in brief.seats:
        name = each.person.name.casefold()
        if each.key == seat or not said.startswith(name):
            continue
        rest = said.removeprefix(name).strip()
        if rest in ("laughs", ": laughs", "laughing"):
            return Aside(seat=each.key, text=LAUGHS[code]) if code in LAUGHS else None
        word = rest.removeprefix(":").strip(" .!\"'“”")
        if rest.startswith(":") and word in LISTENERS.get(code, ()):
            return Aside(seat=each.key, text=f"{word[:1].upper()}{word[1:]}.")
    return None


def _code(brief: TalkBrief) -> str:
    return brief.language.partition("-")[0].casefold()
