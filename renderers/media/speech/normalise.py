"""Text as written -> words as spoken: numbers, money, times, abbreviations, symbols, and letters no voice knows."""

from __future__ import annotations

import re
from collections.abc import Callable

from anyascii import anyascii

from renderers.media.speech import numbers

_TITLES = {
    "dr": "Doctor",
    "mr": "Mister",
    "mrs": "Missus",
    "ms": "Miz",
    "prof": "Professor",
    "st": "Saint",
    "sgt": "Sergeant",
    "lt": "Lieutenant",
    "capt": "Captain",
    "col": "Colonel",
    "gen": "General",
    "rev": "Reverend",
    "sr": "Senior",
    "jr": "Junior",
    "vs": "versus",
    "etc": "et cetera",
    "approx": "approximately",
    "dept": "department",
}
_CURRENCIES = {"$": ("dollar", "cent"), "£": ("pound", "penny"), "€": ("euro", "cent"), "¥": ("yen", "sen")}
_SYMBOLS = {
    "&": " and ",
    "@": " at ",
    "+": " plus ",
    "=": " equals ",
    "#": " number ",
    "°": " degrees ",
    "%": " percent ",
}
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_LETTERS_SAID_WITH_ACCENT = re.compile(r"[^\x00-\x7F—…]")


def spoken(text: str) -> str:
    """The words to say, ASCII letters and `. , ! ? ; : — … " ( )` only.

    Letters of other scripts are transliterated and emoji named, so a line is never silently mute.
    """
    text = _plain_punctuation(text)
    for pattern, say in _RULES:
        text = pattern.sub(say, text)
    for symbol, words in _SYMBOLS.items():
        text = text.replace(symbol, words)
    text = _LETTERS_SAID_WITH_ACCENT.sub(lambda found: _transliterated(found[0]), text)
    return re.sub(r"\s+", " ", text).strip()


def _plain_punctuation(text: str) -> str:
    for mark, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("...", "…"), ("´", "'")):
        text = text.replace(mark, plain)
    return re.sub(r"\s+-{1,2}\s+|--+|\s*[–—―]\s*", " — ", text)


def _transliterated(letter: str) -> str:
    ascii_text = anyascii(letter)
    return f" {ascii_text.strip(':').replace('_', ' ')} " if ascii_text.startswith(":") else ascii_text


def _title(found: re.Match[str]) -> str:
    return _TITLES[found[1].lower()]


def _money(found: re.Match[str]) -> str:
    major, minor = _CURRENCIES[found[1]]
    amount, magnitude = found[2].replace(",", ""), found[3]
    if magnitude:
        return f"{numbers.decimal(amount)} {magnitude} {major}s"
    whole, _, fraction = amount.partition(".")
    said = _counted(int(whole), major)
    cents = int(fraction.ljust(2, "0")[:2]) if fraction else 0
    return f"{said} and {_counted(cents, minor)}" if cents else said


def _counted(count: int, unit: str) -> str:
    plural = {"penny": "pence", "yen": "yen", "sen": "sen"}.get(unit, f"{unit}s")
    return f"{numbers.cardinal(count)} {unit if count == 1 else plural}"


def _clock(found: re.Match[str]) -> str:
    hour, minute = numbers.cardinal(int(found[1])), found[2]
    if minute == "00":
        return hour
    return f"{hour} {'oh ' if minute[0] == '0' else ''}{numbers.cardinal(int(minute))}"


def _decade(found: re.Match[str]) -> str:
    said = numbers.year(int(found[1]))
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _whole(found: re.Match[str]) -> str:
    digits = found[0]
    if digits.startswith("0") and len(digits) > 1:
        return " ".join(numbers.cardinal(int(digit)) for digit in digits)
    number = int(digits)
    return numbers.year(number) if len(digits) == 4 and numbers.sounds_like_a_year(number) else numbers.cardinal(number)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\b({'|'.join(_TITLES)})\.(?=\s|$|,)", re.IGNORECASE), _title),
    (re.compile(rf"([$£€¥])\s?({_NUMBER})(?:\s+(hundred|thousand|million|billion|trillion))?"), _money),
    (re.compile(rf"({_NUMBER})\s?%"), lambda found: f"{numbers.decimal(found[1])} percent"),
    (re.compile(r"\b(\d{1,2}):(\d\d)\b"), _clock),
    (re.compile(r"\b(\d+)(?:st|nd|rd|th)\b"), lambda found: numbers.ordinal(int(found[1]))),
    (re.compile(r"\b(1[1-9]\d0|20\d0)s\b"), _decade),
    (re.compile(r"\d+(?:,\d{3})*\.\d+|\d{1,3}(?:,\d{3})+"), lambda found: numbers.decimal(found[0])),
    (re.compile(r"\d+"), _whole),
)
