"""Sound files keep every sample and every mark."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderers.media.wav import Mark, NotAWave, WavReader, WavWriter, read_marks, read_speech, write_speech

MARKS = st.lists(
    st.builds(
        Mark,
        kind=st.sampled_from(["word", "phon"]),
        text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12),
        start=st.integers(0, 2**31),
        length=st.integers(0, 2**31),
    ),
    max_size=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(marks=MARKS)
def test_marks_come_back_as_they_were_written(tmp_path: Path, marks: list[Mark]) -> None:
    path = tmp_path / "line.wav"
    write_speech(path, np.zeros(7, np.float32), 24_000, marks)
    assert read_marks(path) == marks


@pytest.mark.parametrize(("bits", "error"), [(16, 2**-15), (24, 2**-23)])
def test_samples_survive_to_the_last_bit(tmp_path: Path, bits: int, error: float) -> None:
    samples = np.random.default_rng(3).uniform(-1, 1, (5001, 2)).astype(np.float32)
    path = tmp_path / "sound.wav"
    with WavWriter(path, sample_rate=48_000, channels=2, bits=bits) as sound:
        for start in range(0, len(samples), 1000):
            sound.write(samples[start : start + 1000])
    with WavReader(path) as sound:
        assert (sound.frames, sound.channels, sound.sample_rate) == (5001, 2, 48_000)
        sound.seek(4000)
        assert np.abs(sound.read(2000) - samples[4000:]).max() <= error


def test_an_odd_number_of_bytes_is_padded(tmp_path: Path) -> None:
    path = tmp_path / "odd.wav"
    with WavWriter(path, sample_rate=48_000, channels=1, bits=24) as sound:
        sound.write(np.zeros(3, np.float32))
    assert path.stat().st_size % 2 == 0
    assert len(read_speech(path)[0]) == 3


def test_what_is_no_sound_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letter.wav"
    path.write_text("Dear Ada")
    with pytest.raises(NotAWave, match=r"letter\.wav"):
        WavReader(path)
