"""Delays are found by the shape of a sound, however loud its neighbours are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from renderers.media.hearing import Delays
from renderers.media.wav import Samples, WavReader, WavWriter
from renderers.timing import SAMPLE_RATE

START = SAMPLE_RATE
BLOCK = 1_024


def delay(folder: Path, *, mixed: Samples, heard: Samples) -> int | None:
    """By how many samples `heard` comes later than `mixed`, one second in."""
    with WavWriter(folder / "bed.wav", sample_rate=SAMPLE_RATE, channels=1) as bed:
        bed.write(mixed)
    with WavReader(folder / "bed.wav") as reference:
        delays = Delays(reference, [START])
        for at in range(0, len(heard), BLOCK):
            delays.hear(at, heard[at : at + BLOCK])
        delays.finish()
    return delays.found[0]


def air(seconds: int, *, level: float = 7e-4) -> Samples:
    """Noise as quiet as the air of a room."""
    return np.asarray(np.random.default_rng(3).normal(0, level, seconds * SAMPLE_RATE), np.float32)


@pytest.mark.parametrize("late", [0, 96, -96])
def test_a_vowel_that_swells_is_not_mistaken_for_its_next_period(tmp_path: Path, late: int) -> None:
    moment = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    swelling = np.clip((moment - 1) * 4, 0.02, 1)
    voice = sum(np.sin(2 * np.pi * 224 * part * moment) / part for part in range(1, 9))
    mixed = np.asarray(0.1 * swelling * voice + air(2, level=1e-3), np.float32)
    assert delay(tmp_path, mixed=mixed, heard=np.roll(mixed, late)) == late


def test_quiet_air_before_a_loud_line_is_compared_too(tmp_path: Path) -> None:
    mixed = air(2)
    mixed[START + 11_000 :] += np.random.default_rng(4).normal(0, 0.2, SAMPLE_RATE - 11_000).astype(np.float32)
    assert delay(tmp_path, mixed=mixed, heard=mixed) == 0


def test_another_sound_has_no_delay(tmp_path: Path) -> None:
    other = np.asarray(np.random.default_rng(5).normal(0, 0.1, 2 * SAMPLE_RATE), np.float32)
    assert delay(tmp_path, mixed=air(2), heard=other) is None


def test_silence_has_no_delay(tmp_path: Path) -> None:
    nothing = np.zeros(2 * SAMPLE_RATE, np.float32)
    assert delay(tmp_path, mixed=nothing, heard=nothing) is None
