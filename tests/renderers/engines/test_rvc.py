"""RVC's voices: as the released files have them, one take for one seed, and every word where it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.voice.kokoro import ENGINE as KOKORO
from renderers.engines.voice.rvc import ENGINE as RVC
from renderers.errors import BadInput, BrokenPromise
from renderers.media.wav import read_marks
from renderers.runtime.rvc import LONGEST, Converter, Manner, protected, windows
from renderers.runtime.rvc_content import load_listener
from renderers.runtime.rvc_file import loaded, trained_voice
from renderers.runtime.rvc_index import read_index
from renderers.runtime.rvc_net import coarse, voice_of
from renderers.runtime.rvc_pitch import hertz_of, load_melody
from renderers.runtime.rvc_shape import VoiceShape, layers_of
from tests.fakes import tiny_rvc
from tests.models import equip, needs_engines, using

RATE = 16_000
SHAPES = (tiny_rvc.V2, tiny_rvc.V1, tiny_rvc.UNPITCHED)
NAMES = (
    "cfed8b9831bce953d0d4f1e44e1c1fba31d1ac489934fed5f1afcb1cf4b091b2",
    "a86ae8899e4f4e0590d1339511f32449274b31960909cfa9e8a384aa8793fe3b",
    "cc15379bf8dade17ed935150f274724b832500df1a5ec30db92353fdd7f0b735",
)
"""SHA-256 of the names and shapes that another implementation, infer-rvc-python 1.3.1, has at these sizes."""


def speech(samples: int = 3 * RATE) -> Any:
    at = np.arange(samples) / RATE
    return (0.3 * np.sin(2 * np.pi * 180 * at) * np.sin(6 * np.pi * at)).astype(np.float32)


@pytest.fixture(scope="module")
def ears(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import torch

    folder = tmp_path_factory.mktemp("ears")
    torch.manual_seed(0)
    tiny_rvc.contentvec(folder)
    tiny_rvc.rmvpe(folder)
    return load_listener(folder, device="cpu"), load_melody(folder / "rmvpe.pt", device="cpu")


def converter(folder: Path, ears: Any, shape: VoiceShape, *, manner: Manner, indexed: str = "") -> Converter:
    path = tiny_rvc.trained(folder / f"{shape.version}.{shape.pitched}.pth", shape)
    kept = read_index(tiny_rvc.index(folder / "index.npy", indexed), version=shape.version) if indexed else None
    voice = voice_of(loaded(path, trained_voice(path)), shape, device="cpu")
    listener, melody = ears
    return Converter(voice, listener, melody if shape.pitched else None, kept, manner)


class Halting:
    """A melody that hums every other tenth of a second."""

    def heard(self, samples: Any) -> Any:
        import torch

        return 200.0 * (torch.arange(len(samples) // 160 + 1) // 10 % 2)


def made(using: Converter, *, seed: int = 1, samples: Any = None) -> Any:
    return using.converted(speech(RATE) if samples is None else samples, seed=seed, tick=lambda done: None)


@pytest.mark.parametrize(("shape", "names"), list(zip(SHAPES, NAMES, strict=True)))
def test_its_layers_are_called_as_in_another_implementation(shape: VoiceShape, names: str) -> None:
    listed = "".join(f"{name} {size}\n" for name, size in sorted(layers_of(shape)))
    assert hashlib.sha256(listed.encode()).hexdigest() == names


def test_a_long_line_is_heard_in_windows_that_end_where_it_is_quiet() -> None:
    samples = speech(20 * RATE + 77)
    quiet = 7 * RATE
    samples[quiet : quiet + 160] = 0
    whole = -(-len(samples) // 160) * 160
    cut = list(windows(samples, whole))
    assert cut[0] == (0, quiet + 160)
    assert [start for start, _ in cut[1:]] == [end for _, end in cut[:-1]]
    assert cut[-1][1] == whole
    assert max(end - start for start, end in cut) <= LONGEST
    assert list(windows(samples[:777], 800)) == [(0, 800)]


@pytest.mark.slow
@needs_engines
@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_voice_speaks_a_line_of_the_same_length(tmp_path: Path, ears: Any, shape: VoiceShape) -> None:
    voice = converter(tmp_path, ears, shape, manner=Manner())
    first = made(voice, samples=speech(RATE + 77))
    assert len(first) == round((RATE + 77) * shape.sample_rate / RATE)
    assert np.isfinite(first).all()
    assert float(first.std()) > 1e-3
    assert np.array_equal(first, made(voice, samples=speech(RATE + 77)))
    assert not np.array_equal(first, made(voice, seed=2, samples=speech(RATE + 77)))


@pytest.mark.slow
@needs_engines
def test_windows_meet_without_a_sample_lost(tmp_path: Path, ears: Any) -> None:
    voice = converter(tmp_path, ears, tiny_rvc.UNPITCHED, manner=Manner())
    told: list[float] = []
    long = voice.converted(speech(9 * RATE), seed=1, tick=told.append)
    assert len(long) == 9 * 32_000
    assert told.count(max(told)) == 1
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)


@pytest.mark.slow
@needs_engines
def test_transposing_the_index_and_protection_change_what_is_heard(tmp_path: Path, ears: Any) -> None:
    plain = converter(tmp_path, (ears[0], Halting()), tiny_rvc.V2, manner=Manner(nearness=0.8), indexed="v2")
    usual = made(plain)
    for manner in (Manner(12, 0.8), Manner(nearness=0.2), Manner(nearness=0.8, protect=0.5)):
        assert not np.array_equal(usual, made(replace(plain, manner=manner))), manner
    far = made(replace(plain, manner=Manner(nearness=0)))
    assert np.array_equal(far, made(replace(plain, manner=Manner(), index=None))), "no nearness is no index"


@pytest.mark.slow
@needs_engines
def test_only_what_hums_is_drawn_to_the_index_whole() -> None:
    import torch

    assert protected(torch.tensor([0.0, 120.0]), 0.25).tolist() == [0.25, 1.0]


@pytest.mark.slow
@needs_engines
def test_the_melody_is_told_in_steps_that_the_ear_hears_alike() -> None:
    import torch

    steps = coarse(torch.tensor([0.0, 20.0, 50.0, 220.0, 1100.0, 4000.0]))
    assert steps.tolist() == [1, 1, 1, 60, 255, 255]


@pytest.mark.slow
@needs_engines
def test_a_pitch_lies_between_the_steps_that_are_surest_of_it() -> None:
    import torch

    sure = torch.zeros(3, 360)
    sure[0, 100] = 0.9
    sure[1, 359], sure[1, 358] = 0.5, 0.5
    sure[2, 40] = 0.02
    cents = [100 * 20 + 1997.3794084376191, 358.5 * 20 + 1997.3794084376191]
    assert hertz_of(sure).tolist() == pytest.approx([*(10 * 2 ** (each / 1200) for each in cents), 0], rel=1e-4)


@pytest.mark.slow
@needs_engines
def test_a_line_has_every_word_where_the_studios_own_voice_says_it(tmp_path: Path) -> None:
    asked, marks = {"text": "No, wait.", "voice": "am_onyx"}, []
    files = {"trained.0": tiny_rvc.trained(tmp_path / "mara.pth")}
    with using(tmp_path / "models") as store:
        equip(store, RVC)
        for engine in (RVC, KOKORO):
            job: Job[Any] = Job(
                read_settings(engine, asked), files, tmp_path / engine.name, tmp_path, lambda fraction: None
            )
            engine.render(job)
            marks.append(read_marks(job.out))
    assert marks[0] == marks[1]
    assert [mark.text for mark in marks[0] if mark.kind == "word"] == ["No", "wait"]


@pytest.mark.slow
@needs_engines
def test_what_is_no_set_of_weights_is_told_in_words(tmp_path: Path) -> None:
    import torch

    torch.save({"fc.1.weight": torch.zeros(2)}, tmp_path / "rmvpe.pt")
    with pytest.raises(BrokenPromise, match=r"rmvpe\.pt is not RMVPE"):
        load_melody(tmp_path / "rmvpe.pt", device="cpu")
    job: Job[Any] = Job(
        read_settings(RVC, {"text": "No.", "voice": "af_heart"}), {}, tmp_path, tmp_path, lambda f: None
    )
    with using(tmp_path / "models") as store:
        equip(store, RVC)
        with pytest.raises(BadInput, match=r"was given none; bring the voice's \.pth"):
            RVC.render(job)
