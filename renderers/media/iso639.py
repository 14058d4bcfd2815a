"""Languages as files name them: three letters of ISO 639-2, the names of the languages themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN = "und"
_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "sv": "swe",
        "pl": "pol", "tr": "tur", "ja": "jpn", "zh": "zho", "ko": "kor", "ru": "rus", "uk": "ukr", "el": "ell",
        "ar": "ara", "he": "heb", "hi": "hin", "th": "tha",
    }
)  # fmt: skip


def iso_639_2(language: str) -> str:
    """The three letters of a tag such as es-MX; `und` for what is not known here."""
    return _LETTERS.get(language.partition("-")[0].casefold(), UNKNOWN)
