"""Thunder: a crack, then a roll that wanders."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, eased, fall, noise, rise, seconds, tilted
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(take.seconds)
    roll = noise(rng, size, tilted(1.0, band(28, 320))) * drift(rng, size, 1.1, 0.15, 1.0) * fall(size, take.seconds)
    crack = noise(rng, size, band(120, 2200)) * fall(size, 0.7) * np.float32(0.5)
    return eased((roll + crack) * rise(size, 0.02), end=0.8)


SOURCE = Spot(
    name="thunder",
    words=r"thunder(?!storm)|thunderclap|lightning",
    peak_dbfs=-19.0,
    strike=_strike,
    lasts=5.5,
    distant=True,
    caption="thunder",
)
