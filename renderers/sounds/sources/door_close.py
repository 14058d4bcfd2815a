"""A door falls shut: wood, frame, latch."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, fall, modes, noise, rise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(0.9)
    thud = modes([62, 118, 187, 264], [0.3, 0.25, 0.18, 0.14], [1, 0.7, 0.4, 0.25], size, rng=rng)
    slap = noise(rng, size, band(140, 1500)) * fall(size, 0.12) * np.float32(0.6)
    latch = noise(rng, size, band(1800, 6500)) * fall(size, 0.03) * np.float32(0.18)
    made = (thud + slap) * rise(size, 0.002)
    add(made, latch[: seconds(0.2)], seconds(0.05))
    return made


SOURCE = Spot(
    name="door_close",
    words=(
        r"(?:slams?|closes?|shuts?) (?:the |a |his |her )?(?:front |back |heavy |car )?(?:door|gate|hatch)|"
        r"door (?:slams|closes|shuts|bangs)|doors (?:close|slam|shut)|slams it shut"
    ),
    peak_dbfs=-21.0,
    strike=_strike,
    lasts=0.9,
    caption="door closes",
)
