"""MusicGen, loaded from the store by the product's own path, as a tiny twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from renderers.engine import Job, read_settings
from renderers.engines.music.musicgen import ENGINE, told
from renderers.models.store import ModelStore
from renderers.scoring.cue import Cue
from renderers.scoring.words import Family
from renderers.timing import SAMPLE_RATE
from tests.contracts.jobs import FRAMES, timing
from tests.models import equip, needs_engines, using


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        equip(store, ENGINE)
        yield store


def test_a_cue_is_told_in_words() -> None:
    said = told(Cue(family=Family.SORROW, intensity=1))
    assert said.startswith("sorrow film score, 52 bpm, ")
    assert "felt piano" in said
    assert said.endswith("instrumental, no vocals")


@pytest.mark.slow
@needs_engines
def test_a_long_cue_is_played_window_after_window(models: ModelStore, tmp_path: Path) -> None:
    short_winded = replace(ENGINE, window_seconds=1, carried_seconds=0)
    carried = replace(ENGINE, window_seconds=2, carried_seconds=1)
    made = []
    for number, engine in enumerate((short_winded, carried)):
        folder = tmp_path / str(number)
        folder.mkdir()
        settings = read_settings(engine, {"rate": "24", "cue": {"family": "tense"}, "tail_frames": 24})
        job: Job[Any] = Job(settings, {"timeline": timing(folder)}, folder / "out", folder, lambda fraction: None)
        engine.render(job)
        made.append(engine.facts(job.out))
    assert {facts["samples"] for facts in made} == {(FRAMES + 24) * SAMPLE_RATE // 24}
