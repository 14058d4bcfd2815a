"""Something is poured."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, eased, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 2.4))
    at = np.linspace(0, 1, size)
    stream = noise(rng, size, band(500, 5000)) * np.float32(0.4)
    gurgle = np.sin(2 * np.pi * np.cumsum(420 + 500 * at + 60 * drift(rng, size, 9, -1, 1)) / 48_000).astype(np.float32)
    return eased(stream + gurgle * drift(rng, size, 12, 0, 1) ** 2 * np.float32(0.5), start=0.1, end=0.25)


SOURCE = Spot(
    name="pour",
    words=r"pours?|pouring|fills (?:a|the|his|her) (?:glass|cup|kettle|mug)",
    peak_dbfs=-30.0,
    strike=_strike,
    lasts=2.4,
)
