"""Crickets: each its own pitch and pulse, a field of them."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import rise, seconds
from renderers.sounds.source import Bed, Rng, sprinkled


def _cricket(rng: Rng) -> Samples:
    """Three chirps of a few pulses."""
    size = seconds(1.5)
    at = np.arange(size) / 48_000
    tone = np.sin(2 * np.pi * rng.uniform(3900, 4900) * at)
    pulses = np.clip(np.sin(2 * np.pi * rng.uniform(28, 36) * at), 0, 1) ** 2
    chirps = np.clip(np.sin(2 * np.pi * rng.uniform(1.8, 2.3) * at), 0, 1) ** 0.6
    made: Samples = (tone * pulses * chirps * rng.gamma(1.4, 0.3)).astype(np.float32)
    return made * rise(size, 0.02) * rise(size, 0.05)[::-1]


def _loops(rng: Rng) -> tuple[Samples, ...]:
    return (sprinkled(rng, 19, 46, _cricket), sprinkled(rng, 13, 26, _cricket) * np.float32(0.6))


SOURCE = Bed(
    name="crickets",
    words=r"crickets|cicadas|insects",
    level_dbfs=-50.0,
    loops=_loops,
    outdoors=True,
    caption="crickets chirping",
)
