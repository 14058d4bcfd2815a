"""How much people read of each script: columns of a line and columns a second, after the timed-text guides of Netflix.

Full-width letters take two columns. The script of a text decides; among languages of one script, the film's.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from renderers.media.breaking import LINE_CHARACTERS, WIDE_LINE_CHARACTERS, is_wide
from renderers.media.typefaces import region_of


@dataclass(frozen=True, slots=True)
class Rule:
    """The longest line, and how much of it is read in a second."""

    columns: int
    per_second: int


_LATIN = Rule(LINE_CHARACTERS, 17)
_ENGLISH = Rule(LINE_CHARACTERS, 20)
_OF_LANGUAGE: Mapping[str, Rule] = MappingProxyType({"en": _ENGLISH, "sv": Rule(LINE_CHARACTERS, 18)})
_OF_SCRIPT: Mapping[str, Rule] = MappingProxyType(
    {
        "ARABIC": Rule(42, 20),
        "CYRILLIC": Rule(39, 17),
        "DEVANAGARI": Rule(42, 22),
        "GREEK": Rule(42, 17),
        "HEBREW": Rule(42, 17),
        "THAI": Rule(35, 17),
    }
)
_WIDE: Mapping[str, Rule] = MappingProxyType(
    {
        "JP": Rule(WIDE_LINE_CHARACTERS, 8),  # four letters a second
        "KR": Rule(WIDE_LINE_CHARACTERS, 24),
        "SC": Rule(WIDE_LINE_CHARACTERS, 18),
    }
)


def rule_of(text: str, *, language: str = "en") -> Rule:
    """How a text is set and read in a film of a language (BCP 47)."""
    if is_wide(text):
        return _WIDE[_region(text, language)]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else ""
    return _OF_SCRIPT.get(script) or _OF_LANGUAGE.get(language.partition("-")[0].lower(), _LATIN)


def _region(text: str, language: str) -> str:
    """Characters alone are the film's language's."""
    told = region_of(text)
    return {"ja": "JP", "ko": "KR"}.get(language.partition("-")[0].lower(), "SC") if told == "SC" else told
