"""Skins, wood and air: taiko, boom, pulse, tick, brush. Their pitch only chooses among sizes."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, rise, seconds
from renderers.sounds.instrument import Struck, stereo
from renderers.timing import SAMPLE_RATE

_MEMBRANE = np.array([1, 1.594, 2.136, 2.296, 2.653, 2.918, 3.6])


def _taiko(pitch: int, bright: float, rng: np.random.Generator) -> Samples:
    base = 58 * 2 ** ((pitch - 48) / 12)
    size = seconds(2.2)
    at = np.arange(size) / SAMPLE_RATE
    dive = np.sin(2 * np.pi * np.cumsum(base * (1 + 0.5 * np.exp(-at * 30))) / SAMPLE_RATE).astype(np.float32)
    skin = dive * fall(size, 1.3) + modes(
        base * _MEMBRANE[1:], 0.75 / _MEMBRANE[1:], (0.25 + 0.3 * bright) / _MEMBRANE[1:], size, rng=rng
    )
    slap = noise(rng, size, band(180, 900 + 1600 * bright)) * fall(size, 0.09) * np.float32(0.16 + 0.2 * bright)
    rattle = noise(rng, size, band(120, 700)) * fall(size, 0.5) * np.float32(0.05)
    start = rise(size, 0.0015)
    return stereo((skin + slap) * start, rattle)


def _boom(pitch: int, bright: float, rng: np.random.Generator) -> Samples:  # noqa: ARG001  one size
    size = seconds(3.5)
    at = np.arange(size) / SAMPLE_RATE
    dive = np.sin(2 * np.pi * np.cumsum(36 + 34 * np.exp(-at * 9)) / SAMPLE_RATE).astype(np.float32)
    air = noise(rng, size, band(40, 260 + 300 * bright)) * fall(size, 1.4) * np.float32(0.22)
    return stereo((dive * fall(size, 3.0) + air) * rise(size, 0.004), air * np.float32(0.3))


def _pulse(pitch: int, bright: float, rng: np.random.Generator) -> Samples:
    """A muffled heartbeat of a drum."""
    base = 52 * 2 ** ((pitch - 48) / 12)
    size = seconds(0.5)
    skin = modes([base, base * 1.6], [0.32, 0.16], [1, 0.2 + 0.2 * bright], size)
    felt = noise(rng, size, band(60, 300)) * fall(size, 0.08) * np.float32(0.12)
    return stereo((skin + felt) * rise(size, 0.004), np.zeros(size, np.float32))


def _tick(pitch: int, bright: float, rng: np.random.Generator) -> Samples:
    size = seconds(0.16)
    wood = modes([880 + 9 * pitch, 1730, 3120], [0.06, 0.045, 0.03], [1, 0.5, 0.15 + 0.3 * bright], size, rng=rng)
    return stereo(wood * rise(size, 0.001), np.zeros(size, np.float32))


def _brush(pitch: int, bright: float, rng: np.random.Generator) -> Samples:  # noqa: ARG001  one size
    size = seconds(0.34)
    hiss = noise(rng, size, band(1800, 7500 + 3000 * bright, 1.5))
    shape = rise(size, 0.05) * fall(size, 0.3)
    return stereo(hiss * shape, noise(rng, size, band(2500, 9000)) * shape * np.float32(0.25))


INSTRUMENTS = (
    Struck("taiko", 40, 58, _taiko, damp_seconds=1.0),
    Struck("boom", 40, 58, _boom, damp_seconds=2.0, touches=1),
    Struck("pulse", 40, 58, _pulse, damp_seconds=0.2, touches=2),
    Struck("tick", 40, 90, _tick, damp_seconds=0.1, touches=2),
    Struck("brush", 40, 58, _brush, damp_seconds=0.2, touches=2),
)
