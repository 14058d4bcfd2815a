"""Clips that a vendor made one after the other become one shot: no jump of colour, no frame seen twice."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from renderers.media.conform import conform
from renderers.media.cutlist import CutList, Span
from renderers.media.seams import Seam
from renderers.runtime.shots import colour_match

RATE = Fraction(12)


class Shown:
    """Keeps the brightness of what it is given to write."""

    def __init__(self) -> None:
        self.brightness: list[float] = []

    def write_planes(self, y: Any, _u: Any, _v: Any) -> None:
        self.brightness.append(float(np.mean(y)))


def _clip(path: Path, shades: list[int]) -> Path:
    """A frame for each shade, with a gradient over it."""
    across = np.linspace(-20, 20, 64)[None, :, None]
    with av.open(str(path), "w") as film:
        stream: Any = film.add_stream("libx264", rate=RATE, options={"qp": "4", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 64, 32, "yuv420p"
        for shade in shades:
            picture = np.clip(np.full((32, 64, 3), shade) + across, 0, 255).astype(np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")):
                film.mux(packet)
        for packet in stream.encode(None):
            film.mux(packet)
    return path


def _shot(parts: list[Path], frames: int) -> list[float]:
    timing = CutList(rate=RATE, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,))
    shown: Any = Shown()
    conform(parts, shown, (64, 32), timing, match=colour_match, tick=lambda part: None)
    return list(shown.brightness)


@pytest.mark.slow
def test_a_part_that_came_out_darker_goes_on_as_bright_as_the_one_before(tmp_path: Path) -> None:
    first = _clip(tmp_path / "1.mp4", list(range(100, 112)))
    second = _clip(tmp_path / "2.mp4", list(range(81, 93)))  # begins with 111 again, drawn 30 darker
    third = _clip(tmp_path / "3.mp4", list(range(140, 152)))  # and the third far too bright
    steps = np.diff(_shot([first, second, third], 34))
    assert np.all(steps > 0.3), "every frame goes on; none is seen twice, none jumps back"
    assert np.all(steps < 1.6)


@pytest.mark.slow
def test_a_shot_of_one_part_is_left_as_it_came(tmp_path: Path) -> None:
    only = _clip(tmp_path / "1.mp4", list(range(100, 112)))
    assert np.ptp(_shot([only], 12)) == pytest.approx(11 * 219 / 255, abs=0.6)


def test_a_seam_without_an_echo_changes_nothing() -> None:
    planes = tuple(np.full((2, 2), shade, np.uint8) for shade in (90, 128, 128))
    y, u, v = planes
    assert Seam(colour_match).matched((y, u, v), part=1, echo=None, last=(y, u, v)) == (y, u, v)
