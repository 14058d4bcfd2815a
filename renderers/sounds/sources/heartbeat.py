"""A heart, too loud."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, modes, noise, rise, seconds
from renderers.sounds.source import Spot, Take, in_sequence


def _strike(take: Take) -> Samples:
    rng = take.rng

    def beat(strength: float) -> Samples:
        size = seconds(0.3)
        return modes([46, 71], [0.25, 0.15], [1, 0.4], size) * rise(size, 0.012) * np.float32(strength)

    count = int(take.seconds / 0.85)
    hits = [
        (0.02 + 0.85 * index + late, beat(strong)) for index in range(count) for late, strong in ((0, 1.0), (0.28, 0.7))
    ]
    return in_sequence(take.seconds, hits) + noise(rng, seconds(take.seconds), band(30, 70)) * np.float32(0.004)


SOURCE = Spot(
    name="heartbeat",
    words=r"heartbeat|heart (?:pounds|pounding|beats|hammers|races)|pulse pounds",
    peak_dbfs=-24.0,
    strike=_strike,
    lasts=4.0,
    caption="heart pounding",
)
