"""The director: who is asked next and for what, who is passed over, when a chapter is over, and what the reply becomes.

Order and number of the places are fixed before anything is written, so that it can be priced; whom the director
passes over costs nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from renderers.episode import Purpose, Role
from renderers.writing.talk.asides import offer, offered
from renderers.writing.talk.brief import Ask, Fact, Line, Reply, Seat, Slot, SlotKind, Talk, TalkBrief
from renderers.writing.talk.prompts import plan_of, prompt_of, rewrite_of, system_of, unsaid
from renderers.writing.talk.replies import plan_schema, read_plan
from renderers.writing.talk.review import with_citations, worst_fault
from renderers.writing.talk.timing import left_of_chapter, word_seconds

USUAL_TURN, SHORTEST, LONGEST = 15.0, 5.0, 34.0
"""Seconds of a turn."""

OVER = 4.0
"""With so few seconds left, a chapter is over."""

TOO_MUCH = 1.5
"""Who has said so many times their part is passed over."""

PARTS = {Role.HOST: 1.0, Role.EXPERT: 1.6, Role.GUEST: 1.5, Role.CREATIVE: 0.9, Role.SKEPTIC: 0.9}
PLAN_TOKENS, TOKENS_A_WORD = 4_000, 4
MOST_TOKENS = 1_000
"""Of a turn."""


def begun(brief: TalkBrief) -> Talk:
    """Nothing said yet, and the first one asked."""
    return _asking(brief, Talk(chapters=brief.chapters), 0)


def went_on(brief: TalkBrief, talk: Talk, at: int, reply: Reply) -> Talk:
    """With the reply to place `at` taken in, and whoever has the place after it asked."""
    return _asking(brief, _taken(brief, talk, reply), at + 1)


def _taken(brief: TalkBrief, talk: Talk, reply: Reply) -> Talk:
    ask = talk.ask
    if ask is None or not reply.text:
        return talk
    slot = brief.slots[ask.slot]
    if slot.kind is SlotKind.PLAN:
        return talk.model_copy(update={"chapters": read_plan(reply.text, brief)})
    chapter = slot.chapter if ask.line < 0 else talk.lines[ask.line].chapter
    line = with_citations(brief, Line(seat=slot.seat, chapter=chapter, **reply.model_dump()))
    if ask.line >= 0:  # said anew, a turn still meets the others as it did
        before = talk.lines[ask.line]
        line = line.model_copy(update={"relation": before.relation, "asides": before.asides})
    lines = list(talk.lines)
    if ask.line < 0:
        lines.append(line)
    else:
        lines[ask.line] = line
    return talk.model_copy(update={"lines": tuple(lines)})


def _asking(brief: TalkBrief, talk: Talk, at: int) -> Talk:
    if at >= len(brief.slots):
        return talk.model_copy(update={"ask": None})
    slot = brief.slots[at]
    make = {SlotKind.PLAN: _plan, SlotKind.TURN: _turn, SlotKind.REVISION: _revision}[slot.kind]
    return talk.model_copy(update={"ask": make(brief, talk, at)})


def _plan(brief: TalkBrief, _talk: Talk, at: int) -> Ask:
    seat = brief.seat(brief.slots[at].seat)
    system = f"You are {seat.person.name} and plan a podcast for {brief.audience or 'everybody'}. {brief.tone}".strip()
    return Ask(
        slot=at, seat=seat.key, system=system, prompt=plan_of(brief), words=400, most_tokens=PLAN_TOKENS,
        shape=plan_schema(),
    )  # fmt: skip


def _turn(brief: TalkBrief, talk: Talk, at: int) -> Ask | None:
    slot = brief.slots[at]
    left = left_of_chapter(brief, talk, slot.chapter)
    coming = [each for each in brief.slots[at:] if each.kind is SlotKind.TURN and each.chapter == slot.chapter]
    if _passed_over(brief, talk, slot, left, coming):
        return None
    seat = brief.seat(slot.seat)
    pace = word_seconds(seat.person, brief.voices, brief.tone, brief.language)
    words = round(_seconds_for(brief, talk, seat, left, coming) / pace)
    duty = _duty(brief, talk, slot, last=len(coming) == 1 or left < 1.6 * USUAL_TURN)
    text, facts = _offline(brief, talk, at, seat, words)
    marks = offered(brief, talk, slot.chapter)
    return Ask(
        slot=at,
        seat=seat.key,
        system=system_of(brief, seat),
        prompt=prompt_of(
            brief, talk, seat, slot.chapter, duty=f"{duty} {offer(brief, seat, marks)}".strip(), words=words
        ),
        words=words,
        most_tokens=min(MOST_TOKENS, 120 + TOKENS_A_WORD * words),
        offline=text,
        offline_facts=facts,
        marks=marks,
    )


def _revision(brief: TalkBrief, talk: Talk, at: int) -> Ask | None:
    seat = brief.seat(brief.slots[at].seat)
    fault = worst_fault(brief, talk, seat.key)
    if fault is None:
        return None
    prompt = rewrite_of(brief, talk, seat, fault.line, fault=fault.says, words=fault.words)
    most = min(MOST_TOKENS, 120 + TOKENS_A_WORD * fault.words)
    return Ask(
        slot=at, seat=seat.key, system=system_of(brief, seat), prompt=prompt, words=fault.words, most_tokens=most,
        line=fault.line, offline=talk.lines[fault.line].text, offline_facts=talk.lines[fault.line].facts,
    )  # fmt: skip


def _passed_over(brief: TalkBrief, talk: Talk, slot: Slot, left: float, coming: list[Slot]) -> bool:
    here = [line for line in talk.lines if line.chapter == slot.chapter]
    if talk.lines and talk.lines[-1].seat == slot.seat:
        return True
    if left < OVER:
        return bool(here)  # no chapter is silent
    turns_left = sum(one.seat != two.seat for one, two in pairwise(coming))
    if turns_left * USUAL_TURN * 0.9 < left:  # all that come are needed
        return False
    called = _called(brief, talk)
    if called and called != slot.seat and called in {each.seat for each in coming[: len(brief.seats)]}:
        return True
    return called != slot.seat and _share(brief, talk, slot.seat) > TOO_MUCH


def _called(brief: TalkBrief, talk: Talk) -> str:
    """Who was asked by name in the last sentence."""
    if not talk.lines or not talk.lines[-1].text.rstrip().endswith("?"):
        return ""
    last = re.split(r"(?<=[.!?])\s+", talk.lines[-1].text.rstrip())[-1]
    return next(
        (
            seat.key
            for seat in brief.seats
            if seat.key != talk.lines[-1].seat and re.search(rf"\b{re.escape(seat.person.name)}\b", last)
        ),
        "",
    )


def _share(brief: TalkBrief, talk: Talk, key: str) -> float:
    """What somebody has said against their part of it: 1 is fair."""
    said = {seat.key: 20.0 for seat in brief.seats}
    for line in talk.lines:
        said[line.seat] += len(line.text.split())
    parts = {seat.key: PARTS[seat.person.role] for seat in brief.seats}
    return said[key] / sum(said.values()) / (parts[key] / sum(parts.values()))


def _seconds_for(brief: TalkBrief, talk: Talk, seat: Seat, left: float, coming: list[Slot]) -> float:
    """How long the turn should be: its part of what is left."""
    if left < 1.5 * USUAL_TURN:
        return max(SHORTEST, left)
    turns_left = max(1, 1 + sum(one.seat != two.seat for one, two in pairwise(coming)))
    usual = max(USUAL_TURN, left / turns_left)
    mean = sum(PARTS[each.person.role] for each in brief.seats) / len(brief.seats)
    weight = 0.5 + 0.5 * PARTS[seat.person.role] / mean
    lively = Random(f"{brief.seed}/{len(talk.lines)}").uniform(0.6, 1.4)
    return min(LONGEST, max(SHORTEST, usual * weight * lively))


def _duty(brief: TalkBrief, talk: Talk, slot: Slot, *, last: bool) -> str:
    """What this turn is for."""
    here = [line for line in talk.lines if line.chapter == slot.chapter]
    host = brief.seat(slot.seat).person.role is Role.HOST
    final = slot.chapter == len(talk.chapters) - 1
    if not talk.lines:
        return (
            "Open the episode: welcome the listeners, say that all of you are synthetic voices, name the subject and "
            "why it matters, introduce the others, and ask the first question."
        )
    if last and final:
        return "Close the episode: what stays from it in one thought, thanks, goodbye. Ask nothing."
    if last:
        return "Bring this chapter to its point and lead on to what comes next."
    if not here:
        return "Begin this chapter: lead over from what was said, and open its question."
    if host:
        return "Take up what was said and ask for what comes next, by name."
    if talk.chapters[slot.chapter].purpose is Purpose.DEBATE:
        return "Take a side in what was just said, and give a reason."
    return "Answer what was just said, and bring in something new."


def _offline(brief: TalkBrief, talk: Talk, at: int, seat: Seat, words: int) -> tuple[str, tuple[str, ...]]:
    """What the offline writer would say: a phrase of theirs, and facts word for word while there is room."""
    slot, chance = brief.slots[at], Random(f"{brief.seed}/{at}")
    facts = unsaid(talk, talk.chapters[slot.chapter])
    said = " ".join(line.text for line in talk.lines)
    final = slot.chapter == len(talk.chapters) - 1 and left_of_chapter(brief, talk, slot.chapter) < 1.6 * USUAL_TURN
    move = "open" if not talk.lines else "close" if final else _move(seat, facts)
    rows = [row for row in seat.lines.get(move, ()) if row not in said] or list(seat.lines.get(move, ()))
    phrase = chance.choice(rows) if rows else ""
    if move != "frame":
        return phrase, ()
    taken: list[Fact] = []
    for fact in facts:
        if taken and sum(len(each.text.split()) for each in (*taken, fact)) > words:
            break
        taken.append(fact)
    return " ".join([phrase, *(fact.text for fact in taken)]).strip(), tuple(fact.key for fact in taken)


def _move(seat: Seat, facts: list[Fact]) -> str:
    if seat.person.role is Role.HOST:
        return "ask"
    return "frame" if facts else "react"
