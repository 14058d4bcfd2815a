"""How much time a conversation has taken and has left, foreseen by the voices that will speak it."""

from __future__ import annotations

from functools import lru_cache

from renderers.episode import PersonalitySpec
from renderers.writing.length import gap_seconds, seconds_of
from renderers.writing.talk.brief import Line, Talk, TalkBrief

SAMPLE = (
    "Most people think that the light itself is the hard part of all this, but keeping it in one place is harder, "
    "and nobody who has tried to do so would tell you anything else."
)
_WORDS = len(SAMPLE.split())


def line_seconds(brief: TalkBrief, line: Line) -> float:
    """Of one turn and the pause before it."""
    person = brief.seat(line.seat).person
    return _spoken_seconds(line.text, person, brief.voices, brief.tone) + gap_seconds(line.relation, brief.tone)


@lru_cache(maxsize=4096)
def _spoken_seconds(text: str, person: PersonalitySpec, voices: str, tone: str) -> float:
    return seconds_of(text, person, manner="", voices=voices, tone=tone)


def spent(brief: TalkBrief, talk: Talk) -> float:
    """Seconds of everything that was written."""
    return sum(line_seconds(brief, line) for line in talk.lines)


def left_of_chapter(brief: TalkBrief, talk: Talk, chapter: int) -> float:
    """Seconds until it should be over; what chapters before it took too long is taken from it."""
    return sum(each.seconds for each in talk.chapters[: chapter + 1]) - spent(brief, talk)


@lru_cache(maxsize=64)
def word_seconds(person: PersonalitySpec, voices: str, tone: str = "") -> float:
    """Of one word, on the average."""
    return seconds_of(SAMPLE, person, manner="", voices=voices, tone=tone) / _WORDS
