"""A match is struck."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, noise, seconds, stretched
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.2)
    scratch = noise(rng, size, band(2500, 10_000)) * stretched([0, 1, 0.2, 0, 0, 0, 0, 0], size)
    flare = noise(rng, size, band(300, 4500)) * stretched([0, 0, 1, 0.7, 0.4, 0.2, 0.1, 0], size) * np.float32(0.6)
    return eased(scratch + flare)


SOURCE = Spot(
    name="match",
    words=r"match(?:es)?|lighter|lights (?:a|the|his|her) (?:cigarette|candle|lantern|fire|pipe|match)",
    peak_dbfs=-30.0,
    strike=_strike,
    lasts=1.2,
)
