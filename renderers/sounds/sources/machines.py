"""Machines: a hall of motors and something heavy that falls again and again."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import around, band, fall, modes, noise, panned, seconds, tilted, unit, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    drone = wide_noise(rng, seconds(17), tilted(0.8, band(50, 1200)), width=0.6)
    press = np.zeros((seconds(12), 2), np.float32)
    for start in np.arange(0.1, 11.9, 1.5):
        size = seconds(0.7)
        clank = modes([180, 431, 977, 1833], [0.5, 0.4, 0.25, 0.12], [1, 0.6, 0.4, 0.2], size, rng=rng)
        around(press, panned(clank + noise(rng, size, band(90, 900)) * fall(size, 0.2), 0.35), seconds(start))
    return drone, unit(press) * np.float32(0.5)


SOURCE = Bed(
    name="machines",
    words=r"machines|machinery|conveyor|generator|pistons",
    level_dbfs=-43.0,
    loops=_loops,
    places=r"factory|mill|workshop|engine room|foundry|assembly line|power plant",
    caption="machinery humming",
)
