"""A clock on the wall: tick, tock."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import around, band, fall, modes, noise, panned, seconds, unit
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    loop = np.zeros((seconds(8), 2), np.float32)
    for second in range(8):
        size = seconds(0.09)
        pitch = 1.0 if second % 2 == 0 else 0.86
        tick = modes([2350 * pitch, 3900 * pitch, 860 * pitch], [0.03, 0.02, 0.05], [1, 0.5, 0.6], size, rng=rng)
        around(loop, panned(tick + noise(rng, size, band(1500, 7000)) * fall(size, 0.008), 0.25), seconds(second + 0.2))
    return (unit(loop),)


SOURCE = Bed(
    name="clock",
    words=r"clock ticks|clock ticking|ticking clock|ticking|clock on the wall|grandfather clock|ticks",
    level_dbfs=-62.0,
    loops=_loops,
    caption="clock ticking",
)
