"""Captions: what is said, cut into cues people can read, timed by the words themselves.

At most two lines, as long as the script allows, split where sentences and clauses end; a cue stands at least one
second, long enough to be read where the next one allows it, and leaves before that one comes (`reading`, and the BBC's
timed-text guide).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise, zip_longest
from typing import Annotated

from pydantic import Field

from renderers.errors import BadInput
from renderers.media.breaking import directed, joined, width, words
from renderers.media.cutlist import CutList, SpokenLine
from renderers.media.reading import rule_of
from renderers.media.speech.normalise import spoken
from renderers.spec import Frozen
from renderers.timing import SAMPLE_RATE, sample_at

LINES = 2
_MINIMUM_MS, _BRIEF_MS, _LINGER_MS, _GAP_MS = 1000, 700, 350, 42
_WORD = re.compile(r"[A-Za-z]+(?:['.][A-Za-z]+)*")
_LONGEST_SOUND_MS, _LATEST_SOUND_MS = 4000, 2500
_SOUNDS_APART_MS, _SAME_APART_MS = 4000, 10_000
_DASH = "- "
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’)」』]*$")
_CLAUSE = re.compile(r"[,;:—–、，；،؛-][\"'”’)」』]*$")


Written = tuple[SpokenLine, str, str]
"""A placed line, its text, and who speaks ("" where the picture shows it)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Text of one or two lines, from start to end in milliseconds."""

    start: int
    end: int
    text: str


def cues(lines: Sequence[Written], *, rate: Fraction, frames: int | None = None, language: str = "en") -> list[Cue]:
    """Cues of (placed line, text, speaker) in time order; a speaker given is named in the first cue of the line.

    No cue outlasts a film of `frames`, where that is given: a caption must not make the file longer.
    """
    made: list[Cue] = []
    for voices in _choirs(sorted(lines, key=lambda written: written[0].start)):
        if len(voices) == 1:
            made += _of_line(voices[0], rate=rate, language=language)
        else:
            made += _of_choir(voices, rate=rate, language=language)
    last = None if frames is None else _milliseconds(frames, rate)
    return list(_apart(sorted(made, key=lambda cue: (cue.start, cue.end)), last=last))


class SoundEvent(Frozen):
    """Something that is heard and matters: `text` as captions print it in brackets, on absolute frames."""

    start: int
    frames: int
    text: str
    patience_ms: int = Field(default=0, description="It goes on and may be named this much later")


class HeardCaption(Frozen):
    """A sound to be named before lengths are known: `at` thousandths of shot number `shot` of the film."""

    shot: Annotated[int, Field(ge=0)]
    at: Annotated[int, Field(ge=0, le=1000)] = 0
    lasts_ms: Annotated[int, Field(gt=0)] = 1000
    text: Annotated[str, Field(min_length=1)]
    patience_ms: Annotated[int, Field(ge=0)] = 0


def placed_sounds(heard: Sequence[HeardCaption], timeline: CutList) -> list[SoundEvent]:
    """Sounds on the frames of the film, in the order given; BadInput when one names a shot that is not there."""
    edges = [*timeline.cuts, timeline.frames]
    events = []
    for sound in heard:
        if sound.shot >= len(timeline.cuts):
            raise BadInput(f"the sound {sound.text!r} is in shot {sound.shot}, but the film has {len(timeline.cuts)}")
        first, end = edges[sound.shot], edges[sound.shot + 1]
        start = min(first + (end - first) * sound.at // 1000, timeline.frames - 1)
        frames = max(1, round(sound.lasts_ms * timeline.rate / 1000))
        frames = min(frames, timeline.frames - start)
        events.append(SoundEvent(start=start, frames=frames, text=sound.text, patience_ms=sound.patience_ms))
    return events


def with_sounds(
    made: Sequence[Cue], sounds: Sequence[SoundEvent], *, rate: Fraction, frames: int | None = None
) -> list[Cue]:
    """Cues for the deaf and hard of hearing: sounds in brackets, in the pauses, as a row above what is said, or after.

    The first of `sounds` matter most: none begins within four seconds of one before it in the list, nor the same within
    ten. One that finds no room, because two rows are spoken over it or it is no row itself, is left out.
    """
    cues = list(made)
    last = None if frames is None else _milliseconds(frames, rate)
    named: list[tuple[int, str]] = []
    for sound in sounds:
        if width(f"[{sound.text}]") <= rule_of(sound.text).columns:
            shown = next(_showings(cues, sound, named, rate=rate, last=last), None)
            if shown is not None:
                cues = sorted([*(cue for cue in cues if cue.start != shown.start), shown], key=lambda cue: cue.start)
                named.append((shown.start, sound.text))
    return cues


def _showings(
    cues: Sequence[Cue], sound: SoundEvent, named: Sequence[tuple[int, str]], *, rate: Fraction, last: int | None
) -> Iterator[Cue]:
    """Where a sound can be read: when it begins or, when it goes on, four seconds after another was named."""
    heard = _milliseconds(sound.start, rate)
    lasts = _milliseconds(sound.start + sound.frames, rate) - heard
    later = sorted(at + _SOUNDS_APART_MS for at, _ in named)
    for start in (heard, *(at for at in later if heard < at <= heard + sound.patience_ms)):
        if not _too_close(start, sound.text, named):
            label = f"[{sound.text}]"
            shown = _above(cues, start, start + lasts, label) or _alone(cues, start, start + lasts, label, last=last)
            if shown is not None and not _too_close(shown.start, sound.text, named):
                yield shown


def _too_close(start: int, text: str, named: Sequence[tuple[int, str]]) -> bool:
    return any(abs(start - at) < (_SAME_APART_MS if text == other else _SOUNDS_APART_MS) for at, other in named)


def _above(cues: Sequence[Cue], start: int, end: int, label: str) -> Cue | None:
    """The cue of one row that is read while it is heard, with the sound as a row above."""
    until = min(end, start + _BRIEF_MS)
    meanwhile = next((cue for cue in cues if cue.start < until and cue.end > start), None)
    if meanwhile is None or "\n" in meanwhile.text or meanwhile.text.startswith("["):
        return None
    readable = rule_of(meanwhile.text).per_second * (meanwhile.end - meanwhile.start) * 1.25
    hurried = (width(label) + width(meanwhile.text)) * 1000 > readable
    parting = meanwhile.end - start < _BRIEF_MS
    return None if hurried or parting else Cue(meanwhile.start, meanwhile.end, f"{label}\n{meanwhile.text}")


def _alone(cues: Sequence[Cue], start: int, end: int, label: str, *, last: int | None) -> Cue | None:
    """A cue of its own in the pause it is heard in or, when two rows are read then, in the pause after them."""
    first = start
    for cue in cues:
        if cue.start < first + _BRIEF_MS + _GAP_MS and cue.end > first:
            first = cue.end + _GAP_MS
    following = min((cue.start - _GAP_MS for cue in cues if cue.start > first), default=first + _LONGEST_SOUND_MS)
    limit = min(following, first + _LONGEST_SOUND_MS, first + _LONGEST_SOUND_MS if last is None else last)
    until = min(max(end, first + _MINIMUM_MS), limit)
    return Cue(first, until, label) if until - first >= _BRIEF_MS and first - start <= _LATEST_SOUND_MS else None


def _milliseconds(frame: int, rate: Fraction) -> int:
    return sample_at(frame, rate) * 1000 // SAMPLE_RATE


def web_vtt(made: Iterable[Cue]) -> str:
    """WebVTT."""
    blocks = [f"{clock(cue.start, '.')} --> {clock(cue.end, '.')}\n{_escaped(_directed(cue.text))}\n" for cue in made]
    return "WEBVTT\n\n" + "\n".join(blocks)


def sub_rip(made: Iterable[Cue]) -> str:
    """SubRip (.srt)."""
    blocks = [
        f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{_directed(cue.text)}\n"
        for number, cue in enumerate(made, 1)
    ]
    return "\n".join(blocks)


def _choirs(lines: Sequence[Written]) -> Iterator[list[Written]]:
    """Lines that sound at the same time, together; every other line alone."""
    voices: list[Written] = []
    for written in lines:
        if voices and written[0].start >= max(line.start + line.frames for line, _, _ in voices):
            yield voices
            voices = []
        voices.append(written)
    if voices:
        yield voices


def _of_choir(voices: Sequence[Written], *, rate: Fraction, language: str) -> Iterator[Cue]:
    """A row for each voice, a dash before it; rows change together, when the first voice goes on."""
    parts = [list(_of_line(voice, rate=rate, language=language, rows=1)) for voice in voices]
    for together in zip_longest(*parts):
        heard = [cue for cue in together if cue is not None]
        text = "\n".join(f"{_DASH}{cue.text}" for cue in heard)
        yield Cue(min(cue.start for cue in heard), max(cue.end for cue in heard), text)


def _of_line(written: Written, *, rate: Fraction, language: str, rows: int = LINES) -> Iterator[Cue]:
    line, text, speaker = written
    pieces = words(text)
    if not pieces:
        return
    times = _times(line, pieces, rate=rate)
    prefix = f"{speaker.upper()}: " if speaker else ""
    rule = rule_of(text, language=language)
    room = rule.columns if rows > 1 else rule.columns - len(_DASH)
    first = 0
    for count in _groups([f"{prefix}{pieces[0]}", *pieces[1:]], rows=rows, room=room):
        shown = [f"{prefix if first == 0 else ''}{pieces[first]}", *pieces[first + 1 : first + count]]
        start, end = times[first][0], times[first + count - 1][1]
        read = start + width(joined(shown)) * 1000 // rule.per_second
        yield Cue(start, max(end + _LINGER_MS, start + _MINIMUM_MS, read), _wrapped(shown, room))
        first += count


def _times(line: SpokenLine, written: Sequence[str], *, rate: Fraction) -> list[tuple[int, int]]:
    """Start and end of every written word: from the voice where words agree, in proportion to letters where not."""
    start = sample_at(line.start, rate)
    counts = _spoken_counts(written, len(line.words))
    if counts:
        ends = list(accumulate(counts))
        spans = [
            (line.words[end - count].offset, line.words[end - 1].offset + line.words[end - 1].length)
            for count, end in zip(counts, ends, strict=True)
        ]
    else:
        letters = [0]
        for word in written:
            letters.append(letters[-1] + len(word) + 1)
        spans = [
            (line.samples * before // letters[-1], line.samples * after // letters[-1])
            for before, after in pairwise(letters)
        ]
    return [((start + first) * 1000 // SAMPLE_RATE, (start + last) * 1000 // SAMPLE_RATE) for first, last in spans]


def _spoken_counts(written: Sequence[str], heard: int) -> list[int]:
    """How many spoken words each written one is, `214` four; empty when that does not add up to what is heard."""
    if len(written) == heard:
        return [1] * heard
    counts = [len(_WORD.findall(spoken(piece).replace("-", " "))) for piece in written]
    return counts if sum(counts) == heard and all(counts) else []


def _groups(pieces: Sequence[str], *, rows: int, room: int) -> Iterator[int]:
    """How many words each cue takes: as many as fit, cut back to the last end of a sentence or clause."""
    first = 0
    while first < len(pieces):
        fits = _fitting(pieces[first:], rows=rows, room=room)
        if first + fits < len(pieces):
            fits = _natural(pieces[first : first + fits])
        yield fits
        first += fits


def _fitting(pieces: Sequence[str], *, rows: int, room: int) -> int:
    for count in range(1, len(pieces) + 1):
        if len(_lines(pieces[:count], room)) > rows:
            return max(1, count - 1)
    return len(pieces)


def _natural(pieces: Sequence[str]) -> int:
    for pattern, least in ((_SENTENCE, 0.3), (_CLAUSE, 0.5)):
        ends = [count for count, word in enumerate(pieces, 1) if pattern.search(word) and count >= least * len(pieces)]
        if ends:
            return ends[-1]
    return len(pieces)


def _wrapped(pieces: Sequence[str], room: int) -> str:
    """One line, or two of like length."""
    if width(joined(pieces)) <= room:
        return joined(pieces)
    splits = [(joined(pieces[:cut]), joined(pieces[cut:])) for cut in range(1, len(pieces))]
    fitting = [pair for pair in splits if max(width(pair[0]), width(pair[1])) <= room]
    if not fitting:
        return "\n".join(joined(line) for line in _lines(pieces, room))
    first, second = min(fitting, key=_imbalance)
    return f"{first}\n{second}"


def _imbalance(lines: tuple[str, str]) -> int:
    return abs(width(lines[0]) - width(lines[1]))


def _lines(pieces: Sequence[str], room: int) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if lines[-1] and width(joined([*lines[-1], piece])) > room:
            lines.append([])
        lines[-1].append(piece)
    return lines


def _apart(made: Sequence[Cue], *, last: int | None) -> Iterator[Cue]:
    """Each cue ends before the next begins; two short ones in quick exchange share a cue."""
    waiting: Cue | None = None
    for cue in made:
        if waiting is None:
            waiting = cue
        elif cue.start - _GAP_MS - waiting.start < _BRIEF_MS and (shared := _shared(waiting, cue)):
            waiting = shared
        else:
            end = max(waiting.start + 1, min(waiting.end, cue.start - _GAP_MS))
            yield Cue(waiting.start, end, waiting.text)
            waiting = Cue(max(cue.start, end), max(cue.end, end + 1), cue.text)
    if waiting is not None:
        end = waiting.end if last is None else max(waiting.start + 1, min(waiting.end, last))
        yield Cue(waiting.start, end, waiting.text)


def _shared(one: Cue, other: Cue) -> Cue | None:
    """Both in one cue, a row each, where they fit."""
    rows = [f"{_DASH}{cue.text.removeprefix(_DASH)}" for cue in (one, other)]
    if any("\n" in row or width(row) > rule_of(row).columns for row in rows):
        return None
    return Cue(one.start, max(one.end, other.end), "\n".join(rows))


def clock(milliseconds: int, point: str) -> str:
    """`01:02:03.004` or with a comma before the thousandths."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _directed(text: str) -> str:
    return "\n".join(map(directed, text.split("\n")))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")
