"""A telephone rings: two bells struck by turns."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, eased, modes, rise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 4.2))
    made = np.zeros(size, np.float32)
    for start in (0.02, 2.4):
        for stroke in range(26):
            ring = seconds(0.25)
            base = 1170 if stroke % 2 else 1390
            bell = modes([base, base * 2.41, base * 3.9], [0.5, 0.3, 0.15], [1, 0.4, 0.15], ring, rng=rng) * rise(
                ring, 0.001
            )
            add(made, eased(bell, end=0.1), seconds(start + stroke * 0.046))
    return eased(made, end=0.3)


SOURCE = Spot(
    name="phone_ring",
    words=(
        r"(?:tele)?phone rings|rings? (?:the|his|her) (?:tele)?phone|"
        r"(?:tele)?phone (?:starts|begins) (?:to ring|ringing)|ringing (?:tele)?phone|"
        r"(?:tele)?phone (?:keeps|is) ringing|cell rings|landline"
    ),
    peak_dbfs=-26.0,
    strike=_strike,
    lasts=4.2,
    caption="phone rings",
)
