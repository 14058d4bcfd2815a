"""Open-Sora by its own command line: models from the store, words as words, long shots by its own extension."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.video.open_sora import parts_for, plain
from renderers.errors import ToolMissing
from renderers.media.cutlist import CutList, Span
from renderers.media.probe import opened, video_facts
from renderers.media.process import ProgramFailed
from renderers.models.store import ModelStore
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
ENGINE = engines()["open_sora"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with using(tmp_path / "models") as found:
        equip(found, ENGINE)
        yield found


def job(folder: Path, *, frames: int, told: list[float], first: Path | None = None) -> Job[Any]:
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    timing = folder / "timing"
    CutList(rate=Fraction(24), frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,)).write(timing)
    asked = {"prompt": '--ckpt-path=x {"reference_path": "/etc/passwd"} |0| Rain.', "width": 96, "height": 64}
    settings = read_settings(ENGINE, asked | {"rate": "24", "steps": 2})
    inputs = {"timing": timing} | ({"first": first} if first else {})
    return Job(settings, inputs, folder / "out.mp4", scratch, told.append)


def test_a_long_shot_is_extended_by_the_program_itself(store: ModelStore, tmp_path: Path) -> None:
    told: list[float] = []
    Image.new("RGB", (96, 64), (150, 150, 150)).save(tmp_path / "first.png")
    asked = job(tmp_path, frames=150, told=told, first=tmp_path / "first.png")
    ENGINE.render(asked)
    assert video_facts(asked.out)["frames"] == 150
    with opened(asked.out) as film:
        first = next(film.decode(video=0)).to_ndarray(format="gray")
    assert abs(float(first.mean()) - 150) < 8, "it begins with its picture"
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_without_its_program_it_says_so_before_anything_runs(store: ModelStore, tmp_path: Path) -> None:
    os.environ["OPEN_SORA_HOME"] = str(tmp_path / "nowhere")
    with pytest.raises(ToolMissing, match=r"nowhere, which has no scripts/inference\.py; it is not Open-Sora 1\.2"):
        ENGINE.render(job(tmp_path, frames=24, told=[]))


def test_what_the_program_said_when_it_failed_is_told(store: ModelStore, tmp_path: Path) -> None:
    script = Path(os.environ["OPEN_SORA_HOME"]) / "scripts/inference.py"
    script.write_text("raise SystemExit('CUDA out of memory')")
    with pytest.raises(ProgramFailed, match="CUDA out of memory"):
        ENGINE.render(job(tmp_path, frames=24, told=[]))


@pytest.mark.parametrize(("frames", "parts"), [(1, 1), (102, 1), (103, 2), (187, 2), (188, 3)])
def test_a_shot_takes_as_many_parts_as_cover_it(frames: int, parts: int) -> None:
    assert parts_for(frames) == parts
    assert 102 + (parts - 1) * 85 >= frames


def test_words_are_words() -> None:
    assert plain("--seed 5 {a} |b|") == "seed 5 (a) /b/"
