"""Fingers on strings: harp, nylon guitar, plucked bass, pizzicato."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import Curve, band, fall, filtered, modes, noise, peaks, rise, seconds
from renderers.sounds.instrument import Struck, hertz, stereo


@dataclass(frozen=True)
class _String:
    """Where it is plucked (part of its length), how long middle C rings, how dark it is, and the wood around it."""

    place: float
    ring: float
    dark: float
    body: Curve
    finger: float = 0.02

    def pluck(self, pitch: int, bright: float, rng: np.random.Generator) -> Samples:
        """Both polarisations of the string, one ringing longer than the other."""
        base = hertz(pitch)
        ring = float(np.clip(self.ring * 2 ** (-(pitch - 60) / 15), 0.25, 5.0))
        numbers = np.arange(1, max(2, int(min(28, 8000 / base))) + 1)
        levels = np.abs(np.sin(np.pi * numbers * self.place)) / numbers ** (self.dark - 0.35 * bright)
        levels = levels * self.body(base * numbers)
        size = seconds(ring)
        decays = ring / (1 + 0.12 * (numbers - 1) ** 1.15)
        one = modes(base * numbers * (1 + 0.00004 * numbers**2), decays * 0.55, levels, size)
        two = modes(base * 1.0004 * numbers, decays, levels * 0.35, size)
        touch = filtered(noise(rng, size, band(300, 4200)), self.body) * fall(size, 0.03) * np.float32(self.finger)
        start = rise(size, 0.0025)
        return stereo((one + two) * start + touch, two * start * np.float32(0.35))


_HARP = _String(place=0.42, ring=3.2, dark=1.55, body=peaks((220, 1.6, 0.7), (900, 1.8, 0.5), floor=0.3))
_GUITAR = _String(
    place=0.24, ring=2.2, dark=1.5, body=peaks((105, 0.4, 0.9), (210, 0.5, 0.8), (430, 0.8, 0.6), floor=0.35)
)
_BASS = _String(place=0.3, ring=1.1, dark=1.75, body=peaks((75, 0.8, 1.0), (160, 0.9, 0.6), floor=0.25), finger=0.03)
_PIZZICATO = _String(place=0.2, ring=0.42, dark=1.4, body=peaks((290, 0.5, 0.9), (520, 0.8, 0.7), floor=0.3))

INSTRUMENTS = (
    Struck("harp", 36, 96, _HARP.pluck, damp_seconds=0.9),
    Struck("guitar", 40, 84, _GUITAR.pluck, damp_seconds=0.35),
    Struck("soft_bass", 26, 55, _BASS.pluck, damp_seconds=0.25),
    Struck("pizzicato", 40, 91, _PIZZICATO.pluck, damp_seconds=0.2),
)
