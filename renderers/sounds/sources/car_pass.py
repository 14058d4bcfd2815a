"""A car comes by."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, noise, seconds, tilted, unit
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 4.5))
    at = np.linspace(-1, 1, size, dtype=np.float32)
    near = 1 / (1 + (at * 5) ** 2)
    tyres = noise(rng, size, tilted(0.4, band(120, 3800)))
    pitch = 62 * (1 - 0.09 * np.tanh(at * 4))
    turns = 2 * np.pi * np.cumsum(pitch) / 48_000
    motor = np.sum([np.sin(k * turns) / k for k in (1, 2, 3, 4, 5)], axis=0).astype(np.float32)
    return eased((tyres + unit(motor) * np.float32(0.5)) * near.astype(np.float32), start=0.5, end=0.8)


SOURCE = Spot(
    name="car_pass",
    words=(
        r"car (?:passes|drives|speeds|races|roars|pulls|approaches|arrives|stops|screeches)|cars pass|"
        r"truck (?:passes|roars|drives)|drives (?:off|away|past|by)|headlights sweep|pulls (?:up|over|out)"
    ),
    peak_dbfs=-24.0,
    strike=_strike,
    lasts=4.5,
    distant=True,
    caption="car passes",
)
