"""A conversation while it is written: who said what, in whose way, with what was said before kept in mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renderers.episode import PersonalitySpec, Relation, Role, TurnSpec
from renderers.podcast.cast import Cast
from renderers.podcast.idiom import IDIOMS
from renderers.podcast.phrases import Memory, freshness, say

_HABIT_EVERY = 6


@dataclass(slots=True)
class Talk:
    """Turns so far. A copy goes its own way, so that a segment can be tried in several lengths."""

    key: str
    cast: Cast
    memory: Memory
    turns: list[TurnSpec] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    jokes: list[str] = field(default_factory=list)
    """Of earlier episodes, not told again yet."""

    laughed: list[str] = field(default_factory=list)
    """What somebody laughed about, for later episodes."""

    def copy(self, *, key: str) -> Talk:
        """The same people and memories, with nothing said yet."""
        kept = (list(each) for each in (self.terms, self.sources, self.facts, self.jokes, self.laughed))
        return Talk(key, self.cast.copy(), self.memory.copy(), [], *kept)

    @property
    def last(self) -> str:
        """Who holds the floor."""
        return next((turn.speaker for turn in reversed(self.turns) if turn.relation is not Relation.BACKCHANNEL), "")

    @property
    def guest(self) -> str:
        """Who spoke last besides the host."""
        host = self.cast.host.key
        return next((turn.speaker for turn in reversed(self.turns) if turn.speaker != host), "")

    def phrase(self, person: PersonalitySpec, move: str, slots: Mapping[str, str]) -> str:
        """A row for a move in this person's way; nothing where there is none."""
        return say(move, roles=_roles(person), slots=slots, memory=self.memory)

    def fresh(self, person: PersonalitySpec, move: str, slots: Mapping[str, str]) -> int:
        """How often the least used row was said; -1 where there is none."""
        return freshness(move, roles=_roles(person), slots=slots, memory=self.memory)

    def move(
        self,
        person: PersonalitySpec,
        move: str,
        slots: Mapping[str, str],
        *,
        manner: str = "",
        relation: Relation = Relation.ANSWER,
    ) -> str:
        """Somebody says a row of a move; what was said, nothing where there is no such row."""
        text = self.phrase(person, move, slots)
        if text:
            self.add(person, text, manner=manner, relation=relation)
        return text

    def add(
        self,
        person: PersonalitySpec,
        text: str,
        *,
        manner: str = "",
        relation: Relation = Relation.ANSWER,
        source: str = "",
    ) -> None:
        """A turn; one of whoever just spoke goes on with it."""
        if self.turns and relation is not Relation.BACKCHANNEL and self._only_listened(person):
            self.turns.pop()  # whoever answers anyway need not murmur before
        before = self.turns[-1] if self.turns else None
        if before is not None and before.speaker == person.key and relation is before.relation is Relation.ANSWER:
            cited = tuple(dict.fromkeys((*before.citations, *((source,) if source else ()))))
            joined = before.model_copy(update={"text": f"{before.text} {text}", "citations": cited})
            self.turns[-1] = joined
        else:
            if relation is Relation.ANSWER:
                text = self._in_their_way(person, text)
            turn = TurnSpec(
                key=f"{self.key}.{len(self.turns) + 1}",
                speaker=person.key,
                text=text,
                manner=manner,
                relation=relation,
                citations=(source,) if source else (),
            )
            self.turns.append(turn)
        self.cast.words[person.key] += len(text.split())

    def _only_listened(self, person: PersonalitySpec) -> bool:
        last = self.turns[-1]
        return last.speaker == person.key and last.relation is Relation.BACKCHANNEL

    def _in_their_way(self, person: PersonalitySpec, text: str) -> str:
        """Now and then with a word they like to begin with."""
        if not person.habits or not text.startswith(IDIOMS[self.memory.language].openers):
            return text
        chance = self.memory.chance()
        if chance.randrange(_HABIT_EVERY):
            return text
        habit = chance.choice(person.habits).strip().rstrip(",.")
        return f"{habit[:1].upper()}{habit[1:]}, {text[:1].lower()}{text[1:]}"


def _roles(person: PersonalitySpec) -> tuple[str, ...]:
    """Whose phrases somebody has: a guest speaks as an expert does."""
    return ((Role.EXPERT if person.role is Role.GUEST else person.role).value,)
