"""Glass breaks and falls."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, fall, modes, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.6)
    made = noise(rng, size, band(1500, 11_000)) * fall(size, 0.08) * np.float32(0.8)
    for _ in range(46):
        ring = seconds(0.3)
        base = rng.uniform(1900, 7500)
        shard = modes([base, base * 1.53, base * 2.2], [0.2, 0.12, 0.08], [1, 0.5, 0.3], ring, rng=rng)
        add(made, shard * np.float32(rng.gamma(0.9, 0.12)), seconds(min(1.2, rng.exponential(0.25))))
    return made


SOURCE = Spot(
    name="glass_break",
    words=(
        r"(?:glass|window|vase|bottle|mirror|windshield) (?:breaks|shatters|smashes|explodes)|"
        r"(?:breaks|shatters|smashes|drops) (?:the|a|his|her) (?:glass|window|vase|bottle|mirror|plate)|"
        r"shattering glass|breaking glass"
    ),
    peak_dbfs=-17.0,
    strike=_strike,
    lasts=1.6,
    caption="glass shatters",
)
