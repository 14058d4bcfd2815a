"""Sounds bought by their words: each once, as loops and as moments, heard where our own foley would be heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.kits import begun, looped, varied, wanted
from renderers.errors import VendorInput
from renderers.media.wav import WavReader
from renderers.prices import Priced
from renderers.sounds.source import Take
from renderers.timing import SAMPLE_RATE
from tests.fakes.elevenlabs import fake_elevenlabs
from tests.fakes.vendor import Fault
from tests.renderers.cloud.yard import Bench, a_shot

SCENE = {
    "beds": [{"sound": "rain"}, {"sound": "rain", "muffled": True}],
    "spots": [
        {"sound": "knock", "shot": 0, "at": 250},
        {"sound": "knock", "shot": 0, "at": 750},
        {"sound": "footsteps", "shot": 0, "ground": "gravel"},
        {"sound": "footsteps", "shot": 0, "ground": "wood"},
    ],
}


def _asked(scene: dict[str, Any] = SCENE) -> dict[str, Any]:
    return {"rate": "24", "soundscape": scene}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with fake_elevenlabs() as fake:
        engine, inputs = engines()["elevenlabs_effects"], {"timeline": a_shot(tmp_path, frames=72)}
        (tmp_path / "bench").mkdir()
        yield Bench(engine, fake, tmp_path / "bench", _asked(), inputs)


@pytest.mark.slow
def test_every_sound_is_bought_once_and_told_in_words(bench: Bench) -> None:
    assert bench.make()["samples"] > 3 * SAMPLE_RATE
    sent = {job.sent["text"].partition(",")[0]: job.sent for job in bench.fake.jobs.values()}
    assert sorted(sent) == ["footsteps on gravel", "footsteps on wood", "knocking", "rain"]
    assert bench.fake.charged == 4
    assert [name for name, body in sent.items() if body["loop"]] == ["rain"]


@pytest.mark.slow
def test_a_moment_is_heard_when_it_happens(bench: Bench) -> None:
    quiet = {"spots": [{"sound": "knock", "shot": 0, "at": 500}], "space": "dry"}
    bench.settings = _asked(quiet)
    bench.make()
    [out] = bench.folder.glob("scratch-*/out")
    with WavReader(out) as stem:
        heard = np.abs(np.concatenate(list(stem.blocks()))).max(axis=1)
    first = int(np.flatnonzero(heard > 0.2 * heard.max())[0])
    assert abs(first / SAMPLE_RATE - 1.5) < 0.05


@pytest.mark.slow
def test_a_try_that_fails_midway_pays_for_no_sound_twice(bench: Bench) -> None:
    def once(name: str) -> None:
        scratch = bench.folder / name
        scratch.mkdir()
        settings = read_settings(bench.engine, bench.settings)
        job = Job(
            settings,
            bench.inputs,
            scratch / "out",
            scratch,
            lambda _part: None,
            kept=bench.folder / "kept",
            desk=bench.desk(),
        )
        bench.engine.render(job)

    bench.fake.faults.extend([None, Fault.UNSUITED])
    with pytest.raises(VendorInput):
        once("first")
    assert bench.fake.charged == 1
    once("second")
    assert bench.fake.charged == 4


def test_a_quote_counts_every_sound_once() -> None:
    engine = engines()["elevenlabs_effects"]
    assert isinstance(engine, Priced)
    settings: Any = read_settings(engine, _asked())
    each = [round(1000 * sound.seconds) for sound in wanted(settings.soundscape)]
    assert engine.makes_at_most(settings) == sum(each)
    assert len(each) == 4
    assert max(each) == 22_000


def test_a_loop_has_no_seam() -> None:
    at = np.arange(2 * SAMPLE_RATE)
    ramp = np.repeat(np.linspace(-0.5, 0.5, len(at), dtype=np.float32)[:, None], 2, axis=1)
    made = looped(ramp)
    jump = abs(float(made[-1, 0] - made[0, 0]))
    assert jump < 2e-3
    assert len(made) < len(ramp)


def test_what_happens_begins_at_once_and_is_never_heard_the_same_twice() -> None:
    late = np.concatenate([np.zeros(SAMPLE_RATE, np.float32), np.hanning(2000).astype(np.float32)])
    sound = begun(late)
    assert len(sound) < 2400
    rng = np.random.default_rng(1)
    one, two = (varied(sound, Take(rng, 1.0)) for _ in range(2))
    assert not np.array_equal(one[:1000], two[:1000])
    assert len(varied(sound, Take(rng, 0.01))) == 480
