"""Time is exact: no overlap, no gap, sums to the frame and to the sample."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.timing import cut_points, frames_covering, parse_rate, sample_at, timecode

RATES = st.sampled_from([Fraction(24), Fraction(25), Fraction(24000, 1001), Fraction(30000, 1001), Fraction(60)])
LENGTHS = st.lists(st.fractions(min_value=1, max_value=500, max_denominator=1001), min_size=1, max_size=300)


@given(lengths=LENGTHS)
def test_the_last_cut_is_as_exact_as_the_first(lengths: list[Fraction]) -> None:
    cuts = cut_points(lengths)
    for number, cut in enumerate(cuts):
        assert abs(cut - sum(lengths[:number], Fraction(0))) <= Fraction(1, 2)
    assert all(later > earlier for earlier, later in pairwise(cuts))


@given(frame=st.integers(0, 10_000_000), rate=RATES)
def test_a_frame_starts_within_half_a_sample_of_its_time(frame: int, rate: Fraction) -> None:
    assert abs(sample_at(frame, rate) - frame * 48_000 / rate) <= Fraction(1, 2)


@given(seconds=st.fractions(min_value=0, max_value=1000, max_denominator=48_000), rate=RATES)
def test_frames_cover_what_they_should_and_no_frame_more(seconds: Fraction, rate: Fraction) -> None:
    frames = frames_covering(seconds, rate)
    assert (frames - 1) / rate < seconds <= frames / rate or frames == seconds == 0


def test_a_three_hour_film_at_the_ntsc_rate_ends_on_its_sample() -> None:
    rate = Fraction(24000, 1001)
    frames = frames_covering(Fraction(3 * 3600), rate)
    assert sample_at(frames, rate) == frames * 2002


@pytest.mark.parametrize("wrong", ["0", "-24", "fast", "1/0"])
def test_a_rate_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        parse_rate(wrong)


def test_timecode_counts_whole_frames() -> None:
    assert timecode(24 * 3661 + 5, Fraction(24)) == "01:01:01:05"
