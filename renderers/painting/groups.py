"""People a script shows without naming them: "three shadows", "two armed guards", "the crowd"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from renderers.painting.group_words import (
    GOES_ON,
    IN_THE_DARK,
    LEADS_IN,
    MANY,
    MEANS_THE_CAST,
    NOUNS,
    NUMBERS,
    ONE,
    ONLY_SPOKEN_OF,
    OUT_OF_REACH,
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


_NAMED_AFTER = re.compile(r"[^.!?]{0,60}?\b(?:[A-Z]{3,}\b|(?:named|called)\b)")
"""`A man, JACK, enters`: he has a name, and is cast under it."""


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


def shows_animals(text: str) -> bool:
    """Whether a text tells of animals that are there."""
    animals = {word for noun in NOUNS if noun.single for word in f"{noun.words}|{noun.single}".split("|")}
    return any(group.noun in animals for group in read_groups(text))


def _in_sentence(sentence: str, company: int) -> Iterator[Group]:
    for hit in _any_noun().finditer(sentence):
        noun = _nouns()[hit[0].lower()]
        before = sentence[: hit.start()]
        if _NOUN_GOES_ON.match(sentence[hit.end() :]) or _only_spoken_of(before):
            continue
        number, between = _number(before)
        if number is None and _is_cast(hit[0], before, company):
            continue
        if noun.single and pattern(OUT_OF_REACH).search(sentence):
            continue
        count = number or (_uncounted(noun, sentence) if _is_noun(before, hit[0]) else 0)
        if count > 1:
            yield _group(noun, hit[0], count, between, sentence)
    yield from _animals(sentence)
    yield from _stranger(sentence)


def _animals(sentence: str) -> Iterator[Group]:
    """A dog, her old cat, the horse: one that stands there, with what is said of it."""
    if pattern(OUT_OF_REACH).search(sentence):
        return
    for hit in _one_animal().finditer(sentence):
        if not _only_spoken_of(sentence[: hit.start()]):
            noun = _single()[hit["noun"].lower()]
            yield Group(
                hit["noun"].lower(), 1, f"{hit['between'].strip()} {noun.described}".strip().lower(), noun.drawn
            )


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


def _stranger(sentence: str) -> Iterator[Group]:
    """A man in a coat, An old waiter: somebody new, with whom a sentence begins, and who is given no name in it."""
    hit = _one_stranger().match(sentence)
    if hit is not None and not _NAMED_AFTER.match(sentence[hit.end() :]):
        noun = _lone()[hit["noun"].lower()]
        yield _group(noun, hit["noun"], 1, hit["between"].strip().lower(), sentence)


@lru_cache(maxsize=1)
def _lone() -> dict[str, Noun]:
    return {word: noun for noun in NOUNS for word in noun.lone.split("|") if word}


@lru_cache(maxsize=1)
def _one_stranger() -> re.Pattern[str]:
    nouns = "|".join(sorted(_lone(), key=len, reverse=True))
    return re.compile(rf"\W*(?:An?|Another)\s+(?P<between>(?:[a-z-]+,?\s+){{0,3}})(?P<noun>(?i:{nouns}))(?!['’\w-])")


@lru_cache(maxsize=1)
def _single() -> dict[str, Noun]:
    return {word: noun for noun in NOUNS for word in noun.single.split("|") if word}


@lru_cache(maxsize=1)
def _one_animal() -> re.Pattern[str]:
    """Not as a part of something else: the dog's bowl, a horse-drawn cart, a hot dog."""
    nouns = "|".join(_single())
    return re.compile(
        rf"\b(?:{ONE})\s+(?P<between>(?:(?!hot\b)[\w-]+\s+){{0,2}})(?P<noun>{nouns})"
        rf"(?!['’-])(?!\s+(?:{GOES_ON})\b)\b",
        re.IGNORECASE,
    )


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
