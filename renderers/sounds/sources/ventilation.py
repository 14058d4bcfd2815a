"""Ventilation: the steady breath of offices and laboratories, with the mains far inside it."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, modes, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    duct = wide_noise(rng, seconds(15), tilted(0.7, band(70, 1100)), width=0.5)
    size = seconds(10)
    mains = modes([100, 200, 300], [1e6] * 3, [1, 0.35, 0.2], size)
    return duct, np.stack([mains, mains], axis=1) * np.float32(0.06)


SOURCE = Bed(
    name="ventilation",
    words=r"ventilation|air conditioning|fluorescent|fluorescents|humming lights",
    level_dbfs=-50.0,
    loops=_loops,
    places=(
        r"office|laborator(?:y|ies)|lab|hospital|ward|corridor|supermarket|server|basement|morgue|elevator|airport|"
        r"school|classroom"
    ),
)
