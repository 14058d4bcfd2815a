"""Keys: a bunch, a lock."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, eased, modes, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.0)
    made = np.zeros(size, np.float32)
    for _ in range(9):
        base = rng.uniform(2600, 6200)
        jingle = modes([base, base * 1.6, base * 2.3], [0.14, 0.1, 0.06], [1, 0.5, 0.3], seconds(0.2), rng=rng)
        add(made, jingle * np.float32(rng.uniform(0.2, 0.8)), seconds(rng.uniform(0, 0.7)))
    return eased(made)


SOURCE = Spot(
    name="keys",
    words=r"keys|unlocks|locks (?:the|a) door|padlock|jingl(?:e|es|ing)",
    peak_dbfs=-31.0,
    strike=_strike,
    lasts=1.0,
    caption="keys jingle",
)
