"""A drawer is pulled."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, eased, modes, noise, seconds, stretched
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(0.8)
    slide = noise(rng, size, band(250, 2800)) * stretched([0, 0.6, 1, 0.8, 0], size) * np.float32(0.35)
    stop = modes([140, 310, 720], [0.12, 0.09, 0.05], [1, 0.6, 0.3], seconds(0.3), rng=rng)
    add(slide, stop, seconds(0.5))
    return eased(slide)


SOURCE = Spot(
    name="drawer",
    words=r"drawer|cupboard|cabinet|closet|suitcase|toolbox|tool case",
    peak_dbfs=-29.0,
    strike=_strike,
    lasts=0.8,
)
