"""A city far below: one soft breath of everything."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    hum = wide_noise(rng, seconds(27), tilted(0.9, band(45, 900)), width=0.7)
    air = wide_noise(rng, seconds(17), tilted(0.6, band(300, 3500)), width=0.9)
    return hum * drift(rng, len(hum), 0.1, 0.8, 1.1)[:, None], air * drift(rng, len(air), 0.15, 0.2, 0.4)[:, None]


SOURCE = Bed(
    name="city",
    words=r"city hum|distant city|skyline",
    level_dbfs=-45.0,
    loops=_loops,
    places=r"alley|courtyard|rooftop|balcony|square|plaza|parking|town|market",
    outdoors=True,
)
