"""A conversation by language models as a plan: brief, then a director's and a writer's step for every place.

Order, number and writers of the places are fixed before anything is written, so that it can be quoted; what was
written is kept, and goes on where it stopped.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType

from renderers.engine import version_of
from renderers.episode import PersonalitySpec, Purpose, Relation, Role, SegmentSpec, TurnSpec
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.speech.tongues import language_code
from renderers.plan import Plan, PlanBuilder, Stage, Step, WorkerSize
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.idiom import IDIOMS, talked_in
from renderers.podcast.outline import Part, parts_of
from renderers.podcast.pens import Pen
from renderers.podcast.phrases import phrases
from renderers.podcast.said import Said
from renderers.podcast.writer import TOLERANCE, Brief, Written, music_seconds
from renderers.writing.length import talk_seconds
from renderers.writing.repetition import repeated
from renderers.writing.talk.asides import told
from renderers.writing.talk.brief import LINE_OFFLINE, Chapter, Fact, Line, Seat, Slot, SlotKind, Talk, TalkBrief
from renderers.writing.talk.directing import MOST_TOKENS, PLAN_TOKENS, USUAL_TURN
from renderers.writing.talk.prompts import MOST_PROMPT
from renderers.writing.talk.review import bare_figures
from renderers.writing.talk.timing import spent

SUBJECT = "conversation"
TRIES = 2
SPARE = 1.5
"""So many places for each turn that is expected: the director passes over the rest."""

MINUTES_A_CHAPTER, MOST_CHAPTERS = 5.0, 12
MOST_REVISIONS = 6
_MOST_JOKES = 3
_MOVES = {"open": "open.bare", "ask": "ask.more", "frame": "frame", "close": "close.thanks"}
_REACTIONS = ("doubt.default", "riff.default", "agree")
"""What somebody says who has no fact left and does not ask."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What people said about single places after they failed: said offline, or asked for another time."""

    offline: Collection[int] = ()
    takes: Mapping[int, int] = field(default_factory=dict)


def is_for_models(brief: Brief) -> bool:
    """Whether anybody's turns are written by a language model."""
    return any(not each.offline for each in brief.pens.values())


def talk_brief(brief: Brief, drafts: Sequence[SegmentDraft], scripts: Mapping[int, SegmentSpec]) -> TalkBrief:
    """What the models are told. BadInput for what nobody could plan."""
    if brief.seconds < 60:
        raise BadInput("say how many minutes the episode should last; a conversation takes one at least")
    seats = tuple(_seat(brief, person.key) for person in brief.people)
    parts = _parts(brief, drafts, tuple(scripts), seats)
    people = {person.key: person for person in brief.people}
    spoken = sum(
        talk_seconds(each.turns, people, voices=brief.voices, tone=brief.tone, language=brief.language)
        for each in scripts.values()
    )
    room = brief.seconds - spoken - music_seconds(brief, len(parts) + len(scripts))
    if room < 20 * len(parts):
        raise BadInput(f"{len(parts)} chapters do not fit into {brief.seconds // 60} minutes; leave some out")
    chapters = _chapters(parts, room, settled=bool(drafts))
    return TalkBrief(
        title=brief.title,
        show=brief.show,
        audience=brief.audience,
        tone=brief.tone,
        language=brief.language,
        voices=brief.voices,
        seed=brief.seed,
        seats=seats,
        chapters=chapters,
        slots=_slots(seats, chapters, brief.seed),
        earlier=_earlier(brief.before),
    )


def compile_talk(talk: TalkBrief, ways: Ways = Ways()) -> Plan:
    """The plan whose result is the whole conversation."""
    plan = PlanBuilder()
    about = plan.add(_step("talk_brief", {"brief": talk.model_dump(mode="json")}, (), "What it is about"), role="brief")
    before = plan.add(_step("talk_director", {"at": -1}, (("brief", about),), "Who begins"), role="begun")
    for at, slot in enumerate(talk.slots):
        name = talk.seat(slot.seat).person.name
        label = f"{name}, place {at + 1} of {len(talk.slots)}"
        engine, settings = _writes(talk.seat(slot.seat), slot, at, ways)
        asked = (("brief", about), ("asked", before))
        reply = plan.add(_step(engine, settings, asked, label), role=f"reply.{at}")
        inputs = (("brief", about), ("before", before), ("reply", reply))
        before = plan.add(_step("talk_director", {"at": at}, inputs, f"After {label}"), role=f"talk.{at}")
    return plan.build(result=before)


def written_of(talk: TalkBrief, made: Talk, scripts: Mapping[int, SegmentSpec]) -> Written:
    """The segments of a finished conversation, and what its maker should know about it."""
    free = (number for number in range(len(made.chapters) + len(scripts)) if number not in scripts)
    segments = dict(scripts)
    facts = talk.facts()
    for at, (number, chapter) in enumerate(zip(free, made.chapters, strict=False)):
        key = f"s{number + 1}"
        if turns := _turns(key, [line for line in made.lines if line.chapter == at], facts):
            segments[number] = SegmentSpec(
                key=key, title=chapter.title, purpose=chapter.purpose, seconds=round(chapter.seconds), turns=turns
            )
    ordered = tuple(segments[number] for number in sorted(segments))
    said = Said(frozenset(facts[key].text for line in made.lines for key in line.facts), {}, _subjects(talk, made))
    return Written(ordered, _notices(talk, made), said)


def _turns(key: str, lines: Sequence[Line], facts: Mapping[str, Fact]) -> tuple[TurnSpec, ...]:
    """Lines of one chapter, and behind each what others let be heard in it; a chapter begins with an answer."""
    made: list[TurnSpec] = []
    for line in lines:
        made.append(
            TurnSpec(
                key=f"{key}.{len(made) + 1}",
                speaker=line.seat,
                text=line.text,
                relation=line.relation if made else Relation.ANSWER,
                citations=tuple(dict.fromkeys(facts[fact].source for fact in line.facts)),
            )
        )
        for aside in line.asides:
            heard = TurnSpec(
                key=f"{key}.{len(made) + 1}", speaker=aside.seat, text=aside.text, relation=Relation.BACKCHANNEL
            )
            made.append(heard)
    return tuple(made)


def _seat(brief: Brief, key: str) -> Seat:
    person = next(each for each in brief.people if each.key == key)
    mine = brief.pens.get(key, Pen())
    role = Role.EXPERT if person.role is Role.GUEST else person.role
    lines = _lines(brief, person, role) if language_code(brief.language) in IDIOMS or mine.offline else {}
    return Seat(person=person, knowledge=mine.knowledge, engine=mine.engine, model=mine.model, lines=lines)


def _lines(brief: Brief, person: PersonalitySpec, role: Role) -> dict[str, tuple[str, ...]]:
    """What the offline writer says for somebody, by move. BadInput for a language it does not talk in."""
    language = talked_in(brief.language)
    idiom = IDIOMS[language]

    def rows(*moves: str) -> tuple[str, ...]:
        found = (phrases(name, language).get(move, ()) for move in moves for name in (role.value, "anybody"))
        return tuple(row for each in found for row in each if not set("[{|") & set(row))

    lines = {move: rows(name) for move, name in _MOVES.items()} | {"react": rows(*_REACTIONS)}
    lines["open"] = (idiom.welcome.format(me=person.name, title=brief.title),)
    lines["close"] = lines["close"] or (idiom.farewell,)
    lines["ask"] = lines["ask"] or (idiom.asks_on,)
    return lines


def _parts(
    brief: Brief, drafts: Sequence[SegmentDraft], skipped: Sequence[int], seats: Sequence[Seat]
) -> Sequence[Part]:
    if brief.documents:
        found = parts_of(
            brief.documents, drafts, skipped=skipped, seconds=round(brief.seconds / 2.4), said=brief.before.facts
        )
        if drafts or (found := [part for part in found if part.claims]):
            return found
        raise BadInput("earlier episodes have said all that stands in these sources; add others")
    if drafts:
        return [
            Part(number, draft.title, draft.purpose, draft.points, (), (), round(draft.minutes * 60))
            for number, draft in enumerate(drafts)
            if number not in skipped
        ]
    if _host(seats).engine == LINE_OFFLINE:
        raise BadInput("there is nothing to plan from: add sources or an outline, or give the host a language model")
    count = min(MOST_CHAPTERS, max(2, round(brief.seconds / 60 / MINUTES_A_CHAPTER)))
    return [Part(number, f"Part {number + 1}", Purpose.EXPLAIN, (), (), (), 0) for number in range(count)]


def _chapters(parts: Sequence[Part], room: float, *, settled: bool) -> tuple[Chapter, ...]:
    words = [float(part.seconds or min(600, max(120, sum(claim.words for claim in part.claims)))) for part in parts]
    number = 0
    chapters = []
    for part, weight in zip(parts, words, strict=True):
        facts = []
        for claim in part.claims:
            number += 1
            facts.append(Fact(key=f"f{number}", source=claim.source, text=claim.text))
        chapters.append(
            Chapter(
                title=part.title, purpose=part.purpose, points=part.points, seconds=room * weight / sum(words),
                facts=tuple(facts), settled=settled,
            )
        )  # fmt: skip
    return tuple(chapters)


def _host(seats: Sequence[Seat]) -> Seat:
    return next((seat for seat in seats if seat.person.role is Role.HOST), seats[0])


def _slots(seats: Sequence[Seat], chapters: Sequence[Chapter], seed: int) -> tuple[Slot, ...]:
    """The plan, the places of every chapter from host to host, and some for what has to be said anew."""
    host, chance = _host(seats), Random(f"{seed}/places")
    slots = [Slot(kind=SlotKind.PLAN, seat=host.key)] if host.engine != LINE_OFFLINE else []
    for number, chapter in enumerate(chapters):
        count = math.ceil(SPARE * chapter.seconds / USUAL_TURN) + len(seats)
        order = [host.key]
        while len(order) < count:
            around = [seat.key for seat in seats]
            chance.shuffle(around)
            order += around[1:] if around[0] == order[-1] else around
        slots += [Slot(kind=SlotKind.TURN, seat=key, chapter=number) for key in (*order, host.key)]
    turns = sum(slot.kind is SlotKind.TURN for slot in slots) / SPARE
    again = min(MOST_REVISIONS, max(1, round(turns / 12)))
    models = [seat.key for seat in seats if seat.engine != LINE_OFFLINE]
    slots += [Slot(kind=SlotKind.REVISION, seat=key) for _ in range(again) for key in models]
    return tuple(slots)


def _writes(seat: Seat, slot: Slot, at: int, ways: Ways) -> tuple[str, dict[str, object]]:
    """The engine of a place, and its settings."""
    if seat.engine == LINE_OFFLINE or (at in ways.offline and slot.kind is not SlotKind.PLAN):
        return LINE_OFFLINE, {}
    most = PLAN_TOKENS if slot.kind is SlotKind.PLAN else MOST_TOKENS
    settings: dict[str, object] = {"reads_at_most": MOST_PROMPT, "most_tokens": most, "tries": TRIES}
    settings |= {"model": seat.model} if seat.model else {}
    settings |= {"take": ways.takes[at]} if at in ways.takes else {}
    return seat.engine, settings


def _step(engine: str, settings: Mapping[str, object], inputs: tuple[tuple[str, str], ...], label: str) -> Step:
    maker = makers()[engine]
    work = 0.05 if maker.size is WorkerSize.CPU else 4.0
    return Step(engine, version_of(maker), dict(settings), inputs, Stage.VOICES, SUBJECT, label, maker.size, work)


def _earlier(before: Said) -> tuple[str, ...]:
    """Of earlier episodes: which one was last, what they were about, and facts they told."""
    last = (f"the last episode was {before.last!r}",) if before.last else ()
    told = tuple(f"{term} (in {title!r})" for term, title in list(before.terms.items())[-8:])
    jokes = tuple(f"a running joke: {joke}" for joke in before.jokes[:_MOST_JOKES])
    return (*jokes, *last, *told, *sorted(before.facts, key=len)[:6])


def _subjects(talk: TalkBrief, made: Talk) -> Mapping[str, str]:
    return MappingProxyType(dict.fromkeys((chapter.title for chapter in made.chapters), talk.title))


def _against(off: float) -> str:
    """A share of the time asked for, in words."""
    if abs(off) < 0.005:
        return "as long as asked for"
    return f"{abs(off):.0%} {'longer' if off > 0 else 'shorter'} than asked for"


def _notices(talk: TalkBrief, made: Talk) -> tuple[str, ...]:
    """What it was written with, how long it is, what repeats, and which figures no source holds."""
    writers = sorted({makers()[line.by].title.removesuffix(", for writing") for line in made.lines if line.by})
    off = spent(talk, made) / talk.seconds - 1
    share = repeated(line.text for line in made.lines)
    length = f"{len(made.lines)} turns, {_against(off)}; {share:.0%} of its phrases come again"
    found = [f"written by {' and '.join(writers)}: {length}"]
    if abs(off) > TOLERANCE:
        found.append(f"it is {abs(off):.0%} too {'long' if off > 0 else 'short'}: edit it, or write it again")
    found += told(talk, made.lines)
    if not talk.facts():
        return (*found, "written without sources: what is said as a fact comes from the models, and nobody checked it")
    loose = [
        (talk.seat(line.seat).person.name, figures) for line in made.lines if (figures := bare_figures(talk, line))
    ]
    found += [
        f"{name} names {', '.join(figures[:3])}, which stands in no source that is cited" for name, figures in loose[:8]
    ]
    return tuple(found)
