"""What engines share that read a line by themselves: how it is asked for, said by breaths, placed, fitted, levelled.

They bring voices of their own, and do not say when words are heard: that is measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from pydantic import Field

from renderers.engine import Job
from renderers.engines.local import Seed
from renderers.engines.spoken import LineSettings
from renderers.errors import BrokenPromise
from renderers.media import wav
from renderers.media.speech import line as speech
from renderers.media.speech.heard import hastened, heard_words
from renderers.media.speech.model import SAMPLE_RATE, Samples
from renderers.media.speech.pauses import pieces
from renderers.media.speech.pronunciations import respelt

Recite = Callable[[str, int], Samples]
"""Says some words, given a seed: mono at 24 kHz."""

_SILENT = 1e-3
_BREATH_LETTERS = 180


class ReciteSettings(LineSettings):
    """What is said, by whom, how fast; another seed says it another time."""

    seed: Seed = Field(default=0, description="Another number is another take")


def write_recited(job: Job[Any], recite: Recite, *, name: str) -> None:
    """A levelled mono line at 24 kHz with the times of its words as marks; `job` has ReciteSettings."""
    settings: ReciteSettings = job.settings
    parts: list[tuple[str, speech.Line]] = []
    rests: dict[int, int] = {}
    for piece, silence in pieces(settings.text, settings.rests):
        for breath in breaths(piece):
            words, seed = respelt(breath, settings.pronunciations), settings.seed + len(parts)
            parts.append((breath, _said(recite, words, breath, seed, name)))
        if parts and silence:
            rests[len(parts) - 1] = max(silence, rests.get(len(parts) - 1, 0))
    line = hastened(speech.join(parts, rests), settings.pace_percent / 100)
    if settings.fit_ms:
        late = len(line.samples) * 1000 / SAMPLE_RATE / settings.fit_ms
        line = hastened(line, max(1.0, min(speech.MOST_HURRY, late)))
    samples = speech.at_level(line.samples, decibels=settings.level_db)
    wav.write_speech(job.out, samples, SAMPLE_RATE, speech.marks_of(line))
    job.progress(1.0)


def breaths(text: str) -> Iterator[str]:
    """Whole sentences as long as one breath allows; longer ones at their commas, or wherever a word ends."""
    breath = ""
    for part in re.findall(r"[^.!?…,;:]+[.!?…,;:\"')]*\s*|\S+\s*", text):
        for words in _cut(part):
            if breath and len(breath) + len(words) > _BREATH_LETTERS:
                yield breath.strip()
                breath = ""
            breath += words
            if breath.rstrip()[-1:] in ".!?…" and len(breath) > _BREATH_LETTERS // 2:
                yield breath.strip()
                breath = ""
    if any(letter.isalnum() for letter in breath):
        yield breath.strip()


def _cut(part: str) -> Iterator[str]:
    while len(part) > _BREATH_LETTERS:
        at = part.rfind(" ", 0, _BREATH_LETTERS)
        at = at + 1 if at > 0 else _BREATH_LETTERS
        yield part[:at]
        part = part[at:]
    yield part


def _said(recite: Recite, words: str, written: str, seed: int, name: str) -> speech.Line:
    samples = recite(words, seed % 2**31)
    if not len(samples) or not np.isfinite(samples).all() or float(np.abs(samples).max()) < _SILENT:
        raise BrokenPromise(f"{name} said nothing for {written[:60]!r}; render again with another take")
    line = speech.trimmed(speech.Line(speech.levelled(samples), (), ()))
    return speech.Line(line.samples, heard_words(line.samples, written), ())
