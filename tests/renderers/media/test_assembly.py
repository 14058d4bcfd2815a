"""A synthetic film with a flash and a beep at every cut comes out in sync, and the report finds planted faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from infra.bench.synthetic import HEIGHT, WIDTH, lags, make, make_film, with_reel
from renderers.errors import BrokenPromise
from renderers.media import loudness
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.encode import SegmentWriter, luma_frames
from renderers.media.remux import UnlikeSegments, join_segments
from renderers.media.stems import write_stem
from renderers.media.wav import WavReader, WavWriter
from renderers.timing import SAMPLE_RATE, sample_at
from tests.renderers.media.delivered import heard

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001), Fraction(30000, 1001)], ids=str)
def test_sound_and_picture_meet_at_every_cut(tmp_path: Path, rate: Fraction) -> None:
    film = make_film(tmp_path, shots=40, rate=rate)
    found = lags(film)
    assert found.frames == film.frames
    assert found.samples == film.samples
    assert len(found.lag_ms) == 40
    assert max(abs(lag) for lag in found.lag_ms) < 1


def test_sound_encoded_in_pieces_meets_the_picture_at_every_cut(tmp_path: Path) -> None:
    film = with_reel(make_film(tmp_path, shots=100, rate=Fraction(30000, 1001)))
    found = lags(film)
    assert (found.frames, found.samples, len(found.lag_ms)) == (film.frames, film.samples, 100)
    assert film.samples > SAMPLE_RATE * 60
    assert max(abs(lag) for lag in found.lag_ms) < 1


@pytest.mark.parametrize("longer", range(5))
def test_sound_ends_on_its_last_sample_where_frames_are_no_whole_samples(tmp_path: Path, longer: int) -> None:
    film = make_film(tmp_path, shots=2, rate=Fraction(30000, 1001), longer=longer)
    found = lags(film)
    assert (found.frames, found.samples) == (film.frames, film.samples)


def test_the_measurement_itself_sees_a_shifted_sound(tmp_path: Path) -> None:
    found = lags(make_film(tmp_path, shots=12, rate=Fraction(24), shift_samples=240))
    assert min(found.lag_ms) > 4


def test_joined_segments_decode_to_the_very_frames_that_went_in(tmp_path: Path) -> None:
    film = make_film(tmp_path, shots=5, rate=Fraction(24))
    before = [frame.copy() for index in range(5) for frame in luma_frames(tmp_path / f"{index}.mp4")]
    after = [frame.copy() for frame in luma_frames(film.path)]
    assert len(before) == len(after)
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


def test_segments_of_another_size_are_refused_by_name(tmp_path: Path) -> None:
    paths = []
    for name, width in (("small", 64), ("large", 128)):
        paths.append(tmp_path / f"{name}.mp4")
        with SegmentWriter(paths[-1], width=width, height=64, rate=Fraction(24)) as segment:
            chroma = np.full((32, width // 2), 128, np.uint8)
            segment.write_planes(np.full((64, width), 90, np.uint8), chroma, chroma)
    with pytest.raises(UnlikeSegments, match=r"large\.mp4"):
        join_segments(
            [(path, 1) for path in paths], tmp_path / "out.mp4", rate=Fraction(24), progress=lambda part: None
        )


def test_a_film_bed_meets_its_loudness_and_its_length(tmp_path: Path) -> None:
    rate = Fraction(24000, 1001)
    bed = _finished_bed(tmp_path, rate=rate, level=0.05)
    level = loudness.measure(bed)
    assert level.lufs == pytest.approx(-16, abs=0.5)
    assert level.peak_dbtp <= -1
    with WavReader(bed) as sound:
        assert sound.frames == sample_at(240, rate)


def test_air_without_speech_is_not_blown_up_to_the_level_of_speech(tmp_path: Path) -> None:
    bed = _finished_bed(tmp_path, rate=Fraction(24), level=0.0005)
    assert loudness.measure(bed).lufs < -36


def _finished_bed(folder: Path, *, rate: Fraction, level: float) -> Path:
    scene = folder / "scene.wav"
    samples = sample_at(240, rate)
    hiss = np.random.default_rng(5).normal(0, level, (samples, 2)).astype(np.float32)
    noise = (hiss + np.roll(hiss, 1, axis=0) + np.roll(hiss, 2, axis=0)) / np.float32(2)  # no lossy sound keeps 24 kHz
    write_stem(scene, [noise], head=0, body=samples)
    timeline = folder / "timeline"
    CutList(rate=rate, frames=240, parts=(Span(start=0, frames=240),), cuts=(0,), scenes=(0,)).write(timeline)
    return heard(folder, timeline=timeline, stems=[scene])


RATE, FRAMES = Fraction(24), 96
Pixels = Callable[[int], np.ndarray[Any, np.dtype[np.uint8]]]


def _moving(frame: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    luma = np.tile(np.linspace(60, 180, WIDTH).astype(np.uint8), (HEIGHT, 1))
    return np.roll(luma, frame, axis=1)


def _reported(
    folder: Path,
    *,
    pixels: Pixels = _moving,
    frames: int = FRAMES,
    silent: slice = slice(0),
    shift: int = 0,
    captions: bool = False,
) -> dict[str, Any]:
    """The report on a four-second film with one line, made with or without a fault."""
    word = SpokenWord(text="Hello", offset=0, length=24_000)
    line = SpokenLine(start=24, frames=24, samples=48_000, words=(word,))
    timeline = folder / "timeline"
    whole = (Span(start=0, frames=FRAMES),)
    CutList(rate=RATE, frames=FRAMES, parts=whole, cuts=(0,), scenes=(0,), lines=(line,)).write(timeline)
    clip = folder / "clip.mp4"
    chroma = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    with SegmentWriter(clip, width=WIDTH, height=HEIGHT, rate=RATE) as segment:
        for frame in range(frames):
            segment.write_planes(np.ascontiguousarray(pixels(frame)), chroma, chroma)
    bed = folder / "bed.wav"
    noise = np.random.default_rng(2).normal(0, 0.0902, (sample_at(frames, RATE), 2)).astype(np.float32)
    noise[silent] = 0
    used = folder / "used.wav"
    for path, samples in ((bed, noise), (used, np.roll(noise, shift, axis=0))):
        with WavWriter(path, sample_rate=SAMPLE_RATE, channels=2) as sound:
            sound.write(samples)
    film = make("mp4_h264", {"rate": "24"}, {"picture": clip, "bed": used, "timeline": timeline}, folder / "film")
    asked = {"rate": "24", "width": WIDTH, "height": HEIGHT, "captions": captions, "target_lufs": -16}
    made = make("report", asked, {"master": film, "bed": bed, "timeline": timeline}, folder / "report")
    return dict(json.loads(made.read_text()))


def test_a_film_that_keeps_its_plan_gets_its_figures(tmp_path: Path) -> None:
    figures = _reported(tmp_path)
    assert (figures["frames"], figures["sync_checks"], figures["sync_error_samples"]) == (FRAMES, 2, 0)
    assert figures["loudness_lufs"] == pytest.approx(-16, abs=0.5)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            {"pixels": lambda frame: _moving(frame) if frame < 40 else np.full((HEIGHT, WIDTH), 16, np.uint8)},
            "black from",
        ),
        ({"pixels": lambda frame: _moving(min(frame, 12))}, "nothing moves from 00:00:00"),
        ({"silent": slice(48_000, 96_000)}, "line at 00:00:01:00 cannot be heard"),
        ({"silent": slice(110_000, 170_000)}, "no sound at all from 00:00:02:"),
        ({"shift": 960}, r"the sound at 00:00:01:00 is \+20.0 ms late"),
        ({"shift": -96}, r"the sound at 00:00:01:00 is -2.0 ms late"),
        ({"shift": 48_000}, "00:00:01:00 is not what was mixed for it"),
        ({"captions": True}, "no captions track"),
        ({"frames": FRAMES - 3}, "93 frames instead of 96"),
    ],
    ids=["black", "frozen", "mute", "hole", "late", "early", "other sound", "no captions", "short"],
)
def test_the_report_names_a_planted_fault(tmp_path: Path, fault: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BrokenPromise, match=sentence):
        _reported(tmp_path, **fault)
