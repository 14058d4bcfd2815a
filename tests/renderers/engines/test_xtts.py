"""XTTS on a tiny twin of its release: what it hears, how it ends, what it refuses, and files of others' making."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.voice.xtts import ENGINE as XTTS
from renderers.engines.voice.xtts import WEIGHTS
from renderers.errors import BadInput, BrokenPromise
from renderers.media.wav import read_marks, write_speech
from renderers.runtime.xtts import Heard, Take, Xtts
from renderers.runtime.xtts_ears import MANNER_RATE, TONE_RATE
from renderers.runtime.xtts_file import load_xtts
from tests.contracts.jobs import voice_sample
from tests.fakes.tiny import stocked
from tests.models import needs_engines, using


def marked(test: Any) -> Any:
    """A test that loads the twin."""
    return pytest.mark.slow(needs_engines(test))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with using(tmp_path_factory.mktemp("models")) as models:
        stocked(models, WEIGHTS)
        models.record_licence(WEIGHTS.name, "a test")
        yield models


@pytest.fixture(scope="module")
def model(store: Any) -> Xtts:
    return load_xtts(store.path(WEIGHTS.name), device="cpu")


def tone(hertz: float, rate: int) -> Any:
    at = np.arange(3 * rate) / rate
    return (0.3 * np.sin(2 * np.pi * hertz * at) * np.sin(6 * np.pi * at)).astype(np.float32)


def heard(model: Xtts, hertz: float) -> Heard:
    return model.heard([(tone(hertz, MANNER_RATE), tone(hertz, TONE_RATE))])


def quiet(sounds: int) -> None:
    assert sounds >= 0


def job(folder: Path, *recordings: Path, **asked: Any) -> Job[Any]:
    settings = read_settings(XTTS, {"text": "Not yet."} | asked)
    inputs = {f"voice.{number}": path for number, path in enumerate(recordings)}
    return Job(settings, inputs, folder / "out", folder, lambda fraction: None)


@marked
def test_every_thought_is_as_long_as_the_sound_it_becomes_and_hears_whose_voice_it_is(model: Xtts) -> None:
    low, high = heard(model, 150), heard(model, 900)
    letters = model.read("hello there.", "en")
    assert letters is not None
    thoughts = model.thoughts(letters, low, Take(3, 0.75, 60), quiet)
    sound = model.sounded(thoughts, low)
    assert len(sound) == 256 * int(thoughts.shape[1] * 4 * 24_000 / 22_050)
    assert float(np.abs(sound - model.sounded(thoughts, high)).max()) > 1e-3, "another tone is another sound"
    assert float((low.manner - high.manner).abs().max()) > 1e-3, "and so is another manner"
    assert float(low.tone.norm()) == pytest.approx(1.0, abs=1e-5)


@marked
def test_a_take_is_the_same_every_time_and_another_take_is_another(model: Xtts) -> None:
    import torch

    voice, letters = heard(model, 150), model.read("hello.", "en") or []
    first, again = (model.thoughts(letters, voice, Take(3, 0.75, 60), quiet) for _ in range(2))
    assert torch.equal(first, again)
    others = [model.thoughts(letters, voice, Take(seed, 0.75, 60), quiet) for seed in range(4, 7)]
    assert any(each is None or not torch.equal(each, first) for each in others)


@marked
def test_a_text_that_finds_no_end_is_told_and_never_babbled(model: Xtts) -> None:
    assert model.thoughts(model.read("hello.", "en") or [], heard(model, 150), Take(3, 0.75, 1), quiet) is None


@marked
def test_a_long_line_is_said_by_breaths_and_every_word_has_its_place(store: Any, tmp_path: Path) -> None:
    told: list[float] = []
    long = "Notwithstanding extraordinarily uncharacteristic misunderstandings, negotiations unquestionably continue."
    asked = job(tmp_path, voice_sample(tmp_path), text=f"{long} And 20 more!")
    XTTS.render(Job(asked.settings, asked.inputs, asked.out, asked.scratch, told.append))
    words = [mark for mark in read_marks(asked.out) if mark.kind == "word"]
    assert [mark.text for mark in words] == [*long.split(), "And", "20", "more!"]
    assert [mark.start for mark in words] == sorted(mark.start for mark in words)
    assert told == sorted(told)


@marked
def test_one_word_of_too_many_letters_is_named(store: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="in one go: write it as several words"):
        XTTS.render(job(tmp_path, voice_sample(tmp_path), text="abcdefghij" * 9))


def test_a_recording_that_is_none_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    silent, short = tmp_path / "silent.wav", tmp_path / "short.wav"
    write_speech(silent, np.zeros(72_000, np.float32), 24_000, [])
    write_speech(short, tone(150, 8_000), 24_000, [])
    for recordings, words in (([silent], "silent.wav is silent"), ([short], "lasts 1.0 s"), ([], "was given none")):
        with pytest.raises(BadInput, match=words):
            XTTS.render(job(tmp_path, *recordings))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"language": "fi"}, "XTTS speak English, Arabic, .* and Turkish, not 'fi'"),
        ({"voice": "af_heart"}, "it speaks as its recording does"),
        ({"warmth_percent": 180}, "warmth_percent"),
    ],
)
def test_what_it_cannot_is_told_in_words(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_settings(XTTS, {"text": "Not yet."} | asked)


@marked
def test_a_release_with_its_makers_own_notes_inside_is_read_and_nothing_of_them_is_run(
    store: Any, model: Xtts, tmp_path: Path
) -> None:
    import torch

    folder = tmp_path / "first"
    shutil.copytree(store.path(WEIGHTS.name), folder)
    released = torch.load(folder / "model.pth", weights_only=True)
    theirs = ModuleType("TTS.tts.configs.xtts_config")
    theirs.XttsConfig = type("XttsConfig", (), {"__module__": theirs.__name__})  # type: ignore[attr-defined]
    packages = [theirs.__name__.rsplit(".", depth)[0] for depth in range(1, 4)]
    sys.modules |= {name: ModuleType(name) for name in packages} | {theirs.__name__: theirs}
    try:
        note = theirs.XttsConfig()
        note.languages = ["en"]
        torch.save(released | {"config": note}, folder / "model.pth")
    finally:
        for name in (*packages, theirs.__name__):
            del sys.modules[name]
    again = load_xtts(folder, device="cpu")
    assert torch.equal(again.words["mel_head.weight"], model.words["mel_head.weight"])


@marked
@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("config.json", {"gpt_use_perceiver_resampler": False}, "is an XTTS of version 1"),
        ("config.json", {"gpt_layers": 2}, "not the released XTTS version 2"),
        ("vocab.json", {}, "no alphabet that can be read"),
        ("model.pth", {}, "not the released XTTS version 2"),
    ],
)
def test_files_that_are_not_the_release_are_named(
    store: Any, tmp_path: Path, file: str, change: dict[str, Any], words: str
) -> None:
    folder = tmp_path / "other"
    shutil.copytree(store.path(WEIGHTS.name), folder)
    said = json.loads((folder / "config.json").read_text())
    said["model_args"] |= change
    (folder / file).write_text(json.dumps(said if change else {}))
    with pytest.raises(BrokenPromise, match=words):
        load_xtts(folder, device="cpu")
