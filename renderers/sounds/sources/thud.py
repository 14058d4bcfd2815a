"""Something heavy falls."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, rise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(0.6)
    body = modes([48, 83, 131], [0.3, 0.2, 0.14], [1, 0.6, 0.35], size, rng=rng)
    cloth = noise(rng, size, band(120, 1200)) * fall(size, 0.14) * np.float32(0.4)
    return (body + cloth) * rise(size, 0.003)


SOURCE = Spot(
    name="thud",
    words=(
        r"thuds?|falls (?:down|to the|over|heavily|onto)|collapses|crashes (?:down|to)|"
        r"hits the (?:floor|ground|wall)|drops (?:to|onto) (?:the|her|his)|punch(?:es)?|kicks|slumps|tumbles"
    ),
    peak_dbfs=-24.0,
    strike=_strike,
    lasts=0.6,
    caption="thud",
)
