"""A ship between stars: engines far below, air being made, something that turns."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, modes, seconds, tilted, wide_noise, wrapped
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    deep = wide_noise(rng, seconds(23), tilted(1.1, band(32, 260)), width=0.4)
    air = wide_noise(rng, seconds(17), band(350, 1500, 1.2), width=0.8)
    size = seconds(20)
    hum = modes([55.0, 55.4, 110, 165.3, 220], [1e6] * 5, [1, 0.8, 0.4, 0.15, 0.08], size, rng=rng)
    turn = drift(rng, size, 0.2, 0.6, 1.0)
    loop = wrapped(np.stack([hum * turn, hum * turn[::-1]], axis=1))
    return deep, air * drift(rng, len(air), 0.15, 0.1, 0.2)[:, None], loop * np.float32(0.25)


SOURCE = Bed(
    name="spaceship",
    words=r"thrusters|warp drive|life support|ship hums",
    level_dbfs=-43.0,
    loops=_loops,
    places=r"spaceship|starship|spacecraft|space station|orbit|airlock|cockpit|bridge of|shuttle|capsule",
    caption="ship humming",
)
