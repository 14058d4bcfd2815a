"""The director: who speaks next, what leads to the next fact, who doubts it and who laughs.

Facts are sentences of the sources, word for word. Everything else asks for them, hands them on, doubts them or plays
with them, and claims nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from renderers.episode import PersonalitySpec, Relation
from renderers.media.speech.tongues import ENGLISH
from renderers.podcast.idiom import listed
from renderers.podcast.material import Claim
from renderers.podcast.reactions import STALE, Moment, react
from renderers.podcast.talk import Talk
from renderers.podcast.traits import Trait

RECAP_EVERY, CALLBACK_AFTER, RECENT = 9, 10, 7
LONG_WORDS = 24
_ASKED = (
    Trait.DEFINITION,
    Trait.CONTRAST,
    Trait.YEAR,
    Trait.RESULT,
    Trait.EXAMPLE,
    Trait.CAUSE,
    Trait.NUMBER,
    Trait.PERSON,
)


@dataclass(frozen=True, slots=True)
class Library:
    """What sources are called, and which of them say the same figure."""

    titles: Mapping[str, str]
    texts: Mapping[str, str]
    before: Mapping[str, str] = field(default_factory=dict)
    """Episodes of the show, by what they were about."""

    language: str = ENGLISH

    def both(self, value: str) -> str:
        """The titles of all sources that hold these words, where there are two."""
        found = [self.titles[key] for key, text in self.texts.items() if value and value in text]
        return listed(found[:2], self.language) if len(found) > 1 else ""


def discuss(talk: Talk, claims: Sequence[Claim], library: Library, *, density: float) -> None:
    """Every claim said by somebody; `density` 0 to 1 is how much is said around them."""
    reader, reacted = "", ""
    for number, claim in enumerate(claims):
        before = claims[number - 1] if number else None
        goes_on = before is not None and claim.paragraph == before.paragraph
        person = _reader(talk, claim, reader, goes_on=goes_on)
        now = Moment(person, claim, _slots(talk, claim, library), goes_on, density)
        if number and number % RECAP_EVERY == 0 and not goes_on:
            _recap(talk, person)
        if number:
            _lead(talk, now)
        else:
            _begin(talk, now)
        _read(talk, now)
        talk.terms.append(now.slots["term"] or (claim.terms[0] if claim.terms else ""))
        talk.facts.append(claim.text)
        reader = person.key
        wanted = talk.memory.chance().random() < 0.15 + 0.75 * density
        reacted = react(talk, now, but=reacted) if wanted else ""


def _reader(talk: Talk, claim: Claim, before: str, *, goes_on: bool) -> PersonalitySpec:
    """Sentences that lean on those before them are read by whoever read those."""
    if goes_on and claim.leans and before:
        return next(person for person in talk.cast.people if person.key == before)
    return talk.cast.reader(claim, before=before)


def _slots(talk: Talk, claim: Claim, library: Library) -> Mapping[str, str]:
    number = claim.values.get(Trait.NUMBER.value, "")
    met = next((term for term in claim.terms[:1] if term in library.before), "")
    return MappingProxyType(
        {
            "met": met,
            "episode": library.before.get(met, ""),
            "term": _term(talk, claim),
            "source": library.titles.get(claim.source, ""),
            "number": number,
            "hedge": claim.values.get(Trait.HEDGE.value, "").lower(),
            "superlative": claim.values.get(Trait.SUPERLATIVE.value, "").lower(),
            "both": library.both(number),
        }
    )


def _term(talk: Talk, claim: Claim) -> str:
    """What to call it by: something that was not on everybody's lips just now."""
    return next((term for term in claim.terms if term not in talk.terms[-RECENT:]), "")


def _begin(talk: Talk, now: Moment) -> None:
    """The host has named the chapter; whoever begins it is called, or just does."""
    host, asked = talk.cast.host, bool(talk.turns) and talk.turns[-1].text.endswith("?")
    if now.person is not host and not asked and talk.memory.chance().random() < 0.4 + 0.4 * now.density:
        talk.move(host, "ask.first", {"name": now.person.name})


def _lead(talk: Talk, now: Moment) -> None:
    """Somebody asks for what comes, unless it follows by itself."""
    host, person, chance = talk.cast.host, now.person, talk.memory.chance().random()
    mine = talk.last == person.key
    if now.goes_on and now.claim.leans:
        if mine:
            _urge(talk, now, chance)
        return
    if host is person or (talk.last == host.key and talk.turns and talk.turns[-1].text.endswith("?")):
        return
    if now.goes_on and not mine and chance > 0.25 + 0.45 * now.density:
        return
    if now.slots["met"] and talk.fresh(host, "callback.show", now.slots) == 0:
        talk.move(host, "callback.show", now.slots)
        return
    earlier = _earlier(talk, now.claim)
    if earlier and talk.fresh(host, "callback", {"earlier": earlier}) < STALE:
        talk.move(host, "callback", {"earlier": earlier})
        return
    if mine or talk.memory.chance().random() < 0.45 + 0.45 * now.density:
        _ask(talk, now)


def _urge(talk: Talk, now: Moment, chance: float) -> None:
    """Whoever reads is stopped, or asked to go on, or neither."""
    if chance < 0.25 * now.density and _cut_off(talk, now):
        return
    host = talk.cast.host
    asker = host if host is not now.person else talk.cast.listener(but=(now.person.key,))
    if chance < 0.55 and asker is not None:
        talk.move(asker, "ask.more", now.slots)


def _ask(talk: Talk, now: Moment) -> None:
    """The question that these sentences answer."""
    host, slots, seldom = talk.cast.host, now.slots, talk.memory.chance().random()
    if now.goes_on and seldom < 0.3:
        talk.move(host, "ask.more", slots)
        return
    moves = [f"ask.{trait.value}" for trait in _ASKED if trait in now.claim.opens] + ["ask.term", "ask.more"]
    fitting = [(talk.fresh(host, move, slots), at, move) for at, move in enumerate(moves)]
    known = [(fresh, at, move) for fresh, at, move in fitting if fresh >= 0]
    fresh, _, move = min(known)
    if seldom > 0.86 and len(talk.cast.others) > 1 and now.person.key != talk.guest:
        talk.move(host, "ask.someone", {"name": now.person.name})
    else:
        talk.move(host, move if fresh < STALE else "ask.more", slots)


def _cut_off(talk: Talk, now: Moment) -> bool:
    """Whoever reads begins the next sentence, is stopped, and goes on."""
    person, slots = now.person, now.slots
    stopper = talk.cast.skeptic if talk.cast.skeptic is not person else talk.cast.host
    if stopper is None or stopper is person or talk.fresh(person, "start", slots) != 0:
        return False
    talk.add(person, talk.phrase(person, "start", slots))
    move = "doubt.start" if stopper is talk.cast.skeptic else "ask.start"
    if talk.move(stopper, move, slots, relation=Relation.INTERRUPT):
        asked = "doubt.term" if slots["term"] else "doubt.default"
        if stopper is talk.cast.skeptic:
            talk.move(stopper, asked, slots)
        talk.move(person, "resume", slots)
    return True


def _read(talk: Talk, now: Moment) -> None:
    """The sentences themselves, now and then with a word on where they stand, and a listener's word in them."""
    person, claim = now.person, now.claim
    new = claim.source not in talk.sources
    chance = talk.memory.chance().random()
    continuing = talk.last == person.key
    frame = ""
    if new or (chance < (0.12 if person.role.value in ("expert", "host") else 0.45) and not continuing):
        frame = _frame_of_source(talk, now) if new else _frame(talk, now)
    talk.add(person, f"{frame} {claim.text}".strip(), source=claim.source)
    if claim.words > LONG_WORDS and talk.memory.chance().random() < 0.03 + 0.6 * now.density:
        listener = talk.cast.listener(but=(person.key,))
        if listener is not None:
            talk.move(listener, "backchannel", now.slots, relation=Relation.BACKCHANNEL)


def _frame_of_source(talk: Talk, now: Moment) -> str:
    move = "frame.source" if talk.sources else "frame.first"
    talk.sources.append(now.claim.source)
    return talk.phrase(now.person, move, now.slots)


def _frame(talk: Talk, now: Moment) -> str:
    person, claim, slots = now.person, now.claim, now.slots
    moves = [f"frame.{trait.value}" for trait in (Trait.CONTRAST, Trait.RESULT, Trait.EXAMPLE) if trait in claim.traits]
    moves += ["frame.more"] if claim.leans else ["frame"]
    move = next((move for move in moves if 0 <= talk.fresh(person, move, slots) < STALE), "")
    return talk.phrase(person, move, slots) if move else ""


def _earlier(talk: Talk, claim: Claim) -> str:
    """What was talked about long ago and comes back."""
    old, recent = talk.terms[:-CALLBACK_AFTER], talk.terms[-CALLBACK_AFTER:]
    return next((term for term in claim.terms[:1] if term in old and term not in recent), "")


def _recap(talk: Talk, person: PersonalitySpec) -> None:
    """The host gathers what was said and hands on."""
    terms = list(dict.fromkeys(term for term in talk.terms[-RECAP_EVERY:] if term))[-4:]
    slots = {"recap": listed(terms, talk.memory.language)}
    if len(terms) < 3 or talk.fresh(talk.cast.host, "recap.lead", slots) >= STALE:
        return
    talk.move(talk.cast.host, "recap.lead", slots)
    if person is not talk.cast.host and person.key != talk.guest:
        talk.move(talk.cast.host, "ask.someone", {"name": person.name})
