"""Pieces of film that come back to where they were: found, and closed so that they go on without a jump.

For engines that cannot carry a shot on. What never comes back is no loop, and nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
JOINED = 8
"""Frames over which the end becomes what led to the beginning."""

_SIDE = 24
_SHORTEST = 12
_STEPS, _ROUNDING = 2.0, 0.5
"""An end is as far from what led to the beginning as two steps of its own motion, and half a shade of 255."""


def loop_in(frames: Sequence[Rgb]) -> int | None:
    """The frame that can follow the last one, the nearest of all; None when none can."""
    last = len(frames) - 1
    if last < JOINED + _SHORTEST:
        return None
    small = np.stack([cv2.resize(each, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA) for each in frames])
    seen = small.astype(np.float32)
    step = float(np.median(np.abs(np.diff(seen, axis=0)).mean((1, 2, 3))))
    ends = seen[-JOINED:]
    far = {
        start: float(np.abs(ends - seen[start - JOINED : start]).mean())
        for start in range(JOINED, last + 2 - _SHORTEST)
    }
    nearest = min(far, key=lambda start: far[start])
    return nearest if far[nearest] <= _STEPS * step + _ROUNDING else None


def going_round(frames: Sequence[Rgb], start: int) -> Iterator[Rgb]:
    """The piece, and then from `start` to its end again and again; its last frames become those that led to `start`."""
    closed = [*frames[:-JOINED], *_joined(frames[-JOINED:], frames[start - JOINED : start])]
    yield from closed
    while True:
        yield from closed[start:]


def _joined(leaving: Sequence[Rgb], coming: Sequence[Rgb]) -> Iterator[Rgb]:
    for number, (one, two) in enumerate(zip(leaving, coming, strict=True), 1):
        share = number / len(leaving)
        yield np.asarray(np.rint(one * (1 - share) + two * share), np.uint8)
