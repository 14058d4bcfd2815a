"""Knuckles on a door."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, seconds
from renderers.sounds.source import Spot, Take, in_sequence


def _strike(take: Take) -> Samples:
    rng = take.rng

    def rap(strength: float) -> Samples:
        size = seconds(0.25)
        wood = modes([176, 318, 590, 1040], [0.13, 0.1, 0.06, 0.04], [1, 0.7, 0.4, 0.2], size, rng=rng)
        return (wood + noise(rng, size, band(400, 3000)) * fall(size, 0.025) * np.float32(0.3)) * np.float32(strength)

    return in_sequence(1.2, [(0.02 + 0.24 * index, rap(rng.uniform(0.8, 1))) for index in range(3)])


SOURCE = Spot(
    name="knock",
    words=r"knocks?(?! (?:over|down|him|her|out))|knocking|raps on|pounds on the door|bangs on the door",
    peak_dbfs=-21.0,
    strike=_strike,
    lasts=1.2,
    caption="knocking",
)
