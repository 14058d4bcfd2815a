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
from renderers.engines.spoken import LineSettings
from renderers.errors import BrokenPromise
from renderers.media import wav
from renderers.media.speech import line as speech
from renderers.media.speech.heard import hastened, heard_words
from renderers.media.speech.model import SAMPLE_RATE, Samples
from renderers.media.speech.pauses import pieces

Recite = Callable[[str, int], Samples]
"""Says some words, given a seed: mono at 24 kHz."""

_SILENT = 1e-3
_BREATH_LETTERS = 180


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


def write_recited(job: Job[Any], recite: Recite, *, name: str, speaks: Speaks | None = None) -> None:
    """A levelled mono line at 24 kHz with the times of its words as marks; `job` has ReciteSettings.

    What the line is to feel is told to the voice alone: its words stay as they are written.
    """
    settings: ReciteSettings = job.settings
    told = [feeling for feeling in (speaks.feelings if speaks else ()) if feeling.name in settings.feelings]
    parts: list[tuple[str, speech.Line]] = []
    rests: dict[int, int] = {}
    for piece, silence in pieces(settings.text, settings.rests):
        for breath in breaths(piece):
            words = marked(respelt(breath, settings), told, number=len(parts))
            parts.append((breath, _said(recite, words, breath, settings.seed + len(parts), name)))
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


def marked(words: str, feelings: Sequence[Feeling], *, number: int) -> str:
    """A breath, the one of this number, with the marks of what it is to feel."""
    before = [each.mark for each in feelings if each.placed is not Placed.ONCE or number == 0]
    after = [each.mark for each in feelings if each.placed is Placed.AROUND]
    return " ".join([*before, words, *after])


def respelt(text: str, settings: ReciteSettings) -> str:
    """Respellings as they stand; a phonetic one (`/.../`) is not understood by models that read letters."""
    for word, said in settings.pronunciations.items():
        if not said.startswith("/"):
            text = re.sub(rf"\b{re.escape(word)}\b", said.replace("\\", ""), text)
    return text


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
