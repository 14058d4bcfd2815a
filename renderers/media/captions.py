"""Captions: what is said, cut into cues people can read, timed by the words themselves.

At most two lines of 42 characters, split where sentences and clauses end; a cue stands at least one second and
leaves before the next one comes (after the BBC and Netflix timed-text guides).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from renderers.media.cutlist import SpokenLine
from renderers.timing import SAMPLE_RATE, sample_at

LINE_CHARACTERS, LINES = 42, 2
_MINIMUM_MS, _LINGER_MS, _GAP_MS = 1000, 350, 42
_SENTENCE, _CLAUSE = re.compile(r"[.!?…][\"'”’)]*$"), re.compile(r"[,;:—–-][\"'”’)]*$")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U0001f300-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Cue:
    """Text of one or two lines, from start to end in milliseconds."""

    start: int
    end: int
    text: str


def cues(lines: Sequence[tuple[SpokenLine, str, str]], *, rate: Fraction) -> list[Cue]:
    """Cues of (placed line, text, speaker) in time order; a speaker given is named in the first cue of the line."""
    made = [cue for line, text, speaker in lines for cue in _of_line(line, text, speaker, rate=rate)]
    return list(_apart(sorted(made, key=lambda cue: (cue.start, cue.end))))


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


def _of_line(line: SpokenLine, text: str, speaker: str, *, rate: Fraction) -> Iterator[Cue]:
    words = text.split()
    if not words:
        return
    spoken = _times(line, words, rate=rate)
    prefix = f"{speaker.upper()}: " if speaker else ""
    first = 0
    for count in _groups([f"{prefix}{words[0]}", *words[1:]]):
        shown = " ".join(words[first : first + count])
        start, end = spoken[first][0], spoken[first + count - 1][1]
        yield Cue(start, max(end + _LINGER_MS, start + _MINIMUM_MS), _wrapped(prefix + shown if first == 0 else shown))
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


def _groups(words: Sequence[str]) -> Iterator[int]:
    """How many words each cue takes: as many as fit, cut back to the last end of a sentence or clause."""
    first = 0
    while first < len(words):
        fits = _fitting(words[first:])
        if first + fits < len(words):
            fits = _natural(words[first : first + fits])
        yield fits
        first += fits


def _fitting(words: Sequence[str]) -> int:
    for count in range(1, len(words) + 1):
        if len(_lines(" ".join(words[:count]))) > LINES:
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


def _lines(text: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word):
            longer = f"{lines[-1]} {piece}".strip()
            if width(longer) <= LINE_CHARACTERS:
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


def _apart(made: Sequence[Cue]) -> Iterator[Cue]:
    """Each cue ends before the next begins; lines spoken together share one cue."""
    waiting: Cue | None = None
    for cue in made:
        if waiting is None:
            waiting = cue
        elif cue.start - waiting.start < 2 * _GAP_MS:
            waiting = Cue(waiting.start, max(waiting.end, cue.end), f"{_flat(waiting.text)}\n{_flat(cue.text)}")
        else:
            yield Cue(waiting.start, min(waiting.end, cue.start - _GAP_MS), waiting.text)
            waiting = cue
    if waiting is not None:
        yield waiting


def _flat(text: str) -> str:
    flat = text.replace("\n", " ")
    return flat if flat.startswith("- ") else f"- {flat}"


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")
