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


def speak(phonemes: str, *, voice: Blend, pace_percent: int, threads: int, native: str = "") -> Utterance:
    """Say phonemes (at most 508 known ones are said) with a voice; the same samples every time.

    `native` is a voice pack that lends the voice its accent: half of what is heard.
    """
    kept = "".join(sound for sound in phonemes if sound in VOCABULARY)[:MAX_PHONEMES]
    numbers = tokens(kept)
    style = _style(voice, native)[max(0, len(numbers) - 1)]
    samples, durations = _session(threads).run(
        None,
        {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": style.reshape(1, 256),
            "speed": np.array([pace_percent / 100], np.float32),
        },
        _lean(),
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
def _lean() -> Any:
    """Memory goes back after every call: a long line takes hundreds of megabytes, which a host would keep."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


@cache
def _style(voice: Blend, native: str) -> Samples:
    """One pack as it is, or several in proportion."""
    percents = {share.voice.name: share.percent for share in voice.shares}
    if native:
        percents = {name: percent // 2 for name, percent in percents.items()} | {native: 50}
    packs = {name: np.fromfile(assets.pack_path(name), np.float32).reshape(510, 256) for name in percents}
    if len(packs) == 1:
        return next(iter(packs.values()))
    whole = sum(percents.values())
    parts = [pack * np.float32(percents[name] / whole) for name, pack in packs.items()]
    return np.asarray(np.sum(parts, axis=0, dtype=np.float32), np.float32)
