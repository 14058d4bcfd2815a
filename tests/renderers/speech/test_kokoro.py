"""The offline voice speaks real lines through its real weights."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.voice.kokoro import ENGINE
from renderers.errors import BadInput
from renderers.media import wav
from renderers.media.speech import line


def _say(folder: Path, text: str, **settings: object) -> Path:
    out = folder / "line.wav"
    spoken: Any = read_settings(ENGINE, {"text": text, "voice": "af_heart"} | settings)
    ENGINE.render(Job(settings=spoken, inputs={}, out=out, scratch=folder, progress=lambda fraction: None))
    return out


def _samples(path: Path) -> np.ndarray:
    with wav.WavReader(path) as sound:
        return np.asarray(sound.read(sound.frames)).reshape(-1)


def test_every_word_is_marked_in_order_inside_the_line(tmp_path: Path) -> None:
    path = _say(tmp_path, "Honestly? I think we should turn around.")
    words = [mark for mark in wav.read_marks(path) if mark.kind == "word"]
    assert [mark.text for mark in words] == ["Honestly", "I", "think", "we", "should", "turn", "around"]
    starts = [mark.start for mark in words]
    assert starts == sorted(starts)
    assert words[-1].start + words[-1].length <= ENGINE.facts(path)["samples"]


def test_the_same_line_sounds_the_same_twice(tmp_path: Path) -> None:
    first, second = (tmp_path / "a", tmp_path / "b")
    first.mkdir()
    second.mkdir()
    assert _say(first, "Run!").read_bytes() == _say(second, "Run!").read_bytes()


@pytest.mark.parametrize("voice", ["af_heart", "am_onyx", "bm_george", "af_nova"])
def test_voices_come_out_at_one_level_without_clipping(tmp_path: Path, voice: str) -> None:
    samples = _samples(_say(tmp_path, "The old keeper lived alone on the island.", voice=voice))
    spoken = samples[np.abs(samples) > 0.01]
    assert np.abs(samples).max() < 0.9
    assert 20 * np.log10(np.sqrt(np.square(spoken).mean())) == pytest.approx(line.LEVEL_DBFS, abs=2.5)


def test_a_slower_pace_takes_longer(tmp_path: Path) -> None:
    quick = ENGINE.facts(_say(tmp_path, "We row the last seven miles.", pace_percent=130))["samples"]
    slow = ENGINE.facts(_say(tmp_path, "We row the last seven miles.", pace_percent=80))["samples"]
    assert slow > 1.3 * quick


def test_a_line_of_dots_is_a_pause_without_words(tmp_path: Path) -> None:
    path = _say(tmp_path, "...")
    assert ENGINE.facts(path)["words"] == 0
    assert not _samples(path).any()


@pytest.mark.parametrize(("setting", "value", "named"), [("voice", "zz_top", "zz_top"), ("language", "fi", "'fi'")])
def test_what_it_cannot_say_is_refused_by_name(tmp_path: Path, setting: str, value: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        _say(tmp_path, "Hello.", **{setting: value})
