"""Numbers as an English speaker says them."""

from __future__ import annotations

from num2words import num2words

_SMALLEST_SPOKEN_YEAR, _LARGEST_SPOKEN_YEAR = 1100, 2099


def cardinal(number: int) -> str:
    """`1042` -> "one thousand and forty-two", without commas or hyphens."""
    return _plain(num2words(number))


def ordinal(number: int) -> str:
    """`21` -> "twenty first"."""
    return _plain(num2words(number, to="ordinal"))


def decimal(digits: str) -> str:
    """`"2.08"` -> "two point zero eight"; thousands separators are allowed, a whole number stays one."""
    whole, _, fraction = digits.replace(",", "").partition(".")
    spoken = cardinal(int(whole or "0"))
    return f"{spoken} point {' '.join(cardinal(int(digit)) for digit in fraction)}" if fraction else spoken


def year(number: int) -> str:
    """`1945` -> "nineteen forty five", `2004` -> "two thousand and four"."""
    return _plain(num2words(number, to="year"))


def sounds_like_a_year(number: int) -> bool:
    """Four digits between 1100 and 2099 are read in pairs."""
    return _SMALLEST_SPOKEN_YEAR <= number <= _LARGEST_SPOKEN_YEAR


def _plain(words: str) -> str:
    return words.replace(",", "").replace("-", " ")
