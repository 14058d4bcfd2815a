"""What a project may be, said in words when it may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from renderers.media.speech.pronunciations import read_pronunciations
from renderers.presets import PRESETS
from renderers.timing import parse_rate
from studio.core.errors import Invalid

RATES: Mapping[Fraction, str] = {
    Fraction(24000, 1001): "23.976",
    Fraction(24): "24",
    Fraction(25): "25",
    Fraction(30000, 1001): "29.97",
    Fraction(30): "30",
    Fraction(48): "48",
    Fraction(50): "50",
    Fraction(60000, 1001): "59.94",
    Fraction(60): "60",
}
LONGEST_MINUTES = 240
KINDS = ("film", "podcast")
_ASPECT = re.compile(r"^(\d{1,4}(?:\.\d{1,3})?):(\d{1,4}(?:\.\d{1,3})?)$")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_SPOKEN = {name: rate for rate, name in RATES.items()}


def valid(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields as they are stored. Raises Invalid naming the field, what is wrong with it and what would do."""
    return {name: _RULES[name](value) if name in _RULES else value for name, value in fields.items()}


def _title(value: str) -> str:
    title = " ".join(value.split())
    if not title:
        raise Invalid("A project needs a title; a working title will do.", param="title")
    return title


def _rate(value: str) -> str:
    try:
        rate = _SPOKEN.get(value) or parse_rate(value)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if rate not in RATES:
        raise Invalid(
            f"{value} is no frame rate a film is delivered at; choose one of {', '.join(RATES.values())} "
            "(as a fraction: 24000/1001 for 23.976).",
            param="rate",
        )
    return str(rate)


def _aspect(value: str) -> str:
    found = _ASPECT.match(value)
    across, down = (Fraction(part) for part in found.groups()) if found else (Fraction(0), Fraction(1))
    if not down or not Fraction(1, 3) <= across / down <= 3:
        raise Invalid(
            f"{value} is no picture shape; write width:height between 1:3 and 3:1, such as 16:9, 2.39:1 or 9:16.",
            param="aspect",
        )
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.match(value):
        raise Invalid(f"{value} is no language code; write one like en, en-GB or de.", param="language")
    return value


def _minutes(value: int | None) -> int | None:
    if value is not None and not 1 <= value <= LONGEST_MINUTES:
        raise Invalid(
            f"A film of {value} minutes cannot be made here; aim for 1 to {LONGEST_MINUTES}.", param="target_minutes"
        )
    return value


def _preset(value: str) -> str:
    if value not in PRESETS:
        raise Invalid(f"There is no preset {value}; choose one of {', '.join(PRESETS)}.", param="preset")
    if shortage := PRESETS[value].shortage():
        ready = [name for name, preset in PRESETS.items() if not preset.shortage()]
        raise Invalid(f"{shortage} Choose {' or '.join(ready)}.", param="preset")
    return value


def _kind(value: str) -> str:
    if value not in KINDS:
        raise Invalid(f"A {value} cannot be made yet; choose {' or '.join(KINDS)}.", param="kind")
    return value


def _pronunciations(value: Mapping[str, str]) -> dict[str, str]:
    try:
        known = read_pronunciations({str(word).strip(): str(sound).strip() for word, sound in value.items()})
    except ValueError as error:
        raise Invalid(f"{str(error)[0].upper()}{str(error)[1:]}.", param="pronunciations") from error
    return {entry.word: entry.sound for entry in known.entries}


_RULES: Mapping[str, Callable[[Any], Any]] = {
    "title": _title,
    "rate": _rate,
    "aspect": _aspect,
    "language": _language,
    "target_minutes": _minutes,
    "preset": _preset,
    "kind": _kind,
    "pronunciations": _pronunciations,
}
