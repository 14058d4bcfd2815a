"""One player with a breath and a vibrato: the cello that carries a theme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, fall, noise, peaks, rise, seconds, unit
from renderers.sounds.instrument import REFERENCE_DBFS, hertz, loudness, stereo
from renderers.timing import SAMPLE_RATE

_BODY = peaks((180, 0.6, 0.9), (420, 0.7, 0.75), (1000, 0.7, 0.35), (2100, 0.8, 0.16), floor=0.08)


@dataclass(frozen=True)
class Solo:
    """Made anew for every note: vibrato that arrives late, a bow that presses and lets go."""

    name: str
    low: int
    high: int

    def play(self, pitch: int, samples: int, strength: float, seed: int) -> Samples:
        """A legato note with a soft start."""
        pitch = min(max(pitch, self.low), self.high)
        rng = np.random.default_rng([seed, pitch])
        length = samples + seconds(0.4)
        at = np.arange(length, dtype=np.float64) / SAMPLE_RATE
        shake = np.sin(2 * np.pi * (4.9 + 0.5 * rng.random()) * at + rng.uniform(0, 6)) * np.clip(
            (at - 0.35) / 0.8, 0, 1
        )
        cents = 11 * shake + 2.5 * noise(rng, length, band(0.5, 3))
        phase = (2 * np.pi * np.cumsum(hertz(pitch) * 2 ** (cents / 1200)) / SAMPLE_RATE).astype(np.float32)
        tone = self._bowed(phase, pitch, strength)
        bow = noise(rng, length, band(700, 5000)) * (0.012 + 0.02 * fall(length, 0.2))
        shape = rise(length, 0.16) * rise(length, 0.4)[::-1] * (1 + np.float32(0.06) * shake.astype(np.float32))
        sound = (tone + bow.astype(np.float32)) * shape * loudness(strength)
        return stereo(sound, np.zeros_like(sound)) * np.float32(10 ** (REFERENCE_DBFS / 20))

    def _bowed(self, phase: Samples, pitch: int, strength: float) -> Samples:
        numbers = np.arange(1, 21)
        levels = numbers ** -(1.35 - 0.4 * strength) * _BODY(hertz(pitch) * numbers)
        tone = np.zeros(len(phase), np.float32)
        for number, level in zip(numbers, levels, strict=True):
            if hertz(pitch) * number < 9000:
                tone += np.sin(phase * np.float32(number)) * np.float32(level)
        return unit(tone)


INSTRUMENTS = (Solo("cello", 36, 76),)
