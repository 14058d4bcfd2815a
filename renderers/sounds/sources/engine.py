"""The inside of a car: road, motor and a little wind."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, seconds, tilted, wide_noise, wrapped
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    road = wide_noise(rng, seconds(19), tilted(1.0, band(45, 500)), width=0.5)
    wind = wide_noise(rng, seconds(13), tilted(0.3, band(600, 4000)), width=0.8)
    size = seconds(16)
    at = np.arange(size) / 48_000
    turns = np.cumsum(41 * (1 + 0.03 * drift(rng, size, 0.3, -1, 1))) / 48_000
    motor = np.sum([np.sin(2 * np.pi * k * turns + k) / k**1.2 for k in (1, 2, 3, 4, 6)], axis=0) * (
        1 + 0.1 * np.sin(at)
    )
    both_sides = wrapped(np.stack([motor, motor], axis=1).astype(np.float32))
    return road, wind * drift(rng, len(wind), 0.2, 0.1, 0.2)[:, None], both_sides * np.float32(0.3)


SOURCE = Bed(
    name="engine",
    words=r"engine idles|engine hums|motor runs|engine running",
    level_dbfs=-43.0,
    loops=_loops,
    places=r"car|cab|taxi|truck|van|limo|limousine|police car|ambulance|bus",
    caption="engine humming",
)
