"""What engines share that speak in the voice of a recording: the recordings in, checked before anything is loaded.

They come as the series `voice`. Whose they are, and whether that person allowed it, was asked where they came in, and
is asked again by the farm; nothing here knows a name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from renderers.card import Accepts
from renderers.engine import Job
from renderers.errors import BadInput
from renderers.media.audio import resampled
from renderers.media.wav import NotAWave, Samples, WavReader

LONGEST_SECONDS = 60
"""So much of a recording is listened to: a voice is known by then."""

_SHORTEST_SECONDS, _SILENT = 2.0, 10 ** (-45 / 20)


def recordings_of(job: Job[Any], *, sample_rate: int, name: str) -> list[Samples]:
    """Mono recordings of the voice at this rate, their first minute. Raises BadInput for none, and for what is none."""
    found = job.series(Accepts.VOICE.value)
    if not found:
        raise BadInput(
            f"{name} speaks in the voice of a recording and was given none; bring a voice sample of this character on "
            "the page Cast, or choose another voice"
        )
    return [_heard(path, sample_rate, name) for path in found]


def _heard(path: Path, sample_rate: int, name: str) -> Samples:
    try:
        with WavReader(path) as sound:
            samples: Samples = sound.read(LONGEST_SECONDS * sound.sample_rate).mean(axis=1, dtype=np.float32)
            rate = sound.sample_rate
    except NotAWave as error:
        raise BadInput(f"{name} was given {path.name} as a voice, and it is no recording; bring another one") from error
    seconds = len(samples) / rate
    if seconds < _SHORTEST_SECONDS:
        raise BadInput(f"the voice sample {path.name} lasts {seconds:.1f} s; {name} needs {_SHORTEST_SECONDS:.0f} s")
    if float(np.abs(samples).max()) < _SILENT:
        raise BadInput(f"the voice sample {path.name} is silent in its first {seconds:.0f} s; bring another one")
    return resampled(samples, rate, to=sample_rate)
