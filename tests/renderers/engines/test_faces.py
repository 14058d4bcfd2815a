"""Faces are found, turned upright and told apart, by models in the layout of the released pack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from renderers.engines.faces import _WHERE, Face, face_in, onto
from renderers.engines.instant_id import placed
from renderers.errors import BadInput
from tests.fakes.tiny_faces import LANDMARKS, buffalo


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    buffalo(folder)
    return folder / "models/buffalo_l"


def read(pack: Path, picture: np.ndarray) -> Face:
    return face_in(picture, detector=pack / "det_10g.onnx", recogniser=pack / "w600k_r50.onnx", name="face.0")


def noise(seed: int, height: int = 320, width: int = 320) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)


def test_landmarks_are_in_the_pictures_own_pixels(pack: Path) -> None:
    assert np.allclose(read(pack, noise(1)).landmarks, np.array(LANDMARKS) / 2, atol=0.01)
    assert np.allclose(read(pack, noise(1, 160, 320)).landmarks, np.array(LANDMARKS) / 2, atol=0.01)


def test_another_picture_is_other_numbers_and_the_same_one_the_same(pack: Path) -> None:
    one, again, other = (read(pack, noise(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one.embedding, again.embedding)
    assert not np.allclose(one.embedding, other.embedding)
    assert abs(float(np.linalg.norm(one.unit)) - 1) < 1e-5


def test_a_face_is_turned_upright(pack: Path) -> None:
    turn = np.deg2rad(30)
    spun = (_WHERE * 3) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + [40, 70]
    moved = onto(spun.astype(np.float32), _WHERE)
    assert np.allclose(spun @ moved[:, :2].T + moved[:, 2], _WHERE, atol=1e-2)


def test_a_picture_without_a_face_is_named(pack: Path) -> None:
    """The tiny detector sees nobody in the dark; the border that is added for close faces is no light."""
    with pytest.raises(BadInput, match=r"no face to be found in face\.0; give a portrait"):
        read(pack, np.zeros((64, 64, 3), np.uint8))


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
def test_a_face_is_placed_as_large_as_the_framing_wants_it(share: float) -> None:
    drawn = placed(_WHERE, width=400, height=300, share=share)
    rows = np.flatnonzero(drawn.any(axis=(1, 2)))
    assert abs((rows[-1] - rows[0]) / 300 - share / 3) < 0.05, "from eyes to mouth is a third of a head"
    columns = np.flatnonzero(drawn.any(axis=(0, 2)))
    assert abs((columns[0] + columns[-1]) / 2 - 200) < 5
