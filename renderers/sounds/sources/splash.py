"""A body of water is broken."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, eased, fall, noise, rise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.8)
    hit = noise(rng, size, band(150, 2500)) * fall(size, 0.35)
    spray = noise(rng, size, band(1500, 9000)) * fall(size, 1.2) * rise(size, 0.05) * np.float32(0.4)
    made = (hit + spray) * rise(size, 0.004)
    for _ in range(14):
        drop = seconds(0.07)
        at = np.arange(drop) / 48_000
        plop = np.sin(2 * np.pi * rng.uniform(400, 1200) * (at + 5 * at**2)).astype(np.float32) * fall(drop, 0.07)
        add(made, plop * np.float32(rng.uniform(0.05, 0.25)), seconds(0.2 + rng.exponential(0.35)))
    return eased(made)


SOURCE = Spot(
    name="splash",
    words=r"splash(?:es)?|dives? in(?:to)?|falls? (?:in|into) the (?:water|river|sea|pool|lake)|plunges into",
    peak_dbfs=-21.0,
    strike=_strike,
    lasts=1.8,
    caption="splash",
)
