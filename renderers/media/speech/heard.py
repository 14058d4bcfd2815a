"""When the words of a recording are heard, for voices that do not say so: by where it sounds and how long words are."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from renderers.media.speech.line import MOST_HURRY, Line, Sound
from renderers.media.speech.model import SAMPLE_RATE, Samples
from renderers.media.tempo import quicker

_WINDOW = SAMPLE_RATE // 100
_REACH = 12
"""A border between words may move so many windows to where it is quietest."""

_QUIET = 0.03
_SOUND = re.compile(r"\[[^\]]*\]")
_SHORTEST = 2


def heard_words(samples: Samples, text: str) -> tuple[Sound, ...]:
    """Every word of the text in its place: sounding time is shared out by letters, borders lie where it is quiet.

    An estimate: right to about a syllable; pauses are never inside of words. What stands in square brackets is a sound
    and no word.
    """
    words = [word for word in _SOUND.sub(" ", text).split() if any(letter.isalnum() for letter in word)]
    windows = len(samples) // _WINDOW
    if not words or windows < _SHORTEST * len(words):
        return ()
    power = np.sqrt(np.square(samples[: windows * _WINDOW].reshape(-1, _WINDOW)).mean(axis=1))
    sounding = power > _QUIET * float(power.max())
    if not sounding.any():
        return ()
    borders = _borders(power, sounding, words)
    sounds = []
    for word, first, end in zip(words, borders, borders[1:], strict=False):
        inside = np.flatnonzero(sounding[first:end]) + first
        begins, ends = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (first, end)
        sounds.append(Sound(word, begins * _WINDOW, (ends - begins) * _WINDOW))
    return tuple(sounds)


def hastened(line: Line, share: float) -> Line:
    """The line `share` (0.5 to 2) times as fast in the same pitch, its words where they are heard then."""
    if share == 1:
        return line
    words = tuple(Sound(each.text, round(each.start / share), round(each.length / share)) for each in line.words)
    return Line(quicker(line.samples, share, sample_rate=SAMPLE_RATE), words, ())


def fitted(line: Line, milliseconds: int) -> Line:
    """Up to 1.4 times as fast, so that it ends in time; 0 milliseconds are as long as it takes."""
    if not milliseconds:
        return line
    late = len(line.samples) * 1000 / SAMPLE_RATE / milliseconds
    return hastened(line, max(1.0, min(MOST_HURRY, late)))


def rested(line: Line, rests: Iterable[tuple[int, int]]) -> Line:
    """Silence before the words that a pause was asked for: numbers of words and milliseconds."""
    samples: Samples = line.samples
    words = list(line.words)
    for number, milliseconds in sorted(rests, reverse=True):
        if 0 < number < len(words):
            size = milliseconds * SAMPLE_RATE // 1000
            cut = (words[number - 1].start + words[number - 1].length + words[number].start) // 2
            samples = np.concatenate([samples[:cut], np.zeros(size, np.float32), samples[cut:]]).astype(np.float32)
            words[number:] = [Sound(each.text, each.start + size, each.length) for each in words[number:]]
    return Line(samples, tuple(words), ())


def _borders(power: Samples, sounding: NDArray[np.bool_], words: list[str]) -> list[int]:
    """Windows at which words begin, and the one after the last."""
    letters = np.array([2 + sum(letter.isalnum() for letter in word) for word in words], float)
    told = np.cumsum(letters)[:-1] / letters.sum()
    passed = np.cumsum(sounding) / sounding.sum()
    last, found = 0, [0]
    for number, share in enumerate(told):
        left = (len(words) - 1 - number) * _SHORTEST
        about = int(np.searchsorted(passed, share))
        low = max(last + _SHORTEST, about - _REACH)
        high = max(low + 1, min(about + _REACH, len(power) - left))
        low = min(low, len(power) - left)
        near = power[low:high]
        last = low + int(np.argmin(near)) if len(near) else low
        found.append(last)
    return [*found, len(power)]
