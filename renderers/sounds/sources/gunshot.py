"""A gunshot: the crack, the body of it, and what the world sends back."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, noise, rise, seconds, tilted
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.6)
    crack = noise(rng, size, band(400, 9000, 1.0)) * fall(size, 0.06)
    at = np.arange(size) / 48_000
    dive = np.sin(2 * np.pi * np.cumsum(55 + 150 * np.exp(-at * 40)) / 48_000).astype(np.float32)
    air = noise(rng, size, tilted(0.6, band(90, 3500))) * fall(size, 1.1) * np.float32(0.18)
    made: Samples = (crack * np.float32(0.55) + dive * fall(size, 0.3) + air) * rise(size, 0.0006)
    return made


SOURCE = Spot(
    name="gunshot",
    words=(
        r"gunshots?|shots? rings? out|fires(?! (?:up|him|her on|out|off a|burn))|gunfire|"
        r"pulls the trigger|shoots"
    ),
    peak_dbfs=-9.0,
    strike=_strike,
    lasts=1.6,
    caption="gunshot",
)
