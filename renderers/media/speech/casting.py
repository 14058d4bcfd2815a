"""Choosing a voice for a character: the right gender and age, unlike everybody it is heard with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from renderers.media.speech.blend import Blend, blend_of, likeness
from renderers.media.speech.catalogue import VOICES

WHISPERING = "af_nicole"
"""Never cast: it whispers whatever it says."""

ALIKE, CONFUSED = 0.70, 0.83
"""From the first figure on a scene partner counts against a voice, from the second on anybody in the film does."""

_GENDER, _AGE, _MIXED = 100.0, 3.0, 1.0
_PARTNER, _ANYBODY, _SAME = 60.0, 90.0, 40.0


@dataclass(frozen=True, slots=True)
class Part:
    """Who is to be cast: gender and age as the screenplay says, `""` where it does not."""

    gender: str = ""
    age: str = "adult"


@dataclass(frozen=True, slots=True)
class Manner:
    """Pace and pitch an age asks for, in percent of the voice's own. Best effort: they are adults' voices."""

    pace_percent: int
    pitch_percent: int


MANNERS = {
    "child": Manner(pace_percent=102, pitch_percent=112),
    "young": Manner(pace_percent=100, pitch_percent=100),
    "adult": Manner(pace_percent=100, pitch_percent=100),
    "elder": Manner(pace_percent=92, pitch_percent=96),
}


def choose(part: Part, *, partners: Sequence[Blend], others: Sequence[Blend]) -> Blend:
    """The best voice for a part: a voice of the catalogue while one stands out enough, else a blend of two."""
    plain = min(_singles(), key=lambda voice: (_burden(voice, part, partners, others), str(voice)))
    if _apart(plain, partners, others):
        return plain
    return min((*_singles(), *_pairs()), key=lambda voice: (_burden(voice, part, partners, others), str(voice)))


def _apart(voice: Blend, partners: Sequence[Blend], others: Sequence[Blend]) -> bool:
    return all(likeness(voice, near) < CONFUSED for near in partners) and all(
        likeness(voice, far) < CONFUSED for far in others
    )


def _burden(voice: Blend, part: Part, partners: Sequence[Blend], others: Sequence[Blend]) -> float:
    """What speaks against it, in steps of quality; 0 is the best voice for somebody alone."""
    rank = sum(share.percent * share.voice.rank for share in voice.shares) / 100
    age, gender = ("young", "female") if part.age == "child" else (part.age, part.gender)  # boys too: so is animation
    near = max((likeness(voice, each) for each in partners), default=0.0)
    far = max((likeness(voice, each) for each in others), default=0.0)
    return (
        rank
        + (_GENDER if gender and voice.gender != gender else 0.0)
        + (_AGE if voice.age != age else 0.0)
        + (_MIXED if len(voice.shares) > 1 else 0.0)
        + _PARTNER * max(0.0, near - ALIKE)
        + _ANYBODY * max(0.0, far - CONFUSED)
        + _SAME * (voice in partners)
        + _SAME * (voice in others)
    )


@cache
def _singles() -> tuple[Blend, ...]:
    return tuple(blend_of({name: 100}) for name in VOICES if name != WHISPERING)


@cache
def _pairs() -> tuple[Blend, ...]:
    """Halves and thirds of two voices of one gender; across genders a blend sounds like nobody."""
    names = [name for name in VOICES if name != WHISPERING]
    return tuple(
        blend_of({one: percent, other: 100 - percent})
        for one, other in combinations(names, 2)
        if VOICES[one].gender == VOICES[other].gender
        for percent in (50, 70, 30)
    )
