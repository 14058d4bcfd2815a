"""Reading sounds: from a heading and what each shot shows to what is heard. What is denied or compared is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from zlib import crc32

from renderers.sounds.soundscape import HeardBed, HeardSpot, Soundscape
from renderers.sounds.source import Bed, Source
from renderers.sounds.sources import beds, sources, spots
from renderers.sounds.spaces import space_of
from renderers.spec import Setting, ShotSize

MOST_BEDS, MOST_SPOTS = 3, 3
_WALL_DB, _IMPLIED_DB, _STRONG_DB, _FAINT_DB = -4, -3, 4, -6
_REACH = 4

_DENIED = frozenset(
    "no not never without nor none neither nobody nothing silent silence mute hardly barely isn't doesn't don't didn't "
    "won't can't wasn't aren't cannot stopped".split()
)
_COMPARED = frozenset("like as imagines remembers picture photo painting".split())
_BEGINS = re.compile(r"\b(begins?|starts?|picks? up|breaks? out|comes? up|sets? in|erupts?)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(stops?|dies|fades?|ends?|ceases?|falls silent|lets up|goes out)\b", re.IGNORECASE)
_STRONG = re.compile(
    r"\b(heavy|pours|pouring|howls?|howling|lash\w*|roar\w*|storm\w*|loud\w*|hammers|screams|rages)\b", re.IGNORECASE
)
_FAINT = re.compile(
    r"\b(light|soft|softly|gentle|faint|distant|far|somewhere|quiet|muffled|drizzl\w*)\b", re.IGNORECASE
)
_EMPTY = re.compile(r"\b(empty|deserted|abandoned|closed|after hours|nobody)\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(NIGHT|MIDNIGHT|DUSK|EVENING)\b")
_CONTINUES = re.compile(r"\b(CONTINUOUS|SAME|MOMENTS LATER|LATER)\b")
_CLAUSE = re.compile(r"[.!?;:,—–]")

_GROUNDS: tuple[tuple[str, str], ...] = (
    (r"snow|ice|glacier", "snow"),
    (r"forest|field|garden|park|meadow|lawn|beach|desert|jungle|farm", "grass"),
    (r"path|road|driveway|cliff|gravel|mountain|quarry|trail|hill", "gravel"),
    (r"spaceship|starship|ship|submarine|factory|fire escape|catwalk|engine room|airlock", "metal"),
    (r"street|alley|sidewalk|stair|lighthouse|castle|church|cathedral|cave|station|corridor|tunnel", "stone"),
    (r"hall|prison|court|plaza|square|bridge|platform", "stone"),
)

_NEARNESS: Mapping[ShotSize, int] = MappingProxyType(
    {
        ShotSize.EXTREME_WIDE: -6, ShotSize.WIDE: -4, ShotSize.FULL: -2, ShotSize.CLOSE_UP: 1,
        ShotSize.EXTREME_CLOSE: 2, ShotSize.INSERT: 2,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A shot as far as sounds go: what is seen in it, and from how near."""

    text: str
    size: ShotSize = ShotSize.MEDIUM


@dataclass(frozen=True, slots=True)
class _Mention:
    source: Source
    shot: int
    at: int
    clause: str


def read_sounds(
    *, setting: Setting, location: str, time_of_day: str, shots: Sequence[Seen], before: Soundscape | None = None
) -> Soundscape:
    """The soundscape of a scene. Weather of the scene `before` goes on when this one is continuous with it."""
    outside = setting in (Setting.EXTERIOR, Setting.ESTABLISHING)
    told = [mention for mention in _mentions(shots, beds()) if mention.source.name not in _unheard(shots)]
    going_on = _told_beds(told, outside)
    if before is not None and _CONTINUES.search(time_of_day.upper()):
        going_on |= _carried(before, going_on, outside)
    for name in _implied(location, time_of_day, shots, outside):
        going_on.setdefault(
            name, HeardBed(sound=name, gain_db=_IMPLIED_DB + _through(name, outside), muffled=_walled(name, outside))
        )
    kept = [bed for bed in going_on.values() if not (_wet(going_on) and bed.sound in ("birds", "crickets"))][:MOST_BEDS]
    air = HeardBed(sound="open_air" if outside else "room_tone")
    ground = _ground(location, shots, outside)
    return Soundscape(
        space=space_of(setting, location),
        beds=(air, *kept),
        spots=tuple(_spots(shots, ground)),
        seed=crc32(location.casefold().encode()) & 0x7FFF_FFFF,
    )


def _mentions(shots: Sequence[Seen], known: Mapping[str, Source]) -> Iterator[_Mention]:
    """Each source at most once a shot, in the order of the text."""
    for number, shot in enumerate(shots):
        for name, at, clause in _found(shot.text):
            if name in known:
                yield _Mention(known[name], number, at, clause)


@lru_cache(maxsize=1 << 13)  # every look at a film's plan reads all its shots again
def _found(text: str) -> tuple[tuple[str, int, str], ...]:
    """Each source that a text speaks of, where, and in which clause."""
    found = []
    for name, source in sources().items():
        pattern = source.spoken_of()
        match = next((hit for hit in pattern.finditer(text) if _is_heard(text, hit)), None) if pattern else None
        if match is not None:
            found.append((name, match.start(), _clause(text, match)))
    return tuple(sorted(found, key=lambda mention: mention[1]))


def _is_heard(text: str, match: re.Match[str]) -> bool:
    """Whether nothing in the same clause, just before it, denies the sound or only compares something with it."""
    before = _CLAUSE.split(text[: match.start()])[-1].casefold().replace("’", "'").split()[-_REACH:]
    return _DENIED.isdisjoint(before) and _COMPARED.isdisjoint(before[-3:])


def _clause(text: str, match: re.Match[str]) -> str:
    start = max((text.rfind(mark, 0, match.start()) for mark in ".!?;"), default=-1)
    ends = [at for mark in ".!?;" if (at := text.find(mark, match.end())) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def _unheard(shots: Sequence[Seen]) -> set[str]:
    """A crowd in a place that the text calls empty."""
    return {"crowd"} if any(_EMPTY.search(shot.text) for shot in shots) else set()


def _told_beds(told: Sequence[_Mention], outside: bool) -> dict[str, HeardBed]:  # noqa: FBT001  one of two places
    found: dict[str, HeardBed] = {}
    for mention in told:
        name = mention.source.name
        gain = _emphasis(mention.clause) + _through(name, outside)
        if name not in found:
            first = mention.shot if _BEGINS.search(mention.clause) else 0
            found[name] = HeardBed(sound=name, gain_db=gain, muffled=_walled(name, outside), first=first)
        if _ENDS.search(mention.clause) and mention.shot + 1 > found[name].first:
            found[name] = found[name].model_copy(update={"until": mention.shot + 1})
    return found


def _carried(before: Soundscape, known: Mapping[str, HeardBed], outside: bool) -> dict[str, HeardBed]:  # noqa: FBT001
    """Rain, wind and sea of the scene before, through a wall or no longer through one."""
    weather = [
        bed for bed in before.beds if bed.sound in ("rain", "wind") and bed.until is None and bed.sound not in known
    ]
    return {
        bed.sound: HeardBed(
            sound=bed.sound,
            gain_db=bed.gain_db - (_WALL_DB if bed.muffled else 0) + _through(bed.sound, outside),
            muffled=_walled(bed.sound, outside),
        )
        for bed in weather
    }


def _implied(location: str, time_of_day: str, shots: Sequence[Seen], outside: bool) -> Iterator[str]:  # noqa: FBT001
    """What a place sounds like by itself; birds sing by day and crickets by night; an empty bar has no crowd."""
    empty = _EMPTY.search(location) is not None
    for name, bed in beds().items():
        if not bed.places or not re.search(rf"\b(?:{bed.places})\b", location, re.IGNORECASE):
            continue
        if name in _unheard(shots) or (name == "crowd" and empty):
            continue
        if name == "birds":
            if outside:
                yield "crickets" if _NIGHT.search(time_of_day.upper()) else "birds"
        else:
            yield name


def _spots(shots: Sequence[Seen], ground: str) -> Iterator[HeardSpot]:
    counts: dict[int, int] = {}
    for mention in _mentions(shots, spots()):
        counts[mention.shot] = counts.get(mention.shot, 0) + 1
        if counts[mention.shot] > MOST_SPOTS:
            continue
        shot = shots[mention.shot]
        yield HeardSpot(
            sound=mention.source.name,
            shot=mention.shot,
            at=min(850, 40 + 850 * mention.at // max(1, len(shot.text))),
            gain_db=_NEARNESS.get(shot.size, 0) + (_FAINT_DB if _FAINT.search(mention.clause) else 0),
            ground=ground,
        )


def _emphasis(clause: str) -> int:
    if _STRONG.search(clause):
        return _STRONG_DB
    return _FAINT_DB if _FAINT.search(clause) else 0


def _walled(name: str, outside: bool) -> bool:  # noqa: FBT001
    source = sources()[name]
    return isinstance(source, Bed) and source.outdoors and not outside


def _through(name: str, outside: bool) -> int:  # noqa: FBT001
    return _WALL_DB if _walled(name, outside) else 0


def _wet(going_on: Mapping[str, HeardBed]) -> bool:
    return "rain" in going_on


def _ground(location: str, shots: Sequence[Seen], outside: bool) -> str:  # noqa: FBT001
    said = f"{location} {' '.join(shot.text for shot in shots) if outside else ''}".casefold()
    if re.search(r"\bsnow", said):
        return "snow"
    found = (ground for words, ground in _GROUNDS if re.search(rf"\b(?:{words})", location.casefold()))
    return next(found, "stone" if outside else "wood")
