"""Inside a train: rails, joints two by two, a car that sways."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import around, band, drift, fall, noise, panned, seconds, tilted, unit, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    roll = wide_noise(rng, seconds(17), tilted(0.9, band(50, 900)), width=0.6)
    joints = np.zeros((seconds(21), 2), np.float32)
    for start in np.arange(0.2, 20.6, 1.05):
        for late in (0.0, 0.17, 0.34, 0.51):
            size = seconds(0.12)
            clack = noise(rng, size, band(120, 1700)) * fall(size, 0.09) * np.float32(rng.uniform(0.6, 1.0))
            around(joints, panned(clack, rng.uniform(-0.3, 0.3)), seconds(start + late))
    return roll * drift(rng, len(roll), 0.3, 0.8, 1.1)[:, None], unit(joints) * np.float32(0.6)


SOURCE = Bed(
    name="train",
    words=r"train rattles|rails",
    level_dbfs=-42.0,
    loops=_loops,
    places=r"train(?! station)|subway car|metro car|railway carriage|compartment|locomotive",
    caption="train rattling",
)
