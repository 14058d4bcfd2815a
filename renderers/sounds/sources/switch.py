"""A switch is thrown."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, fall, modes, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(0.2)
    click = noise(rng, size, band(1500, 8000)) * fall(size, 0.008)
    spring = modes([980, 2210, 3560], [0.03, 0.025, 0.02], [0.7, 0.5, 0.3], size, rng=rng)
    made = click + spring
    add(made, made[: seconds(0.05)] * np.float32(0.5), seconds(0.045))
    return made


SOURCE = Spot(
    name="switch",
    words=(
        r"flicks?|(?:throws|flips|hits|turns) (?:a|the) (?:light )?switch|light switch|"
        r"turns (?:on|off) the (?:light|lamp|radio|tv)|presses (?:a|the) button|clicks?"
    ),
    peak_dbfs=-28.0,
    strike=_strike,
    lasts=0.2,
)
