"""Birds: a few singers at their own distances, each with its own phrase."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import rise, seconds
from renderers.sounds.source import Bed, Rng, sprinkled


def _chirp(rng: Rng, base: float) -> Samples:
    size = seconds(rng.uniform(0.06, 0.16))
    at = np.arange(size) / size
    bend = base * (1 + rng.uniform(-0.25, 0.3) * at + 0.05 * np.sin(2 * np.pi * rng.uniform(2, 9) * at))
    tone = np.sin(2 * np.pi * np.cumsum(bend) / 48_000).astype(np.float32)
    gap = np.zeros(seconds(rng.uniform(0.03, 0.12)), np.float32)
    return np.concatenate([tone * rise(size, 0.015) * rise(size, 0.02)[::-1], gap])


def _loops(rng: Rng) -> tuple[Samples, ...]:
    singers = [(rng.uniform(2300, 4800), rng.integers(2, 6)) for _ in range(6)]

    def phrase(dice: Rng) -> Samples:
        base, notes = singers[int(dice.integers(len(singers)))]
        return np.concatenate([_chirp(dice, base) for _ in range(int(notes))]) * np.float32(dice.gamma(1.3, 0.35))

    return (sprinkled(rng, 31, 24, phrase),)


SOURCE = Bed(
    name="birds",
    words=r"birds|birdsong|sparrows|songbirds|gulls|seagulls",
    level_dbfs=-48.0,
    loops=_loops,
    places=r"forest|wood|woods|garden|park|meadow|field|farm|orchard|village|countryside|lake",
    outdoors=True,
    caption="birds chirping",
)
