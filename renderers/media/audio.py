"""Sound in blocks: resampling, the tone of a room, placing lines, and a limiter. Memory does not grow with length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np

from renderers.errors import BadInput
from renderers.media.wav import BLOCK, Samples, WavReader, read_speech
from renderers.timing import SAMPLE_RATE

_TILE_SECONDS = 8
_LOOK = 240  # samples: 5 ms before a peak and 5 ms after it
_EDGE = 240


def resampled(samples: Samples, sample_rate: int) -> Samples:
    """A mono vector at 48 kHz, its length the exact ratio rounded."""
    if sample_rate == SAMPLE_RATE or not len(samples):
        return samples
    wanted = round(len(samples) * SAMPLE_RATE / sample_rate)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).astype(np.float32), format="flt", layout="mono")
    frame.sample_rate = sample_rate
    engine = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    pieces = [piece.to_ndarray().reshape(-1) for given in (frame, None) for piece in engine.resample(given)]
    sound = np.zeros(wanted, np.float32)
    joined = np.concatenate(pieces)[:wanted]
    sound[: len(joined)] = joined
    return sound


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of speech that starts on an absolute sample."""

    start: int
    samples: int
    path: Path


def room_tone(*, seed: int, level_dbfs: float, warmth: float) -> Samples:
    """A seamless stereo loop of air: noise falling by frequency to the power of -warmth, (8 s * 48 kHz, 2)."""
    length = _TILE_SECONDS * SAMPLE_RATE
    noise = np.random.default_rng(seed)
    frequencies = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    shape = np.where(frequencies > 30, np.maximum(frequencies, 30) ** -warmth, 0.0) * (frequencies < 9000)
    spectrum = shape * np.exp(2j * np.pi * noise.random((2, len(frequencies))))
    tile = np.fft.irfft(spectrum, length).T
    loop: Samples = (tile / np.sqrt(np.square(tile).mean()) * 10 ** (level_dbfs / 20)).astype(np.float32)
    return loop


def mixed(lines: Iterable[Placed], *, tone: Samples, samples: int) -> Iterator[Samples]:
    """Blocks of (n, 2): the tone under every line, lines in the middle, ends faded so that joins do not click."""
    waiting = sorted(lines, key=lambda line: line.start)
    sounding: list[tuple[int, Samples]] = []
    for start in range(0, samples, BLOCK):
        end = min(start + BLOCK, samples)
        block = np.take(tone, np.arange(start, end) % len(tone), axis=0)
        while waiting and waiting[0].start < end:
            line = waiting.pop(0)
            sounding.append((line.start, resampled(*read_speech(line.path))))
        for at, sound in sounding:
            first, last = max(at, start), min(at + len(sound), end)
            if first < last:
                block[first - start : last - start] += sound[first - at : last - at, None]
        sounding = [(at, sound) for at, sound in sounding if at + len(sound) > end]
        yield block * _edges(start, end, samples)[:, None]


def _edges(start: int, end: int, samples: int) -> Samples:
    at = np.arange(start, end)
    edges: Samples = np.clip(np.minimum(at + 1, samples - at) / _EDGE, 0, 1).astype(np.float32)
    return edges


def sections(files: Iterable[tuple[Path, int]]) -> Iterator[Samples]:
    """Blocks of the first `samples` of each file after each other; BadInput when one is shorter."""
    for path, samples in files:
        with WavReader(path) as sound:
            left = samples
            while left:
                block = sound.read(min(BLOCK, left))
                if not len(block):
                    raise BadInput(f"the sound {path.name} ends {left} samples too early; mix its scene again")
                left -= len(block)
                yield block


def limited(blocks: Iterable[Samples], *, gain: float, ceiling: float) -> Iterator[Samples]:
    """The same blocks, louder by `gain`, with peaks turned down to `ceiling` by a gain that looks 5 ms ahead."""
    held = np.zeros((0, 2), np.float32)
    before = held
    for block in blocks:
        held = np.concatenate([held, block * np.float32(gain)])
        if len(held) <= 4 * _LOOK:
            continue
        turned = _turn_down(held, before, ceiling)
        whole = len(held) - 2 * _LOOK
        yield held[:whole] * turned[:whole, None]
        before, held = held[max(0, whole - 2 * _LOOK) : whole], held[whole:]
    if len(held):
        yield held * _turn_down(held, before, ceiling)[:, None]


def _turn_down(block: Samples, before: Samples, ceiling: float) -> Samples:
    """A gain per sample of the block; `before` is the sound before it, so that blocks join without a step."""
    size = np.abs(np.concatenate([before, block]))
    peaks = np.maximum(size[:, 0], size[:, 1])
    known = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)).astype(np.float32)
    kernel = np.ones((1, 2 * _LOOK + 1), np.uint8)
    if known.min() >= 1:
        none: Samples = known[len(before) :]
        return none
    lowest = cv2.erode(known.reshape(1, -1), kernel, borderType=cv2.BORDER_REPLICATE)
    smooth = cv2.blur(lowest, (2 * _LOOK + 1, 1), borderType=cv2.BORDER_REPLICATE).reshape(-1)[len(before) :]
    turned: Samples = np.minimum(smooth, known[len(before) :]).astype(np.float32)
    return turned
