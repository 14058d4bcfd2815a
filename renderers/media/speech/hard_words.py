"""Words the offline voices can only guess at: in no lexicon, not built of known words, or strange to their language.

A guess is often right for plain words and mostly wrong for names, so a script says which ones it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from renderers.media.speech.foreign import FOREIGN
from renderers.media.speech.lexicon import Lexicon, lexicon
from renderers.media.speech.normalise import spoken
from renderers.media.speech.pronunciations import FIRST_MARK, LAST_MARK, Pronunciations, entries
from renderers.media.speech.tongues import tongue_of

_WRITTEN = re.compile(r"(?<![\w@/.#])[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\.?[\w@/])")
_TOKENS = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_ENDING = re.compile(r"(?:'s|'|’s|’)$")
_LATIN_UNTIL = "\u0250"
_BEFORE = tuple(
    "anti counter dis fore inter micro mid mini mis multi non out over post pre re semi sub super un under".split()
)
_BEHIND = tuple(
    "able er ers est ful fully ish ism ist ists less lessly let like ly man men ment ness ship ward wards ways wise "
    "y".split()
)
_READS_ITSELF = re.compile(r"(?:[bdfklmnprstvz]?[aeio])+[bdfklmnprstvz]?(?<!e)")
_LONGEST_READ = 6
"""Short words in which every letter has its one sound are read right by rule: Mara, Leto."""

_SHAPES = ("{}", "{}.", "{}. 3", "3 {}")
"""As short forms stand: etc., Oct. 3, 3 km."""

_SHORTEST_PART = 3
_SPELLED = 4
"""Capitals up to so many are said letter by letter."""


class Why(StrEnum):
    """What makes a word hard."""

    UNKNOWN = "unknown"
    SCRIPT = "script"
    STRANGE = "strange"


def hard_words(text: str, *, language: str, own: Mapping[str, str]) -> Iterator[tuple[str, Why]]:
    """The words of a line the voices would guess at, as they are written, each time; `own` are words with a sound."""
    marked = Pronunciations(entries(own)).marked(text)
    for found in _WRITTEN.finditer(marked):
        word = _ENDING.sub("", found[0])
        if not any(FIRST_MARK <= letter <= LAST_MARK for letter in word) and (why := _why(word, language)):
            yield word, why


@lru_cache(maxsize=65_536)
def _why(word: str, language: str) -> Why | None:
    if any(letter.isalpha() and letter >= _LATIN_UNTIL for letter in word):
        return Why.SCRIPT
    tongue = tongue_of(language)
    if tongue is not None:
        strange = len(word) > 1 and any(tongue.strange.search(part.casefold()) for part in re.split(r"[.-]", word))
        return Why.STRANGE if strange else None
    return None if _is_sayable(word, lexicon(british=False)) else Why.UNKNOWN


def _is_sayable(word: str, book: Lexicon) -> bool:
    if book.pronounce(word) or (len(word) <= _SPELLED and word.isupper()):
        return True
    said = (_TOKENS.findall(spoken(shape.format(word))) for shape in _SHAPES)
    return any(all(_is_plain(token, book) for token in tokens) for tokens in said)


def _is_plain(word: str, book: Lexicon) -> bool:
    """Known, or built of what is known: lamplight, unsinkable, harbourless."""
    lower = _ENDING.sub("", word).lower()
    if len(lower) < 2 or book.pronounce(lower) or lower in FOREIGN:
        return True
    if len(lower) <= _LONGEST_READ and _READS_ITSELF.fullmatch(lower):
        return True
    cuts = range(_SHORTEST_PART, len(lower) - _SHORTEST_PART + 1)
    if any(book.pronounce(lower[:cut]) and book.pronounce(lower[cut:]) for cut in cuts):
        return True
    stems = [lower.removesuffix(each) for each in _BEHIND if lower.endswith(each)]
    stems += [lower.removeprefix(each) for each in _BEFORE if lower.startswith(each)]
    return any(_is_stem(stem, book) for stem in stems)


def _is_stem(stem: str, book: Lexicon) -> bool:
    if len(stem) < _SHORTEST_PART:
        return False
    undoubled = [stem[:-1]] if stem[-1] == stem[-2] else []
    softened = [f"{stem[:-1]}y"] if stem.endswith("i") else []
    return any(book.pronounce(each) for each in (stem, f"{stem}e", *undoubled, *softened))
