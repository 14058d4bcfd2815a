"""A film of checked scenes is not decoded again, and still nothing black, frozen or out of place gets through."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from infra.bench.synthetic import make
from renderers.errors import BadInput
from renderers.media.checked import PictureCheck, check, look_again
from renderers.media.cutlist import CutList, Span
from renderers.media.encode import SegmentWriter
from renderers.media.groups import groups_in
from renderers.media.inspect import PictureFindings, look

RATE, FRAMES, WIDTH, HEIGHT = Fraction(24), 120, 160, 90
Pixels = Callable[[int], np.ndarray[Any, np.dtype[np.uint8]]]


def quiet(_: float) -> None:
    """Nobody asks."""


def ramp(shift: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.ascontiguousarray(np.roll(np.tile(np.linspace(60, 180, WIDTH).astype(np.uint8), (HEIGHT, 1)), shift, 1))


def moving(frame: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return ramp(frame)


def stopping(frame: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return ramp(min(frame, FRAMES - 30))


def starting_late(frame: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return ramp(FRAMES - 30 + max(0, frame - 30))


def fading(frame: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return ramp(frame) if frame < FRAMES - 20 else np.full((HEIGHT, WIDTH), 16, np.uint8)


def scene(path: Path, pixels: Pixels) -> Path:
    chroma = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    with SegmentWriter(path, width=WIDTH, height=HEIGHT, rate=RATE) as segment:
        for frame in range(FRAMES):
            segment.write_planes(pixels(frame), chroma, chroma)
    return path


def film_of(folder: Path, *scenes: Pixels, transitions: Any = ()) -> tuple[Path, list[PictureCheck], CutList]:
    clips = [scene(folder / f"{number}.mp4", pixels) for number, pixels in enumerate(scenes)]
    starts = tuple(FRAMES * number for number in range(len(clips)))
    parts = tuple(Span(start=start, frames=FRAMES) for start in starts)
    cuts = CutList(rate=RATE, frames=FRAMES * len(clips), parts=parts, cuts=starts, scenes=starts)
    cuts.write(folder / "timeline")
    inputs = {"timeline": folder / "timeline"} | {f"clip.{number}": clip for number, clip in enumerate(clips)}
    film = make("picture", {"rate": "24", "transitions": transitions}, inputs, folder / "film")
    return film, [check(clip, rate=RATE, tick=quiet) for clip in clips], cuts


def both(folder: Path, *scenes: Pixels, transitions: Any = ()) -> tuple[PictureFindings, PictureFindings]:
    """What decoding the whole film finds, and what looking again does."""
    film, checks, cuts = film_of(folder, *scenes, transitions=transitions)
    return look(film, rate=RATE, frozen_frames=48, tick=quiet), look_again(film, checks, cuts, tick=quiet)


@pytest.mark.parametrize(
    "scenes",
    [(moving, moving), (fading, moving), (fading, fading, moving), (stopping, starting_late), (moving, stopping)],
    ids=["moving", "black", "black twice", "frozen over a joint", "too short to be frozen"],
)
def test_looking_again_finds_what_decoding_everything_finds(tmp_path: Path, scenes: tuple[Pixels, ...]) -> None:
    whole, again = both(tmp_path, *scenes)
    assert again == whole
    assert again.exact


def test_a_still_that_no_scene_holds_alone_is_found_over_their_joint(tmp_path: Path) -> None:
    _, again = both(tmp_path, stopping, starting_late)
    (span,) = again.frozen
    assert abs(span.start - (FRAMES - 30)) <= 1
    assert abs(span.end - (FRAMES + 31)) <= 1


def test_a_dissolve_is_looked_at_anew(tmp_path: Path) -> None:
    mixed = [{"clip": 0, "kind": "dissolve", "frames": 24}]
    whole, again = both(tmp_path, moving, fading, moving, transitions=mixed)
    assert again == whole


def test_another_film_under_the_same_checks_is_seen_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").mkdir()
    _, checks, cuts = film_of(tmp_path / "good", moving, moving)
    film, _, _ = film_of(tmp_path / "bad", fading, stopping)
    assert look_again(film, checks, cuts, tick=quiet) == look(film, rate=RATE, frozen_frames=48, tick=quiet)


def test_a_scene_in_the_place_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    film, checks, cuts = film_of(tmp_path, moving, fading, moving)
    swapped = [checks[1], checks[0], checks[2]]
    found = look_again(film, swapped, cuts, tick=quiet)
    assert [(span.start, span.end) for span in found.black] == [(2 * FRAMES - 20, 2 * FRAMES)]


def test_equal_pictures_have_equal_groups_wherever_they_stand(tmp_path: Path) -> None:
    film, checks, _ = film_of(tmp_path, moving, stopping)
    groups = groups_in(film, rate=RATE, tick=quiet)
    assert groups.parameters == checks[1].groups.parameters
    alone = [(group.start + FRAMES, group.checksum) for group in checks[1].groups.groups]
    assert [(group.start, group.checksum) for group in groups.groups if group.start >= FRAMES] == alone


def test_what_is_no_check_is_named(tmp_path: Path) -> None:
    (tmp_path / "check.json").write_text("{}")
    with pytest.raises(BadInput, match=r"check\.json is no check of a picture"):
        PictureCheck.read(tmp_path / "check.json")
