"""Hammers on strings and bars: felt piano, celesta, marimba."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, modes, noise, rise, seconds
from renderers.sounds.instrument import Struck, hertz, stereo


def _felt_piano(pitch: int, bright: float, rng: np.random.Generator) -> Samples:
    """Two strings a fraction of a cent apart, stiff, each partial falling fast and then slowly; felt and wood."""
    base = hertz(pitch)
    ring = float(np.clip(9.0 * 2 ** (-(pitch - 45) / 17), 1.2, 9.0))
    numbers = np.arange(1, max(3, int(min(26, 7000 / base))) + 1)
    stiff = 0.00035 * 2 ** ((pitch - 60) / 14)
    frequencies = base * numbers * np.sqrt(1 + stiff * numbers**2)
    corner = 650 + 1500 * bright + 0.8 * base
    levels = np.abs(np.sin(np.pi * numbers * 0.122)) / numbers**0.85 / (1 + (frequencies / corner) ** 2)
    decays = ring / (1 + 0.22 * (numbers - 1))
    size = seconds(min(7.0, ring))
    sides = []
    for cents in (0.35, -0.35):
        tuned = frequencies * 2 ** (cents / 1200)
        sides.append(modes(tuned, decays * 0.4, 0.72 * levels, size) + modes(tuned, decays, 0.28 * levels, size))
    soft = rise(size, 0.007 - 0.004 * bright)
    felt = noise(rng, size, band(90, 420 + 300 * bright)) * fall(size, 0.11) * np.float32(0.03)
    middle, side = (sides[0] + sides[1]) * soft * 0.5 + felt, (sides[0] - sides[1]) * soft * 0.6
    return stereo(middle, side)


def _celesta(pitch: int, bright: float, rng: np.random.Generator) -> Samples:
    base = hertz(pitch)
    ratios = np.array([1.0, 2.005, 3.93, 6.71, 9.6])
    levels = np.array([1.0, 0.10, 0.16 + 0.2 * bright, 0.05 * bright, 0.02 * bright])
    size = seconds(3.0)
    tone = modes(base * ratios, [3.0, 1.5, 0.9, 0.35, 0.2], levels, size, rng=None) * rise(size, 0.002)
    shimmer = modes([base * 1.0009], [2.4], [0.18], size)
    click = noise(rng, size, band(1800, 5200)) * fall(size, 0.03) * np.float32(0.012)
    return stereo(tone + click, shimmer)


def _marimba(pitch: int, bright: float, rng: np.random.Generator) -> Samples:
    base = hertz(pitch)
    ring = float(np.clip(1.6 * 2 ** (-(pitch - 60) / 16), 0.4, 2.2))
    size = seconds(ring)
    tone = modes([base, base * 3.93, base * 9.5], [ring, ring * 0.3, ring * 0.1], [1, 0.14 + 0.2 * bright, 0.05], size)
    knock = noise(rng, size, band(250, 1100)) * fall(size, 0.035) * np.float32(0.05)
    return stereo(tone * rise(size, 0.002) + knock, modes([base * 1.0012], [ring * 0.8], [0.12], size))


INSTRUMENTS = (
    Struck("felt_piano", 28, 96, _felt_piano, damp_seconds=0.5),
    Struck("celesta", 60, 100, _celesta, damp_seconds=1.2),
    Struck("marimba", 45, 90, _marimba, damp_seconds=0.6),
)
