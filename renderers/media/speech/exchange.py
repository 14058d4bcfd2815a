"""Several lines in one recording: where each is cut out and when its words are heard, by the times of its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from renderers.errors import BadInput, BrokenPromise
from renderers.media import wav
from renderers.media.speech.line import Line, Sound
from renderers.media.speech.model import SAMPLE_RATE, Samples

_LINE, _WORD = "line", "word"
_CROSSING = round(0.08 * SAMPLE_RATE)
"""Letters of two lines may be told to overlap by so much; more is two people at once, which nobody can cut apart."""

_LATE = round(0.1 * SAMPLE_RATE)
_AUDIBLE = 1e-3
_EDGE = round(0.004 * SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or figure and when it is heard, in samples."""

    letter: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the recording: from where to where it is cut out, in samples, and its words."""

    first: int
    end: int
    words: tuple[Sound, ...]


def letters_in(text: str) -> str:
    """All of a text that is heard, in small letters: signs and spaces are not."""
    return "".join(each.lower() for each in text if each.isalnum())


def parts_of(samples: Samples, texts: Sequence[str], letters: Sequence[Sequence[Letter]]) -> list[Part]:
    """Where every line is, in the order they were ordered in. Raises BrokenPromise in words for what cannot be cut."""
    words = [tuple(_words(number, *each)) for number, each in enumerate(zip(texts, letters, strict=True), 1)]
    heard = [(each[0].start, max(word.start + word.length for word in each)) for each in words]
    if (last := max(end for _, end in heard)) > len(samples) + _LATE:
        late = next(number for number, (_, end) in enumerate(heard, 1) if end == last)
        raise BrokenPromise(f"its sound ends before line {late} does")
    cuts = _cuts(heard, len(samples))
    for number, (first, end) in enumerate(heard, 1):
        if not len(samples[first:end]) or float(np.abs(samples[first:end]).max()) < _AUDIBLE:
            raise BrokenPromise(f"line {number} is silent in it")
    return [Part(*cut, each) for cut, each in zip(cuts, words, strict=True)]


def write_exchange(path: Path, samples: Samples, parts: Sequence[Part]) -> None:
    """The recording with marks: of every line where it is cut out, and then its words."""
    marks = []
    for number, part in enumerate(parts):
        marks.append(wav.Mark(_LINE, str(number), part.first, part.end - part.first))
        marks += [wav.Mark(_WORD, word.text, word.start, word.length) for word in part.words]
    wav.write_speech(path, samples, SAMPLE_RATE, marks)


def read_part(path: Path, number: int) -> Line:
    """One line of an exchange, its edges soft and its words in their places. Raises BadInput where there is none."""
    marks = wav.read_marks(path)
    at = next((at for at, mark in enumerate(marks) if (mark.kind, mark.text) == (_LINE, str(number))), None)
    if at is None:
        raise BadInput(f"{path.name} has no line {number}; render again, and the exchange is cut anew")
    cut, words = marks[at], []
    for mark in marks[at + 1 :]:
        if mark.kind != _WORD:
            break
        words.append(Sound(mark.text, mark.start, mark.length))
    samples, _ = wav.read_speech(path)
    first, end = cut.start, cut.start + cut.length
    inside = tuple(_within(each, first, end) for each in words)
    return Line(_softened(samples[first:end]), inside, ())


def lines_in(path: Path) -> int:
    """How many lines an exchange has."""
    return sum(mark.kind == _LINE for mark in wav.read_marks(path))


def _words(number: int, text: str, letters: Sequence[Letter]) -> Iterator[Sound]:
    """Words of the text, from their first letter to their last. Raises BrokenPromise where other letters are heard."""
    told, wanted = "".join(each.letter for each in letters), letters_in(text)
    if told != wanted:
        raise BrokenPromise(f"line {number} reads {_shown(told)} in it instead of {_shown(wanted)}")
    at = 0
    for token in text.split():
        if size := len(letters_in(token)):
            first, end = letters[at].start, max(each.end for each in letters[at : at + size])
            yield Sound(token, first, end - first)
            at += size


def _cuts(heard: Sequence[tuple[int, int]], samples: int) -> list[tuple[int, int]]:
    """Halfway between one line and the next, whatever order they are heard in."""
    order = sorted(range(len(heard)), key=lambda at: heard[at])
    borders = [0]
    for one, other in pairwise(order):
        over = heard[one][1] - heard[other][0]
        if over > _CROSSING:
            seconds = heard[other][0] / SAMPLE_RATE
            said = f"lines {one + 1} and {other + 1} are spoken over each other at {seconds:.1f} s"
            raise BrokenPromise(f"{said} and cannot be cut apart")
        borders.append((heard[one][1] + heard[other][0]) // 2)
    borders.append(samples)
    found = {line: (borders[place], borders[place + 1]) for place, line in enumerate(order)}
    return [found[line] for line in range(len(heard))]


def _within(word: Sound, first: int, end: int) -> Sound:
    start = min(max(word.start, first), end)
    return Sound(word.text, start - first, min(max(word.start + word.length, start), end) - start)


def _softened(samples: Samples) -> Samples:
    """A cut is never a click."""
    edge = min(_EDGE, len(samples) // 2)
    slope = np.linspace(0, 1, edge, dtype=np.float32)
    soft = samples.copy()
    soft[:edge] *= slope
    soft[len(soft) - edge :] *= slope[::-1]
    return soft


def _shown(letters: str) -> str:
    flat = re.sub(r"\s+", " ", letters)
    return repr(flat if len(flat) <= 40 else f"{flat[:39]}…")
