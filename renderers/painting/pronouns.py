"""Whom `she`, `he`, `him` and `her` mean in an action, by who was named before and by the gender that names suggest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from renderers.given_names import MEN_NAMES, WOMEN_NAMES
from renderers.painting.people.reading_words import MEN, WOMEN

_SUBJECTS = ("she", "he")
_HERS = ("she", "her")
_OBJECT_ENDS = (
    "on|in|into|to|by|with|and|from|at|against|away|back|down|up|off|out|over|hard|again|tight|tightly|close|gently|"
    "softly|across|through|towards|toward|before|as|while|until"
)
_PRONOUN = re.compile(
    rf"(?<![\w'’-])(?:she|he|him|her(?=\s*(?:$|[.,;:!?—–]|\s(?:{_OBJECT_ENDS})\b)))(?![\w'’-])", re.IGNORECASE
)
"""`her` only where nothing of hers follows."""

_WOMEN, _MEN = (frozenset(words.split("|")) - {"she", "her", "he", "him", "his"} for words in (WOMEN, MEN))
_OTHERS = "stranger|figure|guard|officer|doctor|nurse|driver|soldier|child|kid|teenager|clerk|bartender|cop"
_STRANGER = re.compile(
    rf"\b(?:an?|another|one|the)\s+(?:[\w-]+\s+){{0,2}}(?:{'|'.join(sorted(_WOMEN | _MEN))}|{_OTHERS})\b", re.IGNORECASE
)
"""Somebody without a name, whom the pronouns after it may mean."""
_TITLES = ("the", "old", "young", "dr", "mr", "mrs", "ms", "miss", "det", "sgt", "captain", "little")


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun from letter `start` to `end` of an action stands for somebody."""

    name: str
    start: int
    end: int
    subject: bool


@lru_cache(maxsize=512)
def called(name: str) -> re.Pattern[str]:
    """The name, or the part of it that people are called by: OLD TOM is also Tom, DR. HALE also Hale."""
    parts = [part for part in re.findall(r"[\w'-]+", name) if len(part) > 1 and part.lower() not in _TITLES]
    options = sorted({name, *(parts[-1:] if parts else []), *(parts[:1] if parts else [])}, key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(re.escape(option) for option in options)})(?![\w-])", re.IGNORECASE)


def agrees(name: str, pronoun: str) -> bool | None:
    """Whether a pronoun fits the gender a name suggests; None when it suggests none."""
    parts = re.findall(r"[A-Z]+", name.upper())
    woman = any(part in WOMEN_NAMES or part.lower() in _WOMEN for part in parts)
    man = any(part in MEN_NAMES or part.lower() in _MEN for part in parts)
    return None if woman == man else woman == (pronoun.lower() in _HERS)


def references(text: str, *, named: Mapping[str, int], known: Sequence[str]) -> Iterator[Reference]:
    """Pronouns that mean somebody whom the text does not name, in order, each person once.

    `named` is where each name first stands in the text; of those `known` the likeliest comes first. Whoever does
    something is not whom it is done to.
    """
    placed = dict(named)
    strangers = [hit.start() for hit in _STRANGER.finditer(text)]
    for hit in _PRONOUN.finditer(text):
        pronoun, subject = hit[0], hit[0].lower() in _SUBJECTS
        before = sorted((name for name in placed if placed[name] < hit.start()), key=placed.__getitem__)
        others = before if subject else before[:-1]
        told = any(agrees(name, pronoun) is not False for name in others)
        if told or any(start < hit.start() for start in strangers):
            continue
        who = next((name for name in known if name not in placed and agrees(name, pronoun) is not False), None)
        if who is not None:
            placed[who] = hit.start()
            yield Reference(who, hit.start(), hit.end(), subject)


@lru_cache(maxsize=4096)
def spelled_out(text: str, cast: tuple[str, ...]) -> str:
    """The action with names in the place of pronouns that mean somebody of the cast whom it does not name."""
    hits = {name: called(name).search(text) for name in cast}
    named = {name: hit.start() for name, hit in hits.items() if hit}
    unnamed = [name for name in cast if name not in named]
    for found in reversed(list(references(text, named=named, known=unnamed))):
        text = f"{text[: found.start]}{found.name}{text[found.end :]}"
    return text
