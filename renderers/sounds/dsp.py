"""Noise, resonances and curves, all as whole NumPy vectors at 48 kHz; nothing here knows what it is for.

A `Curve` is a gain over frequencies in Hz. Filtering is done in the frequency domain, so noise made here has no seam:
its end runs on into its start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import Samples
from renderers.timing import SAMPLE_RATE

Floats = NDArray[np.floating[Any]]
Curve = Callable[[Floats], Floats]


def seconds(length: float) -> int:
    """Samples in so many seconds, at least one."""
    return max(1, round(length * SAMPLE_RATE))


def decibels(level: float) -> np.float32:
    """Amplitude of a level in dB."""
    return np.float32(10 ** (level / 20))


def band(low: float, high: float, steepness: float = 2.0) -> Curve:
    """Between two frequencies in Hz; 6 dB an octave outside it per unit of steepness."""

    def curve(frequencies: Floats) -> Floats:
        hertz = np.maximum(frequencies, 1e-3)
        below, above = (low / hertz) ** (2 * steepness), (hertz / high) ** (2 * steepness)
        gain: Floats = 1 / np.sqrt((1 + below) * (1 + above))
        return gain

    return curve


def peaks(*resonances: tuple[float, float, float], floor: float = 0.0) -> Curve:
    """A sum of bells over a floor, each (centre in Hz, width in octaves, height)."""

    def curve(frequencies: Floats) -> Floats:
        octaves = np.log2(np.maximum(frequencies, 1.0))
        gain: Floats = floor + np.sum(
            [high * np.exp(-(((octaves - np.log2(centre)) / wide) ** 2)) for centre, wide, high in resonances], axis=0
        )
        return gain

    return curve


_AUDIBLE = band(30, 18_000)


def tilted(power: float, curve: Curve = _AUDIBLE) -> Curve:
    """A curve that also falls by frequency to the power of -`power`: 0.5 is pink, 1 is brown."""
    return lambda frequencies: curve(frequencies) * np.maximum(frequencies, 20.0) ** -power


def noise(rng: np.random.Generator, samples: int, curve: Curve) -> Samples:
    """Noise of that colour, RMS 1, without a seam."""
    even = fast_length(samples)
    frequencies = np.fft.rfftfreq(even, 1 / SAMPLE_RATE)
    phases = rng.random(len(frequencies), np.float32) * np.float32(2 * np.pi)
    shape = curve(frequencies).astype(np.float32)
    shape[0] = 0
    spectrum = np.empty(len(frequencies), np.complex64)
    spectrum.real, spectrum.imag = shape * np.cos(phases), shape * np.sin(phases)
    made = np.fft.irfft(spectrum, even)[:samples]
    return unit(made.astype(np.float32))


def wide_noise(rng: np.random.Generator, samples: int, curve: Curve, *, width: float = 0.5) -> Samples:
    """(samples, 2): two noises that share a middle, so that they keep their level in mono."""
    middle, side = noise(rng, samples, curve), noise(rng, samples, curve) * np.float32(width)
    made: Samples = (np.stack([middle + side, middle - side], axis=1) / np.sqrt(1 + width**2)).astype(np.float32)
    return made


def fast_length(samples: int) -> int:
    """The length itself where its transform is quick, else the next even one made of small primes."""
    wanted = max(2, samples + samples % 2)
    while _rest(wanted) > 1:
        wanted += 2
    return wanted


def _rest(number: int) -> int:
    for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        while number % prime == 0:
            number //= prime
    return number


def filtered(sound: Samples, curve: Curve) -> Samples:
    """A sound through a curve, without delay; the ends are padded, so nothing wraps around."""
    size = fast_length(len(sound) + SAMPLE_RATE // 4)
    gain = curve(np.fft.rfftfreq(size, 1 / SAMPLE_RATE)).astype(np.float32)
    gain = gain if sound.ndim == 1 else gain[:, None]
    made = np.fft.irfft(np.fft.rfft(sound, size, axis=0) * gain, size, axis=0)[: len(sound)]
    return made.astype(np.float32)


def convolved(sound: Samples, response: Samples) -> Samples:
    """A mono sound through a response of (n, 2): (len(sound) + n - 1, 2)."""
    length = len(sound) + len(response) - 1
    size = fast_length(length)
    spectrum = np.fft.rfft(sound, size)[:, None] * np.fft.rfft(response, size, axis=0)
    made = np.fft.irfft(spectrum, size, axis=0)[:length]
    return made.astype(np.float32)


def modes(
    frequencies: Sequence[float] | Floats,
    decays: Sequence[float] | Floats,
    levels: Sequence[float] | Floats,
    samples: int,
    *,
    rng: np.random.Generator | None = None,
) -> Samples:
    """A struck body: decaying sines; `decays` are seconds to a thousandth (T60). Phases are drawn if `rng` is given."""
    at = np.arange(samples, dtype=np.float32) / np.float32(SAMPLE_RATE)
    made = np.zeros(samples, np.float32)
    for hertz, decay, level in zip(frequencies, decays, levels, strict=True):
        if hertz >= SAMPLE_RATE * 0.45 or level == 0:
            continue
        last = min(samples, seconds(1.25 * decay))
        turn = np.float32(rng.uniform(0, 2 * np.pi) if rng is not None else 0.0)
        heard = np.sin(np.float32(2 * np.pi * hertz) * at[:last] + turn)
        heard *= np.exp(np.float32(-6.91 / decay) * at[:last]) * np.float32(level)
        made[:last] += heard
    return made


def drift(rng: np.random.Generator, samples: int, hertz: float, low: float, high: float) -> Samples:
    """A slow random curve between two values, without a seam."""
    length = samples / SAMPLE_RATE
    count = max(2, round(hertz * length))
    coarse = 512
    at = np.arange(coarse) / coarse
    turns = rng.uniform(0, 2 * np.pi, count)
    weights = rng.uniform(0.3, 1, count) / np.sqrt(np.arange(1, count + 1))
    wave = np.sum(
        [w * np.sin(2 * np.pi * k * at + p) for k, (w, p) in enumerate(zip(weights, turns, strict=True), 1)], axis=0
    )
    spread = np.ptp(wave) or 1.0
    scaled = low + (high - low) * (wave - wave.min()) / spread
    return stretched(np.append(scaled, scaled[0]), samples)


def stretched(points: Sequence[float] | Floats, samples: int) -> Samples:
    """Points spread evenly over so many samples, straight lines between them."""
    places = np.linspace(0, samples, len(points))
    return np.interp(np.arange(samples), places, points).astype(np.float32)


def fall(samples: int, decay: float) -> Samples:
    """An envelope from 1 that reaches a thousandth after `decay` seconds."""
    made: Samples = np.exp(np.arange(samples, dtype=np.float32) * np.float32(-6.91 / (decay * SAMPLE_RATE)))
    return made


def rise(samples: int, length: float) -> Samples:
    """An envelope that eases from 0 to 1 in `length` seconds and stays there."""
    ramp = np.ones(samples, np.float32)
    count = min(samples, seconds(length))
    ramp[:count] = 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)
    return ramp


def eased(sound: Samples, *, start: float = 0.002, end: float = 0.01) -> Samples:
    """The same sound with ends that do not click; lengths in seconds."""
    ramp = rise(len(sound), start) * rise(len(sound), end)[::-1]
    return sound * (ramp if sound.ndim == 1 else ramp[:, None])


def unit(sound: Samples) -> Samples:
    """The same sound with RMS 1; silence stays silence."""
    power = float(np.sqrt(np.square(sound, dtype=np.float64).mean())) if len(sound) else 0.0
    return sound / np.float32(power) if power > 0 else sound


def peak(sound: Samples, level: float) -> Samples:
    """The same sound with its highest sample at `level` in dBFS."""
    high = float(np.abs(sound).max(initial=0.0))
    return sound * np.float32(10 ** (level / 20) / high) if high > 0 else sound


def add(target: Samples, sound: Samples, at: int) -> None:
    """Adds a sound to another from a sample on; what lies outside is dropped."""
    first, last = max(0, at), min(len(target), at + len(sound))
    if first < last:
        target[first:last] += sound[first - at : last - at]


def around(target: Samples, sound: Samples, at: int) -> None:
    """Adds a sound to a loop: what runs over its end goes on at its start."""
    at %= len(target)
    add(target, sound, at)
    if at + len(sound) > len(target):
        add(target, sound, at - len(target))


def panned(sound: Samples, place: float) -> Samples:
    """A mono sound at `place` from -1 (left) to 1 (right), equal power: (n, 2)."""
    angle = (np.clip(place, -1, 1) + 1) * np.pi / 4
    return np.stack([sound * np.float32(np.cos(angle)), sound * np.float32(np.sin(angle))], axis=1)


def wrapped(sound: Samples) -> Samples:
    """A loop of a sound that has a seam: its last quarter second melts into what comes before its first sample."""
    over = min(len(sound) // 4, SAMPLE_RATE // 4)
    ramp = np.linspace(0, 1, over, dtype=np.float32)[:, None]
    made = sound[:-over].copy()
    made[:over] = made[:over] * ramp + sound[-over:] * (1 - ramp)
    return made
