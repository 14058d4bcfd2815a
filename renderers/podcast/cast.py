"""Who does what in a conversation: whoever is there takes the parts of whoever is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from renderers.episode import PersonalitySpec, Role
from renderers.podcast.material import Claim
from renderers.podcast.traits import Trait

_SHARE = {Role.HOST: 0.2, Role.EXPERT: 0.4, Role.GUEST: 0.34, Role.CREATIVE: 0.22, Role.SKEPTIC: 0.22}
_LIKES: dict[Role, dict[Trait, float]] = {
    Role.EXPERT: {Trait.NUMBER: 0.5, Trait.YEAR: 0.4, Trait.DEFINITION: 0.7, Trait.CAUSE: 0.4},
    Role.GUEST: {Trait.NUMBER: 0.4, Trait.YEAR: 0.3, Trait.DEFINITION: 0.4, Trait.CAUSE: 0.4},
    Role.SKEPTIC: {Trait.CONTRAST: 1.0, Trait.HEDGE: 0.5},
    Role.CREATIVE: {Trait.EXAMPLE: 0.9, Trait.QUOTE: 0.8, Trait.PERSON: 0.5},
    Role.HOST: {},
}
_HOST_READS = -0.5


@dataclass(slots=True)
class Cast:
    """The people of an episode, and how many words each has said."""

    people: Sequence[PersonalitySpec]
    words: Counter[str] = field(default_factory=Counter)

    def copy(self) -> Cast:
        """The same, to try something with."""
        return Cast(self.people, Counter(self.words))

    @property
    def host(self) -> PersonalitySpec:
        """Whoever asks."""
        return self._first(Role.HOST) or self.people[0]

    @property
    def others(self) -> tuple[PersonalitySpec, ...]:
        """Everybody but the host."""
        return tuple(person for person in self.people if person is not self.host)

    @property
    def skeptic(self) -> PersonalitySpec | None:
        """Whoever doubts."""
        return self._first(Role.SKEPTIC)

    @property
    def creative(self) -> PersonalitySpec | None:
        """Whoever jokes."""
        return self._first(Role.CREATIVE)

    def reader(self, claim: Claim, *, before: str) -> PersonalitySpec:
        """Whose sentences these are: by what they are like, and by who has said little; `before` read the last ones."""
        return max(self.people, key=lambda person: (self._wish(person, claim, before), person.key))

    def knower(self, *, but: str = "") -> PersonalitySpec:
        """Somebody who answers for the facts."""
        order = (Role.EXPERT, Role.GUEST, Role.HOST, Role.CREATIVE, Role.SKEPTIC)
        return min(
            (person for person in self.people if person.key != but),
            key=lambda person: (order.index(person.role), self.words[person.key]),
        )

    def listener(self, *, but: Sequence[str]) -> PersonalitySpec | None:
        """The one who has said least of those who do not speak now."""
        free = [person for person in self.people if person.key not in but]
        return min(free, key=lambda person: (self.words[person.key], person.key), default=None)

    def _wish(self, person: PersonalitySpec, claim: Claim, before: str) -> float:
        likes = sum(_LIKES[person.role].get(trait, 0.0) for trait in claim.traits)
        said = self.words[person.key] / max(1, sum(self.words.values()))
        fair = _SHARE[person.role] / sum(_SHARE[each.role] for each in self.people)
        again = 0.15 if person.key == before else 0.0
        host = _HOST_READS if person is self.host else 0.0
        return likes + 4.0 * (fair - said) + host - again

    def _first(self, role: Role) -> PersonalitySpec | None:
        return next((person for person in self.people if person.role is role), None)
