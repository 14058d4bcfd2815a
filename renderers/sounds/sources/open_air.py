"""Open air: what is left outdoors when nothing is heard."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, seconds, tilted, wide_noise
from renderers.sounds.source import Bed, Rng


def _loops(rng: Rng) -> tuple[Samples, ...]:
    air = wide_noise(rng, seconds(21), tilted(0.8, band(60, 2600)), width=0.8)
    leaves = wide_noise(rng, seconds(15), band(1800, 6500), width=1.0)
    return air, leaves * (drift(rng, len(leaves), 0.2, 0.0, 0.3) ** 2)[:, None]


SOURCE = Bed(
    name="open_air",
    words=r"",
    level_dbfs=-51.0,
    loops=_loops,
    outdoors=True,
)
