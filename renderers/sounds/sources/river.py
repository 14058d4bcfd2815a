"""A river: water over stones, bubbling."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, rise, seconds, wide_noise
from renderers.sounds.source import Bed, Rng, sprinkled


def _bubble(rng: Rng) -> Samples:
    size = seconds(rng.uniform(0.02, 0.07))
    at = np.arange(size) / 48_000
    sweep = np.sin(2 * np.pi * rng.uniform(350, 1400) * (at + 4 * at**2))
    made: Samples = (sweep * np.exp(-at * 70) * rng.gamma(1.4, 0.3)).astype(np.float32) * rise(size, 0.003)
    return made


def _loops(rng: Rng) -> tuple[Samples, ...]:
    flow = wide_noise(rng, seconds(14), band(250, 3200, 1.0), width=0.8)
    return flow * drift(rng, len(flow), 0.8, 0.75, 1.1)[:, None], sprinkled(rng, 11, 900, _bubble) * np.float32(0.7)


SOURCE = Bed(
    name="river",
    words=r"river|stream|creek|brook|waterfall|rapids",
    level_dbfs=-42.0,
    loops=_loops,
    places=r"river|stream|creek|brook|waterfall|canal|riverbank",
    outdoors=True,
    caption="water flowing",
)
