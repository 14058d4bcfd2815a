"""The camera: exact to a hundredth of a pixel, never past the edge of the painting."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from renderers.painting.camera import Camera, Reach, View, eased, inverted, placed, through
from renderers.painting.compositor import Compositor, Layer
from renderers.painting.planes import opaque_of
from renderers.spec import Movement

WIDTH, HEIGHT, RATE, FRAMES = 320, 180, 24.0, 72
REACH = Reach(0.18, 0.1)
MOVES = [move for move in Movement if move is not Movement.HANDHELD]


def camera(movement: Movement, *, seed: int = 3, frames: int = FRAMES) -> Camera:
    return Camera(movement, frames, RATE, REACH, seed)


def positions(movement: Movement, nearness: float, point: tuple[float, float] = (250.0, 40.0)) -> np.ndarray:
    """Where a point of a layer is in every frame, in pixels."""
    moved = camera(movement)
    matrices = (through(moved.view(at), nearness=nearness, width=WIDTH, height=HEIGHT) for at in range(FRAMES))
    return np.array([matrix @ np.array([*point, 1.0]) for matrix in matrices])


@pytest.mark.parametrize("movement", MOVES)
def test_a_move_has_no_jerk(movement: Movement) -> None:
    path = positions(movement, 1.0)
    jerk = np.abs(np.diff(path, n=3, axis=0))
    assert jerk.max() < 0.01


@pytest.mark.parametrize("movement", MOVES)
def test_a_move_starts_and_ends_gently(movement: Movement) -> None:
    path = positions(movement, 1.0)
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    if steps.max() > 0:
        assert steps[0] < 0.4 * steps.max()
        assert steps[-1] < 0.4 * steps.max()


@pytest.mark.parametrize("movement", list(Movement))
def test_what_is_far_never_leaves_the_painting(movement: Movement) -> None:
    moved = camera(movement)
    margin_x, margin_y = REACH.across * HEIGHT, REACH.down * HEIGHT
    for at in range(FRAMES):
        back = inverted(through(moved.view(at), nearness=0.25, width=WIDTH, height=HEIGHT))
        corners = back @ np.array([[0, WIDTH, 0, WIDTH], [0, 0, HEIGHT, HEIGHT], [1, 1, 1, 1]], np.float64)
        assert corners[0].min() >= -margin_x - 1e-6
        assert corners[0].max() <= WIDTH + margin_x + 1e-6
        assert corners[1].min() >= -margin_y - 1e-6
        assert corners[1].max() <= HEIGHT + margin_y + 1e-6


def test_near_things_move_more_than_far_ones() -> None:
    far, near = positions(Movement.TRACK, 0.2), positions(Movement.TRACK, 1.6)
    assert np.ptp(near[:, 0]) > 5 * np.ptp(far[:, 0])


def test_a_pan_turns_everything_alike() -> None:
    far, near = positions(Movement.PAN_LEFT, 0.2), positions(Movement.PAN_LEFT, 1.6)
    assert np.allclose(np.diff(far, axis=0), np.diff(near, axis=0))


def test_a_push_is_the_same_perspective_as_walking_closer() -> None:
    matrix = through(View(closer=0.1), nearness=1.0, width=WIDTH, height=HEIGHT)
    assert matrix[0, 0] == pytest.approx(1 / 0.9)
    assert through(View(closer=0.1), nearness=0.0, width=WIDTH, height=HEIGHT)[0, 0] == 1.0


def test_directions_are_what_they_are_called() -> None:
    start, end = camera(Movement.PAN_RIGHT).view(0), camera(Movement.PAN_RIGHT).view(FRAMES - 1)
    assert start.pan < 0 < end.pan
    assert positions(Movement.PAN_RIGHT, 1.0)[-1, 0] < positions(Movement.PAN_RIGHT, 1.0)[0, 0]
    assert positions(Movement.TILT_UP, 1.0)[-1, 1] > positions(Movement.TILT_UP, 1.0)[0, 1]
    assert positions(Movement.CRANE, 1.0)[-1, 1] > positions(Movement.CRANE, 1.0)[0, 1]


def test_the_hand_never_repeats_itself_and_is_the_same_for_a_seed() -> None:
    views = [camera(Movement.HANDHELD, seed=5).view(at) for at in range(FRAMES)]
    assert len(set(views)) == FRAMES
    assert views == [camera(Movement.HANDHELD, seed=5).view(at) for at in range(FRAMES)]
    assert views[10] != camera(Movement.HANDHELD, seed=6).view(10)


def test_an_eased_moment_goes_from_start_to_end_without_turning_back() -> None:
    moments = [eased(at / 100) for at in range(101)]
    assert moments[0] == 0
    assert moments[-1] == pytest.approx(1)
    assert all(later > earlier for earlier, later in itertools.pairwise(moments))


def test_the_pictures_follow_the_camera_to_a_hundredth_of_a_pixel() -> None:
    """Measured in the composed frames: the centre of a soft blob against where the affine puts it."""
    blob = np.zeros((HEIGHT + 40, WIDTH + 60, 4), np.uint8)
    blob[..., 3] = 255
    down, across = np.mgrid[: blob.shape[0], : blob.shape[1]].astype(np.float64)
    blob[..., :3] = np.rint(250 * np.exp(-((across - 240.5) ** 2 + (down - 70.5) ** 2) / 160))[..., None]
    layer = Layer(opaque_of(blob), -30, -20, nearness=0.6)
    compositor = Compositor(width=WIDTH, height=HEIGHT)
    moved = camera(Movement.PUSH_IN)
    errors = []
    for at in range(0, FRAMES, 2):
        view = moved.view(at)
        frame = compositor.compose([layer], [], view)
        weights = np.clip(frame.y.astype(np.float64) - 24, 0, None)  # the faint edge is mostly rounding
        grid_y, grid_x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
        found = np.array([(weights * grid_x).sum(), (weights * grid_y).sum()]) / weights.sum()
        camera_matrix = through(view, nearness=0.6, width=WIDTH, height=HEIGHT)
        wanted = placed(camera_matrix, left=-30, top=-20) @ np.array([241.0, 71.0, 1.0])
        errors.append(found - wanted)
    assert np.abs(np.diff(np.array(errors), axis=0)).mean() < 0.01
    assert np.abs(np.diff(np.array(errors), n=2, axis=0)).mean() < 0.01


def test_inverting_twice_is_where_it_was() -> None:
    matrix = through(View(closer=0.07, pan=0.1, roll=0.05), nearness=0.8, width=WIDTH, height=HEIGHT)
    assert np.allclose(inverted(inverted(matrix)), matrix)
    assert cv2.invertAffineTransform(matrix) == pytest.approx(inverted(matrix))
