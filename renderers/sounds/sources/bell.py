"""A bell in a tower."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import eased, modes, rise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    size = seconds(5.0)
    base = 196.0
    ratios = np.array([0.5, 1, 1.19, 1.5, 2, 2.51, 3.01, 4.1])
    ring = modes(
        base * ratios,
        [5, 4, 3.2, 2.5, 2.2, 1.4, 1.1, 0.7],
        [0.5, 0.7, 0.6, 0.3, 0.8, 0.3, 0.25, 0.15],
        size,
        rng=take.rng,
    )
    return eased(ring * rise(size, 0.002), end=0.6)


SOURCE = Spot(
    name="bell",
    words=r"(?:church|tower|school|ship's|iron) bells?|bells? (?:tolls?|rings?|chimes?)|tolling",
    peak_dbfs=-22.0,
    strike=_strike,
    lasts=5.0,
    distant=True,
    caption="bell tolls",
)
