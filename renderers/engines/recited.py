"""What engines share that read a line by themselves: how it is asked for, said by breaths, placed, fitted, levelled.

They bring voices of their own, and do not say when words are heard: that is measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from pydantic import Field

from renderers.card import Feeling, Placed, Speaks
from renderers.engine import Job
from renderers.engines.local import Seed
from renderers.engines.spoken import LineSettings, breathed
from renderers.errors import BrokenPromise
from renderers.media import wav
from renderers.media.speech import line as speech
from renderers.media.speech.heard import fitted, hastened, heard_words
from renderers.media.speech.model import SAMPLE_RATE, Samples
from renderers.media.speech.pronunciations import respelt

Tell = Callable[[float], None]
"""Told how much of something is done, 0 to 1; may raise to stop it."""

Recite = Callable[[str, int, Tell], Samples]
"""Says some words, given a seed: mono at 24 kHz."""

BREATH_LETTERS = 180

_SILENT = 1e-3
_ENDS = ".!?…।؟"
_PART = re.compile(rf"[^{_ENDS},;:،؛]+[{_ENDS},;:،؛\"')]*\s*|\S+\s*")


class ReciteSettings(LineSettings):
    """What is said, by whom, how fast; another seed says it another time."""

    seed: Seed = Field(default=0, description="Another number is another take")
    feelings: tuple[str, ...] = Field(
        default=(), description="What is heard beside the words, and how they are said: laughing, sighing, whispering"
    )


def known_feelings(names: tuple[str, ...], speaks: Speaks | None, *, title: str) -> tuple[str, ...]:
    """The same; ValueError names the first that this voice cannot be told, and those it can."""
    known = [feeling.name for feeling in speaks.feelings] if speaks else []
    for name in names:
        if name not in known:
            raise ValueError(f"{title} cannot be told {name!r}; it knows {', '.join(known) or 'nothing of that kind'}")
    return names


def write_recited(
    job: Job[Any], recite: Recite, *, name: str, speaks: Speaks | None = None, letters: int = BREATH_LETTERS
) -> None:
    """A levelled mono line at 24 kHz with the times of its words as marks; `job` has ReciteSettings.

    `letters` are the most that are said in one breath. What the line is to feel is told to the voice alone: its words
    stay as they are written.
    """
    settings: ReciteSettings = job.settings
    told = [feeling for feeling in (speaks.feelings if speaks else ()) if feeling.name in settings.feelings]
    texts, rests = breathed(settings, lambda piece: breaths(piece, letters))
    parts: list[tuple[str, speech.Line]] = []
    for number, breath in enumerate(texts):
        tell = _part_of(job, number, len(texts))
        words = marked(respelt(breath, settings.pronunciations), told, number=number)
        samples = recite(words, (settings.seed + number) % 2**31, tell)
        parts.append((breath, _said(samples, breath, name)))
    line = hastened(speech.join(parts, rests), settings.pace_percent / 100)
    line = fitted(line, settings.fit_ms)
    samples = speech.at_level(line.samples, decibels=settings.level_db)
    wav.write_speech(job.out, samples, SAMPLE_RATE, speech.marks_of(line))
    job.progress(1.0)


def breaths(text: str, letters: int = BREATH_LETTERS) -> Iterator[str]:
    """Whole sentences as long as one breath allows; longer ones at their commas, or wherever a word ends."""
    breath = ""
    for part in _PART.findall(text):
        for words in _cut(part, letters):
            if breath and len(breath) + len(words) > letters:
                yield breath.strip()
                breath = ""
            breath += words
            if breath.rstrip()[-1:] in _ENDS and len(breath) > letters // 2:
                yield breath.strip()
                breath = ""
    if any(letter.isalnum() for letter in breath):
        yield breath.strip()


def marked(words: str, feelings: Sequence[Feeling], *, number: int) -> str:
    """A breath, the one of this number, with the marks of what it is to feel."""
    before = [each.mark for each in feelings if each.placed is not Placed.ONCE or number == 0]
    after = [each.mark for each in feelings if each.placed is Placed.AROUND]
    return " ".join([*before, words, *after])


def _part_of(job: Job[Any], number: int, parts: int) -> Tell:
    """Tells of one breath as of its share of the line; one that is said again goes on from where it was."""
    furthest = 0.0

    def tell(share: float) -> None:
        nonlocal furthest
        furthest = max(furthest, min(1.0, share))
        job.progress((number + 0.98 * furthest) / parts)

    return tell


def _cut(part: str, letters: int) -> Iterator[str]:
    while len(part) > letters:
        at = part.rfind(" ", 0, letters)
        at = at + 1 if at > 0 else letters
        yield part[:at]
        part = part[at:]
    yield part


def _said(samples: Samples, written: str, name: str) -> speech.Line:
    if not len(samples) or not np.isfinite(samples).all() or float(np.abs(samples).max()) < _SILENT:
        raise BrokenPromise(f"{name} said nothing for {written[:60]!r}; render again with another take")
    line = speech.trimmed(speech.Line(speech.levelled(samples), (), ()))
    return speech.Line(line.samples, heard_words(line.samples, written), ())
