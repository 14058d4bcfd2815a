"""Breaths of a talk: where they are, how loud, on whose side; and who draws none."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from infra.bench.synthetic import make
from renderers.compilers.podcast import RATE
from renderers.compilers.podcast_passages import passages_of
from renderers.episode import Relation
from renderers.media.cutlist import CutList
from renderers.media.wav import WavReader, write_speech
from renderers.sounds.breath import LEVEL_DBFS, breath
from renderers.timing import SAMPLE_RATE, sample_at
from tests.renderers.compilers.test_podcast import edited, spec_of
from tests.renderers.podcast.spoken import tone

LONG = "I have thought about this for a long while now, and I would say it is quite another thing altogether."


def test_a_breath_swells_ends_and_stays_far_below_a_voice() -> None:
    air = breath(milliseconds=400, speaker=1, seed=3)
    assert len(air) == 400 * SAMPLE_RATE // 1000
    assert np.array_equal(air, breath(milliseconds=400, speaker=1, seed=3))
    assert not np.array_equal(air, breath(milliseconds=400, speaker=2, seed=3))
    loudest = 20 * np.log10(np.sqrt(np.mean(air**2)))
    assert LEVEL_DBFS - 6 < loudest <= LEVEL_DBFS
    third = len(air) // 3
    assert np.mean(air[third:-third] ** 2) > 2 * np.mean(air[:third] ** 2)
    assert abs(air[-1]) < 1e-4


def test_long_answers_are_breathed_in_for_and_nobody_does_who_cuts_in() -> None:
    spec = spec_of()
    for turn in (8, 10, 12, 15, 18, 21):
        spec = edited(spec, segment=1, turn=turn, text=f"{LONG} Number {turn}.")
    met = [(turn, how) for passage in passages_of(spec) for turn, how in zip(passage.turns, passage.meets, strict=True)]
    drawn = [turn for turn, how in met if how.breath_ms]
    assert drawn
    assert all(turn.text.startswith(LONG) for turn in drawn)
    assert all(not how.breath_ms for _, how in met if how.relation is not Relation.ANSWER)


def test_a_breath_is_heard_before_its_turn_where_the_speaker_sits(tmp_path: Path) -> None:
    samples, rate, marks = tone(words=2, seconds=0.8)
    speech = {f"speech.{number}": tmp_path / f"{number}.wav" for number in range(2)}
    for path in speech.values():
        write_speech(path, samples, rate, marks)
    timed: list[dict[str, Any]] = [{"place": 0}, {"pause_ms": 700, "place": 80, "speaker": 1}]
    settings = {"rate": str(RATE)}
    timeline = make("passage_timing", settings | {"turns": timed}, speech, tmp_path / "timeline")
    inputs = {"timeline": timeline, **speech}
    number = count()
    before = sample_at(CutList.read(timeline).lines[1].start, RATE) - SAMPLE_RATE // 30

    def level(turns: list[dict[str, Any]], **only: int) -> tuple[float, float]:
        out = make("passage_dialogue", settings | {"turns": turns} | only, inputs, tmp_path / f"stem{next(number)}")
        return heard(out, before)

    quiet = level(timed)
    left, right = level([timed[0], timed[1] | {"breath_ms": 400}])
    assert right > 4 * quiet[1]
    assert right > 2 * left
    assert max(level([timed[0], timed[1] | {"breath_ms": 400}], only=0)) < right / 4, "only whose it is"


def heard(stem: Path, before: int) -> tuple[float, float]:
    """RMS on either side in the third of a second before a sample."""
    with WavReader(stem) as file:
        file.seek(before - SAMPLE_RATE // 3)
        part = file.read(SAMPLE_RATE // 3)
    left, right = np.sqrt(np.mean(part**2, axis=0))
    return float(left), float(right)
