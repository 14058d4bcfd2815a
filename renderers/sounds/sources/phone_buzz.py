"""A phone buzzes on a table."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, filtered, noise, peaks, seconds, stretched
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 2.2))
    at = np.arange(size) / 48_000
    motor = np.sign(np.sin(2 * np.pi * 162 * at)).astype(np.float32) + noise(rng, size, band(150, 2500)) * np.float32(
        0.4
    )
    gate = ((at % 1.1) < 0.55).astype(np.float32)
    table = filtered(motor, peaks((190, 0.5, 1), (420, 0.6, 0.6), (1500, 0.7, 0.2)))
    return eased(table * stretched([*gate[::2400], 0], size), end=0.05)


SOURCE = Spot(
    name="phone_buzz",
    words=r"(?:phone|cell|pager) (?:buzzes|vibrates)|buzzing phone|text arrives|phone pings",
    peak_dbfs=-29.0,
    strike=_strike,
    lasts=2.2,
    caption="phone buzzes",
)
