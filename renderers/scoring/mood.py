"""Reading a mood from the words of a scene: what is done counts double, what is said once, the genre leans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from renderers.scoring.words import GENRES, STEMS, Family

GENTLE, CLEAR, STRONG = 1, 2, 3
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_NEGATIONS = frozenset(
    "no not never without nor none neither hardly isn't don't doesn't didn't won't can't wasn't".split()
)
_REACH = 3
_LEAN, _NIGHT, _SHOUT = 1.6, 0.7, 0.6
_TOLD, _DENSE, _MANY = 3.5, 9, 3


@dataclass(frozen=True, slots=True)
class Mood:
    """A family and how strongly it is felt, 1 gentle to 3 strong. `words` is how many words spoke for it."""

    family: Family
    intensity: int
    words: int = 0


def read_mood(*, heading: str, action: str, dialogue: str, genre: str = "", tone: str = "") -> Mood:
    """The mood of a scene; where nothing speaks, the genre's, else tender for a talk and calm for a picture."""
    told = _counted(action)
    said = _counted(dialogue)
    placed = _counted(heading)
    felt = {family: 2.0 * told[family] + said[family] + 0.5 * placed[family] for family in Family}
    spoken = {family: told[family] + said[family] for family in Family}
    for family in _leanings(genre, tone):
        felt[family] += _LEAN
    if re.search(r"\b(NIGHT|MIDNIGHT|DUSK)\b", heading.upper()):
        felt[Family.MYSTERY] += _NIGHT
        felt[Family.TENSE] += _NIGHT / 2
    best = max(Family, key=lambda family: felt[family])
    if felt[best] < 1:
        best = Family.TENDER if len(dialogue.split()) > len(action.split()) else Family.CALM
    length = max(30, len(action.split()) + len(dialogue.split()))
    return Mood(best, _intensity(felt[best], length, action, spoken[best]), spoken[best])


def _intensity(felt: float, length: int, action: str, words: int) -> int:
    density = 60 * felt / length + _SHOUT * action.count("!")
    if words >= _MANY and density > _DENSE:
        return STRONG
    return CLEAR if density > _TOLD else GENTLE


def _leanings(genre: str, tone: str) -> set[Family]:
    said = f"{genre} {tone}".casefold()
    return {family for word, family in GENRES.items() if re.search(rf"\b{re.escape(word)}", said)}


@lru_cache(maxsize=1 << 10)
def _counted(text: str) -> Mapping[Family, int]:
    """How many words of each mood; a word that is denied just before does not count."""
    counts = dict.fromkeys(Family, 0)
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    for at, word in enumerate(words):
        if _NEGATIONS.isdisjoint(words[max(0, at - _REACH) : at]):
            for family in _families(word):
                counts[family] += 1
    return counts


@cache
def _patterns() -> tuple[tuple[Family, re.Pattern[str]], ...]:
    return tuple(
        (family, re.compile("|".join(stem if stem.endswith("$") else f"{stem}[a-z']*$" for stem in stems)))
        for family, stems in STEMS.items()
    )


@lru_cache(maxsize=1 << 14)
def _families(word: str) -> tuple[Family, ...]:
    return tuple(family for family, pattern in _patterns() if pattern.match(word))
