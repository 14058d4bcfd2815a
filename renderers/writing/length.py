"""How long a turn will be, before it is spoken. Measured on sentences by all the voices; a few percent off for one
turn, under two for an episode.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from renderers.episode import PersonalitySpec, Relation, TurnSpec
from renderers.media.speech.manner import read_manner
from renderers.media.speech.normalise import spoken
from renderers.media.speech.tone import feel_of
from renderers.media.speech.tongues import ENGLISH, language_code, tongues

_MARK, _END = re.compile(r"[,;:—]"), re.compile(r"[.?!…](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds per letter, per mark inside a sentence, per end of one, and for beginning at all; voices against it.

    `follows`: a pace p makes it p to the power of this as short. Pauses and stops shrink less than vowels.
    """

    letter: float
    mark: float
    end: float
    start: float
    voices: Mapping[str, float]
    follows: float = 1.0


_OFFLINE: Mapping[str, float] = MappingProxyType(
    {
        "af_alloy": 0.99, "af_aoede": 0.95, "af_bella": 1.01, "af_heart": 0.9, "af_jessica": 0.87, "af_kore": 0.99,
        "af_nicole": 1.52, "af_nova": 0.95, "af_river": 0.9, "af_sarah": 0.97, "af_sky": 0.96, "am_adam": 0.94,
        "am_echo": 1.0, "am_eric": 0.87, "am_fenrir": 0.99, "am_liam": 0.92, "am_michael": 1.02, "am_onyx": 0.92,
        "am_puck": 0.92, "am_santa": 1.13, "bf_alice": 1.01, "bf_emma": 0.95, "bf_isabella": 0.93, "bf_lily": 0.99,
        "bm_daniel": 0.96, "bm_fable": 1.07, "bm_george": 1.14, "bm_lewis": 1.03,
    }
)  # fmt: skip
_FAST: Mapping[str, float] = MappingProxyType(
    {
        "af_alloy": 1.01, "af_aoede": 1.01, "af_bella": 1.01, "af_heart": 0.98, "af_jessica": 1.01, "af_kore": 1.01,
        "af_nicole": 1.01, "af_nova": 1.01, "af_river": 1.01, "af_sarah": 1.01, "af_sky": 1.01, "am_adam": 0.99,
        "am_echo": 0.99, "am_eric": 1.11, "am_fenrir": 0.99, "am_liam": 1.11, "am_michael": 1.09, "am_onyx": 1.1,
        "am_puck": 1.11, "am_santa": 0.93, "bf_alice": 1.01, "bf_emma": 1.01, "bf_isabella": 0.98, "bf_lily": 1.01,
        "bm_daniel": 1.1, "bm_fable": 0.93, "bm_george": 1.11, "bm_lewis": 0.99,
    }
)  # fmt: skip

SPEEDS: Mapping[str, Speed] = MappingProxyType(
    {"kokoro": Speed(0.0709, 0.0, 0.25, -0.12, _OFFLINE, 0.59), "flite": Speed(0.0647, 0.28, 0.305, -0.1, _FAST)}
)
_ABROAD: Mapping[tuple[str, str], Speed] = MappingProxyType(
    {("kokoro", "es"): Speed(0.0683, 0.3, 0.666, -0.495, _OFFLINE, 0.59)}
)
"""By engine and language, where a voice speaks it at another speed than English: measured on talk by four voices."""


def seconds_of(
    text: str, person: PersonalitySpec, *, manner: str, voices: str, tone: str = "", language: str = ENGLISH
) -> float:
    """Of one turn, by the engine `voices`, in the tone and the language of the conversation."""
    engine = voices if voices in SPEEDS else "kokoro"
    speed = _ABROAD.get((engine, language_code(language)), SPEEDS[engine])
    plain = (
        speed.letter * _letters(text, language)
        + speed.mark * len(_MARK.findall(text))
        + speed.end * len(_END.findall(text))
        + speed.start
    )
    pace = person.voice.pace_percent * read_manner(manner).pace_percent / 10_000
    pace *= math.pow(feel_of(tone).pace_percent / 100, speed.follows)
    return plain * speed.voices.get(person.voice.preset, 1.0) / pace


@lru_cache(maxsize=16_384)
def _letters(text: str, language: str) -> int:
    """Said of it; remembered, because a writer weighs the same turns in many drafts of a chapter."""
    return sum(letter.isalnum() for letter in written_out(text, language))


def talk_seconds(
    turns: Iterable[TurnSpec],
    people: Mapping[str, PersonalitySpec],
    *,
    voices: str,
    tone: str = "",
    language: str = ENGLISH,
) -> float:
    """Of turns after each other, the pauses between them included; a listener's word takes no time."""
    return sum(
        seconds_of(turn.text, people[turn.speaker], manner=turn.manner, voices=voices, tone=tone, language=language)
        + gap_seconds(turn.relation, tone)
        for turn in turns
        if turn.relation is not Relation.BACKCHANNEL
    )


def written_out(text: str, language: str) -> str:
    """With figures as words of its language, where the voices here speak it; as they are where they do not."""
    code = language_code(language)
    if code == ENGLISH:
        return spoken(text)
    return tongues()[code].spoken(text) if code in tongues() else text


def gap_seconds(relation: Relation, tone: str) -> float:
    """Mean seconds before a turn; a tone moves those before answers."""
    answers = relation is Relation.ANSWER
    return GAPS[relation] * (feel_of(tone).pause_percent / 100 if answers else 1)


GAPS: Mapping[Relation, float] = MappingProxyType(
    {Relation.ANSWER: 0.29, Relation.INTERRUPT: -0.34, Relation.OVERLAP: -0.6, Relation.BACKCHANNEL: 0.0}
)
"""Mean seconds before a turn in no special tone."""
