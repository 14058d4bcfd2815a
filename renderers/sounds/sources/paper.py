"""Paper: a sheet is taken, turned, folded."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, eased, noise, seconds, stretched
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.1)
    rustle = noise(rng, size, band(1800, 9500, 1.2)) * drift(rng, size, 11, 0, 1) ** 3
    return eased(rustle * stretched([0.2, 1, 0.5, 0.9, 0.3, 0.1], size), start=0.02, end=0.2)


SOURCE = Spot(
    name="paper",
    words=r"paper|papers|letter|envelope|newspaper|turns? (?:a|the) pages?|unfolds|folds|flips through|map|pages",
    peak_dbfs=-33.0,
    strike=_strike,
    lasts=1.1,
)
