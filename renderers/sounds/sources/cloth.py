"""Cloth: a coat, a sleeve, a rag over something smooth."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, eased, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 2.2))
    rub = noise(rng, size, band(500, 4200, 1.2)) * (np.float32(0.1) + drift(rng, size, 2.6, 0, 1) ** 2)
    return eased(rub, start=0.08, end=0.3)


SOURCE = Spot(
    name="cloth",
    words=(
        r"wipes?|cloth|coat|jacket|blanket|puts on|takes off|undresses|dresses|hugs?|embraces?|sits(?: down)?|"
        r"kneels|gets up|stands up"
    ),
    peak_dbfs=-36.0,
    strike=_strike,
    lasts=2.2,
)
