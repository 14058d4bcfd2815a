"""A breath drawn before somebody speaks: air through an open mouth, it swells slowly and ends at once. Pure."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import decibels, eased, noise, peaks, stretched
from renderers.timing import SAMPLE_RATE

LEVEL_DBFS = -45.0
"""Twenty-five decibels under the voice: felt, hardly noticed."""

_SWELL = (0.0, 0.18, 0.45, 0.75, 0.95, 1.0, 0.9, 0.45, 0.0)


def breath(*, milliseconds: int, speaker: int, seed: int) -> Samples:
    """A mono inhalation; everybody has a mouth of their own, and no two breaths are the same."""
    samples = max(2, milliseconds * SAMPLE_RATE // 1000)
    mouth = 1 + 0.09 * (speaker % 5 - 2)
    air = peaks((1150 * mouth, 0.5, 1.0), (1750 * mouth, 0.35, 0.8), (3300 * mouth, 0.5, 0.55), floor=0.03)
    sound = noise(np.random.default_rng([seed, speaker]), samples, air)
    swell = stretched(_SWELL, samples)
    return eased(sound * swell * decibels(LEVEL_DBFS), start=0.02, end=0.015)
