"""The offline voice speaks real lines through its real weights."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.voice.kokoro import ENGINE
from renderers.errors import BadInput, ToolMissing
from renderers.media import wav
from renderers.media.speech import line

pytestmark = pytest.mark.slow


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


def test_a_higher_voice_says_the_same_in_the_same_time(tmp_path: Path) -> None:
    plain = ENGINE.facts(_say(tmp_path, "We row the last seven miles."))
    high = _say(tmp_path, "We row the last seven miles.", pitch_percent=112)
    assert ENGINE.facts(high)["words"] == plain["words"]
    assert ENGINE.facts(high)["samples"] == pytest.approx(plain["samples"], rel=0.12)
    marks = [mark for mark in wav.read_marks(high) if mark.kind == "word"]
    assert marks[-1].start + marks[-1].length <= ENGINE.facts(high)["samples"]


def test_a_blend_sounds_like_neither_of_its_voices(tmp_path: Path) -> None:
    mixed, one, other = (
        _samples(_say(tmp_path, "Run!", voice=voice))
        for voice in ("af_heart*0.5+bm_george*0.5", "af_heart", "bm_george")
    )
    assert not np.array_equal(mixed, one)
    assert not np.array_equal(mixed, other)


def test_a_line_is_hurried_to_fit_within_limits(tmp_path: Path) -> None:
    text = "We row the last seven miles before the morning comes."
    free = ENGINE.facts(_say(tmp_path, text))["samples"]
    fits = round(free * 0.85 / 24)  # at 24 samples a millisecond
    assert ENGINE.facts(_say(tmp_path, text, fit_ms=fits))["samples"] <= free * 0.9
    assert ENGINE.facts(_say(tmp_path, text, fit_ms=100))["samples"] > free * 0.6


def test_a_word_with_a_sound_of_its_own_is_marked_as_it_is_written(tmp_path: Path) -> None:
    path = _say(tmp_path, "Call Siobhán's boat.", pronunciations={"Siobhán": "shiv-AWN"})
    assert [mark.text for mark in wav.read_marks(path) if mark.kind == "word"] == ["Call", "Siobhán's", "boat"]


def test_a_line_of_dots_is_a_pause_without_words(tmp_path: Path) -> None:
    path = _say(tmp_path, "...")
    assert ENGINE.facts(path)["words"] == 0
    assert not _samples(path).any()


def test_missing_voices_are_said_in_words_and_never_a_silent_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDIO_ASSETS", str(tmp_path / "nowhere"))
    with pytest.raises(ToolMissing, match="offline voices are not installed"):
        _say(tmp_path, "Hello.", voice="af_sky*0.51+am_onyx*0.49")
    assert not (tmp_path / "line.wav").exists()


@pytest.mark.parametrize(("setting", "value", "named"), [("voice", "zz_top", "zz_top"), ("language", "fi", "'fi'")])
def test_what_it_cannot_say_is_refused_by_name(tmp_path: Path, setting: str, value: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        _say(tmp_path, "Hello.", **{setting: value})
