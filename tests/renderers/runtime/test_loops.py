"""Loops: what comes back is found and goes round without a jump; what does not is none."""

from __future__ import annotations

from itertools import islice, pairwise

import numpy as np
import pytest

from renderers.card import Lengths
from renderers.runtime.loops import JOINED, Rgb, going_round, loop_in
from renderers.runtime.shots import Piece, long_shot


def turning(frames: int, *, period: float, drift: float = 0.0) -> list[Rgb]:
    """A light that goes round in a circle, and a picture that grows brighter by `drift` a frame."""
    down, across = np.mgrid[:48, :64]
    made = []
    for at in range(frames):
        angle = 2 * np.pi * at / period
        spot = np.exp(-(((across - 32 - 16 * np.cos(angle)) ** 2 + (down - 24 - 12 * np.sin(angle)) ** 2) / 60))
        grey = 60 + 150 * spot + drift * at
        made.append(np.repeat(np.clip(grey, 0, 255)[..., None], 3, axis=2).astype(np.uint8))
    return made


def jump(one: Rgb, two: Rgb) -> float:
    return float(np.abs(one.astype(np.float32) - two).mean())


@pytest.mark.parametrize("period", [24.0, 30.0, 41.0])
def test_what_comes_back_is_found_where_it_comes_back(period: float) -> None:
    frames = turning(60, period=period)
    start = loop_in(frames)
    assert start is not None
    assert (60 - start) % period == pytest.approx(0, abs=0.6)


def test_a_loop_goes_round_without_a_jump() -> None:
    frames = turning(60, period=30.0)
    start = loop_in(frames)
    assert start is not None
    made = list(islice(going_round(frames, start), 200))
    usual = np.median([jump(one, two) for one, two in pairwise(frames)])
    assert max(jump(one, two) for one, two in pairwise(made)) < 1.5 * usual
    assert all(np.array_equal(one, two) for one, two in zip(made, frames[:-JOINED], strict=False))


@pytest.mark.parametrize("drift", [1.0, 2.0])
def test_what_grows_brighter_all_the_time_is_none(drift: float) -> None:
    assert loop_in(turning(60, period=200.0, drift=drift)) is None


def test_what_is_too_short_to_come_back_is_none() -> None:
    assert loop_in(turning(JOINED + 5, period=10.0)) is None


def test_an_engine_that_cannot_go_on_goes_round_where_its_piece_does() -> None:
    asked: list[Piece] = []

    def make(piece: Piece) -> list[Rgb]:
        asked.append(piece)
        return turning(piece.frames, period=30.0)

    lengths = Lengths(fps=24, most=61, step=6, offset=1)
    made = list(long_shot(make, frames=150, lengths=lengths, continues=None, first=None, name="model"))
    assert len(made) == 150
    assert len(asked) == 1, "it is paid for once"
