"""Frames from layers: right colours, legal levels, nothing moved that need not be."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from renderers.painting.camera import View
from renderers.painting.compositor import Compositor, Layer, faded
from renderers.painting.planes import (
    Planes,
    black,
    box_of,
    cut_out_of,
    mixed,
    of_pixels,
    opaque_of,
    packed,
    softened,
    to_rgb,
)

WIDTH, HEIGHT = 128, 72


def flat(red: int, green: int, blue: int, alpha: int = 255, *, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """Premultiplied pixels of one colour."""
    pixels = np.array([red, green, blue, 255], np.float64) * alpha / 255
    return np.broadcast_to(np.rint(pixels).astype(np.uint8), (height, width, 4)).copy()


def noise(seed: int, *, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """Any legal premultiplied picture."""
    rng = np.random.default_rng(seed)
    alpha = rng.integers(0, 256, (height, width, 1))
    colour = rng.integers(0, 256, (height, width, 3)) * alpha // 255
    return np.concatenate([colour, alpha], axis=2).astype(np.uint8)


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 0), (16, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 0, 255), (32, 240, 118)),
    ],
)
def test_colours_are_bt709_studio_swing(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> None:
    planes = opaque_of(flat(*colour))
    assert (planes.y[0, 0], planes.u[0, 0], planes.v[0, 0]) == pytest.approx(wanted, abs=1)


def test_what_is_seen_through_is_mixed_as_light() -> None:
    compositor = Compositor(width=WIDTH, height=HEIGHT)
    back, glass = Layer(opaque_of(flat(200, 40, 40)), 0, 0, 0.2), Layer(cut_out_of(flat(0, 0, 200, 128)), 0, 0, 1.0)
    seen = to_rgb(compositor.compose([back], [glass], View()))[HEIGHT // 2, WIDTH // 2]
    assert seen == pytest.approx((100, 20, 120), abs=3)


@pytest.mark.parametrize("made", [cut_out_of, opaque_of])
def test_packed_planes_hold_the_same_and_move_what_is_written_into_them(made: Callable[..., Planes]) -> None:
    plain = made(noise(3))
    ready = packed(plain)
    for mine, theirs in zip(ready.parts(), plain.parts(), strict=True):
        assert np.array_equal(mine, theirs)
    compositor, back = Compositor(width=WIDTH, height=HEIGHT), Layer(opaque_of(flat(0, 0, 0)), 0, 0, 0.2)
    ready.u[:, :], plain.u[:, :] = 90, 90
    seen = [
        compositor.compose([back], [Layer(each, 2.3, 1.1, 1.0)], View(closer=0.05)).copy() for each in (ready, plain)
    ]
    for mine, theirs in zip(seen[0].parts(), seen[1].parts(), strict=True):
        assert np.array_equal(mine, theirs)


def test_no_level_leaves_studio_swing_whatever_is_laid_on_whatever() -> None:
    compositor = Compositor(width=WIDTH, height=HEIGHT, vignette=0.6)
    back = Layer(opaque_of(noise(1)), 0, 0, 0.2)
    sheets = [Layer(cut_out_of(noise(seed)), seed - 4.3, seed * 0.7, seed / 4) for seed in range(2, 7)]
    for step in range(6):
        view = View(across=0.01 * step, closer=0.02 * step, roll=0.01 * step)
        frame = faded(compositor.compose([back], sheets, view), 1 - step / 5)
        assert frame.y.min() >= 15
        assert frame.y.max() <= 236
        assert min(frame.u.min(), frame.v.min()) >= 14
        assert max(frame.u.max(), frame.v.max()) <= 242


def test_a_resting_camera_gives_the_same_frame() -> None:
    compositor = Compositor(width=WIDTH, height=HEIGHT, vignette=0.3)
    back, front = Layer(opaque_of(noise(1)), 0, 0, 0.2), Layer(cut_out_of(noise(2, width=40, height=40)), 20, 20, 1.0)
    first = compositor.compose([back], [front], View()).copy()
    again = compositor.compose([back], [front], View())
    assert all(np.array_equal(one, other) for one, other in zip(first.parts(), again.parts(), strict=True))


def test_a_new_background_replaces_the_kept_one() -> None:
    compositor = Compositor(width=WIDTH, height=HEIGHT)
    compositor.compose([Layer(opaque_of(flat(255, 255, 255)), 0, 0, 0.2)], [], View())
    dark = compositor.compose([Layer(opaque_of(flat(0, 0, 0)), 0, 0, 0.2)], [], View())
    assert dark.y.max() == 16


def test_only_the_box_of_a_layer_is_touched() -> None:
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    pixels[20:40, 31:51] = (0, 0, 0, 255)
    planes = cut_out_of(pixels)
    assert box_of(planes) == (30, 20, 52, 40)
    compositor = Compositor(width=WIDTH, height=HEIGHT)
    frame = compositor.compose([Layer(opaque_of(flat(255, 255, 255)), 0, 0, 0.0)], [Layer(planes, 0, 0, 1.0)], View())
    assert (frame.y[:20] == 235).all()
    assert frame.y[30, 40] == 16


def test_a_layer_outside_the_frame_is_no_error() -> None:
    compositor = Compositor(width=WIDTH, height=HEIGHT)
    away = Layer(cut_out_of(flat(255, 0, 0)), 5_000, -5_000, 1.0)
    empty = Layer(cut_out_of(flat(0, 0, 0, 0)), 0, 0, 1.0)
    frame = compositor.compose([Layer(opaque_of(flat(9, 9, 9)), 0, 0, 0.0)], [away, empty], View())
    assert frame.y.max() == frame.y.min()


def test_a_fade_ends_in_black() -> None:
    frame = opaque_of(noise(3))
    gone, kept = faded(frame, 0.0), faded(frame, 1.0)
    assert kept is frame
    assert all(
        np.array_equal(one, other) for one, other in zip(gone.parts(), black(WIDTH, HEIGHT).parts(), strict=True)
    )


def test_focus_goes_from_one_picture_to_the_other() -> None:
    sharp = opaque_of(noise(4))
    soft = softened(sharp, 3.0)
    assert mixed(sharp, soft, 0.0) is sharp
    assert mixed(sharp, soft, 1.0) is soft
    half = mixed(sharp, soft, 0.5)
    assert half.y.std() < sharp.y.std()
    assert half.y.std() > soft.y.std()


def test_an_opaque_picture_carries_no_alpha() -> None:
    assert of_pixels(flat(1, 2, 3)).opaque
    assert not of_pixels(flat(1, 2, 3, 200)).opaque
    assert isinstance(of_pixels(flat(1, 2, 3)).cut((2, 2, 10, 10)), Planes)
