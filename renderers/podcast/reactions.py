"""What others make of a fact: they doubt it, play with it, say a figure again, or agree. Nothing here claims one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renderers.episode import PersonalitySpec, Relation, Role
from renderers.podcast.idiom import IDIOMS
from renderers.podcast.material import Claim
from renderers.podcast.talk import Talk
from renderers.podcast.traits import Trait

STALE = 2
"""A row that was said so often is rather left unsaid."""

_DOUBTED = (Trait.NUMBER, Trait.HEDGE, Trait.SUPERLATIVE, Trait.CAUSE, Trait.QUOTE, Trait.PERSON)
_RIFFED = (Trait.NUMBER, Trait.YEAR, Trait.CONTRAST, Trait.CAUSE, Trait.PERSON)
_ANSWERED = ("number", "hedge", "superlative", "cause", "person")
_KNOWING = (Role.EXPERT, Role.GUEST)
JOKE_AFTER = 4
"""So many facts are told before a joke of the show comes back."""

_DRY, _SETTLED, _MINDED = 0.2, 0.45, 0.65
_LAUGHED, _TOGETHER = 0.38, 0.32
"""In the liveliest talk; the less is said around facts, the less is laughed and said together."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Who reads which sentences, what fills the slots of phrases, whether the sentences go on from those before, and
    how much is said around them."""

    person: PersonalitySpec
    claim: Claim
    slots: Mapping[str, str]
    goes_on: bool
    density: float


def react(talk: Talk, now: Moment, *, but: str) -> str:
    """Somebody answers the fact; which way, so that the same does not happen twice in a row."""
    chance = talk.memory.chance()
    order = sorted(_WAYS, key=lambda way: (way == but, chance.random() * _WEIGHTS[way]))
    return next((way for way in order if _WAYS[way](talk, now)), "")


def _doubt(talk: Talk, now: Moment) -> bool:
    """A question about what was said; whoever said it answers as far as the source goes."""
    doubter, slots = talk.cast.skeptic, now.slots
    if doubter is None or doubter is now.person:
        return False
    move = _freshest(talk, doubter, "doubt", [each for each in _DOUBTED if each in now.claim.traits], slots)
    manner = "dry" if talk.memory.chance().random() < _DRY else ""
    said = talk.move(doubter, move, slots, manner=manner) if move else ""
    if not said:
        return False
    kind = move.removeprefix("doubt.")
    answers = ["answer.number.two"] if kind == "number" and slots["both"] else []
    knower = _knower(talk, now, but=doubter)
    usual = "answer.open" if IDIOMS[talk.memory.language].asks.search(said) else "answer.default"
    answer = _fit(talk, knower, [*answers, *([f"answer.{kind}"] if kind in _ANSWERED else []), usual], slots)
    if answer:
        talk.move(knower, answer, slots)
        if talk.memory.chance().random() < _SETTLED and _fit(talk, doubter, ["settle"], slots):
            talk.move(doubter, "settle", slots)
    return True


def _riff(talk: Talk, now: Moment) -> bool:
    """A picture or a joke; somebody may laugh, somebody may mind."""
    joker, slots = talk.cast.creative, now.slots
    if joker is None or joker is now.person:
        return False
    if talk.jokes and len(talk.facts) > JOKE_AFTER:
        return _come_back(talk, joker)
    move = _freshest(talk, joker, "riff", [each for each in _RIFFED if each in now.claim.traits], slots)
    said = talk.move(joker, move, slots, manner="playful") if move else ""
    if not said:
        return False
    chance = talk.memory.chance().random()
    listener, knower = talk.cast.listener(but=(joker.key,)), talk.cast.knower(but=joker.key)
    if chance < _LAUGHED * now.density and listener is not None:
        talk.move(listener, "laugh", slots, relation=Relation.OVERLAP)
        talk.laughed.append(said)
    elif chance < _MINDED and _fit(talk, knower, ["answer.riff"], slots):
        talk.move(knower, "answer.riff", slots)
    return True


def _come_back(talk: Talk, joker: PersonalitySpec) -> bool:
    """A joke of the show is told again, and somebody is glad or groans."""
    if not talk.move(joker, "joke", {"joke": talk.jokes[0]}, manner="playful"):
        return False
    talk.jokes.pop(0)
    listener = talk.cast.listener(but=(joker.key,))
    if listener is not None:
        talk.move(listener, "joke.again", {})
    return True


def _echo(talk: Talk, now: Moment) -> bool:
    """The host says a figure again and has it confirmed, or says what it does to them."""
    host, slots = talk.cast.host, now.slots
    if host is now.person:
        return False
    if slots["number"] and _fit(talk, host, ["echo.number"], slots):
        talk.move(host, "echo.number", slots, manner="surprised")
        talk.move(_knower(talk, now, but=host), "affirm.number", slots)
        return True
    if _fit(talk, host, ["react"], slots):
        talk.move(host, "react", slots)
        return True
    return False


def _agree(talk: Talk, now: Moment) -> bool:
    listener = talk.cast.listener(but=(now.person.key, talk.cast.host.key))
    if listener is None or not _fit(talk, listener, ["agree"], now.slots):
        return False
    relation = Relation.OVERLAP if talk.memory.chance().random() < _TOGETHER * now.density else Relation.ANSWER
    return bool(talk.move(listener, "agree", now.slots, relation=relation))


def _knower(talk: Talk, now: Moment, *, but: PersonalitySpec) -> PersonalitySpec:
    return now.person if now.person.role in _KNOWING else talk.cast.knower(but=but.key)


def _fit(talk: Talk, person: PersonalitySpec, moves: Sequence[str], slots: Mapping[str, str]) -> str:
    """The first of these moves that has a row not said too often; nothing where none has."""
    return next((move for move in moves if 0 <= talk.fresh(person, move, slots) < STALE), "")


def _freshest(talk: Talk, person: PersonalitySpec, move: str, traits: Sequence[Trait], slots: Mapping[str, str]) -> str:
    """The move for the most telling trait that has something new to say; nothing when all was said often."""
    moves = [f"{move}.{trait.value}" for trait in traits] + [f"{move}.term", f"{move}.default"]
    found = [(fresh, at, each) for at, each in enumerate(moves) if (fresh := talk.fresh(person, each, slots)) >= 0]
    best = min(found, default=(STALE, 0, ""))
    return best[2] if best[0] < STALE else ""


_WAYS: Mapping[str, Callable[[Talk, Moment], bool]] = MappingProxyType(
    {"doubt": _doubt, "riff": _riff, "echo": _echo, "agree": _agree}
)
_WEIGHTS: Mapping[str, float] = MappingProxyType({"doubt": 0.7, "riff": 0.75, "echo": 1.0, "agree": 1.3})
"""The lower, the sooner it happens."""
