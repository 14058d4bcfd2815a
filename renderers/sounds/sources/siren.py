"""A siren somewhere in the city."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, filtered, seconds, stretched
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    size = seconds(min(take.seconds, 5.0))
    at = np.arange(size) / 48_000
    pitch = 690 + 260 * np.sin(2 * np.pi * 0.28 * at - 1.2)
    turns = 2 * np.pi * np.cumsum(pitch) / 48_000
    tone = (np.sin(turns) + 0.4 * np.sin(2 * turns) + 0.15 * np.sin(3 * turns)).astype(np.float32)
    return eased(filtered(tone, band(300, 2200)) * stretched([0.2, 0.7, 1, 0.7, 0.2], size), start=0.8, end=1.2)


SOURCE = Spot(
    name="siren",
    words=r"sirens?",
    peak_dbfs=-32.0,
    strike=_strike,
    lasts=5.0,
    distant=True,
    caption="siren wails",
)
