"""Kokoro-82M on the CPU: phonemes and a voice in, samples and the length of every phoneme out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.media.speech import assets
from renderers.media.speech.blend import Blend
from renderers.media.speech.vocabulary import MAX_PHONEMES, VOCABULARY, tokens

SAMPLE_RATE = 24_000
HOP = 600
"""Samples per frame of the model's durations."""

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one call gave: mono samples at 24 kHz, and the start sample of every phoneme, with the end as last entry."""

    samples: Samples
    starts: list[int]
    phonemes: str


def speak(phonemes: str, *, voice: Blend, pace_percent: int, threads: int) -> Utterance:
    """Say phonemes (at most 508 known ones are said) with a voice; the same samples every time."""
    kept = "".join(sound for sound in phonemes if sound in VOCABULARY)[:MAX_PHONEMES]
    numbers = tokens(kept)
    style = _style(voice)[max(0, len(numbers) - 1)]
    samples, durations = _session(threads).run(
        None,
        {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": style.reshape(1, 256),
            "speed": np.array([pace_percent / 100], np.float32),
        },
    )
    lengths = np.rint(np.ravel(durations)).astype(int) * HOP
    starts = np.cumsum(lengths)[: len(numbers) + 1]
    return Utterance(
        samples=np.ravel(samples).astype(np.float32), starts=[int(start) for start in starts], phonemes=kept
    )


@cache
def _session(threads: int) -> Any:
    # Set before the import: this build would otherwise write a device id and report home.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(assets.model_path()), options, providers=["CPUExecutionProvider"])


@cache
def _style(voice: Blend) -> Samples:
    """One pack as it is, or several in proportion."""
    packs = [np.fromfile(assets.pack_path(share.voice.name), np.float32).reshape(510, 256) for share in voice.shares]
    if len(packs) == 1:
        return packs[0]
    parts = [pack * np.float32(share.percent / 100) for pack, share in zip(packs, voice.shares, strict=True)]
    return np.asarray(np.sum(parts, axis=0, dtype=np.float32), np.float32)
