"""Where a scene plays, read from its heading and action by fixed rules: pure, and the same every time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from renderers.painting.place_words import CONTAINERS, ERAS, MOODS, SEASONS, TIMES, UNSAID_TIMES, WEATHERS
from renderers.painting.sets import UNKNOWN, SetDesign, set_designs
from renderers.painting.terms import Era, Mood, Place, Season, Time, Weather
from renderers.spec import Setting

__all__ = ["Place", "continued", "fold", "names_a_place", "read_place"]

_PREFIX = re.compile(r"^\s*\.?(?:INT|EXT|EST|I|E)\b\.?\s*(?:/\s*(?:INT|EXT|I|E)\b\.?)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*#[^#\s][^#]*#\s*$")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d\d))?\s*(a\.?m|p\.?m)?\b")
_YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d|2[1-9]\d\d)(?:s|'s)?\b")
_WORD = re.compile(r"[^\W_]+")
Said = TypeVar("Said", Weather, Season, Era)
_WRONG_SIDE = 0.2
"""What a set counts for when the heading says INT and it is outdoors, or the other way round."""
_OF_EQUALS = 0.1
_AROUND = 6.0
"""What a place loses that is only around the one that is meant."""
_IN, _OUT = frozenset({"in", "inside", "indoors", "dans", "drinnen", "dentro"}), frozenset({"outside", "outdoors"})
_LONGEST = 2_000
"""Characters read; what stands later in a heading or an action says no more about the place."""


def fold(text: str) -> str:
    """Lower case without accents and possessives, as words are compared."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[’']s\b", "", plain)


@lru_cache(maxsize=512)
def read_place(heading: str, setting: Setting = Setting.UNSAID, time_of_day: str = "", action_text: str = "") -> Place:
    """The place a heading and its action describe; anything unknown is an `abstract` place with its words kept."""
    location = _location(heading, time_of_day)
    words = _words(location)
    action = _words(fold(action_text))
    prefix = _prefix_of(heading) if setting is Setting.UNSAID else setting
    kind = _kind(location, words, action, prefix)
    when = fold(f"{time_of_day} , {heading}")
    time, said = _time(when)
    weather = _first(WEATHERS, [words, _words(when), action], Weather.CLEAR)
    season = _first(SEASONS, [words, _words(when), action], Season.WINTER if weather is Weather.SNOW else Season.SUMMER)
    return Place(
        kind=kind,
        interior=_interior(kind, prefix),
        time=time,
        weather=weather,
        season=season,
        era=_era(kind, [words, _words(when)], when),
        mood=_mood(words + action),
        words=tuple(dict.fromkeys(words))[:40],
        seed=int(hashlib.sha256(location.encode()).hexdigest()[:8], 16),
        time_said=said,
    )


def names_a_place(heading: str, setting: Setting) -> bool:
    """Whether a heading says INT or EXT, inside or outside, or has words of a set."""
    words = _words(_location(heading, ""))
    if _prefix_of(heading) is not Setting.UNSAID or setting is not Setting.UNSAID:
        return True
    return _leaning(words) is not Setting.UNSAID or _kind("", words, [], Setting.UNSAID) != UNKNOWN


def continued(place: Place, before: Place | None) -> Place:
    """The place at the hour and in the weather of the scene before when its own heading leaves the hour open."""
    if place.time_said or before is None:
        return place
    weather = before.weather if place.weather is Weather.CLEAR else place.weather
    return replace(place, time=before.time, weather=weather)


def _location(heading: str, time_of_day: str) -> str:
    """The folded heading without prefix, scene number and time."""
    text = _PREFIX.sub("", _NUMBER.sub("", heading[:_LONGEST]))
    cut = text.casefold().rfind(time_of_day.casefold()) if time_of_day.strip() else -1
    if cut > 0 and not text[cut + len(time_of_day) :].strip():
        text = text[:cut]
    pieces = [piece for piece in re.split(r"\s+[-–—]+\s+|\s*[,–—]\s*|\s*--\s*", fold(text)) if piece.strip(" -.")]
    while len(pieces) > 1 and _only_time(pieces[-1]):
        pieces.pop()
    return " , ".join(piece.strip(" -.") for piece in pieces)


def _only_time(piece: str) -> bool:
    words = _words(piece)
    return bool(words) and len(words) <= 5 and (_time(piece)[1] or _has(words, UNSAID_TIMES) > 0)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _prefix_of(heading: str) -> Setting:
    found = re.match(r"^\s*\.?(INT|EXT|EST|I/E|E/I)\b", heading, re.IGNORECASE)
    head = found[1].upper() if found else ""
    if head in ("I/E", "E/I") or re.match(r"^\s*\.?(INT|EXT)\.?\s*/", heading, re.IGNORECASE):
        return Setting.BOTH
    return {"INT": Setting.INTERIOR, "EXT": Setting.EXTERIOR, "EST": Setting.ESTABLISHING}.get(head, Setting.UNSAID)


@dataclass(frozen=True)
class _Lexicon:
    """Comma-separated phrases sorted by how they are found."""

    words: frozenset[str]
    starts: tuple[str, ...]
    unspaced: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=256)
def _lexicon(text: str) -> _Lexicon:
    phrases = [tuple(fold(phrase).split()) for phrase in text.split(",") if phrase.strip()]
    single = [phrase[0] for phrase in phrases if len(phrase) == 1]
    unspaced = tuple(word for word in single if _is_unspaced(word))
    return _Lexicon(
        words=frozenset(word for word in single if not word.endswith("*") and word not in unspaced),
        starts=tuple(word[:-1] for word in single if word.endswith("*")),
        unspaced=unspaced,
        phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
    )


def _has(words: Sequence[str], text: str) -> int:
    """How many words the longest of the comma-separated phrases found among the words has; 0 when none is."""
    lexicon = _lexicon(text)
    longest = max((len(phrase) for phrase in lexicon.phrases if _runs(words, phrase)), default=0)
    return longest or int(any(_is_in(word, lexicon) for word in words))


def _is_in(word: str, lexicon: _Lexicon) -> bool:
    if not lexicon.words.isdisjoint(_forms(word)) or word.startswith(lexicon.starts or ("\0",)):
        return True
    return not word.isascii() and any(part in word for part in lexicon.unspaced)


def _runs(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    span = len(phrase)
    return any(all(phrase[k] in _forms(words[i + k]) for k in range(span)) for i in range(len(words) - span + 1))


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of."""
    if word.endswith("es"):
        return word, word[:-1], word[:-2]
    return (word, word[:-1]) if word.endswith("s") else (word,)


def _is_unspaced(word: str) -> bool:
    """Whether it is written in a script that puts no spaces between words."""
    spans = (("\u3040", "\u9fff"), ("\uac00", "\ud7a3"), ("\u1100", "\u11ff"))
    return any(low <= letter <= high for letter in word for low, high in spans)


def _kind(location: str, words: list[str], action: list[str], setting: Setting) -> str:
    best, best_score = UNKNOWN, 0.0
    setting = _leaning(words) if setting is Setting.UNSAID else setting
    pieces = [_words(piece) for piece in location.split(" , ")]
    for kind, design in set_designs().items():
        score = _score(design.words, design.hints, pieces, words)
        if score and not _fits(design, setting):
            score *= _WRONG_SIDE
        elif setting is Setting.UNSAID and design.interior is False:
            score -= _OF_EQUALS  # "BACK AT THE APARTMENT" is where people talk, not its front
        if score > best_score:
            best, best_score = kind, score
    return best if best_score else _kind_of_action(action, setting)


def _leaning(words: list[str]) -> Setting:
    """The side a heading without INT or EXT names by its other words."""
    said = set(words[:4])
    if said & _OUT:
        return Setting.EXTERIOR
    return Setting.INTERIOR if said & _IN else Setting.UNSAID


def _score(strong: str, weak: str, pieces: list[list[str]], words: list[str]) -> float:
    """Words decide over hints, long phrases over short ones; of equals, what ends a piece and what comes first.

    A place that only has the one that is meant in it counts less than any place in it.
    """
    hints = _has(words, weak)
    inner = _without_containers(strong)
    named = inner if _has(words, inner) else strong
    hits = _has(words, named)
    if not hits:
        return 3 + hints if hints else 0.0
    place = next((i for i, piece in enumerate(pieces) if _has(piece, named) == hits), 0)
    closing = any(_has(piece[-hits:], named) == hits for piece in pieces if piece)
    score = 10 + 4 * hits + (1.5 if closing else 0) + (1 if hints else 0) - 0.5 * place
    return score if named is inner else score - _AROUND


@lru_cache(maxsize=256)
def _without_containers(phrases: str) -> str:
    around = {fold(phrase) for phrase in CONTAINERS.split(",")}
    return ",".join(phrase for phrase in phrases.split(",") if fold(phrase) not in around)


def _fits(design: SetDesign, setting: Setting) -> bool:
    if design.interior is None or setting in (Setting.BOTH, Setting.UNSAID):
        return True
    return design.interior is (setting is Setting.INTERIOR)


def _kind_of_action(action: list[str], setting: Setting) -> str:
    """What the first words of the action name, when the heading names nothing known."""
    opening = action[:60]
    for kind, design in set_designs().items():
        if _has(opening, design.words) and design.interior is not None and _fits(design, setting):
            return kind
    return UNKNOWN


def _interior(kind: str, setting: Setting) -> bool:
    if setting in (Setting.INTERIOR, Setting.EXTERIOR, Setting.ESTABLISHING):
        return setting is Setting.INTERIOR
    return bool(set_designs()[kind].interior)


def _time(text: str) -> tuple[Time, bool]:
    """The hour and whether it was said; clock times count."""
    # "Two days later" says no hour: its plural is no time of day.
    words = [word for word in _words(text) if word not in ("days", "nights")]
    for time, phrases in TIMES.items():
        if _has(words, phrases):
            return time, True
    for found in _CLOCK.finditer(text):
        if found[2] or found[3]:
            hour = int(found[1]) % 12 + (12 if found[3] and found[3][0] == "p" else 0) if found[3] else int(found[1])
            return _time_at(hour), True
    return Time.DAY, False


def _time_at(hour: int) -> Time:
    steps = ((5, Time.NIGHT), (7, Time.DAWN), (10, Time.MORNING), (17, Time.DAY), (19, Time.DUSK), (21, Time.EVENING))
    return next((time for limit, time in steps if hour < limit), Time.NIGHT)


def _first(table: Mapping[Said, str], texts: Iterable[list[str]], otherwise: Said) -> Said:
    for words in texts:
        for value, phrases in table.items():
            if _has(words, phrases):
                return value
    return otherwise


def _era(kind: str, texts: list[list[str]], text: str) -> Era:
    year = _YEAR.search(text)
    if year:
        return _era_of_year(int(year[1]))
    return _first(ERAS, texts, set_designs()[kind].era or Era.MODERN)


def _era_of_year(year: int) -> Era:
    steps = ((500, Era.ANCIENT), (1750, Era.MEDIEVAL), (1910, Era.VICTORIAN), (1940, Era.TWENTIES), (1970, Era.FIFTIES))
    return next((era for limit, era in steps if year < limit), Era.MODERN if year < 2060 else Era.FUTURE)


def _mood(words: list[str]) -> Mood:
    """The mood most words speak for; NEUTRAL below two, or where two moods are spoken for alike."""
    counts = {mood: sum(1 for word in words if _has([word], phrases)) for mood, phrases in MOODS.items()}
    mood, next_to_it = sorted(counts, key=lambda each: -counts[each])[:2]
    return mood if counts[mood] >= 2 and counts[mood] > counts[next_to_it] else Mood.NEUTRAL
