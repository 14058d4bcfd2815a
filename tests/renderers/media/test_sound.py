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
from renderers.media import audio, loudness
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.hearing import Delays, Dialogue, Silences
from renderers.media.stems import write_stem
from renderers.media.wav import BLOCK, NotAWave, Samples, WavReader, WavWriter, read_marks, read_speech, write_speech
from renderers.timing import SAMPLE_RATE, sample_at
from tests.renderers.media.delivered import heard

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


def line_of(click: Samples, path: Path, frames: list[int]) -> CutList:
    """A scene of 80 frames in which the same sound is spoken from these frames on."""
    write_speech(path, click, SAMPLE_RATE, [])
    said = tuple(SpokenLine(start=frame, frames=2, samples=len(click)) for frame in frames)
    return CutList(rate=RATE, frames=80, parts=(Span(start=0, frames=80),), cuts=(0,), lines=said)


def test_lines_start_on_their_sample_in_the_middle_also_across_blocks(tmp_path: Path) -> None:
    click = np.zeros(2400, np.float32)
    click[0] = click[300] = 0.9
    frames = [1, 32, 33, 66]
    line_of(click, tmp_path / "line", frames).write(tmp_path / "timeline")
    speech = {f"speech.{index}": tmp_path / "line" for index in range(4)}
    asked = {"rate": "24", "space": "dry"}
    made = make("scene_dialogue", asked, {"timeline": tmp_path / "timeline", **speech}, tmp_path / "stem")
    with WavReader(made) as stem:
        sound = stem.read(stem.frames)
    assert (np.flatnonzero(np.abs(sound[:, 0]) > 0.5) - 300).tolist() == [sample_at(frame, RATE) for frame in frames]
    assert np.array_equal(sound[:, 0], sound[:, 1])


@pytest.mark.slow
def test_one_word_in_minutes_of_air_is_as_loud_as_speech_is(tmp_path: Path) -> None:
    frames, said = 24 * 240, 24 * 120
    samples = sample_at(frames, RATE)
    sound = np.random.default_rng(1).normal(0, 10 ** (-46 / 20), (samples, 2)).astype(np.float32)
    start = sample_at(said, RATE)
    at = np.arange(SAMPLE_RATE // 2)
    sound[start : start + len(at)] += (0.14 * np.sin(2 * np.pi * 500 * at / SAMPLE_RATE))[:, None].astype(np.float32)
    scene, timeline = tmp_path / "scene.wav", tmp_path / "timeline"
    write_stem(scene, [sound], head=0, body=samples)
    word = SpokenWord(text="Oh.", offset=0, length=len(at))
    line = SpokenLine(start=said, frames=12, samples=len(at), words=(word,))
    whole = (Span(start=0, frames=frames),)
    CutList(rate=RATE, frames=frames, parts=whole, cuts=(0,), scenes=(0,), lines=(line,)).write(timeline)
    made = heard(tmp_path, timeline=timeline, stems=[scene])
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
    asked = {"rate": "24", "space": "dry"}
    made = make("scene_dialogue", asked, {"timeline": tmp_path / "timeline", **speech}, tmp_path / "stem")
    with WavReader(made) as stem:
        sound = stem.read(stem.frames)[:, 0]
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


@pytest.mark.parametrize("late", [0, 96, -240])
def test_a_dying_chord_is_heard_on_its_time(late: int, tmp_path: Path) -> None:
    """A tone is like itself a period later, and louder a period earlier; only its real delay is reported."""
    at = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (110.0, 220.0, 277.2, 329.6)) * 0.05 * np.exp(-at)
    noise = np.random.default_rng(8)
    bed = (chord[:, None] + noise.normal(0, 0.0005, (len(at), 2))).astype(np.float32)
    with WavWriter(tmp_path / "bed.wav", sample_rate=SAMPLE_RATE, channels=2) as sound:
        sound.write(bed)
    heard = np.roll(bed.mean(axis=1), late) + noise.normal(0, 0.0005, len(at)).astype(np.float32)
    with WavReader(tmp_path / "bed.wav") as reference:
        delays = Delays(reference, [SAMPLE_RATE // 2, SAMPLE_RATE, 2 * SAMPLE_RATE])
        for first in range(0, len(heard), 1024):
            delays.hear(first, heard[first : first + 1024])
        delays.finish()
    assert all(found is not None and abs(found - late) <= 24 for found in delays.found)
