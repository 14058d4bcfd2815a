"""Wind: three bands that swell on their own, and a whistle at the height of a gust."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    low = wide_noise(rng, seconds(29), tilted(0.9, band(50, 380)), width=0.5)
    high = wide_noise(rng, seconds(23), band(320, 1100, 1.5), width=0.9)
    gusts = drift(rng, len(high), 0.22, 0.02, 1.0) ** 2
    whistle = wide_noise(rng, len(high), band(760, 940, 4), width=1.0) * np.clip(gusts - 0.45, 0, 1)[:, None]
    return low * drift(rng, len(low), 0.18, 0.45, 1.2)[:, None], high * gusts[:, None] * 0.55 + whistle * 0.4


SOURCE = Bed(
    name="wind",
    words=r"wind|winds|windy|gust|gusts|breeze|gale|blizzard|hurricane",
    level_dbfs=-42.0,
    loops=_loops,
    places=r"cliff|mountain|desert|rooftop|roof|moor|peak|tundra|tower|summit|prairie|steppe|plain|ridge|hill",
    outdoors=True,
    caption="wind",
)
