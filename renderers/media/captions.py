"""Captions: what is said, cut into cues people can read, timed by the words themselves.

At most two lines of 42 characters, split where sentences and clauses end; a cue stands at least one second, long
enough to be read at 20 characters a second where the next one allows it, and leaves before that one comes (after the
BBC and Netflix timed-text guides).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, zip_longest

from renderers.media.cutlist import SpokenLine
from renderers.timing import SAMPLE_RATE, sample_at

LINE_CHARACTERS, LINES, READ_PER_SECOND = 42, 2, 20
_MINIMUM_MS, _BRIEF_MS, _LINGER_MS, _GAP_MS = 1000, 700, 350, 42
_DASH = "- "
_SENTENCE, _CLAUSE = re.compile(r"[.!?…][\"'”’)]*$"), re.compile(r"[,;:—–-][\"'”’)]*$")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U0001f300-\U0001faff]")


Written = tuple[SpokenLine, str, str]
"""A placed line, its text, and who speaks ("" where the picture shows it)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Text of one or two lines, from start to end in milliseconds."""

    start: int
    end: int
    text: str


def cues(lines: Sequence[Written], *, rate: Fraction, frames: int | None = None) -> list[Cue]:
    """Cues of (placed line, text, speaker) in time order; a speaker given is named in the first cue of the line.

    No cue outlasts a film of `frames`, where that is given: a caption must not make the file longer.
    """
    made: list[Cue] = []
    for voices in _choirs(sorted(lines, key=lambda written: written[0].start)):
        made += _of_line(voices[0], rate=rate) if len(voices) == 1 else _of_choir(voices, rate=rate)
    last = None if frames is None else sample_at(frames, rate) * 1000 // SAMPLE_RATE
    return list(_apart(sorted(made, key=lambda cue: (cue.start, cue.end)), last=last))


def web_vtt(made: Iterable[Cue]) -> str:
    """WebVTT."""
    blocks = [f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(cue.text)}\n" for cue in made]
    return "WEBVTT\n\n" + "\n".join(blocks)


def sub_rip(made: Iterable[Cue]) -> str:
    """SubRip (.srt)."""
    blocks = [
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(made, 1)
    ]
    return "\n".join(blocks)


def width(text: str) -> int:
    """Characters, full-width letters counted twice."""
    return len(text) + len(_WIDE.findall(text))


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


def _of_choir(voices: Sequence[Written], *, rate: Fraction) -> Iterator[Cue]:
    """A row for each voice, a dash before it; rows change together, when the first voice goes on."""
    parts = [list(_of_line(voice, rate=rate, rows=1)) for voice in voices]
    for together in zip_longest(*parts):
        heard = [cue for cue in together if cue is not None]
        text = "\n".join(f"{_DASH}{cue.text}" for cue in heard)
        yield Cue(min(cue.start for cue in heard), max(cue.end for cue in heard), text)


def _of_line(written: Written, *, rate: Fraction, rows: int = LINES) -> Iterator[Cue]:
    line, text, speaker = written
    words = [piece for word in text.split() for piece in _pieces(word)]
    if not words:
        return
    spoken = _times(line, words, rate=rate)
    prefix = f"{speaker.upper()}: " if speaker else ""
    columns = LINE_CHARACTERS if rows > 1 else LINE_CHARACTERS - len(_DASH)
    first = 0
    for count in _groups([f"{prefix}{words[0]}", *words[1:]], rows=rows, columns=columns):
        shown = " ".join(words[first : first + count])
        shown = prefix + shown if first == 0 else shown
        start, end = spoken[first][0], spoken[first + count - 1][1]
        read = start + width(shown) * 1000 // READ_PER_SECOND
        yield Cue(start, max(end + _LINGER_MS, start + _MINIMUM_MS, read), _wrapped(shown))
        first += count


def _times(line: SpokenLine, words: Sequence[str], *, rate: Fraction) -> list[tuple[int, int]]:
    """Start and end of every written word: from the voice where counts agree, in proportion to letters where not."""
    start = sample_at(line.start, rate)
    if len(line.words) == len(words):
        spans = [(word.offset, word.offset + word.length) for word in line.words]
    else:
        letters = [0]
        for word in words:
            letters.append(letters[-1] + len(word) + 1)
        spans = [
            (line.samples * before // letters[-1], line.samples * after // letters[-1])
            for before, after in pairwise(letters)
        ]
    return [((start + first) * 1000 // SAMPLE_RATE, (start + last) * 1000 // SAMPLE_RATE) for first, last in spans]


def _groups(words: Sequence[str], *, rows: int, columns: int) -> Iterator[int]:
    """How many words each cue takes: as many as fit, cut back to the last end of a sentence or clause."""
    first = 0
    while first < len(words):
        fits = _fitting(words[first:], rows=rows, columns=columns)
        if first + fits < len(words):
            fits = _natural(words[first : first + fits])
        yield fits
        first += fits


def _fitting(words: Sequence[str], *, rows: int, columns: int) -> int:
    for count in range(1, len(words) + 1):
        if len(_lines(" ".join(words[:count]), columns=columns)) > rows:
            return max(1, count - 1)
    return len(words)


def _natural(words: Sequence[str]) -> int:
    for pattern, least in ((_SENTENCE, 0.3), (_CLAUSE, 0.5)):
        ends = [count for count, word in enumerate(words, 1) if pattern.search(word) and count >= least * len(words)]
        if ends:
            return ends[-1]
    return len(words)


def _wrapped(text: str) -> str:
    if width(text) <= LINE_CHARACTERS:
        return text
    words = text.split(" ")
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    fitting = [pair for pair in splits if max(width(pair[0]), width(pair[1])) <= LINE_CHARACTERS]
    if not fitting:
        return "\n".join(_lines(text))
    first, second = min(fitting, key=_imbalance)
    return f"{first}\n{second}"


def _imbalance(lines: tuple[str, str]) -> int:
    return abs(width(lines[0]) - width(lines[1]))


def _lines(text: str, *, columns: int = LINE_CHARACTERS) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word):
            longer = f"{lines[-1]} {piece}".strip()
            if width(longer) <= columns:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str) -> list[str]:
    """A word longer than a line, as scripts without spaces have, in pieces that fit."""
    if width(word) <= LINE_CHARACTERS:
        return [word]
    half = LINE_CHARACTERS // 2
    return [word[at : at + half] for at in range(0, len(word), half)]


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
    if any("\n" in row or width(row) > LINE_CHARACTERS for row in rows):
        return None
    return Cue(one.start, max(one.end, other.end), "\n".join(rows))


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")
