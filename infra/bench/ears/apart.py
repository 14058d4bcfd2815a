"""Whether listeners can tell who of an episode speaks: every turn is given to the voice it is most like.

The voices are the means of half of everybody's turns; the other half are told. Needs the encoder of
`infra.bench.ears.speaker`; how high everybody speaks is measured without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from infra.bench.ears.speaker import Speaker, Vector

_LOW, _HIGH = 65, 400
_FRAME_SECONDS = 0.04


@dataclass(frozen=True, slots=True)
class Apart:
    """The share of turns given to whoever spoke them; the cosine of the two voices most alike, and whose they are."""

    told: float
    closest: float
    pair: tuple[str, str]


def told_apart(speaker: Speaker, turns: Mapping[str, Sequence[Vector]], rate: int) -> Apart:
    """By embeddings of at least four turns of everybody."""
    vectors = {name: [speaker.vector(turn, rate) for turn in said] for name, said in turns.items()}
    names = list(vectors)
    voices = np.stack([_mean(vectors[name][::2]) for name in names])
    asked = [(name, vector) for name in names for vector in vectors[name][1::2]]
    right = sum(names[int(np.argmax(voices @ vector))] == name for name, vector in asked)
    alike = voices @ voices.T - 2 * np.eye(len(names), dtype=np.float32)
    one, other = np.unravel_index(int(np.argmax(alike)), alike.shape)
    return Apart(right / len(asked), float(alike[one, other]), (names[one], names[other]))


def pitch_hz(turns: Sequence[Vector], rate: int) -> float:
    """The median pitch of voiced frames, by autocorrelation; 0 where nothing is voiced."""
    found = [hertz for turn in turns for hertz in _pitches(turn, rate)]
    return float(np.median(found)) if found else 0.0


def _pitches(samples: Vector, rate: int) -> list[float]:
    size = round(_FRAME_SECONDS * rate)
    shortest, longest = rate // _HIGH, rate // _LOW
    found = []
    for start in range(0, len(samples) - size, size):
        frame = samples[start : start + size] - samples[start : start + size].mean()
        spectrum = np.fft.rfft(frame, 2 * size)
        alike = np.fft.irfft(np.abs(spectrum) ** 2)[:size]
        if alike[0] < 1e-3 * size:
            continue
        lag = shortest + int(np.argmax(alike[shortest:longest]))
        if alike[lag] > 0.5 * alike[0]:
            found.append(rate / lag)
    return found


def _mean(vectors: Sequence[Vector]) -> Vector:
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)
