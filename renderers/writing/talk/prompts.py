"""What a personality is told before it speaks: who it is, what was said, what it said itself, what it may cite."""

from __future__ import annotations

from collections.abc import Sequence

from renderers.episode import Role
from renderers.writing.repetition import most_repeated
from renderers.writing.talk.brief import Chapter, Fact, Line, Seat, Talk, TalkBrief

MOST_PROMPT = 14_000
"""Bytes of a prompt and of who it is together, whatever was said before."""

MOST_SYSTEM = 4_000
RECENT, OWN, OFFERED, EARLIER = 14, 6, 7, 10

DUTIES = {
    Role.HOST: "You are curious, you ask, you moderate: you bring in whoever has been quiet, by name.",
    Role.EXPERT: "You answer for the facts, slightly serious, and you say where they come from.",
    Role.GUEST: "You tell what you know from your own side of the subject.",
    Role.CREATIVE: "You play: pictures, jokes, the devil's part. You make up no facts.",
    Role.SKEPTIC: "You doubt: what about the other side, how would anybody know, what does it cost?",
}


RULES = (
    "Write only what you say aloud in your one turn: no name before it, no stage directions, no lists, no turn of "
    "anybody else. Facts come only from the numbered list; cite each one you use as [f1] behind the sentence. "
    "React to what was just said. Never repeat what anybody said."
)


def system_of(brief: TalkBrief, seat: Seat) -> str:
    """Who somebody is, and by which rules everybody speaks."""
    person = seat.person
    others = ", ".join(f"{each.person.name} ({each.person.role.value})" for each in brief.seats if each is not seat)
    parts = [
        f"You are {person.name}, the {person.role.value} of the podcast {brief.show or brief.title!r}.",
        f"You talk with {others}. {DUTIES[person.role]}",
        f"Your character: {person.character}." if person.character else "",
        f"What you know: {seat.knowledge}." if seat.knowledge else "",
        f"Words you like: {'; '.join(person.habits)}." if person.habits else "",
        f"The audience: {brief.audience}. Choose words and examples for them." if brief.audience else "",
        f"The tone: {brief.tone}." if brief.tone else "",
        f"Speak the language with the tag {brief.language!r}." if brief.language else "",
        RULES,
    ]
    return _cut("\n".join(part for part in parts if part), MOST_SYSTEM)


def prompt_of(brief: TalkBrief, talk: Talk, seat: Seat, chapter: int, *, duty: str, words: int) -> str:
    """The whole question; old turns are left out first when there is no room."""
    head = _head(brief, talk, seat, chapter)
    tail = f"{duty} About {words} words, {seat.person.name}."
    room = MOST_PROMPT - MOST_SYSTEM - len(head.encode()) - len(tail.encode()) - 40
    return f"{head}\n\nJust now:\n{_recent(brief, talk.lines, room)}\n\n{tail}"


def rewrite_of(brief: TalkBrief, talk: Talk, seat: Seat, at: int, *, fault: str, words: int) -> str:
    """The question for a turn to be said anew, between those around it."""
    line = talk.lines[at]
    head = _head(brief, talk, seat, line.chapter)
    around = [each for number, each in enumerate(talk.lines[at - 2 : at] if at > 1 else talk.lines[:at]) if number < 2]
    before, after = _spoken(brief, around), _spoken(brief, talk.lines[at + 1 : at + 2])
    tail = f"Your turn was:\n{line.text}\n\nThen came:\n{after}\n\n{fault} Write the turn again. About {words} words."
    return _cut(f"{head}\n\nBefore it:\n{before}\n\n", MOST_PROMPT - MOST_SYSTEM - len(tail.encode())) + tail


def plan_of(brief: TalkBrief) -> str:
    """The question for the arc of the episode, as JSON."""
    rows = [
        f"{number + 1}. {chapter.title}{' (keep this title)' if chapter.settled else ''}, about "
        f"{chapter.seconds / 60:.1f} minutes. {' '.join(chapter.points)}\n{facts_listed(chapter.facts[:OFFERED], 160)}"
        for number, chapter in enumerate(brief.chapters)
    ]
    asked = (
        f"Plan the episode {brief.title!r}: exactly {len(brief.chapters)} chapters in this order, from a question to "
        "an answer, each with a title, a purpose (opening, explain, debate, story or closing), its minutes, and two to "
        "four points to be talked about. Answer with JSON alone."
    )
    before = f"\nEarlier episodes had: {'; '.join(brief.earlier[:EARLIER])}" if brief.earlier else ""
    return _cut("\n".join(rows), MOST_PROMPT - MOST_SYSTEM - 1200) + _cut(f"{before}\n\n{asked}", 1200)


def facts_listed(facts: Sequence[Fact], longest: int = 420) -> str:
    """One a line, with the key it is cited by."""
    return "\n".join(f"[{fact.key}] {_cut(fact.text, longest)}" for fact in facts)


def unsaid(talk: Talk, chapter: Chapter) -> list[Fact]:
    """Facts of a chapter that nobody has cited."""
    said = {key for line in talk.lines for key in line.facts}
    return [fact for fact in chapter.facts if fact.key not in said]


def _head(brief: TalkBrief, talk: Talk, seat: Seat, chapter: int) -> str:
    now = talk.chapters[chapter]
    arc = " / ".join(f"*{each.title}*" if each is now else each.title for each in talk.chapters)
    own = [line.text for line in talk.lines if line.seat == seat.key][-OWN:]
    stale = [phrase for phrase, _ in most_repeated((line.text for line in talk.lines[-80:]), most=8)]
    facts = facts_listed(unsaid(talk, now)[:OFFERED])
    parts = [
        f"Episode: {brief.title}. Chapters: {_cut(arc, 700)}",
        f"Now: {now.title} ({now.purpose.value}). Points: {_cut(' / '.join(now.points), 700)}",
        f"Facts not said yet:\n{facts}" if facts else "No more facts: ask, doubt, compare, sum up.",
        "What you said yourself so far: " + " / ".join(_cut(text, 110) for text in own) if own else "",
        f"Worn out, do not use: {'; '.join(stale)}" if stale else "",
        f"Said in earlier episodes, call back to it or leave it: {_cut('; '.join(brief.earlier[:EARLIER]), 700)}"
        if brief.earlier
        else "",
    ]
    return "\n".join(part for part in parts if part)


def _recent(brief: TalkBrief, lines: Sequence[Line], room: int) -> str:
    kept: list[str] = []
    for line in reversed(lines[-RECENT:]):
        said = _spoken(brief, [line])
        if room - len(said.encode()) < 0:
            break
        room -= len(said.encode()) + 1
        kept.append(said)
    return "\n".join(reversed(kept)) or "(Nobody has spoken yet.)"


def _spoken(brief: TalkBrief, lines: Sequence[Line]) -> str:
    return "\n".join(f"{brief.seat(line.seat).person.name}: {line.text}" for line in lines) or "(nothing)"


def _cut(text: str, most: int) -> str:
    """At most so many bytes, between words."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: max(0, most - 4)].decode(errors="ignore")
    return f"{kept.rpartition(' ')[0]} …"
