"""Glasses touch."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, rise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.2)
    one = modes([2210, 4180, 6630], [0.9, 0.5, 0.3], [1, 0.5, 0.25], size, rng=rng)
    two = modes([2475, 4712, 7290], [0.8, 0.45, 0.25], [0.8, 0.4, 0.2], size, rng=rng)
    return (one + two + noise(rng, size, band(3000, 12_000)) * fall(size, 0.01)) * rise(size, 0.0006)


SOURCE = Spot(
    name="glass_clink",
    words=r"clinks?|clink of|toasts?|glasses touch|raises? (?:his|her|a|their) glass(?:es)?",
    peak_dbfs=-26.0,
    strike=_strike,
    lasts=1.2,
    caption="glasses clink",
)
