"""A crowd: many voices of which no word is understood."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, filtered, peaks, rise, seconds, wide_noise
from renderers.sounds.source import Bed, Rng, sprinkled


def _voice(rng: Rng) -> Samples:
    """Some syllables on a pitch of their own, through a mouth that moves."""
    size = seconds(rng.uniform(0.5, 1.4))
    at = np.arange(size) / 48_000
    pitch = rng.choice([105, 120, 140, 190, 215, 240]) * rng.uniform(0.9, 1.1)
    sway = 1 + 0.05 * np.sin(2 * np.pi * rng.uniform(1, 3) * at + rng.uniform(0, 6))
    buzz = np.mod(np.cumsum(pitch * sway) / 48_000, 1).astype(np.float32) - np.float32(0.5)
    mouth = peaks((rng.uniform(350, 750), 0.3, 1), (rng.uniform(900, 1900), 0.25, 0.5), (2600, 0.3, 0.12))
    syllables = np.abs(np.sin(np.pi * rng.uniform(3.2, 4.6) * at + rng.uniform(0, 3))).astype(np.float32) ** 1.5
    ends = rise(size, 0.12) * rise(size, 0.2)[::-1]
    made: Samples = filtered(buzz, mouth) * syllables * ends * np.float32(rng.gamma(1.5, 0.5))
    return made


def _loops(rng: Rng) -> tuple[Samples, ...]:
    wide = sprinkled(rng, 23, 330, _voice)
    return wide, wide_noise(rng, seconds(13), band(180, 1400), width=0.8) * np.float32(0.25)


SOURCE = Bed(
    name="crowd",
    words=r"crowd|crowds|crowded|murmur|chatter|bustling|bustles|patrons|commuters|audience|guests",
    level_dbfs=-43.0,
    loops=_loops,
    places=(
        r"bar|pub|cafe|café|diner|restaurant|market|party|stadium|theat(?:re|er)|ballroom|casino|club|station|airport|"
        r"mall|cafeteria|canteen"
    ),
    caption="crowd murmuring",
)
