"""Applause."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, eased, fall, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 5.0))
    made = np.zeros(size, np.float32)
    for _ in range(int(take.seconds * 150)):
        clap = seconds(0.03)
        hand = noise(rng, clap, band(rng.uniform(500, 1100), rng.uniform(2200, 5000))) * fall(clap, 0.02)
        add(made, hand * np.float32(rng.gamma(1.5, 0.3)), int(rng.integers(size)))
    return eased(made, start=0.5, end=1.3)


SOURCE = Spot(
    name="applause",
    words=r"applause|applauds?|claps|clapping",
    peak_dbfs=-22.0,
    strike=_strike,
    lasts=5.0,
    caption="applause",
)
