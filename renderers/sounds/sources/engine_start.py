"""An engine turns over and catches."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, filtered, noise, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 3.2))
    at = np.arange(size) / 48_000
    starter = (np.sin(2 * np.pi * 190 * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 9 * at))).astype(np.float32) * (at < 0.85)
    pitch = 30 + 45 * np.exp(-np.maximum(at - 0.85, 0) * 1.8)
    turns = 2 * np.pi * np.cumsum(pitch) / 48_000
    motor = np.sum([np.sin(k * turns + k) / k**0.8 for k in range(1, 9)], axis=0).astype(np.float32) * (at >= 0.85)
    breath = noise(rng, size, band(80, 1500)) * (at >= 0.85).astype(np.float32) * np.float32(0.4)
    return eased(filtered(starter * np.float32(0.5) + motor + breath, band(45, 3000)), end=0.7)


SOURCE = Spot(
    name="engine_start",
    words=(
        r"(?:starts|revs|guns) (?:the|his|her|up the) (?:engine|car|motor|truck)|"
        r"engine (?:starts|roars|revs|sputters|catches)|motor (?:starts|sputters)|turns the key|ignition"
    ),
    peak_dbfs=-24.0,
    strike=_strike,
    lasts=3.2,
    caption="engine starts",
)
