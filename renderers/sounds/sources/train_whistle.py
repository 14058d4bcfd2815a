"""A train far off, its whistle."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, eased, noise, seconds, unit
from renderers.sounds.source import Spot, Take


def _strike(take: Take) -> Samples:
    rng, size = take.rng, seconds(min(take.seconds, 3.4))
    at = np.arange(size) / 48_000
    chord = np.sum(
        [np.sin(2 * np.pi * hertz * k * at + k) / k**1.3 for hertz in (311.1, 370.0, 440.0, 493.9) for k in (1, 2, 3)],
        axis=0,
    ).astype(np.float32)
    return eased(unit(chord) + noise(rng, size, band(600, 4000)) * np.float32(0.15), start=0.15, end=0.9)


SOURCE = Spot(
    name="train_whistle",
    words=r"train (?:whistles?|passes|approaches|arrives|horn)|whistle of a train|locomotive whistle",
    peak_dbfs=-25.0,
    strike=_strike,
    lasts=3.4,
    distant=True,
    caption="train whistle",
)
