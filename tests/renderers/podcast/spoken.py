"""Turns that were spoken, made of tones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from renderers.media.cutlist import SpokenLine, SpokenWord
from renderers.media.wav import Mark, Samples
from renderers.timing import SAMPLE_RATE, frames_covering

_RATE = 24_000


def tone(*, words: int, seconds: float) -> tuple[Samples, int, list[Mark]]:
    """Samples, their rate and the marks of so many words of equal length."""
    size = round(seconds * _RATE)
    at = np.arange(size)
    sound = 0.2 * np.sin(2 * np.pi * 330 * at / _RATE) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * at / _RATE))
    each = size // words
    marks = [Mark("word", f"word{number}", number * each, each - _RATE // 50) for number in range(words)]
    return sound.astype(np.float32), _RATE, marks


def line(*, seconds: float, rate: Fraction, gaps: tuple[float, ...] = ()) -> SpokenLine:
    """A measured line of words of a fifth of a second; `gaps` are where, in seconds, a longer pause lies."""
    samples = round(seconds * SAMPLE_RATE)
    words, at = [], 0
    while at + SAMPLE_RATE // 5 <= samples:
        words.append(SpokenWord(text="word", offset=at, length=SAMPLE_RATE // 5))
        at += SAMPLE_RATE // 5
        at += SAMPLE_RATE // 10 if any(abs(gap * SAMPLE_RATE - at) < SAMPLE_RATE // 10 for gap in gaps) else 0
    return SpokenLine(
        start=0, frames=frames_covering(Fraction(samples, SAMPLE_RATE), rate), samples=samples, words=tuple(words)
    )
