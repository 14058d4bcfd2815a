"""SadTalker by its own command line: what is heard, the picture it keeps, and what it says when it cannot."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from renderers.compilers.avatars import avatars
from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.errors import BadInput, ToolMissing
from renderers.media.probe import opened, video_facts
from renderers.media.process import ProgramFailed
from renderers.models.store import ModelStore
from tests.contracts.clip_jobs import cut_list, face, spoken
from tests.models import equip, using

pytestmark = pytest.mark.slow
ENGINE = engines()["sadtalker"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with using(tmp_path / "models") as found:
        equip(found, ENGINE)
        yield found


def job(folder: Path, *, told: list[float], picture: np.ndarray | None = None) -> Job[Any]:
    """A second of a clip; half a second of it is spoken."""
    scratch = folder / "scratch"
    scratch.mkdir()
    Image.fromarray(face() if picture is None else picture).save(folder / "first.png")
    inputs = {
        "first": folder / "first.png",
        "timing": cut_list(folder / "timing", frames=24, lines=1),
        "speech.0": spoken(folder / "speech.wav"),
    }
    asked = {"width": 256, "height": 128, "rate": "24", "seed": 99}
    return Job(read_settings(ENGINE, asked), inputs, folder / "out.mp4", scratch, told.append)


def test_it_films_people_of_podcasts_too() -> None:
    assert "sadtalker" in avatars()


def test_a_picture_says_what_is_heard_as_long_as_the_shot_lasts(store: ModelStore, tmp_path: Path) -> None:
    told: list[float] = []
    asked = job(tmp_path, told=told)
    ENGINE.render(asked)
    assert video_facts(asked.out) == {"frames": 24, "width": 256, "height": 128, "rate": "24"}
    with opened(asked.out) as film:
        bright = [float(frame.to_ndarray(format="gray").mean()) for frame in film.decode(video=0)]
    assert min(bright[2:10]) > max(bright[14:]) + 20, "silence keeps the mouth closed"
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_it_stays_off_until_an_agreement_on_its_weights_is_recorded(tmp_path: Path) -> None:
    with using(tmp_path / "models"):
        assert "for research forbids commercial use" in ENGINE.missing()  # type: ignore[attr-defined]


def test_without_its_readers_of_faces_it_says_so_before_anything_runs(store: ModelStore, tmp_path: Path) -> None:
    reader = Path(os.environ["SADTALKER_HOME"]) / "gfpgan/weights/alignment_WFLW_4HG.pth"
    reader.unlink()
    with pytest.raises(ToolMissing, match=r"has no gfpgan/weights/alignment_WFLW_4HG\.pth"):
        ENGINE.render(job(tmp_path, told=[]))


def test_a_picture_without_a_face_is_said_in_words(store: ModelStore, tmp_path: Path) -> None:
    plain = np.full((128, 256, 3), 90, np.uint8)
    with pytest.raises(BadInput, match=r"no face is to be found in first\.png"):
        ENGINE.render(job(tmp_path, told=[], picture=plain))


def test_what_the_program_said_when_it_failed_is_told(store: ModelStore, tmp_path: Path) -> None:
    (Path(os.environ["SADTALKER_HOME"]) / "inference.py").write_text("raise SystemExit('CUDA out of memory')")
    with pytest.raises(ProgramFailed, match="CUDA out of memory"):
        ENGINE.render(job(tmp_path, told=[]))
