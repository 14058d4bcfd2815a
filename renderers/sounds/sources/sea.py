"""Sea: waves that gather, break and draw back over pebbles."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    swell = wide_noise(rng, seconds(31), tilted(0.8, band(60, 900)), width=0.6)
    foam = wide_noise(rng, seconds(22.5), tilted(0.3, band(700, 7500)), width=0.9)
    waves = np.maximum(0, np.sin(2 * np.pi * 3 * np.arange(len(foam)) / len(foam)) * 0.8 + 0.35) ** 2.2
    breaking = waves.astype(np.float32) * drift(rng, len(foam), 0.13, 0.6, 1.0) + np.float32(0.06)
    return (
        swell * drift(rng, len(swell), 0.15, 0.6, 1.15)[:, None],
        foam * breaking[:, None] * np.float32(0.6),
    )


SOURCE = Bed(
    name="sea",
    words=r"waves|surf|tide|sea|ocean",
    level_dbfs=-40.0,
    loops=_loops,
    places=r"sea|ocean|beach|shore|coast|cliff|harbou?r|pier|lighthouse|island|bay|dock|boat|deck",
    outdoors=True,
    caption="waves",
)
