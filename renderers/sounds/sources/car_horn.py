"""A car horn."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import eased, filtered, peaks, seconds
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:  # noqa: ARG001  always the same
    size = seconds(0.8)
    at = np.arange(size) / 48_000
    tone = np.sum(
        [np.sin(2 * np.pi * hertz * k * at + k) / k for hertz in (392.0, 494.0) for k in range(1, 9)], axis=0
    ).astype(np.float32)
    return eased(filtered(tone, peaks((900, 0.9, 1), (2400, 0.7, 0.5), floor=0.1)), start=0.01, end=0.05)


SOURCE = Spot(
    name="car_horn",
    words=r"honks?|honking|(?:car|taxi|truck|cab|bus)(?:'s)? horns?|horns? (?:blares?|sounds|beeps)",
    peak_dbfs=-22.0,
    strike=_strike,
    lasts=0.8,
    distant=True,
    caption="car horn honks",
)
