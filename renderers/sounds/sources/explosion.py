"""An explosion: a blow, a roar, falling pieces."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, eased, fall, noise, rise, seconds, tilted
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(4.0)
    at = np.arange(size) / 48_000
    blow = np.sin(2 * np.pi * np.cumsum(30 + 60 * np.exp(-at * 8)) / 48_000).astype(np.float32) * fall(size, 2.0)
    roar = noise(rng, size, tilted(0.9, band(35, 1800))) * fall(size, 2.8) * rise(size, 0.015)
    debris = noise(rng, size, band(1500, 8000)) * (drift(rng, size, 14, 0, 1) ** 6) * fall(size, 3.5) * np.float32(0.12)
    return eased(blow + roar * np.float32(0.7) + debris, start=0.001, end=0.6)


SOURCE = Spot(
    name="explosion",
    words=r"explo(?:des?|sion|sions|ding)|blast|detonat(?:es|ion)|blows up",
    peak_dbfs=-8.0,
    strike=_strike,
    lasts=4.0,
    caption="explosion",
)
