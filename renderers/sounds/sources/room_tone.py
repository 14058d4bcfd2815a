"""Room tone: the air of a room, never quite the same twice."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    air = wide_noise(rng, seconds(16), tilted(1.0, band(45, 1800)), width=0.6)
    hiss = wide_noise(rng, seconds(11), tilted(0.4, band(900, 7000)), width=0.9)
    return air, hiss * np.float32(0.05)


SOURCE = Bed(
    name="room_tone",
    words=r"",
    level_dbfs=-54.0,
    loops=_loops,
)
