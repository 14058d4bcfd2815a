"""Higher and lower voices: the tape runs faster, and what was said was said as much slower."""

from __future__ import annotations

import numpy as np

from renderers.media.speech.model import Samples

LOWEST, HIGHEST = 80, 125
"""Percent of the voice's own pitch; beyond it nobody takes it for a person."""


def shifted(samples: Samples, *, pitch_percent: int) -> Samples:
    """The same sound `pitch_percent` as high and as much shorter; formants move along, so heads grow and shrink."""
    if pitch_percent == 100 or not len(samples):
        return samples
    return stretched_to(samples, max(1, round(len(samples) * 100 / pitch_percent)))


def stretched_to(samples: Samples, wanted: int) -> Samples:
    """The same wave in as many samples as wanted."""
    spectrum = np.zeros(wanted // 2 + 1, np.complex128)
    whole = np.fft.rfft(samples)
    kept = min(len(whole), len(spectrum))
    spectrum[:kept] = whole[:kept]
    return np.asarray(np.fft.irfft(spectrum, wanted) * (wanted / max(1, len(samples))), np.float32)
