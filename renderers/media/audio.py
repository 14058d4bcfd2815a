"""Sound in blocks: resampling and a limiter. Memory does not grow with length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import av
import cv2
import numpy as np

from renderers.media.wav import Samples
from renderers.timing import SAMPLE_RATE

_LOOK = 240  # samples: 5 ms before a peak and 5 ms after it


def resampled(samples: Samples, sample_rate: int, *, to: int = SAMPLE_RATE) -> Samples:
    """A mono vector at 48 kHz, or another rate, its length the exact ratio rounded."""
    if sample_rate == to or not len(samples):
        return samples
    wanted = round(len(samples) * to / sample_rate)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).astype(np.float32), format="flt", layout="mono")
    frame.sample_rate = sample_rate
    engine = av.AudioResampler(format="flt", layout="mono", rate=to)
    pieces = [piece.to_ndarray().reshape(-1) for given in (frame, None) for piece in engine.resample(given)]
    sound = np.zeros(wanted, np.float32)
    joined = np.concatenate(pieces)[:wanted]
    sound[: len(joined)] = joined
    return sound


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
