"""Text for models that read letters: figures, signs and short forms written out, small letters, plain marks.

English and Spanish are read as the studio's own voices read them; elsewhere numbers have no case and no gender.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from num2words import num2words

from renderers.media.speech.hangul import romanised
from renderers.media.speech.normalise import spoken
from renderers.media.speech.spelt_signs import FIGURES, MONEY, POINT, SHORT, SIGNS
from renderers.media.speech.tongues import ENGLISH, language_code, tongues

_PLAIN = {
    "’": "'", "‘": "'", "“": "", "”": "", "„": "", "«": "", "»": "", '"': "", "—": ", ", "–": ", ", "…": "...",
    "\u00a0": " ", "\u202f": " ", "*": " ", "_": " ", "~": " ", "(": ", ", ")": ", ", "[": ", ", "]": ", ",
}  # fmt: skip
_NUMBER = r"\d+(?:[.,]\d+)*"
_BEFORE_MONEY = re.compile(rf"([€$£])\s?({_NUMBER})")
_PRICE = re.compile(r"(?<![\d.,])(\d+)[.,](\d\d)\s?([€$£])")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:\.\d{3})+|(?:,\d{3}){2,}|(?: \d{3})+)(?!\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)[.,](\d+)(?![.,]?\d)")
_WHOLE = re.compile(r"\d+")
_EMOJI = re.compile(r"[\u2600-\u27bf\ufe0e\ufe0f\u200d\U0001f000-\U0001faff]+")
_MOST_FIGURES = 15
"""Longer numbers are read figure by figure, as people do."""


def spelt(text: str, language: str) -> str:
    """The text in small letters with everything written out that is not a word. `language` is a tag such as fr-CA."""
    code = language_code(language)
    if code == ENGLISH:
        return _tidy(spoken(text))
    tongue = tongues().get(code)
    written = tongue.spoken(text) if tongue else _written_out(text, code)
    return _tidy(romanised(written) if code == "ko" else written)


def _written_out(text: str, code: str) -> str:
    text = _marked(_EMOJI.sub(" ", text))
    text = _in_full(text, SHORT.get(code, {}))
    text = _PRICE.sub(r"\1 \3 \2", _BEFORE_MONEY.sub(r"\2 \1", text))
    text = _CLOCK.sub(lambda found: f"{_number(found[1], code)} {_number(found[2], code)}", text)
    text = _THOUSANDS.sub(lambda found: found[1] + re.sub(r"\D", "", found[2]), text)
    text = _DECIMAL.sub(lambda found: _decimal(found, code), text)
    text = _WHOLE.sub(lambda found: f" {_number(found[0], code)} ", text)
    for sign, word in (*MONEY[code].items(), *SIGNS[code].items()):
        text = text.replace(sign, f" {word} ")
    return text


def _marked(text: str) -> str:
    """Marks as such models know them: no quotes, no brackets, and commas for dashes."""
    for mark, plain in _PLAIN.items():
        text = text.replace(mark, plain)
    return text


def _in_full(text: str, short: Mapping[str, str]) -> str:
    for form, words in short.items():
        end = r"(?!\w)" if form[-1].isalnum() else ""
        either = "|".join(re.escape(each) for each in {form, form[0].upper() + form[1:]})
        text = re.sub(rf"(?<!\w)(?:{either}){end}", words, text)
    return text


def _decimal(found: re.Match[str], code: str) -> str:
    """`3,05` -> three, the word for the comma, and what follows figure by figure."""
    figures = " ".join(_number(figure, code) for figure in found[2])
    return f" {_number(found[1], code)} {POINT[code]} {figures} "


def _number(figures: str, code: str) -> str:
    if code in FIGURES or len(figures) > _MOST_FIGURES or (figures[0] == "0" and len(figures) > 1):
        return " ".join(_figure(each, code) for each in figures)
    return str(num2words(int(figures), lang=code))


def _figure(figure: str, code: str) -> str:
    named = FIGURES.get(code, "").split()
    return named[int(figure)] if named else str(num2words(int(figure), lang=code))


def _tidy(text: str) -> str:
    """Small letters, single blanks, none before a mark, no mark twice."""
    text = re.sub(r"\s+", " ", _marked(text).replace("İ", "i").lower()).strip()
    text = re.sub(r"\s+(?=[,.;:!?])", "", text)
    return re.sub(r"(?:,\s*)+(?=[,.;:!?])|^[,\s]+", "", text)
