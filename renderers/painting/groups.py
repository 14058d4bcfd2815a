"""People a script shows without naming them: "three shadows", "two armed guards", "the crowd"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from renderers.painting.group_words import (
    IN_THE_DARK,
    LEADS_IN,
    MANY,
    MEANS_THE_CAST,
    NOUNS,
    NUMBERS,
    ONLY_SPOKEN_OF,
    WHERE,
    Drawn,
    Noun,
)
from renderers.painting.people.wording import pattern

MOST = 8
"""Figures of one group; more are a crowd."""

_SHADOWY = 3
_BETWEEN = 3
"""Words that may stand between a number and its noun."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_BEFORE = re.compile(r"([\w'’-]+|[.,;:!?—–-]+)\s*$")
_NOUN_GOES_ON = re.compile(
    r"^(?:['’]|\s+(?:room|station|quarters|cell|house|costume|drawing|voices?)s?\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Group:
    """So many people of one kind. `noun` is the word that names them, `at` where in the set they are, if it is said."""

    noun: str
    count: int
    described: str
    drawn: Drawn
    at: str = ""


@lru_cache(maxsize=1024)
def read_groups(text: str, *, company: int = 0) -> tuple[Group, ...]:
    """Everybody a text shows without a name, in its order, each noun once; `company` characters are there anyway."""
    found: dict[str, Group] = {}
    for sentence in _SENTENCE.split(text):
        for group in _in_sentence(sentence, company):
            found.setdefault(group.described + group.drawn, group)
    return tuple(found.values())


def _in_sentence(sentence: str, company: int) -> Iterator[Group]:
    for hit in _any_noun().finditer(sentence):
        noun = _nouns()[hit[0].lower()]
        before = sentence[: hit.start()]
        if _NOUN_GOES_ON.match(sentence[hit.end() :]) or _only_spoken_of(before):
            continue
        number, between = _number(before)
        if number is None and _is_cast(hit[0], before, company):
            continue
        count = number or (_uncounted(noun, sentence) if _is_noun(before, hit[0]) else 0)
        if count > 1:
            yield _group(noun, hit[0], count, between, sentence)


def _uncounted(noun: Noun, sentence: str) -> int:
    return noun.bare or (_SHADOWY if pattern(IN_THE_DARK).search(sentence) else 0)


def _group(noun: Noun, word: str, count: int, between: str, sentence: str) -> Group:
    drawn = noun.drawn
    if drawn is Drawn.BODY and pattern(IN_THE_DARK).search(sentence):
        drawn = Drawn.SILHOUETTE
    if drawn is Drawn.BACKGROUND and count <= MOST and noun.bare != count:
        drawn = Drawn.BODY  # counted, they are people of their own
    if count > MOST:
        drawn, count = Drawn.BACKGROUND, min(count, MANY)
    at = next((name for name, words in WHERE.items() if pattern(words).search(sentence)), "")
    return Group(word.lower(), count, f"{noun.described}, {between}".strip(", "), drawn, at)


def _number(before: str) -> tuple[int | None, str]:
    """How many, as said just before the noun, and what else stands between."""
    hit = _counted().search(before)
    if hit is None:
        return None, ""
    said = hit["number"].lower()
    return (int(said) if said.isdigit() else NUMBERS[said]), hit["between"].strip().lower()


def _is_cast(word: str, before: str, company: int) -> bool:
    """Whether `the men` are the characters of the scene."""
    definite = re.search(r"\bthe\s+(?:other\s+)?(?:two\s+|three\s+)?$", before, re.IGNORECASE)
    return company > 1 and definite is not None and word.lower() in MEANS_THE_CAST


def _is_noun(before: str, word: str) -> bool:
    """Whether a bare plural stands where a noun may: after an article, a preposition, an adjective or nothing."""
    last = _BEFORE.search(before)
    if last is None or not last[1][0].isalnum() or word.isupper():
        return True
    if last[1].lower() == "and":  # "nurses and doctors", but "he lies and doctors the books"
        return before[: last.start()].rsplit(maxsplit=1)[-1].lower() in _nouns()
    return last[1].lower() in LEADS_IN or last[1].lower().endswith(("ed", "ing", "al", "y", "less", "ful", "ous"))


def _only_spoken_of(before: str) -> bool:
    words = re.findall(r"[\w'’-]+", before)[-4:]
    return pattern(ONLY_SPOKEN_OF).search(" ".join(words)) is not None


@lru_cache(maxsize=1)
def _nouns() -> dict[str, Noun]:
    return {word: noun for noun in reversed(NOUNS) for word in noun.words.split("|")}


@lru_cache(maxsize=1)
def _any_noun() -> re.Pattern[str]:
    options = "|".join(re.escape(word) for word in sorted(_nouns(), key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{options})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    options = "|".join(re.escape(word) for word in sorted(NUMBERS, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<number>{options}|[2-9]|\d\d)\s+(?P<between>(?:(?!of\b)[\w'’-]+\s+){{0,{_BETWEEN}}})$",
        re.IGNORECASE,
    )
