"""OpenVoice's converter, held to the same parts of VITS as transformers has them; and the recordings it is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.cloned import recordings_of
from renderers.engines.voice.kokoro import ENGINE as KOKORO
from renderers.engines.voice.openvoice import ENGINE as OPENVOICE
from renderers.errors import BadInput
from renderers.media.speech.line import levelled
from renderers.media.wav import WavReader, read_marks, write_speech
from renderers.runtime.tone_colour import ToneColour, load_tone_colour
from tests.contracts.jobs import voice_sample
from tests.fakes import tiny_voices
from tests.models import equip, needs_engines, using

RATE = 8000


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> ToneColour:
    import torch

    folder = tmp_path_factory.mktemp("openvoice")
    torch.manual_seed(0)
    tiny_voices.openvoice(folder)
    return load_tone_colour(folder / "converter", device="cpu")


def noise(seed: int, samples: int = RATE) -> Any:
    return (0.3 * np.random.default_rng(seed).standard_normal(samples)).astype(np.float32)


def given(*recordings: Path, folder: Path) -> Job[Any]:
    inputs = {f"voice.{number}": path for number, path in enumerate(recordings)}
    settings: Any = None
    return Job(settings, inputs, folder / "out", folder, lambda fraction: None)


@pytest.mark.slow
@needs_engines
def test_the_colour_passes_through_the_flow_and_back_as_in_another_implementation(tone: ToneColour) -> None:
    import torch
    from transformers import VitsConfig
    from transformers.models.vits.modeling_vits import VitsResidualCouplingBlock

    shape = {"hidden_size": 16, "flow_size": 16, "speaker_embedding_size": 16, "wavenet_dilation_rate": 1}
    theirs = VitsResidualCouplingBlock(VitsConfig(**shape, prior_encoder_num_wavenet_layers=4)).eval()
    for flow, layer in enumerate(theirs.flows):
        for part, named in (("conv_pre", "pre"), ("conv_post", "post")):
            _copied(tone, f"flow.flows.{2 * flow}.{named}", getattr(layer, part))
        _copied(tone, f"flow.flows.{2 * flow}.enc.cond_layer", layer.wavenet.cond_layer)
        for at in range(4):
            _copied(tone, f"flow.flows.{2 * flow}.enc.in_layers.{at}", layer.wavenet.in_layers[at])
            _copied(tone, f"flow.flows.{2 * flow}.enc.res_skip_layers.{at}", layer.wavenet.res_skip_layers[at])
    hidden, mask = torch.randn(1, 16, 50), torch.ones(1, 1, 50)
    source, target = tone.colour_of(noise(1)), tone.colour_of(noise(2))
    with torch.inference_mode():
        out = theirs(hidden, mask, source)
        back = theirs(out, mask, target, reverse=True)
        ours = tone.recoloured(hidden, source=source, target=target)
    assert float((ours - back).abs().max()) < 1e-5
    assert float((back - hidden).abs().max()) > 1e-3, "another colour is another sound"


def _copied(tone: ToneColour, name: str, layer: Any) -> None:
    """Weights of ours in a layer of theirs, whose direction and length are apart."""
    import torch
    from torch.nn.utils import parametrize

    if parametrize.is_parametrized(layer):
        parametrize.remove_parametrizations(layer, "weight")
    with torch.no_grad():
        layer.weight.copy_(tone.weights[f"{name}.weight"])
        layer.bias.copy_(tone.weights[f"{name}.bias"])


@pytest.mark.slow
@needs_engines
def test_a_line_stays_as_long_as_it_was_and_sounds_like_whoever_was_recorded(tone: ToneColour) -> None:
    said = noise(3, 5003)
    source = tone.colour_of(said)
    low, high = (tone.colour_of(np.sin(np.arange(3 * RATE) * hz / RATE).astype(np.float32)) for hz in (700, 2100))
    first = tone.converted(said, source=source, target=low, seed=1)
    other = tone.converted(said, source=source, target=high, seed=1)
    assert len(first) == len(other) == len(said)
    assert np.array_equal(first, tone.converted(said, source=source, target=low, seed=1))
    assert float(np.abs(first - other).max()) > 1e-3


def test_recordings_are_checked_in_words_before_anything_is_loaded(tmp_path: Path) -> None:
    silent, short, torn = tmp_path / "silent.wav", tmp_path / "short.wav", tmp_path / "torn.wav"
    write_speech(silent, np.zeros(3 * RATE, np.float32), RATE, [])
    write_speech(short, noise(4, RATE), RATE, [])
    torn.write_bytes(b"no sound at all")
    for path, words in ((silent, "silent.wav is silent"), (short, "lasts 1.0 s"), (torn, "it is no recording")):
        with pytest.raises(BadInput, match=words):
            recordings_of(given(path, folder=tmp_path), sample_rate=RATE, name="OpenVoice")
    with pytest.raises(BadInput, match="was given none; bring a voice sample"):
        recordings_of(given(folder=tmp_path), sample_rate=RATE, name="OpenVoice")


def test_only_the_first_minute_of_a_recording_is_heard(tmp_path: Path) -> None:
    long = tmp_path / "long.wav"
    write_speech(long, noise(5, 70 * RATE), RATE, [])
    [heard, sample] = recordings_of(given(long, voice_sample(tmp_path), folder=tmp_path), sample_rate=RATE, name="X")
    assert len(heard) == 60 * RATE
    assert len(sample) == 3 * RATE


@pytest.mark.slow
@needs_engines
def test_a_cloned_line_has_every_word_where_the_studios_own_voice_says_it_and_its_level(tmp_path: Path) -> None:
    asked = {"text": "No, wait.", "voice": "am_onyx"}
    made = []
    with using(tmp_path / "models") as store:
        equip(store, OPENVOICE)
        for engine in (OPENVOICE, KOKORO):
            folder = tmp_path / engine.name
            folder.mkdir()
            settings, sample = read_settings(engine, asked), {"voice.0": voice_sample(folder)}
            job: Job[Any] = Job(settings, sample, folder / "out", folder, lambda fraction: None)
            engine.render(job)
            made.append(job.out)
    cloned, own = (read_marks(path) for path in made)
    assert cloned == own
    assert [mark.text for mark in cloned if mark.kind == "word"] == ["No", "wait"]
    with WavReader(made[0]) as sound:
        samples = sound.read(sound.frames)[:, 0]
    assert _level(samples) == pytest.approx(_level(levelled(samples)), abs=0.5)


def _level(samples: Any) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples)))))
