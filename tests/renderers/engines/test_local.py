"""What engines with weights share and needs no library of theirs: pictures in, frames out, what is missing."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderers.card import Frame, Licence, Weights
from renderers.engines.local import lacking, read_rgb, retimed
from renderers.errors import BadInput
from renderers.media.rgb import filling

FILM = Fraction(24)


def test_retiming_keeps_the_length_and_mixes_between_moments() -> None:
    frames = [np.full((2, 2, 3), 10 * at, np.uint8) for at in range(9)]
    made = [int(frame[0, 0, 0]) for frame in retimed(iter(frames), source=Fraction(8), target=FILM, count=12)]
    assert made == [0, 3, 7, 10, 13, 17, 20, 23, 27, 30, 33, 37]
    same = list(retimed(iter(frames), source=FILM, target=FILM, count=9))
    assert all(one is two for one, two in zip(same, frames, strict=True))


def test_fewer_frames_than_the_model_made_are_every_other_one() -> None:
    frames = [np.full((2, 2, 3), at, np.uint8) for at in range(9)]
    made = [int(frame[0, 0, 0]) for frame in retimed(iter(frames), source=Fraction(48), target=FILM, count=4)]
    assert made == [0, 2, 4, 6]


def test_a_picture_of_two_hundred_megapixels_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    Image.new("1", (20_000, 10_000)).save(path, compress_level=1)
    with pytest.raises(BadInput, match=r"huge\.png is not a picture that can be read"):
        read_rgb(path)


def test_a_picture_fills_the_frame_from_its_middle() -> None:
    picture = np.zeros((10, 40, 3), np.uint8)
    picture[:, 15:25] = 200
    filled = filling(picture, 20, 20)
    assert filled.shape == (20, 20, 3)
    assert filled[:, 2:-2].min() > 190  # the edges ring a little


@pytest.mark.parametrize(
    ("asked", "drawn"), [((1920, 1080), (1366, 768)), ((640, 360), (640, 360)), ((720, 1280), (720, 1280))]
)
def test_a_model_draws_at_its_own_size_in_the_shape_of_the_film(asked: tuple[int, int], drawn: tuple[int, int]) -> None:
    width, height = Frame(pixels=1024 * 1024, multiple=2).fitting(*asked)
    assert abs(width - drawn[0]) <= 2
    assert abs(height - drawn[1]) <= 2


def test_a_missing_library_is_named_with_the_way_to_it() -> None:
    weights = Weights("w", "maker/w", Licence("MIT"), memory_gb=1, part_gb=1)
    assert lacking(weights, ("no_such_library",)).endswith("(no_such_library); run `make engines`")
