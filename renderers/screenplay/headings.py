"""Scene headings: `INT. KITCHEN - NIGHT #12A#` taken apart."""

from __future__ import annotations

import re

from renderers.screenplay.script import Heading, plain
from renderers.spec import Setting

_PREFIX = re.compile(
    r"^(?P<prefix>INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\.?\s*/\s*E|E\.?\s*/\s*I|INT|EXT|EST)(?P<stop>\.\s*|\s+|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"#(?P<number>[^#\s*][^#]*?)#\s*$")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|\s+-|-\s+")
_TIMES = (
    "DAY|NIGHT|MORNING|AFTERNOON|EVENING|DAWN|DUSK|SUNRISE|SUNSET|NOON|MIDDAY|MIDNIGHT|TWILIGHT|LATER|CONTINUOUS|SAME|"
    "SAME TIME|MOMENTS LATER|MAGIC HOUR|FIRST LIGHT|PREDAWN|PRE-DAWN|CONTINUED|PRESENT|PRESENT DAY|FLASHBACK|MOVING|"
    "PARKED|TRAVELING|TRAVELLING|JOUR|NUIT|MATIN|SOIR|AUBE|TAG|NACHT|MORGEN|ABEND|DÍA|NOCHE|TARDE|MAÑANA|DIA|NOITE|"
    "GIORNO|NOTTE|MATTINA|SERA|DAG|ДЕНЬ|НОЧЬ|УТРО|ВЕЧЕР"
)
_TIME = re.compile(
    rf"\b(?:{_TIMES}|\d{{4}}S?|\d{{1,2}}[:.]\d\d)\b|\d\s*[AP]\.?M\b|[夜昼朝晚早夕]|白天|낮|밤", re.IGNORECASE
)
_BARE_TIME = re.compile(r".*\S\s+(?P<time>DAY|NIGHT)$", re.IGNORECASE)
"""`INT HOUSE DAY`: only the two that end no name of a place."""
_BRACKETED_TIME = re.compile(rf"(?<=\S)\s*[(\[](?P<time>{_TIMES})[)\]]$", re.IGNORECASE)


def is_heading(line: str) -> bool:
    """Whether a line begins as Fountain says a scene heading does (forced ones begin with a single full stop)."""
    found = _PREFIX.match(line)
    return found is not None and bool(line[found.end() :].strip() or "." in found["stop"])


def read_heading(text: str) -> Heading:
    """Its parts. What follows the last dash or comma is the time of day if it sounds like one."""
    number = _NUMBER.search(text)
    said = unmarked(text[: number.start()] if number else text)
    prefix = _PREFIX.match(said)
    location, time_of_day = _split_time(" ".join(plain(said[prefix.end() :] if prefix else said).split()))
    return Heading(
        text=said,
        setting=_setting(prefix["prefix"]) if prefix else Setting.UNSAID,
        location=location,
        time_of_day=time_of_day,
        number=number["number"].strip() if number else "",
    )


def unmarked(text: str) -> str:
    """A heading or cue that is wholly emphasised, without its marks."""
    text = text.strip()
    while len(text) > 2 and text[0] in "*_" and text[0] == text[-1]:
        text = text[1:-1].strip()
    return text


def _setting(prefix: str) -> Setting:
    letters = re.sub(r"[^A-Z]", "", prefix.upper())
    named = {"INT": Setting.INTERIOR, "EXT": Setting.EXTERIOR, "EST": Setting.ESTABLISHING}
    return named.get(letters, Setting.BOTH)


def _split_time(rest: str) -> tuple[str, str]:
    """Place and time: `HOUSE - DAY - LATER`, `HOUSE, DAY`, `HOUSE (DAY)` and `HOUSE DAY`."""
    dashes = list(_DASH.finditer(rest))
    start = len(rest)
    for dash in reversed(dashes):
        if not _TIME.search(rest[dash.end() : start]):
            break
        start = dash.start()
    if start < len(rest):
        return _trimmed(rest[:start]), rest[start:].strip(" -–—\t")
    place, comma, last = rest.rpartition(",")
    if comma and _TIME.search(last):
        return _trimmed(place), last.strip()
    bare = _BRACKETED_TIME.search(rest) or (None if dashes else _BARE_TIME.match(rest))
    return (_trimmed(rest[: bare.start("time") - 1]), bare["time"]) if bare else (_trimmed(rest), "")


def _trimmed(place: str) -> str:
    return place.strip(" -–—,.\t")
