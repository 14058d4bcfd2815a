"""Figures in dialogue: money, dates, clocks, telephone numbers, fractions, sums, and kings."""

from __future__ import annotations

import re

from renderers.media.speech import numbers
from renderers.media.speech.abbreviations import MONTHS, NUMBER

_CURRENCIES = {
    "$": ("dollar", "cent"), "£": ("pound", "penny"), "€": ("euro", "cent"), "¥": ("yen", "sen"),
    "₹": ("rupee", "paisa"), "₩": ("won", "jeon"),
}  # fmt: skip
_UNCOUNTED = {"penny": "pence", "yen": "yen", "sen": "sen", "won": "won", "jeon": "jeon", "paisa": "paise"}
_MAGNITUDES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion"}
_KINGS = frozenset(
    "henry edward george charles james richard william elizabeth louis philip pius paul john benedict leo gregory "
    "ramses ramesses alexander nicholas peter catherine frederick friedrich wilhelm napoleon francis ferdinand "
    "ptolemy xerxes darius mary victoria robert stephen constantine urban clement innocent harald olaf".split()
)
_FRACTIONS = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_MONTH_NAMES = "|".join(MONTHS)
_ORDINAL_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"

MONEY = re.compile(
    rf"([$£€¥₹₩])\s?({NUMBER})(?:\s?(k|mn|bn|tn|[mb])\b|\s+(hundred|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
MONEY_AFTER = re.compile(rf"\b({NUMBER})\s?([€£])")
CENTS = re.compile(r"\b(\d+)\s?¢")
PERCENT = re.compile(rf"({NUMBER})\s?%")
CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::(\d\d))?(?!\d)")
ORDINAL = re.compile(r"\b(\d+(?:,\d{3})*)(?:st|nd|rd|th)\b", re.IGNORECASE)
DECADE = re.compile(r"\b(1[1-9]\d0|20\d0)['’]?s\b")
SHORT_DECADE = re.compile(r"['’](\d0)s\b")
ISO_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
SLASH_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
MONTH_DAY = re.compile(rf"\b({_MONTH_NAMES})\s+{_ORDINAL_DAY}\b(?:(,?)\s+(\d{{4}})\b)?(?!:)")
DAY_MONTH = re.compile(rf"\b(the\s+)?{_ORDINAL_DAY}\s+({_MONTH_NAMES})\b(?:(,?)\s+(\d{{4}})\b)?", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w-])(?:\+?\d{1,3}[ .-])?(?:\(\d{3}\)\s?|\d{3}[ .-])?\d{3}[-.]\d{4}(?![\w-])")
LONG_PHONE = re.compile(r"(?<!\w)\+\d[\d ()-]{6,}\d")
EMERGENCY = re.compile(r"(?<![\w$£€.,])911(?![\w,]|\.\d)|(?i:(?<=call )|(?<=dial )|(?<=ring ))(?:999|112|411|311)\b")
FRACTION_SIGN = re.compile(rf"(\d*)\s?([{''.join(_FRACTIONS)}])")
ALL_DAY = re.compile(r"\b24/7\b")
FRACTION = re.compile(r"(?:\b(\d+)\s+)?\b(\d{1,2})/(\d{1,3})\b(?!/)")
ROMAN = re.compile(r"\b([A-Z][a-z]+|[A-Z]{3,})\s+([IVX]{2,7}|[IVX](?=\s*(?:[,.;:!?]|$)))(?!['’\w])")
RANGE = re.compile(rf"(?<![\w-])({NUMBER})\s?[-–]\s?({NUMBER})(?![\w-])")
POWER = re.compile(r"(\w)\s?\^\s?(-?\d+)|(\w)([²³])")
NEGATIVE = re.compile(r"(?<![\w)])[-−](?=\d)")
MINUS = re.compile(r"(?<=[\w)])\s+[-−]\s+(?=\d)|(?<=\d)\s*−\s*(?=\w)")
DECIMAL = re.compile(r"\d+(?:,\d{3})*\.\d+|\d{1,3}(?:,\d{3})+|(?<!\w)\.\d+")
VERSION = re.compile(r"\b\d+(?:\.\d+){2,}\b")
CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z\d]{2,}\b")
WHOLE = re.compile(r"\d+")


def money(found: re.Match[str]) -> str:
    """`$4.50`, `$2.5 million`, `£5k`."""
    major, minor = _CURRENCIES[found[1]]
    amount = found[2].replace(",", "")
    magnitude = found[4] or _MAGNITUDES.get((found[3] or "").lower())
    if magnitude:
        return f"{numbers.decimal(amount)} {magnitude.lower()} {_UNCOUNTED.get(major, f'{major}s')}"
    whole, _, fraction = amount.partition(".")
    cents = int(fraction.ljust(2, "0")[:2]) if fraction else 0
    if cents and not int(whole or 0):
        return _counted(cents, minor)
    said = _counted(int(whole or 0), major)
    return f"{said} and {_counted(cents, minor)}" if cents else said


def money_after(found: re.Match[str]) -> str:
    """`20 €`."""
    return _counted_decimal(found[1], _CURRENCIES[found[2]][0])


def cents(found: re.Match[str]) -> str:
    """`5¢`."""
    return _counted(int(found[1]), "cent")


def percent(found: re.Match[str]) -> str:
    """`3.7%`."""
    return f"{numbers.decimal(found[1])} percent"


def clock(found: re.Match[str]) -> str:
    """`10:05` -> ten oh five; a full hour is the hour, from 13:00 on it is hundreds."""
    hour, minute = int(found[1]), found[2]
    said = numbers.cardinal(hour)
    if minute == "00":
        said = f"{said} hundred" if hour >= 13 else (said if hour else "midnight")
    else:
        said = f"{said} {'oh ' if minute[0] == '0' else ''}{numbers.cardinal(int(minute))}"
    return f"{said} and {_counted(int(found[3]), 'second')}" if found[3] else said


def ordinal(found: re.Match[str]) -> str:
    """`21st`."""
    return numbers.ordinal(int(found[1].replace(",", "")))


def decade(found: re.Match[str]) -> str:
    """`the 1980s`."""
    return _tens(numbers.year(int(found[1])))


def short_decade(found: re.Match[str]) -> str:
    """`the '80s`."""
    return _tens(numbers.cardinal(int(found[1])))


def iso_date(found: re.Match[str]) -> str:
    """`2026-11-25` -> November twenty fifth, twenty twenty six; what is no date stays as it is."""
    return _date(found, year=found[1], month=int(found[2]), day=int(found[3]))


def slash_date(found: re.Match[str]) -> str:
    """`7/4/1969`: the month first, as Americans write, unless it can only be a day."""
    first, second = int(found[1]), int(found[2])
    month, day = (second, first) if first > 12 else (first, second)
    return _date(found, year=found[3], month=month, day=day)


def month_day(found: re.Match[str]) -> str:
    """`July 4, 1969` -> July fourth, nineteen sixty nine."""
    if not 1 <= int(found[2]) <= 31:
        return found[0]
    said = f"{found[1]} {numbers.ordinal(int(found[2]))}"
    return f"{said}, {numbers.year(int(found[4]))}" if found[4] else said


def day_month(found: re.Match[str]) -> str:
    """`4 July` -> the fourth of July."""
    if not 1 <= int(found[2]) <= 31:
        return found[0]
    said = f"{found[1] or 'the '}{numbers.ordinal(int(found[2]))} of {found[3]}"
    return f"{said}, {numbers.year(int(found[5]))}" if found[5] else said


def phone(found: re.Match[str]) -> str:
    """Digit by digit, a beat between groups: `555-0199` -> five five five, oh one nine nine."""
    groups = [group for group in re.split(r"\D+", found[0]) if group]
    said = [" ".join("oh" if digit == "0" else numbers.cardinal(int(digit)) for digit in group) for group in groups]
    return ("plus " if found[0].startswith("+") else "") + ", ".join(said)


def digits(found: re.Match[str]) -> str:
    """`911` -> nine one one."""
    return " ".join(numbers.cardinal(int(digit)) for digit in found[0])


def fraction_sign(found: re.Match[str]) -> str:
    """`2½` -> 2 1/2, for the rule of fractions."""
    return f"{found[1]} {_FRACTIONS[found[2]]}".strip()


def fraction(found: re.Match[str]) -> str:
    """`3/4` -> three quarters, `2 1/2` -> two and a half."""
    top, bottom = int(found[2]), int(found[3])
    if not bottom:
        return f"{numbers.cardinal(top)} over zero"
    named = {2: "half", 4: "quarter"}.get(bottom) or numbers.ordinal(bottom)
    if bottom == 1 or top >= bottom > 20:
        said = f"{numbers.cardinal(top)} over {numbers.cardinal(bottom)}"
    elif top == 1:
        said = f"{'a' if found[1] else 'one'} {named}"
    else:
        said = f"{numbers.cardinal(top)} {'halves' if bottom == 2 else f'{named}s'}"
    return f"{numbers.cardinal(int(found[1]))} and {said}" if found[1] else said


def roman(found: re.Match[str]) -> str:
    """`Henry VIII` -> Henry the Eighth, `World War II` -> World War two; other capitals stay."""
    value = _roman_value(found[2])
    king = found[1].casefold() in _KINGS
    if value is None or (len(found[2]) == 1 and not king):
        return found[0]
    return f"{found[1]} the {numbers.ordinal(value)}" if king else f"{found[1]} {numbers.cardinal(value)}"


def span(found: re.Match[str]) -> str:
    """`10-12` -> 10 to 12, `50-50` -> 50 50."""
    return f"{found[1]} {found[2]}" if found[1] == found[2] else f"{found[1]} to {found[2]}"


def power(found: re.Match[str]) -> str:
    """`x²` -> x squared, `10^6` -> 10 to the power of 6."""
    base, exponent = (found[1], found[2]) if found[1] else (found[3], {"²": "2", "³": "3"}[found[4]])
    raised = {"2": "squared", "3": "cubed"}.get(exponent, f"to the power of {exponent.replace('-', 'minus ')}")
    return f"{base} {raised}"


def version(found: re.Match[str]) -> str:
    """`1.2.3` -> one point two point three."""
    return " point ".join(numbers.cardinal(int(part)) for part in found[0].split("."))


def code(found: re.Match[str]) -> str:
    """`B52`, `R2D2`: letters one by one, figures as figures."""
    parts = re.findall(r"[A-Z]+|\d+", found[0])
    return " ".join(".".join(part) if part.isalpha() else _code_figures(part) for part in parts)


def _code_figures(digits: str) -> str:
    """Three figures are said as one and two: A380, three eighty."""
    if len(digits) == 3 and digits[0] != "0" and digits[1] != "0":
        return f"{numbers.cardinal(int(digits[0]))} {numbers.cardinal(int(digits[1:]))}"
    return digits


def whole(found: re.Match[str]) -> str:
    """A number that is nothing else: a year if it sounds like one, digits after a leading zero."""
    written = found[0]
    if (written.startswith("0") and len(written) > 1) or len(written) > 15:
        return " ".join(numbers.cardinal(int(digit)) for digit in written)
    number = int(written)
    return (
        numbers.year(number) if len(written) == 4 and numbers.sounds_like_a_year(number) else numbers.cardinal(number)
    )


def decimal(found: re.Match[str]) -> str:
    """`2.08`, `1,000`, `.5`."""
    return numbers.decimal(found[0])


def _date(found: re.Match[str], *, year: str, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return found[0]
    full = int(year) if len(year) == 4 else (2000 if int(year) < 40 else 1900) + int(year)
    return f"{MONTHS[month - 1]} {numbers.ordinal(day)}, {numbers.year(full)}"


def _tens(said: str) -> str:
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _counted(count: int, unit: str) -> str:
    return f"{numbers.cardinal(count)} {unit if count == 1 else _UNCOUNTED.get(unit, f'{unit}s')}"


def _counted_decimal(amount: str, unit: str) -> str:
    return f"{numbers.decimal(amount)} {unit if amount == '1' else _UNCOUNTED.get(unit, f'{unit}s')}"


def _roman_value(letters: str) -> int | None:
    """1 to 39, None for what no Roman would have written."""
    rest = letters.lstrip("X")
    tens = len(letters) - len(rest)
    ones = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}.get(rest)
    return None if ones is None or tens > 3 else tens * 10 + ones
