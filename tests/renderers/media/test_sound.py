"""Sound is mixed in place, levelled once and limited without a trace of the blocks it travels in."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.bench.synthetic import make
from renderers.errors import BadInput
from renderers.media import audio, loudness
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.hearing import Dialogue, Silences
from renderers.media.wav import BLOCK, NotAWave, Samples, WavReader, WavWriter, read_marks, read_speech, write_speech
from renderers.timing import SAMPLE_RATE, sample_at

RATE = Fraction(24)


def loud(seed: int, samples: int) -> Samples:
    """Noise with peaks far over full scale here and there."""
    noise = np.random.default_rng(seed)
    peaks = 1 + 6 * (noise.random((samples, 1)) > 0.999)
    return (noise.normal(0, 0.15, (samples, 2)) * peaks).astype(np.float32)


def cut(sound: Samples, sizes: list[int]) -> Iterator[Samples]:
    """The sound in blocks of these sizes, again and again."""
    at = turn = 0
    while at < len(sound):
        size = sizes[turn % len(sizes)]
        yield sound[at : at + size]
        at, turn = at + size, turn + 1


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 99), sizes=st.lists(st.integers(1, 5000), min_size=1, max_size=5))
def test_limiting_does_not_depend_on_the_blocks(seed: int, sizes: list[int]) -> None:
    sound = loud(seed, 12_000)
    whole = np.concatenate(list(audio.limited([sound], gain=1.5, ceiling=0.7)))
    pieces = np.concatenate(list(audio.limited(cut(sound, sizes), gain=1.5, ceiling=0.7)))
    assert len(pieces) == len(sound)
    assert np.abs(pieces - whole).max() < 1e-5
    assert np.abs(pieces).max() <= 0.7 + 1e-6


def test_what_stays_below_the_ceiling_only_gets_its_gain() -> None:
    sound = np.random.default_rng(1).uniform(-0.3, 0.3, (9000, 2)).astype(np.float32)
    limited = np.concatenate(list(audio.limited([sound], gain=2.0, ceiling=0.7)))
    assert np.allclose(limited, 2 * sound, atol=1e-6)


@pytest.mark.parametrize("frequency", [100, 1000, 8000])
def test_speech_at_24_khz_is_brought_to_48_khz_without_delay(frequency: int) -> None:
    def tone(rate: int) -> Samples:
        return np.sin(2 * np.pi * frequency * np.arange(rate // 2) / rate).astype(np.float32)

    made = audio.resampled(tone(24_000), 24_000)
    assert len(made) == SAMPLE_RATE // 2
    assert np.abs(made - tone(SAMPLE_RATE))[500:-500].max() < 0.002


def test_lines_start_on_their_sample_also_across_blocks(tmp_path: Path) -> None:
    click = np.zeros(2400, np.float32)
    click[0] = 0.9
    path = tmp_path / "line.wav"
    write_speech(path, click, SAMPLE_RATE, [])
    starts = [1000, BLOCK - 1200, 2 * BLOCK, 2 * BLOCK + 7000]
    lines = [audio.Placed(start=start, samples=2400, path=path) for start in starts]
    air = np.zeros((SAMPLE_RATE, 2), np.float32)
    mix = np.concatenate(list(audio.mixed(lines, tone=air, samples=3 * BLOCK)))
    assert np.flatnonzero(np.abs(mix[:, 0]) > 0.5).tolist() == starts
    assert np.array_equal(mix[:, 0], mix[:, 1])


@pytest.mark.parametrize("level", [-62.0, -57.0])
def test_air_has_its_level_and_no_seam(level: float) -> None:
    tone = audio.room_tone(seed=4, level_dbfs=level, warmth=1.0)
    assert 20 * np.log10(np.sqrt(np.square(tone).mean())) == pytest.approx(level, abs=0.1)
    assert not np.array_equal(tone[:, 0], tone[:, 1])
    seam, steps = np.abs(tone[0] - tone[-1]), np.abs(np.diff(tone, axis=0))
    assert (seam <= steps.max(axis=0)).all()


def test_a_scene_that_is_too_short_is_said(tmp_path: Path) -> None:
    path = tmp_path / "scene.wav"
    with WavWriter(path, sample_rate=SAMPLE_RATE, channels=2) as sound:
        sound.write(np.zeros((1000, 2), np.float32))
    with pytest.raises(BadInput, match=r"scene\.wav ends 100 samples too early"):
        list(audio.sections([(path, 1100)]))


def test_one_word_in_minutes_of_air_is_as_loud_as_speech_is(tmp_path: Path) -> None:
    frames, said = 24 * 240, 24 * 120
    samples = sample_at(frames, RATE) + 1
    tone = audio.room_tone(seed=1, level_dbfs=-46.0, warmth=0.9)
    sound = np.take(tone, np.arange(samples) % len(tone), axis=0)
    start = sample_at(said, RATE)
    at = np.arange(SAMPLE_RATE // 2)
    sound[start : start + len(at)] += (0.14 * np.sin(2 * np.pi * 500 * at / SAMPLE_RATE))[:, None].astype(np.float32)
    scene, timeline = tmp_path / "scene.wav", tmp_path / "timeline"
    with WavWriter(scene, sample_rate=SAMPLE_RATE, channels=2) as bed:
        bed.write(sound)
    word = SpokenWord(text="Oh.", offset=0, length=len(at))
    line = SpokenLine(start=said, frames=12, samples=len(at), words=(word,))
    whole = (Span(start=0, frames=frames),)
    CutList(rate=RATE, frames=frames, parts=whole, cuts=(0,), scenes=(0,), lines=(line,)).write(timeline)
    made = make("film_bed", {"rate": "24"}, {"timeline": timeline, "scene.0": scene}, tmp_path / "bed")
    with WavReader(made) as film, Dialogue(tmp_path / "said.wav", [(start, start + len(at))]) as dialogue:
        for number, block in enumerate(film.blocks()):
            dialogue.hear(number * BLOCK, block.mean(axis=1))
    assert loudness.measure(tmp_path / "said.wav").lufs == pytest.approx(-16, abs=0.5)
    assert loudness.measure(made).lufs < -19


def test_two_voices_at_once_do_not_clip(tmp_path: Path) -> None:
    voice = (0.85 * np.sin(2 * np.pi * 300 * np.arange(24_000) / 24_000)).astype(np.float32)
    speech = {}
    for index in range(2):
        speech[f"speech.{index}"] = tmp_path / f"{index}.wav"
        write_speech(speech[f"speech.{index}"], voice, 24_000, [])
    line = SpokenLine(start=0, frames=24, samples=SAMPLE_RATE)
    whole = (Span(start=0, frames=30),)
    CutList(rate=RATE, frames=30, parts=whole, cuts=(0,), scenes=(0,), lines=(line, line)).write(tmp_path / "timeline")
    made = make("scene_bed", {"rate": "24"}, {"timeline": tmp_path / "timeline", **speech}, tmp_path / "bed")
    with WavReader(made) as bed:
        sound = bed.read(bed.frames)[:, 0]
    assert bed.frames == sample_at(30, RATE) + 1
    assert 0.9 < np.abs(sound).max() <= 0.98
    tone = sound[4800:43_200] / np.abs(sound[4800:43_200]).max()
    assert np.abs(tone - np.sin(2 * np.pi * 300 * np.arange(4800, 43_200) / SAMPLE_RATE)).max() < 0.03


def test_a_hole_is_found_where_it_is_and_a_breath_is_none() -> None:
    silences = Silences()
    sound = np.random.default_rng(2).normal(0, 0.001, 5 * SAMPLE_RATE).astype(np.float32)
    sound[48_000:60_000] = 0
    sound[100_000:160_000] = 0
    for at in range(0, len(sound), 1000):
        silences.hear(at, sound[at : at + 1000])
    silences.finish(len(sound))
    assert silences.found == [(100_000, 160_000)]


def test_a_sound_of_four_gigabytes_says_so_in_another_header(tmp_path: Path) -> None:
    samples = np.random.default_rng(3).uniform(-1, 1, (5000, 2)).astype(np.float32)
    path = tmp_path / "long.wav"
    with WavWriter(path, sample_rate=SAMPLE_RATE, channels=2, largest_riff=10_000) as sound:
        sound.write(samples)
    assert path.read_bytes()[:4] == b"RF64"
    with WavReader(path) as sound:
        assert sound.frames == 5000
        assert np.abs(sound.read(5000) - samples).max() < 2**-22
    assert loudness.measure(path).peak_dbtp > -1


def test_a_sound_cut_short_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "line.wav"
    write_speech(path, np.zeros(4000, np.float32), 24_000, [])
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(NotAWave, match="ends before its last sample"):
        read_speech(path)


def test_a_sound_whose_maker_failed_has_no_header(tmp_path: Path) -> None:
    path = tmp_path / "half.wav"

    def fail() -> None:
        with WavWriter(path, sample_rate=SAMPLE_RATE, channels=1) as sound:
            sound.write(np.zeros(4000, np.float32))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with pytest.raises(NotAWave):
        WavReader(path)


def test_lists_of_other_programs_are_no_marks(tmp_path: Path) -> None:
    path = tmp_path / "foreign.wav"
    with WavWriter(path, sample_rate=24_000, channels=1, bits=16) as sound:
        sound.write(np.zeros(10, np.float32))
        sound.close(b"LIST\x14\0\0\0INFOIART\x08\0\0\0Ada\xff\xff\0\0\0")
    assert read_marks(path) == []
