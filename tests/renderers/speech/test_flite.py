"""The fast voices speak real lines in their sandbox."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.voice.flite import ENGINE
from renderers.errors import BadInput, ToolMissing
from renderers.media import wav
from renderers.media.speech import cmu, line, quick
from renderers.media.speech.blend import read_blend
from renderers.media.speech.catalogue import VOICES
from renderers.media.speech.lexicon import lexicon
from renderers.media.speech.model import SAMPLE_RATE
from renderers.presets import DRAFT, ROUGH


def _say(folder: Path, text: str, **settings: object) -> Path:
    out = folder / "line.wav"
    spoken: Any = read_settings(ENGINE, {"text": text, "voice": "af_heart"} | settings)
    ENGINE.render(Job(settings=spoken, inputs={}, out=out, scratch=folder, progress=lambda fraction: None))
    return out


def _samples(path: Path) -> np.ndarray:
    with wav.WavReader(path) as sound:
        return np.asarray(sound.read(sound.frames)).reshape(-1)


def _words(path: Path) -> list[wav.Mark]:
    return [mark for mark in wav.read_marks(path) if mark.kind == "word"]


def test_every_word_is_marked_in_order_inside_the_line(tmp_path: Path) -> None:
    path = _say(tmp_path, "Honestly? She's at 3 o'clock; the FBI left.")
    words = _words(path)
    assert [mark.text for mark in words] == ["Honestly", "She's", "at", "three", "o'clock", "the", "FBI", "left"]
    assert all(one.start + one.length <= two.start + 1 for one, two in pairwise(words))
    assert words[-1].start + words[-1].length <= ENGINE.facts(path)["samples"]


def test_words_are_marked_where_they_sound(tmp_path: Path) -> None:
    path = _say(tmp_path, "Stop! Never again.")
    samples, words = _samples(path), _words(path)
    loud = [np.abs(samples[mark.start : mark.start + mark.length]).max() for mark in words]
    between = samples[words[0].start + words[0].length : words[1].start]
    assert min(loud) > 0.1
    assert len(between) > SAMPLE_RATE // 20
    assert np.abs(between[len(between) // 3 :]).mean() < 0.01


def test_mouths_get_sounds_they_know(tmp_path: Path) -> None:
    sounds = [mark.text for mark in wav.read_marks(_say(tmp_path, "Run home.")) if mark.kind == "phon"]
    assert "".join(sounds) == "ɹʌnhOm"


def test_the_same_line_sounds_the_same_twice(tmp_path: Path) -> None:
    first, second = (tmp_path / "a", tmp_path / "b")
    first.mkdir()
    second.mkdir()
    assert _say(first, "Run!").read_bytes() == _say(second, "Run!").read_bytes()


@pytest.mark.parametrize("voice", ["af_heart", "am_onyx", "bm_george", "af_heart*0.6+bf_emma*0.4"])
def test_voices_come_out_at_one_level_without_clipping(tmp_path: Path, voice: str) -> None:
    samples = _samples(_say(tmp_path, "The old keeper lived alone on the island.", voice=voice))
    spoken = samples[np.abs(samples) > 0.01]
    assert np.abs(samples).max() < 0.9
    assert 20 * np.log10(np.sqrt(np.square(spoken).mean())) == pytest.approx(line.LEVEL_DBFS, abs=2.5)


def test_a_slower_pace_takes_longer(tmp_path: Path) -> None:
    quick_one = ENGINE.facts(_say(tmp_path, "We row the last seven miles.", pace_percent=130))["samples"]
    slow = ENGINE.facts(_say(tmp_path, "We row the last seven miles.", pace_percent=80))["samples"]
    assert slow > 1.3 * quick_one


def test_a_higher_voice_says_the_same_in_about_the_same_time(tmp_path: Path) -> None:
    plain = ENGINE.facts(_say(tmp_path, "We row the last seven miles."))["samples"]
    high = ENGINE.facts(_say(tmp_path, "We row the last seven miles.", pitch_percent=120))["samples"]
    assert high == pytest.approx(plain, rel=0.08)


def test_a_line_of_a_set_length_is_hurried(tmp_path: Path) -> None:
    free = ENGINE.facts(_say(tmp_path, "We row the last seven miles in the dark."))["samples"]
    wanted = round(free / SAMPLE_RATE * 1000 * 0.85)
    assert (
        ENGINE.facts(_say(tmp_path, "We row the last seven miles in the dark.", fit_ms=wanted))["samples"] < free * 0.9
    )


def test_a_pause_is_as_long_as_asked(tmp_path: Path) -> None:
    plain, paused = (_words(_say(tmp_path, "We row the last seven miles.", rests=rests)) for rests in ([], [[2, 900]]))
    assert [mark.text for mark in paused] == [mark.text for mark in plain]
    _, before, after, *_ = paused
    assert (after.start - before.start - before.length) / SAMPLE_RATE == pytest.approx(0.9, abs=0.15)


def test_a_films_own_pronunciations_are_said(tmp_path: Path) -> None:
    path = _say(tmp_path, "Ask Siobhan.", pronunciations={"Siobhan": "shiv-AWN"})
    sounds = "".join(mark.text for mark in wav.read_marks(path) if mark.kind == "phon")
    assert sounds.endswith("ʃɪvɔn")
    assert [mark.text for mark in _words(path)] == ["Ask", "Siobhan"]


@pytest.mark.parametrize("text", ["...", "\u200b", "—"])
def test_a_line_without_words_is_a_pause(tmp_path: Path, text: str) -> None:
    path = _say(tmp_path, text)
    assert _words(path) == []
    assert ENGINE.facts(path)["samples"] > 0


def test_odd_words_are_said_all_the_same(tmp_path: Path) -> None:
    path = _say(tmp_path, "B, x, 5th: señor Łukasz—café! $4,500 :-) rm -rf -t {a}")
    assert len(_words(path)) >= 10


def test_other_languages_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="speak English, not 'fr'"):
        _say(tmp_path, "Bonjour.", language="fr")


def test_without_the_program_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_ASSETS", str(tmp_path))
    with pytest.raises(ToolMissing, match="make setup"):
        _say(tmp_path, "Hello.")


def test_every_voice_has_a_stand_in_of_its_gender() -> None:
    women = {quick.timbre_of(read_blend(name)) for name, voice in VOICES.items() if voice.gender == "female"}
    men = {quick.timbre_of(read_blend(name)) for name, voice in VOICES.items() if voice.gender == "male"}
    assert len(women) == 3
    assert len(men) == 6
    assert {timbre.base for timbre in women} == {"slt"}
    assert not women & men


def test_every_sound_of_the_lexicon_has_a_phone() -> None:
    said = [sound for sound in lexicon(british=False).words.values() if isinstance(sound, str)][:20_000]
    assert len(said) > 10_000
    assert [sound for sound in said if any(letter.isalpha() for letter in sound) and not cmu.phones(sound)] == []


def test_phones_carry_their_stress() -> None:
    assert cmu.phones("ʃɪvˈɔn") == ["sh", "ih0", "v", "ao1", "n"]
    assert cmu.phones("lˈɛTəɹ") == ["l", "eh1", "t", "er0"]
    assert cmu.phones("bˈɜɹd") == ["b", "er1", "d"]


def test_the_rough_preset_differs_from_the_draft_in_its_voices_alone() -> None:
    differing = {kind for kind, choice in ROUGH.engines.items() if DRAFT.engines[kind] != choice}
    assert {kind.value for kind in differing} == {"speech"}
    assert "fast, plain voices" in ROUGH.title
