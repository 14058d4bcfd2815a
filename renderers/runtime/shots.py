"""Shots longer than a model makes in one go: each piece begins with the end of the one before, its colours matched."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from renderers.card import Accepts, Lengths
from renderers.errors import BadInput, BrokenPromise
from renderers.runtime.loops import going_round, loop_in

Rgb = NDArray[np.uint8]
TAIL_FRAMES = 9
"""So many last frames carry motion over where a model takes them."""

_LEAST_GAIN, _MOST_GAIN = 0.8, 1.25
_FLAT = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What a model is asked to make next: `frames` frames, its `number`-th piece, from frame `start` of the shot.

    `given` are the frames it begins with, oldest first; they come back as its first ones.
    """

    number: int
    start: int
    frames: int
    given: Sequence[Rgb] = ()


def long_shot(
    make: Callable[[Piece], Iterable[Rgb]],
    *,
    frames: int,
    lengths: Lengths,
    continues: Accepts | None,
    first: Rgb | None,
    name: str,
) -> Iterator[Rgb]:
    """Exactly so many frames, piece by piece; no more than a piece is in memory.

    Where an engine cannot go on, a piece that comes back to where it was goes round. `name` is the engine's, for the
    words of BadInput when it does not, of BrokenPromise when it gives too little.
    """
    if frames > lengths.most and continues is None:
        whole = list(make(Piece(0, 0, lengths.most, [] if first is None else [first])))
        start = loop_in(whole)
        if start is None:
            raise BadInput(
                f"{name} makes at most {lengths.most} frames ({lengths.most / lengths.fps:.1f} s), cannot continue a "
                f"shot, and what it made does not come back to where it began; this one has {frames}. Cut it, or "
                "choose an engine that continues"
            )
        yield from islice(going_round(whole, start), frames)
        return
    keep = TAIL_FRAMES if continues is Accepts.TAIL and lengths.most > 2 * TAIL_FRAMES else 1
    last: deque[Rgb] = deque(maxlen=keep)
    made, number = 0, 0
    while made < frames:
        given = list(last) if number else [] if first is None else [first]
        repeated = len(last) if number else 0
        wanted = lengths.covering(frames - made + repeated)
        fresh = _fresh(make(Piece(number, made, wanted, given)), last, repeated)
        before = made
        for frame in fresh:
            last.append(frame)
            yield frame
            made += 1
            if made == frames:
                return
        if made == before:
            raise BrokenPromise(f"{name} gave no new frames for piece {number + 1} of a shot")
        number += 1


def _fresh(piece: Iterable[Rgb], last: deque[Rgb], repeated: int) -> Iterator[Rgb]:
    """What is new in a piece, its colours as they were at the seam."""
    frames = iter(piece)
    if not repeated:
        yield from frames
        return
    wanted, echo = last[-1], None
    for _ in range(repeated):
        echo = next(frames, None)
    if echo is None:
        return
    matched = colour_match(echo, wanted)
    for frame in frames:
        yield matched(frame)


def colour_match(echo: Rgb, wanted: Rgb) -> Callable[[Rgb], Rgb]:
    """Undoes a drift of brightness and tint: what the model drew again of a frame is mapped onto that frame.

    Mean and spread of each channel, the gain within 0.8 and 1.25, so that a bad echo cannot burn the picture.
    """
    was, goal = (picture.reshape(-1, picture.shape[-1]).astype(np.float32) for picture in (echo, wanted))
    spread = was.std(0)
    gain = np.where(spread > _FLAT, goal.std(0) / np.maximum(spread, _FLAT), 1.0)
    gain = np.clip(gain, _LEAST_GAIN, _MOST_GAIN).astype(np.float32)
    shift = goal.mean(0) - was.mean(0) * gain

    def matched(frame: Rgb) -> Rgb:
        return np.asarray(np.clip(np.rint(frame.astype(np.float32) * gain + shift), 0, 255), np.uint8)

    return matched
