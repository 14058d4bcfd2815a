"""What a language is to the voices: how its writing becomes words, how a word sounds, and whose accent it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyascii import anyascii

from renderers.media.speech.pronunciations import FIRST_MARK, LAST_MARK

_WORD = re.compile(r"[\ue000-\uf8ff]|[^\W\d_]+(?:['’][^\W\d_]+)*|[.,!?;:—…\"()]")
_MARKS = frozenset(',.!?;:—…"()')
_PLAIN = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'), ("...", "…"), ("\u00a0", " "))
_LATIN_UNTIL = "\u0250"
_EMOJI = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff\u200d\ufe0e\ufe0f]+")


class Region(StrEnum):
    """Where a language is spoken as at home, or as on other continents."""

    HOME = "home"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language the offline voices speak besides English.

    `spoken` writes figures and signs out; `regions` say how a word sounds, `at_home` names the regions of the first;
    `natives` are voice packs by gender that lend their accent to every voice. `strange` finds what no word of the
    language has: such a word is said by rules that were not made for it.
    """

    code: str
    title: str
    spoken: Callable[[str], str]
    regions: Mapping[Region, Callable[[str], str]]
    at_home: tuple[str, ...]
    natives: Mapping[str, str]
    strange: re.Pattern[str]

    def sounds(self, word: str, language: str) -> str:
        """A word in the region a language tag names: `es-MX`."""
        region = language.lower().partition("-")[2].split("-")[0]
        return self.regions[Region.HOME if region in self.at_home else Region.ABROAD](word)

    def tokens(self, text: str) -> list[str]:
        """Words and marks of what `spoken` gave."""
        return _WORD.findall(text)


def is_mark(token: str) -> bool:
    """Whether it is punctuation."""
    return token in _MARKS


def plain_marks(text: str) -> str:
    """Quotes, dots and dashes as the voices know them; faces go, letters of other scripts are written in Latin ones."""
    for mark, plain in _PLAIN:
        text = text.replace(mark, plain)
    text = re.sub(r"\s+-{1,2}\s+|--+|\s*[—―]\s*|\s+–\s+", " — ", _EMOJI.sub(" ", text))
    return "".join(map(_latin, text))


def tidy(text: str) -> str:
    """Single blanks, none before a mark."""
    return re.sub(r"\s+(?=[,.;!?])", "", re.sub(r"\s+", " ", text).strip())


def _latin(letter: str) -> str:
    known = letter < _LATIN_UNTIL or not letter.isalpha() or FIRST_MARK <= letter <= LAST_MARK
    return letter if known else anyascii(letter)
