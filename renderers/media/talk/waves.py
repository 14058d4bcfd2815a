"""Sound as bars that dance: how high each of them stands in every frame. Pure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import WavReader
from renderers.timing import SAMPLE_RATE

Heights = NDArray[np.float32]
BARS = 56
_WINDOW = 2048
_LOWEST, _HIGHEST = 90.0, 7_000.0
_QUIET_DB, _LOUD_DB = -58.0, -16.0
_FALL = 0.72
_TILT_DB = 4.5
"""Per octave: high sounds are quieter, and as much to be seen."""


def bars_of(sound: WavReader, *, frames: int, samples_per_frame: float) -> Iterator[Heights]:
    """`BARS` heights, 0..1, for each frame: low sounds in the middle, high ones to both sides; quick up, slow down."""
    half, edges = BARS // 2, np.geomspace(_LOWEST, _HIGHEST, BARS // 2 + 1)
    pitch = np.fft.rfftfreq(_WINDOW, 1 / SAMPLE_RATE)
    band = np.clip(np.searchsorted(edges, pitch) - 1, -1, half)
    nearest = np.argmin(np.abs(pitch[:, None] - np.sqrt(edges[1:] * edges[:-1])), axis=0)
    lift = _TILT_DB * np.log2(np.sqrt(edges[1:] * edges[:-1]) / _LOWEST)
    window = np.hanning(_WINDOW).astype(np.float32)
    held: Heights = np.zeros(half, np.float32)
    for frame in range(frames):
        sound.seek(max(0, round(frame * samples_per_frame) - _WINDOW // 2))
        block = sound.read(_WINDOW)
        heard = np.zeros(_WINDOW, np.float32)
        heard[: len(block)] = block.mean(axis=1) if len(block) else 0
        power = np.abs(np.fft.rfft(heard * window)) ** 2 / _WINDOW**2 * 16
        level = np.array([max(power[band == at].max(initial=0.0), power[nearest[at]]) for at in range(half)])
        shown = (10 * np.log10(level + 1e-12) + lift - _QUIET_DB) / (_LOUD_DB - _QUIET_DB)
        held = np.maximum(np.clip(shown, 0, 1).astype(np.float32), held * _FALL)
        yield np.concatenate([held[::-1], held])
