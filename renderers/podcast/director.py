"""The director: who speaks next, what leads to the next fact, who doubts it and who laughs.

Facts are sentences of the sources, word for word. Everything else asks for them, hands them on, doubts them or plays
with them, and claims nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renderers.episode import PersonalitySpec, Relation
from renderers.podcast.material import Claim, Trait
from renderers.podcast.talk import Talk

RECAP_EVERY, CALLBACK_AFTER, RECENT = 9, 10, 7
LONG_WORDS = 24
_STALE = 3
"""A row that was said so often is rather left unsaid."""

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
_DOUBTED = (Trait.NUMBER, Trait.HEDGE, Trait.SUPERLATIVE, Trait.CAUSE, Trait.QUOTE, Trait.PERSON)
_RIFFED = (Trait.NUMBER, Trait.YEAR, Trait.CONTRAST, Trait.CAUSE, Trait.PERSON)


@dataclass(frozen=True, slots=True)
class Library:
    """What sources are called, and which of them say the same figure."""

    titles: Mapping[str, str]
    texts: Mapping[str, str]

    def both(self, value: str) -> str:
        """The titles of all sources that hold these words, where there are two."""
        found = [self.titles[key] for key, text in self.texts.items() if value and value in text]
        return " and ".join(found[:2]) if len(found) > 1 else ""


def discuss(talk: Talk, claims: Sequence[Claim], library: Library, *, density: float) -> None:
    """Every claim said by somebody; `density` 0 to 1 is how much is said around them."""
    reader, reacted = "", ""
    for number, claim in enumerate(claims):
        before = claims[number - 1] if number else None
        goes_on = before is not None and claim.paragraph == before.paragraph
        person = _reader(talk, claim, reader, goes_on=goes_on)
        slots = _slots(talk, claim, library)
        if number and number % RECAP_EVERY == 0 and not goes_on:
            _recap(talk, person)
        _lead(talk, person, claim, slots, goes_on=goes_on, density=density)
        _read(talk, person, claim, slots)
        talk.terms.append(slots["term"] or (claim.terms[0] if claim.terms else ""))
        talk.facts.append(claim.text)
        reader = person.key
        if talk.memory.chance().random() < 0.15 + 0.75 * density:
            reacted = _react(talk, person, claim, slots, library, but=reacted)
        else:
            reacted = ""


def _reader(talk: Talk, claim: Claim, before: str, *, goes_on: bool) -> PersonalitySpec:
    """Sentences that lean on those before them are read by whoever read those."""
    if goes_on and claim.leans and before:
        return next(person for person in talk.cast.people if person.key == before)
    return talk.cast.reader(claim, before=before)


def _slots(talk: Talk, claim: Claim, library: Library) -> Mapping[str, str]:
    number = claim.values.get(Trait.NUMBER.value, "")
    return MappingProxyType(
        {
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


def _lead(
    talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str], *, goes_on: bool, density: float
) -> None:
    """Somebody asks for what comes, unless it follows by itself."""
    host, chance = talk.cast.host, talk.memory.chance().random()
    mine = talk.last == person.key
    if goes_on and claim.leans:
        if mine and chance < 0.25 * density and _cut_off(talk, person, slots):
            return
        if mine and chance < 0.55:
            asker = host if host is not person else talk.cast.listener(but=(person.key,))
            if asker is not None:
                talk.move(asker, "ask.more", slots)
        return
    if host is person or talk.last == host.key and talk.turns and talk.turns[-1].text.endswith("?"):
        return
    if goes_on and not mine and chance > 0.25 + 0.45 * density:
        return
    earlier = _earlier(talk, claim)
    if earlier and talk.move(host, "callback", {"earlier": earlier}):
        return
    if mine or talk.memory.chance().random() < 0.8:
        _ask(talk, person, claim, slots, goes_on=goes_on)


def _ask(
    talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str], *, goes_on: bool
) -> None:
    """The question that these sentences answer."""
    host, seldom = talk.cast.host, talk.memory.chance().random()
    if goes_on and seldom < 0.3:
        talk.move(host, "ask.more", slots)
        return
    moves = [f"ask.{trait.value}" for trait in _ASKED if trait in claim.traits] + ["ask.term", "ask.more"]
    fitting = [(talk.fresh(host, move, slots), at, move) for at, move in enumerate(moves)]
    known = [(fresh, at, move) for fresh, at, move in fitting if fresh >= 0]
    fresh, _, move = min(known)
    if seldom > 0.86 and len(talk.cast.others) > 1 and person.key != talk.guest:
        talk.move(host, "ask.someone", {"name": person.name})
    else:
        talk.move(host, move if fresh < _STALE else "ask.more", slots)


def _cut_off(talk: Talk, person: PersonalitySpec, slots: Mapping[str, str]) -> bool:
    """Whoever reads begins the next sentence, is stopped, and goes on."""
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


def _read(talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str]) -> None:
    """The sentences themselves, now and then with a word on where they stand, and a listener's word in them."""
    new = claim.source not in talk.sources
    chance = talk.memory.chance().random()
    continuing = talk.last == person.key
    frame = ""
    if new or chance < (0.12 if person.role.value in ("expert", "host") else 0.45) and not continuing:
        frame = _frame(talk, person, claim, slots, new=new)
    talk.add(person, f"{frame} {claim.text}".strip(), source=claim.source)
    if claim.words > LONG_WORDS and talk.memory.chance().random() < 0.5:
        listener = talk.cast.listener(but=(person.key,))
        if listener is not None:
            talk.move(listener, "backchannel", slots, relation=Relation.BACKCHANNEL)


def _frame(talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str], *, new: bool) -> str:
    if new:
        talk.sources.append(claim.source)
        return talk.phrase(person, "frame.source", slots)
    moves = [f"frame.{trait.value}" for trait in (Trait.CONTRAST, Trait.RESULT, Trait.EXAMPLE) if trait in claim.traits]
    moves += ["frame.more"] if claim.leans else ["frame"]
    move = next((move for move in moves if 0 <= talk.fresh(person, move, slots) < _STALE), "")
    return talk.phrase(person, move, slots) if move else ""


def _earlier(talk: Talk, claim: Claim) -> str:
    """What was talked about long ago and comes back."""
    old, recent = talk.terms[:-CALLBACK_AFTER], talk.terms[-CALLBACK_AFTER:]
    return next((term for term in claim.terms[:1] if term in old and term not in recent), "")


def _recap(talk: Talk, person: PersonalitySpec) -> None:
    """The host gathers what was said and hands on."""
    terms = list(dict.fromkeys(term for term in talk.terms[-RECAP_EVERY:] if term))[-4:]
    if len(terms) < 3 or talk.fresh(talk.cast.host, "recap.lead", {"recap": listed(terms)}) >= _STALE:
        return
    talk.move(talk.cast.host, "recap.lead", {"recap": listed(terms)})
    if person is not talk.cast.host and person.key != talk.guest:
        talk.move(talk.cast.host, "ask.someone", {"name": person.name})


def listed(names: Sequence[str]) -> str:
    """`one, two, and three`."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _react(
    talk: Talk,
    person: PersonalitySpec,
    claim: Claim,
    slots: Mapping[str, str],
    library: Library,
    *,
    but: str,
) -> str:
    """Somebody answers the fact; which way, so that the same does not happen twice in a row."""
    ways: dict[str, Callable[[Talk, PersonalitySpec, Claim, Mapping[str, str]], bool]] = {
        "doubt": _doubt,
        "riff": _riff,
        "echo": _echo,
        "agree": _agree,
    }
    chance = talk.memory.chance()
    order = sorted(ways, key=lambda way: (way == but, chance.random() * _WEIGHTS[way]))
    return next((way for way in order if ways[way](talk, person, claim, slots)), "")


_WEIGHTS: Mapping[str, float] = MappingProxyType({"doubt": 0.7, "riff": 0.75, "echo": 1.0, "agree": 1.3})
"""The lower, the sooner it happens."""


def _doubt(talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str]) -> bool:
    """A question about what was said; whoever said it answers as far as the source goes."""
    doubter = talk.cast.skeptic
    if doubter is None or doubter is person:
        return False
    move = _freshest(talk, doubter, "doubt", (*(t for t in _DOUBTED if t in claim.traits),), slots)
    if not move or not talk.move(doubter, move, slots, manner="dry" if talk.memory.chance().random() < 0.2 else ""):
        return False
    kind = move.removeprefix("doubt.")
    answers = ["answer.number.two"] if kind == "number" and slots["both"] else []
    answers += [f"answer.{kind}", "answer.default"]
    knower = person if person.role.value in ("expert", "guest") else talk.cast.knower(but=doubter.key)
    answer = next((each for each in answers if 0 <= talk.fresh(knower, each, slots) < _STALE), "")
    if answer:
        talk.move(knower, answer, slots)
        if talk.memory.chance().random() < 0.45 and 0 <= talk.fresh(doubter, "settle", slots) < _STALE:
            talk.move(doubter, "settle", slots)
    return True


def _riff(talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str]) -> bool:
    """A picture or a joke; somebody may laugh, somebody may mind."""
    joker = talk.cast.creative
    if joker is None or joker is person:
        return False
    move = _freshest(talk, joker, "riff", (*(t for t in _RIFFED if t in claim.traits),), slots)
    if not move or not talk.move(joker, move, slots, manner="playful"):
        return False
    chance = talk.memory.chance().random()
    listener = talk.cast.listener(but=(joker.key,))
    if chance < 0.3 and listener is not None:
        talk.move(listener, "laugh", slots, relation=Relation.OVERLAP)
    elif chance < 0.65:
        knower = talk.cast.knower(but=joker.key)
        if 0 <= talk.fresh(knower, "answer.riff", slots) < _STALE - 1:
            talk.move(knower, "answer.riff", slots)
    return True


def _echo(talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str]) -> bool:
    """The host says a figure again and has it confirmed, or says what it does to them."""
    host = talk.cast.host
    if host is person:
        return False
    if slots["number"] and 0 <= talk.fresh(host, "echo.number", slots) < _STALE:
        talk.move(host, "echo.number", slots, manner="surprised")
        knower = person if person.role.value in ("expert", "guest") else talk.cast.knower(but=host.key)
        talk.move(knower, "affirm.number", slots)
        return True
    if talk.fresh(host, "react", slots) < 2:
        talk.move(host, "react", slots)
        return True
    return False


def _agree(talk: Talk, person: PersonalitySpec, claim: Claim, slots: Mapping[str, str]) -> bool:
    listener = talk.cast.listener(but=(person.key, talk.cast.host.key)) or talk.cast.listener(but=(person.key,))
    if listener is None or talk.fresh(listener, "agree", slots) >= _STALE:
        return False
    relation = Relation.OVERLAP if talk.memory.chance().random() < 0.25 else Relation.ANSWER
    return bool(talk.move(listener, "agree", slots, relation=relation))


def _freshest(
    talk: Talk, person: PersonalitySpec, move: str, traits: Sequence[Trait], slots: Mapping[str, str]
) -> str:
    """The move for the most telling trait that has something new to say; nothing when all was said often."""
    moves = [f"{move}.{trait.value}" for trait in traits] + [f"{move}.term", f"{move}.default"]
    found = [(fresh, at, each) for at, each in enumerate(moves) if (fresh := talk.fresh(person, each, slots)) >= 0]
    best = min(found, default=(_STALE, 0, ""))
    return best[2] if best[0] < _STALE else ""
