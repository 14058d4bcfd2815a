"""A fire: breath and crackle."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, fall, modes, noise, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng, sprinkled


def _crack(rng: Rng) -> Samples:
    size = seconds(rng.uniform(0.004, 0.05))
    snap = noise(rng, size, band(rng.uniform(500, 1800), rng.uniform(3000, 9000))) * fall(
        size, rng.uniform(0.006, 0.04)
    )
    wood = modes([rng.uniform(350, 1400)], [0.02], [0.5], size)
    return (snap + wood) * np.float32(rng.gamma(0.7, 0.5))


def _loops(rng: Rng) -> tuple[Samples, ...]:
    breath = wide_noise(rng, seconds(17), tilted(0.9, band(60, 900)), width=0.6)
    hiss = wide_noise(rng, seconds(11), band(2500, 9000), width=0.9) * np.float32(0.06)
    return (
        breath * drift(rng, len(breath), 1.2, 0.5, 1.2)[:, None] * np.float32(0.7),
        hiss,
        sprinkled(rng, 19, 210, _crack),
    )


SOURCE = Bed(
    name="fire",
    words=r"fire|flames|campfire|bonfire|fireplace|hearth|burning|burns|blaze|torches",
    level_dbfs=-44.0,
    loops=_loops,
    places=r"campfire|bonfire|fireplace|hearth|forge",
    caption="fire crackling",
)
