"""Fingers on a keyboard, in bursts."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, seconds
from renderers.sounds.source import Spot, Take, in_sequence


def _strike(take: Take) -> Samples:
    rng = take.rng

    def key() -> Samples:
        size = seconds(0.09)
        base = rng.uniform(0.9, 1.1)
        clack = modes([410 * base, 1650 * base, 3100 * base], [0.03, 0.02, 0.012], [0.7, 0.6, 0.3], size, rng=rng)
        return (clack + noise(rng, size, band(1500, 7000)) * fall(size, 0.012)) * np.float32(rng.uniform(0.5, 1))

    hits, at = [], 0.02
    while at < take.seconds - 0.1:
        hits.append((at, key()))
        at += rng.uniform(0.07, 0.16) if rng.random() < 0.86 else rng.uniform(0.3, 0.6)
    return in_sequence(take.seconds, hits)


SOURCE = Spot(
    name="typing",
    words=(
        r"types|typing|keyboard|typewriter|"
        r"taps (?:at |on )?(?:the |a |his |her )?(?:keys|keyboard|laptop|computer)"
    ),
    peak_dbfs=-29.0,
    strike=_strike,
    lasts=4.0,
    caption="typing",
)
