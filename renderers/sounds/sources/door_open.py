"""A door opens: handle, latch, a hinge that sticks and slips."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, drift, fall, filtered, modes, noise, peaks, seconds, unit
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(1.5)
    handle = modes([1320, 2480, 3650], [0.06, 0.04, 0.03], [0.5, 0.3, 0.2], size, rng=rng)
    latch = noise(rng, size, band(900, 6000)) * fall(size, 0.03) * np.float32(0.25)
    hinge = seconds(0.9)
    pitch = drift(rng, hinge, 4, 150, 330)
    slips = (np.diff(np.floor(np.cumsum(pitch) / 48_000), prepend=0) > 0).astype(np.float32)
    creak = filtered(slips, peaks((620, 0.5, 1), (1450, 0.4, 0.7), (2600, 0.4, 0.3))) * np.hanning(hinge).astype(
        np.float32
    )
    made = handle + latch
    add(made, unit(creak) * np.float32(0.07), seconds(0.25))
    return made


SOURCE = Spot(
    name="door_open",
    words=(
        r"opens? the (?:front |back |heavy |car |iron |wooden |old )?(?:door|gate|hatch)|"
        r"door (?:opens|creaks|swings)|doors open|pushes (?:the |open the )?door|gate creaks"
    ),
    peak_dbfs=-25.0,
    strike=_strike,
    lasts=1.5,
    caption="door opens",
)
