"""What is said while a stretch of a shot is seen, as one recording: for avatars that move to a voice."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from renderers.engine import Job
from renderers.engines.cloud_sound import decoded
from renderers.media.cutlist import CutList
from renderers.media.wav import Samples, WavReader, WavWriter
from renderers.timing import SAMPLE_RATE, sample_at


def voice_between(job: Job[Any], timing: CutList, start: Fraction, seconds: Fraction, *, number: int) -> Path:
    """48 kHz stereo from `start` for `seconds`; silence where nobody speaks, so that a mouth stays closed."""
    first, count = round(start * SAMPLE_RATE), round(seconds * SAMPLE_RATE)
    mixed: Samples = np.zeros((count, 2), np.float32)
    for index, (speech, line) in enumerate(zip(job.series("speech"), timing.lines, strict=False)):
        said = _samples(speech, job.scratch / f"voice.{number}.{index}.wav")
        at = sample_at(line.start, timing.rate) - first
        here = said[max(0, -at) : max(0, count - at)]
        begin = max(0, at)
        mixed[begin : begin + len(here)] += here
    path = job.scratch / f"voice.{number}.wav"
    with WavWriter(path, sample_rate=SAMPLE_RATE, channels=2) as written:
        written.write(np.clip(mixed, -1, 1))
    return path


def _samples(speech: Path, wav: Path) -> Samples:
    decoded(speech, wav)
    with WavReader(wav) as sound:
        return np.concatenate(list(sound.blocks()))
