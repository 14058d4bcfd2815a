"""Rain: a wash of thousands of drops, and the near ones one by one."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, fall, modes, noise, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng, sprinkled


def _drop(rng: Rng) -> Samples:
    size = seconds(rng.uniform(0.006, 0.03))
    ring = modes([rng.uniform(900, 5200)], [rng.uniform(0.006, 0.03)], [1], size, rng=rng)
    splash = noise(rng, size, band(1500, 9000)) * fall(size, 0.012)
    return (ring + splash * np.float32(0.5)) * np.float32(rng.gamma(1.2, 0.3))


def _loops(rng: Rng) -> tuple[Samples, ...]:
    wash = wide_noise(rng, seconds(13), tilted(0.45, band(350, 9000, 1.0)), width=0.8)
    breath = drift(rng, len(wash), 0.3, 0.8, 1.15)[:, None]
    return wash * breath, sprinkled(rng, 17, 1900, _drop) * np.float32(0.4)


SOURCE = Bed(
    name="rain",
    words=r"rain|raining|rains|rainstorm|downpour|drizzle|drizzles|rainy|storm|thunderstorm",
    level_dbfs=-39.0,
    loops=_loops,
    outdoors=True,
    caption="rain",
)
