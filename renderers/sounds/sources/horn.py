"""A horn over the water."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, filtered, noise, peaks, seconds, unit
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 3.6))
    at = np.arange(size) / 48_000
    turns = 2 * np.pi * np.cumsum(116 * (1 - 0.03 * np.exp(-at * 5))) / 48_000
    tone = np.sum([np.sin(k * turns + k) / k**0.9 for k in range(1, 14)], axis=0).astype(np.float32)
    reed = filtered(tone, peaks((240, 0.8, 1), (520, 0.6, 0.6), (1100, 0.6, 0.2), floor=0.02))
    breath = noise(rng, size, band(200, 1600)) * np.float32(0.03)
    return eased(unit(reed) + breath, start=0.22, end=0.6)


SOURCE = Spot(
    name="horn",
    words=r"(?:ship|boat|fog|ferry|steamer|trawler|lighthouse)(?:'s)?[^.!?]{0,24} ?horn|foghorn|ship's horn",
    peak_dbfs=-23.0,
    strike=_strike,
    lasts=3.6,
    distant=True,
    caption="ship's horn",
)
