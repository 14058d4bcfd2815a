"""Which of a film's two figures counts is decided once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from infra.bench.synthetic import make
from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.filmgain import FilmGain
from renderers.media.loudness import RARE_LU, anchored, speech_is_rare
from renderers.media.scenesound import write_sound
from renderers.timing import SAMPLE_RATE

SECONDS, SPOKEN = 10, (SAMPLE_RATE, 3 * SAMPLE_RATE)


def level(folder: Path, *, air: float) -> FilmGain:
    """Of a film whose one line is a tone, in so much air."""
    at = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    sound = np.random.default_rng(1).normal(0, air, (len(at), 2))
    sound[slice(*SPOKEN)] += 0.1 * np.sin(2 * np.pi * 440 * at[slice(*SPOKEN), None])
    folder.mkdir()
    write_sound(folder / "sound.wav", [sound.astype(np.float32)], [SPOKEN], scratch=folder)
    word = SpokenWord(text="Hm.", offset=0, length=SPOKEN[1] - SPOKEN[0])
    line = SpokenLine(start=24, frames=48, samples=word.length, words=(word,))
    frames = SECONDS * 24
    cuts = CutList(rate=24, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,), scenes=(0,), lines=(line,))
    cuts.write(folder / "timeline")
    inputs = {"timeline": folder / "timeline", "sound.0": folder / "sound.wav"}
    return FilmGain.read(make("film_level", {"rate": "24"}, inputs, folder / "level"))


def test_a_film_of_much_air_is_levelled_by_its_dialogue_and_another_by_the_whole(tmp_path: Path) -> None:
    assert level(tmp_path / "airy", air=0.02).by_dialogue
    assert not level(tmp_path / "dry", air=0.0001).by_dialogue


def test_the_figure_is_the_one_that_was_decided_on_whatever_is_measured_later() -> None:
    just_over, just_under = -16 + RARE_LU + 0.1, -16 + RARE_LU - 0.1
    for dialogue in (just_over, just_under):
        assert FilmGain(0, -2.6).figure(whole=-16, dialogue=dialogue) == -16
        assert FilmGain(0, -2.6, by_dialogue=True).figure(whole=-16, dialogue=dialogue) == dialogue
    assert speech_is_rare(-16, just_over)
    assert not speech_is_rare(-16, just_under)
    assert abs(anchored(-16, just_over) - anchored(-16, just_under)) > 3, "decided again, a hair is three units"


def test_what_is_no_level_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "level").write_text("[]")
    with pytest.raises(BrokenPromise, match="level is no level of a film"):
        FilmGain.read(tmp_path / "level")
