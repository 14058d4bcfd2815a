"""How much time a conversation has taken and has left, foreseen by the voices that will speak it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from renderers.episode import PersonalitySpec
from renderers.media.speech.tongues import ENGLISH, language_code
from renderers.writing.length import gap_seconds, seconds_of
from renderers.writing.talk.brief import Line, Talk, TalkBrief

SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        ENGLISH: "Most people think that the light itself is the hard part of all this, but keeping it in one place is "
        "harder, and nobody who has tried to do so would tell you anything else.",
        "es": "Casi todo el mundo cree que la luz es lo difícil de todo esto, pero mantenerla en un solo sitio cuesta "
        "más, y nadie que lo haya intentado diría otra cosa.",
    }
)
"""Talk as people talk, by language."""


def line_seconds(brief: TalkBrief, line: Line) -> float:
    """Of one turn and the pause before it."""
    person = brief.seat(line.seat).person
    return _spoken_seconds(line.text, person, brief.voices, brief.tone, brief.language) + gap_seconds(
        line.relation, brief.tone
    )


@lru_cache(maxsize=4096)
def _spoken_seconds(text: str, person: PersonalitySpec, voices: str, tone: str, language: str) -> float:
    return seconds_of(text, person, manner="", voices=voices, tone=tone, language=language)


def spent(brief: TalkBrief, talk: Talk) -> float:
    """Seconds of everything that was written."""
    return sum(line_seconds(brief, line) for line in talk.lines)


def left_of_chapter(brief: TalkBrief, talk: Talk, chapter: int) -> float:
    """Seconds until it should be over; what chapters before it took too long is taken from it."""
    return sum(each.seconds for each in talk.chapters[: chapter + 1]) - spent(brief, talk)


@lru_cache(maxsize=64)
def word_seconds(person: PersonalitySpec, voices: str, tone: str = "", language: str = ENGLISH) -> float:
    """Of one word, on the average."""
    sample = SAMPLES.get(language_code(language), SAMPLES[ENGLISH])
    return seconds_of(sample, person, manner="", voices=voices, tone=tone, language=language) / len(sample.split())
