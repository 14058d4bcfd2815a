"""What an instrument is: something that plays a note of a pitch, a length and a strength as stereo samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import Curve, Floats, rise, seconds, unit
from renderers.timing import SAMPLE_RATE

REFERENCE_DBFS = -26.0
"""Level of a note of full strength while it is loudest, whatever plays it."""

LOOP = 1 << 18
_SHORT_LOOP = 1 << 17
_STRENGTH_DB = 26.0


class Instrument(Protocol):
    """`low` and `high` are the MIDI pitches it plays well."""

    @property
    def name(self) -> str: ...
    @property
    def low(self) -> int: ...
    @property
    def high(self) -> int: ...

    def play(self, pitch: int, samples: int, strength: float, seed: int) -> Samples:
        """A note held for `samples` with its ring, (n, 2); `strength` 0..1 is louder and brighter."""


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch in equal temperament, A = 440 Hz."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def loudness(strength: float) -> np.float32:
    """Amplitude of a strength: the weakest note is 26 dB below the strongest."""
    return np.float32(10 ** (_STRENGTH_DB * (min(max(strength, 0.0), 1.0) - 1) / 20))


Strike = Callable[[int, float, np.random.Generator], Samples]
"""(pitch, brightness 0..1, rng) -> (n, 2), its whole ring."""


@dataclass(frozen=True)
class Struck:
    """Rings by itself until it is damped; made once per pitch and touch, then only copied."""

    name: str
    low: int
    high: int
    strike: Strike
    damp_seconds: float = 0.3
    touches: int = 3

    def play(self, pitch: int, samples: int, strength: float, seed: int) -> Samples:  # noqa: ARG002  a touch sounds alike
        """The ring, damped when the note is over."""
        touch = min(self.touches - 1, int(strength * self.touches))
        ring = _struck(self, min(max(pitch, self.low), self.high), touch)
        length = min(len(ring), samples + seconds(self.damp_seconds))
        sound = ring[:length] * loudness(strength)
        if length < len(ring):
            sound *= rise(length, self.damp_seconds)[::-1, None]
        return sound


@lru_cache(maxsize=96)
def _struck(instrument: Struck, pitch: int, touch: int) -> Samples:
    rng = np.random.default_rng([pitch, sum(map(ord, instrument.name))])
    ring = instrument.strike(pitch, (touch + 0.5) / instrument.touches, rng)
    tail = rise(len(ring), 0.05)[::-1, None]
    made: Samples = (ring * tail * (10 ** (REFERENCE_DBFS / 20) / max(_loudest(ring), 1e-9))).astype(np.float32)
    return made


def _loudest(ring: Samples) -> float:
    """RMS of its loudest quarter of a second."""
    power = np.square(ring, dtype=np.float64).mean(axis=1)
    window = min(len(power), seconds(0.25))
    sums = np.concatenate([[0.0], np.cumsum(power)])
    return float(np.sqrt((sums[window:] - sums[:-window]).max() / window))


Harmonics = Callable[[float], tuple[Floats, Floats]]
"""Brightness 0..1 -> (ratios to the fundamental, levels)."""


@dataclass(frozen=True)
class Held:
    """Sounds as long as it is held: many players as one seamless loop, quiet and loud ones blended while it swells.

    Every harmonic is spread over `spread_cents`, as an ensemble spreads it (after Nasca's PADsynth).
    """

    name: str
    low: int
    high: int
    harmonics: Harmonics
    body: Curve
    spread_cents: float
    attack_seconds: float
    release_seconds: float
    swell: float = 0.3

    def play(self, pitch: int, samples: int, strength: float, seed: int) -> Samples:
        """Grows, swells towards its middle, lets go."""
        pitch = min(max(pitch, self.low), self.high)
        length = samples + seconds(self.release_seconds)
        soft, bright = _loop(self, pitch, 0), _loop(self, pitch, 1)
        start = int(np.random.default_rng([seed, pitch]).integers(len(soft)))
        at = np.arange(start, start + length) % len(soft)
        arc = np.sin(np.pi * np.linspace(0, 1, length, dtype=np.float32))
        blend = (np.float32(strength) * (1 - np.float32(self.swell) + np.float32(self.swell) * arc))[:, None]
        sound: Samples = soft[at] * (1 - blend) + bright[at] * blend
        shape = rise(length, min(self.attack_seconds, length / SAMPLE_RATE / 2))
        shape *= rise(length, self.release_seconds)[::-1] * (1 - np.float32(self.swell) * (1 - arc))
        sound *= (shape * loudness(strength))[:, None]
        return sound


@lru_cache(maxsize=64)
def _loop(instrument: Held, pitch: int, layer: int) -> Samples:
    """(n, 2) without a seam, RMS at the reference level; left and right share most of their sound."""
    size = LOOP if pitch < 58 else _SHORT_LOOP
    rng = np.random.default_rng([pitch, layer, sum(map(ord, instrument.name))])
    frequencies = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    amplitude = _spread(instrument, hertz(pitch), layer, frequencies) * instrument.body(frequencies)
    middle = _phased(rng, amplitude, size)
    side = _phased(rng, amplitude * frequencies / (frequencies + 220), size)  # the bass stays in the middle
    sound = stereo(middle, side * np.float32(0.45 * min(1.0, hertz(pitch) / 150)))
    made: Samples = (unit(sound) * np.float32(10 ** (REFERENCE_DBFS / 20))).astype(np.float32)
    return made


def _spread(instrument: Held, fundamental: float, layer: int, frequencies: Floats) -> Floats:
    amplitude = np.zeros(len(frequencies))
    step = frequencies[1]
    for ratio, level in zip(*instrument.harmonics(float(layer)), strict=True):
        centre = fundamental * ratio
        if centre > 16_000:
            continue
        width = max(1.5 * step, centre * (2 ** (instrument.spread_cents / 1200) - 1) * ratio**-0.25)
        first, last = int((centre - 4 * width) / step), int((centre + 4 * width) / step) + 2
        near = frequencies[max(first, 1) : last]
        amplitude[max(first, 1) : last] += level / np.sqrt(width) * np.exp(-(((near - centre) / width) ** 2))
    return amplitude


def _phased(rng: np.random.Generator, amplitude: Floats, size: int) -> Samples:
    turns = rng.random(len(amplitude)) * 2 * np.pi
    return unit(np.fft.irfft((amplitude * np.exp(1j * turns)).astype(np.complex64), size).astype(np.float32))


def harmonic(count: int, soft: float, bright: float) -> Harmonics:
    """Whole multiples whose levels fall by number to the power of `soft` when quiet, of `bright` when loud."""

    def levels(brightness: float) -> tuple[Floats, Floats]:
        numbers = np.arange(1, count + 1, dtype=np.float64)
        return numbers, numbers ** -(soft + (bright - soft) * brightness)

    return levels


def partials(ratios: tuple[float, ...], quiet: tuple[float, ...], loud: tuple[float, ...]) -> Harmonics:
    """Ratios of its own, with levels for quiet and loud."""

    def levels(brightness: float) -> tuple[Floats, Floats]:
        low, high = np.array(quiet), np.array(loud)
        return np.array(ratios), low + (high - low) * brightness

    return levels


def stereo(middle: Samples, side: Samples) -> Samples:
    """(n, 2) from what both ears hear and what they hear differently."""
    return np.stack([middle + side, middle - side], axis=1)
