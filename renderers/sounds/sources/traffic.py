"""Traffic: a far rumble, and cars that come by."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, noise, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng, sprinkled


def _car(rng: Rng) -> Samples:
    size = seconds(rng.uniform(4, 7))
    near = np.exp(-(((np.arange(size) / size - 0.5) * 5) ** 2)).astype(np.float32)
    tyres = noise(rng, size, tilted(0.4, band(150, 2600)))
    return tyres * near * np.float32(rng.uniform(0.4, 1))


def _loops(rng: Rng) -> tuple[Samples, ...]:
    rumble = wide_noise(rng, seconds(19), tilted(0.85, band(40, 700)), width=0.5)
    return rumble, sprinkled(rng, 37, 7, _car, spread=0.7) * np.float32(0.75)


SOURCE = Bed(
    name="traffic",
    words=r"traffic|cars|highway|freeway|motorway|intersection|rush hour",
    level_dbfs=-41.0,
    loops=_loops,
    places=r"street|road|highway|freeway|avenue|intersection|boulevard|city|downtown|sidewalk|crossing",
    outdoors=True,
    caption="traffic",
)
