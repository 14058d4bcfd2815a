"""Steps on a ground: what walking and running share."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, rise, seconds
from renderers.sounds.source import Rng, Take, in_sequence

GROUNDS = {
    "wood": (70, 900, 3200, 0.10), "stone": (90, 1800, 6000, 0.05), "metal": (140, 2400, 7000, 0.16),
    "gravel": (60, 1500, 8000, 0.16), "grass": (50, 500, 3000, 0.12),
    "snow": (60, 900, 5000, 0.2), "water": (60, 700, 6000, 0.22),
}  # fmt: skip


def _step(rng: Rng, ground: str) -> Samples:
    """Heel, then toe; the ground decides how bright and how long."""
    low, middle, high, ring = GROUNDS[ground]
    size = seconds(0.3)
    heel = noise(rng, size, band(low, middle * 0.35)) * fall(size, 0.09) * np.float32(1.2)
    grit = noise(rng, size, band(middle * 0.5, high)) * fall(size, ring) * np.float32(0.3)
    step = (heel + grit) * rise(size, 0.003) * np.float32(rng.uniform(0.75, 1.0))
    toe = noise(rng, size, band(middle * 0.6, high)) * fall(size, ring * 0.8) * np.float32(0.16)
    step[seconds(0.07) :] += toe[: -seconds(0.07)]
    if ground == "metal":
        step += modes([410, 733, 1290, 2110], [0.3, 0.25, 0.2, 0.12], [0.12, 0.1, 0.06, 0.05], size, rng=rng)
    return step


def steps(take: Take, pace: float) -> Samples:
    """As many steps as fit, so many a second."""
    count = max(2, int((take.seconds - 0.3) * pace))
    places = [(index / pace + take.rng.uniform(0, 0.03), _step(take.rng, take.ground)) for index in range(count)]
    return in_sequence(take.seconds, places)
