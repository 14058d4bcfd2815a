"""Text as written -> words as spoken, by rules in order: people's ways of writing, short forms, figures, signs."""

from __future__ import annotations

import re
from collections.abc import Callable

from anyascii import anyascii

from renderers.media.speech import abbreviations as short
from renderers.media.speech import figures, mathematics, utterance

_SYMBOLS = {
    "&": " and ", "@": " at ", "+": " plus ", "=": " equals ", "#": " number ", "°": " degrees ", "%": " percent ",
    "×": " times ", "÷": " divided by ", "≠": " does not equal ", "≈": " is about ", "≤": " is at most ",
    "≥": " is at least ", "±": " plus or minus ", "√": " the square root of ", "∑": " the sum of ",
    "∫": " the integral of ", "∞": " infinity ", "π": " pi ", "→": " to ", "∂": " partial ", "Δ": " delta ",
    "<": " is less than ", ">": " is more than ", "™": "", "®": "", "©": " copyright ", "§": " section ",
    "*": " ", "_": " ", "~": " ", "|": ", ", "\\": " ", "^": " ", "{": ", ", "}": ", ", "[": ", ", "]": ", ", "`": "'",
}  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7F—…\ue000-\uf8ff]")
_EMOJI_MODIFIERS = re.compile(r"[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_SAME_EMOJI = re.compile(r"([\u2600-\u27bf\U0001f300-\U0001faff])\1+")
_SENTENCE = re.compile(r"(?<=[.!?…])(\s+)")
_HEART_EYES = str.maketrans({"❤": " love ", "♥": " love "})

_EMOJI_NAMES = {
    "joy": "laughing", "tada": "hooray", "thumbsup": "thumbs up", "thumbsdown": "thumbs down", "sob": "sobbing",
    "rofl": "rolling on the floor laughing", "person_shrugging": "shrugging", "pray": "please", "poop": "poo",
}  # fmt: skip
"""What people call those whose short names they would not say."""

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def spoken(text: str) -> str:
    """The words to say, ASCII letters and `. , ! ? ; : — … " ( )` only, private letters as they are.

    Letters of other scripts are transliterated and emoji named, so a line is never silently mute.
    """
    text = _plain_punctuation(text)
    text = "".join(utterance.calm(piece) for piece in _SENTENCE.split(text))
    for pattern, say in _RULES:
        text = pattern.sub(say, text)
    text = _EMOJI_MODIFIERS.sub("", _SAME_EMOJI.sub(r"\1", text.translate(_HEART_EYES)))
    for symbol, words in (*mathematics.SIGNS.items(), *_SYMBOLS.items()):
        text = text.replace(symbol, words)
    text = _NOT_ASCII.sub(lambda found: _transliterated(found[0]), text)
    return _tidy(text)


def _plain_punctuation(text: str) -> str:
    for mark, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("...", "…"), ("´", "'"), ("\u00a0", " ")):
        text = text.replace(mark, plain)
    text = re.sub(r"(?<=\d)\s+-\s+(?=\d)", " − ", text)  # a sum, not a break in the thought
    text = re.sub(r"\s+-{1,2}\s+|--+|\s*[—―]\s*|\s+–\s+|(?<=\D)–(?=\D)|–$", " — ", text)
    return re.sub(r"…{2,}", "…", re.sub(r"([!?])[!?]{2,}", r"\1", text))


def _transliterated(letter: str) -> str:
    ascii_text = anyascii(letter)
    if not ascii_text.startswith(":"):
        return ascii_text
    name = ascii_text.strip(":")
    return f" {_EMOJI_NAMES.get(name, name.replace('_', ' '))} "


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\s+(?=[,.;!?])", "", text)


_RULES: tuple[Rule, ...] = (
    *mathematics.FACES,
    (utterance.EMAIL, utterance.email),
    (utterance.URL, utterance.url),
    (utterance.HASHTAG, utterance.hashtag),
    (utterance.HANDLE, utterance.handle),
    *mathematics.FORMULAS,
    (figures.ROMAN, figures.roman),
    (utterance.STUTTER, utterance.stutter),
    (utterance.STRETCHED, utterance.stretched),
    (short.LATIN, short.latin),
    (short.FEET, short.feet),
    (short.STREET, lambda _: "Street"),
    (short.NUMERO, lambda _: "number "),
    (short.MONTH, short.month),
    (short.DAY, short.day),
    (short.TITLE, short.title),
    (short.BARE_TITLE, short.title),
    (short.SPELLED, short.spelled),
    (utterance.THE_US, utterance.the_us),
    (figures.ISO_DATE, figures.iso_date),
    (figures.SLASH_DATE, figures.slash_date),
    (figures.MONTH_DAY, figures.month_day),
    (figures.DAY_MONTH, figures.day_month),
    (figures.LONG_PHONE, figures.phone),
    (figures.PHONE, figures.phone),
    (figures.MONEY, figures.money),
    (figures.MONEY_AFTER, figures.money_after),
    (figures.CENTS, figures.cents),
    (figures.PERCENT, figures.percent),
    (short.HALF_DAY, short.half_day),
    (figures.CLOCK, figures.clock),
    (short.LOOSE_UNIT, short.unit),
    (short.UNIT, short.unit),
    (figures.EMERGENCY, figures.digits),
    (figures.ALL_DAY, lambda _: "twenty four seven"),
    (figures.FRACTION_SIGN, figures.fraction_sign),
    (figures.FRACTION, figures.fraction),
    (figures.POWER, figures.power),
    (figures.RANGE, figures.span),
    (figures.MINUS, lambda _: " minus "),
    (figures.NEGATIVE, lambda _: "minus "),
    (figures.ORDINAL, figures.ordinal),
    (figures.DECADE, figures.decade),
    (figures.SHORT_DECADE, figures.short_decade),
    (figures.VERSION, figures.version),
    (figures.DECIMAL, figures.decimal),
    (figures.CODE, figures.code),
    (utterance.CONSONANTS, utterance.spelled),
    (figures.WHOLE, figures.whole),
)
