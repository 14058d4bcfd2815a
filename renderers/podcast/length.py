"""How long a turn will be, before it is spoken. Measured on sentences by all the voices; a few percent off for one
turn, under two for an episode.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from renderers.episode import PersonalitySpec, Relation, TurnSpec
from renderers.media.speech.manner import read_manner
from renderers.media.speech.normalise import spoken

_MARK, _END = re.compile(r"[,;:—]"), re.compile(r"[.?!…](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds per letter, per mark inside a sentence, per end of one, and for beginning at all; voices against it."""

    letter: float
    mark: float
    end: float
    start: float
    voices: Mapping[str, float]


SPEEDS: Mapping[str, Speed] = MappingProxyType(
    {
        "kokoro": Speed(0.0665, 0.0, 0.0, 0.2, MappingProxyType({})),
        "flite": Speed(0.0647, 0.28, 0.305, -0.1, MappingProxyType({})),
    }
)


def seconds_of(text: str, person: PersonalitySpec, *, manner: str, voices: str) -> float:
    """Of one turn, by the engine `voices`."""
    speed = SPEEDS.get(voices, SPEEDS["kokoro"])
    said = spoken(text)
    letters = sum(letter.isalnum() for letter in said)
    plain = (
        speed.letter * letters
        + speed.mark * len(_MARK.findall(text))
        + speed.end * len(_END.findall(text))
        + speed.start
    )
    pace = person.voice.pace_percent * read_manner(manner).pace_percent / 10_000
    return plain * speed.voices.get(person.voice.preset, 1.0) / pace


def talk_seconds(turns: Iterable[TurnSpec], people: Mapping[str, PersonalitySpec], *, voices: str) -> float:
    """Of turns after each other, the pauses between them included; a listener's word takes no time."""
    return sum(
        seconds_of(turn.text, people[turn.speaker], manner=turn.manner, voices=voices) + GAPS[turn.relation]
        for turn in turns
        if turn.relation is not Relation.BACKCHANNEL
    )


GAPS: Mapping[Relation, float] = MappingProxyType(
    {Relation.ANSWER: 0.29, Relation.INTERRUPT: -0.34, Relation.OVERLAP: -0.6, Relation.BACKCHANNEL: 0.0}
)
"""Mean seconds before a turn."""
