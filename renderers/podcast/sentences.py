"""Where a sentence ends, in the languages people bring documents in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

FEWEST_WORDS = 2
"""Of a sentence; a single word is a label."""

_CLOSING = "\"'”’»)\\]」』）"
_OPENING = "\"'“‘«„(¿¡「『（"
_LOWER = "a-zß-öø-ÿāăąćčďęěğıłńňőřśşšťůűźżžа-яёіїєґα-ωάέήίόύώ"
_SENTENCE = re.compile(
    rf"(?:(?<=[.!?…؟।])|(?<=[.!?…؟।][{_CLOSING}]))\s+(?=[{_OPENING}]*\s?(?:\d|[^\W\d_{_LOWER}]))"
    rf"|(?<=[。！？])(?![{_CLOSING}])\s*|(?<=[。！？][{_CLOSING}])\s*"
)
_ENDS = re.compile(rf"[.!?…؟।。！？][{_CLOSING}]*$|[{_CLOSING}]$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_LETTERS_A_WORD = 2

_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "en": r"Mr|Mrs|Ms|Dr|Prof|St|vs|No|Nos|Fig|Eq|cf|ca|approx|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|"
              r"Oct|Nov|Dec|e\.g|i\.e|etc|al",
        "es": r"Sr|Sra|Srta|Sres|Dr|Dra|D|Dña|Ud|Uds|Vd|Prof|Gral|Sto|Sta|Avda|pág|págs|núm|art|cap|aprox|fig|vol|"
              r"p\. ?ej|EE|a\. ?C|d\. ?C",
        "fr": r"M|MM|Mme|Mlle|Dr|Pr|St|Ste|cf|p\. ?ex|env|éd|vol|fig|chap|av|apr|art|n",
        "de": r"Dr|Prof|Hr|Fr|Nr|Abb|Abs|Art|Bd|S|bzw|ca|evtl|ggf|Jh|Jhd|sog|St|Str|vgl|z\. ?B|d\. ?h|u\. ?a|v\. ?Chr|"
              r"n\. ?Chr|usw",
        "it": r"Sig|Sigg|Dott|Prof|Ing|Avv|pag|pagg|cap|art|fig|vol|es|ca|cfr|a\. ?C|d\. ?C",
        "pt": r"Sr|Sra|Dr|Dra|Prof|Exmo|pág|págs|núm|art|cap|fig|vol|aprox|p\. ?ex|a\. ?C|d\. ?C",
        "nl": r"dhr|mevr|dr|prof|drs|mr|ir|bijv|blz|ca|nr|o\.a|d\.w\.z|m\.a\.w|v\. ?Chr|n\. ?Chr",
    }
)  # fmt: skip
_INITIAL, _LETTER = r"\b[A-ZÀ-ÖØ-Þ]", r"\b[^\W\d_]"
"""A. Fresnel; elsewhere short forms are written with blanks, z. B., so that any letter alone may be half of one."""

_ORDINALS = frozenset({"de", "sv", "pl", "tr"})
"""Where a figure with a dot is an ordinal: am 3. Mai."""


def sentences_of(text: str, language: str = "en") -> Iterator[str]:
    """Whole sentences; an abbreviation of the language ends none."""
    no_end = _no_end(language)
    waiting = ""
    for piece in filter(None, _SENTENCE.split(" ".join(text.split()))):
        waiting = f"{waiting} {piece}".strip()
        if no_end.search(waiting):
            continue
        if _is_whole(waiting):
            yield waiting
        waiting = ""
    if waiting and _is_whole(waiting):
        yield waiting


def words_in(text: str) -> int:
    """How many, also where they are written without blanks between them: two letters count for a word there."""
    unspaced = len(_UNSPACED.findall(text))
    return len(text.split()) if not unspaced else len(_UNSPACED.sub(" ", text).split()) + unspaced // _LETTERS_A_WORD


def _is_whole(sentence: str) -> bool:
    return bool(_ENDS.search(sentence)) and words_in(sentence) >= FEWEST_WORDS


def _no_end(language: str) -> re.Pattern[str]:
    short = _SHORT.get(language, _SHORT["en"])
    ordinal = r"|\b\d{1,2}" if language in _ORDINALS else ""
    alone = _INITIAL if language == "en" else _LETTER
    return re.compile(rf"(?:\b(?:{short})|{alone}{ordinal})\.$")
