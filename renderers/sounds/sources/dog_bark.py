"""A dog barks, twice."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, filtered, noise, peaks, rise, seconds
from renderers.sounds.source import Spot, Take, in_sequence


def _strike(take: Take) -> Samples:
    rng = take.rng

    def bark(pitch: float) -> Samples:
        size = seconds(0.24)
        at = np.arange(size) / size
        turns = np.cumsum(pitch * (1 + 0.5 * np.sin(np.pi * at))) / 48_000
        rough = (
            np.mod(turns, 1).astype(np.float32) - np.float32(0.5) + noise(rng, size, band(300, 3000)) * np.float32(0.25)
        )
        throat = filtered(rough, peaks((520, 0.4, 1), (1250, 0.4, 0.8), (2600, 0.5, 0.25)))
        return throat * rise(size, 0.02) * rise(size, 0.13)[::-1]

    base = rng.uniform(210, 330)
    return in_sequence(1.4, [(0.02, bark(base)), (0.42 + rng.uniform(0, 0.1), bark(base * 1.06))])


SOURCE = Spot(
    name="dog_bark",
    words=r"(?:dog|hound|puppy) barks?|barks|barking",
    peak_dbfs=-23.0,
    strike=_strike,
    lasts=1.4,
    distant=True,
    caption="dog barks",
)
