"""A camera shutter."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, fall, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(0.25)
    made = noise(rng, size, band(1200, 8000)) * fall(size, 0.015)
    add(made, noise(rng, seconds(0.1), band(900, 6000)) * fall(seconds(0.1), 0.02) * np.float32(0.7), seconds(0.09))
    return made


SOURCE = Spot(
    name="camera_click",
    words=r"takes (?:a|the|his|her) (?:photo|picture|photograph)|camera (?:clicks|flashes)|shutter|flashbulbs?",
    peak_dbfs=-28.0,
    strike=_strike,
    lasts=0.25,
    caption="shutter clicks",
)
