"""Shots longer than a model's reach: exactly as long as asked, joined where they meet, never all in memory."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import numpy as np
import pytest

from renderers.card import Accepts, Lengths
from renderers.errors import BadInput, BrokenPromise
from renderers.runtime.shots import TAIL_FRAMES, Piece, Rgb, colour_match, long_shot

LENGTHS = Lengths(fps=24, most=25, step=8, offset=1)
RAMP = np.linspace(30, 220, 48, dtype=np.float32).reshape(4, 4, 3)


class Model:
    """Shows what it was given and goes on from there; every piece is a little darker than it should be."""

    def __init__(self, *, drift: float = 0.0) -> None:
        self.asked: list[Piece] = []
        self.drift = drift

    def __call__(self, piece: Piece) -> Iterator[Rgb]:
        self.asked.append(piece)
        for at in range(piece.frames):
            new = piece.given[-1] if piece.given else RAMP
            base = piece.given[at] if at < len(piece.given) else new
            yield np.clip(np.rint(base - self.drift), 0, 255).astype(np.uint8)


def shot(model: Model, *, frames: int, continues: Accepts | None = Accepts.TAIL) -> list[Rgb]:
    return list(long_shot(model, frames=frames, lengths=LENGTHS, continues=continues, first=None, name="model"))


@pytest.mark.parametrize("frames", [1, 9, 24, 25, 26, 60, 100])
@pytest.mark.parametrize("continues", [Accepts.TAIL, Accepts.FIRST])
def test_a_shot_is_exactly_as_long_as_asked(frames: int, continues: Accepts) -> None:
    model = Model()
    assert len(shot(model, frames=frames, continues=continues)) == frames
    assert all((piece.frames - 1) % 8 == 0 and piece.frames <= 25 for piece in model.asked)


def test_a_piece_begins_with_the_last_frames_of_the_one_before() -> None:
    model = Model()
    made = shot(model, frames=40)
    second = model.asked[1]
    assert len(second.given) == TAIL_FRAMES
    assert all(np.array_equal(one, two) for one, two in zip(second.given, made[25 - TAIL_FRAMES : 25], strict=True))


def test_an_engine_that_takes_one_picture_goes_on_from_the_last_frame() -> None:
    model = Model()
    made = shot(model, frames=30, continues=Accepts.FIRST)
    assert [len(piece.given) for piece in model.asked] == [0, 1]
    assert np.array_equal(model.asked[1].given[0], made[24])


def test_colours_do_not_drift_from_piece_to_piece() -> None:
    drifting = shot(Model(drift=6.0), frames=200)
    first, last = drifting[0].mean(), drifting[-1].mean()
    assert abs(float(first - last)) < 2.0


def step_at(frames: list[Rgb], seam: int) -> float:
    """How far the colours of two neighbours are apart, of 255."""
    one, two = (frames[at].reshape(-1, 3).astype(np.float32).mean(0) for at in (seam - 1, seam))
    return float(np.abs(one - two).max())


@pytest.mark.parametrize("drift", [4.0, 12.0, 24.0])
@pytest.mark.parametrize("continues", [Accepts.TAIL, Accepts.FIRST])
def test_the_step_of_colour_at_a_seam_is_gone(drift: float, continues: Accepts) -> None:
    """Joined as they come the pieces step by all of the drift; matched by no more than rounding leaves."""
    pieces = Model(drift=drift)
    made = shot(pieces, frames=60, continues=continues)
    seams = [piece.start for piece in pieces.asked[1:]]
    assert seams
    assert max(step_at(made, seam) for seam in seams) <= 1.0
    unmatched = [list(Model(drift=drift)(piece))[len(piece.given) :] for piece in pieces.asked]
    before, after = made[seams[0] - 1], unmatched[1][0]
    assert step_at([before, after], 1) == pytest.approx(drift, abs=1.0)


def test_a_bad_echo_cannot_burn_the_picture() -> None:
    grey = np.full((4, 4, 3), 128, np.uint8)
    grey[0, 0] = 131
    loud = np.rint(RAMP).astype(np.uint8)
    matched = colour_match(grey, loud)(loud)
    assert matched.std() <= loud.std() * 1.3


def leaving(piece: Piece) -> Iterator[Rgb]:
    """Something that goes away and does not come back."""
    return (np.full((4, 4, 3), 20 + 8 * at, np.uint8) for at in range(piece.frames))


def test_an_engine_that_cannot_continue_says_so() -> None:
    said = r"at most 25 frames \(1\.0 s\), cannot continue a shot, .* does not come back .* this one has 26"
    with pytest.raises(BadInput, match=said):
        list(long_shot(leaving, frames=26, lengths=LENGTHS, continues=None, first=None, name="model"))


def test_an_engine_that_gives_nothing_new_is_found_out() -> None:
    with pytest.raises(BrokenPromise, match="piece 2"):
        list(
            long_shot(
                lambda piece: iter([np.zeros((2, 2, 3), np.uint8)] * (25 if piece.number == 0 else TAIL_FRAMES)),
                frames=60,
                lengths=LENGTHS,
                continues=Accepts.TAIL,
                first=None,
                name="model",
            )
        )


def test_memory_does_not_grow_with_the_length() -> None:
    def forgetful(piece: Piece) -> Iterator[Rgb]:
        return (np.full((2, 2, 3), at, np.uint8) for at in range(piece.frames))

    made = long_shot(forgetful, frames=400, lengths=LENGTHS, continues=Accepts.TAIL, first=None, name="model")
    alive = [weakref.ref(frame) for frame in made]
    assert len(alive) == 400
    assert sum(ref() is not None for ref in alive) <= LENGTHS.most


@pytest.mark.parametrize(("wanted", "covering"), [(1, 9), (9, 9), (10, 17), (25, 25), (99, 25)])
def test_a_length_is_one_the_model_can_make(wanted: int, covering: int) -> None:
    assert LENGTHS.covering(wanted) == covering


def test_half_at_once_is_a_length_the_model_can_make() -> None:
    assert Lengths(fps=24, most=161, step=8, offset=1).at(0.5).most == 73
    assert LENGTHS.at(0.01).most == 9
