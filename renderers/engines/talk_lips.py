"""What mouths do while spoken lines are heard, by the marks that voices leave in their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from renderers.media.wav import WavReader, read_marks
from renderers.painting.mouths import Sound


def sounds_in(path: Path, *, start: float, rate: float) -> Iterator[Sound]:
    """The phonemes of a line that begins on frame `start`; its words when the voice gave no phonemes."""
    with WavReader(path) as sound:
        scale = rate / sound.sample_rate
    marks = read_marks(path)
    phonemes = [mark for mark in marks if mark.kind == "phon"]
    for mark in phonemes or [mark for mark in marks if mark.kind == "word"]:
        shown = mark.text if phonemes else "a"
        yield Sound(shown, start + mark.start * scale, start + (mark.start + mark.length) * scale)
