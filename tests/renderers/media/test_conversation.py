"""How turns meet: who begins when, and who steps back."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from renderers.episode import Relation
from renderers.media.conversation import LISTENING_DB, OVER_DB, YIELDING_DB, Met, faded, fades_of, laid_out
from renderers.media.quiet import quiet_of, unwritten
from tests.renderers.podcast.spoken import line

RATE = Fraction(100)


def met(relation: Relation, *, pause_ms: int = 0, over_ms: int = 0) -> Met:
    return Met(relation=relation, pause_ms=pause_ms, over_ms=over_ms)


ANSWER = met(Relation.ANSWER, pause_ms=300)


def test_an_answer_waits_for_its_pause() -> None:
    placed = laid_out([line(seconds=2, rate=RATE)] * 2, [met(Relation.ANSWER), ANSWER], lead=50, rate=RATE)
    assert [each.start for each in placed] == [50, 50 + 200 + 30]


def test_an_interruption_begins_before_the_end_and_the_other_falls_silent() -> None:
    turns = [met(Relation.ANSWER), met(Relation.INTERRUPT, over_ms=400)]
    placed = laid_out([line(seconds=2, rate=RATE)] * 2, turns, lead=0, rate=RATE)
    assert placed[1].start == 160
    [fade] = fades_of(placed, turns, 0, RATE)
    assert (fade.at, fade.db) == (76_800, YIELDING_DB)


def test_nobody_is_interrupted_before_half_of_it_is_said() -> None:
    turns = [met(Relation.ANSWER), met(Relation.INTERRUPT, over_ms=3000)]
    placed = laid_out([line(seconds=1, rate=RATE)] * 2, turns, lead=0, rate=RATE)
    assert placed[1].start == 50


def test_a_listeners_word_falls_into_the_longest_gap_and_takes_no_time() -> None:
    turns = [met(Relation.ANSWER), met(Relation.BACKCHANNEL), ANSWER]
    lines = [line(seconds=4, rate=RATE, gaps=(2.0,)), line(seconds=0.4, rate=RATE), line(seconds=1, rate=RATE)]
    placed = laid_out(lines, turns, lead=0, rate=RATE)
    assert 180 <= placed[1].start <= 220
    assert placed[2].start == 400 + 30
    assert fades_of(placed, turns, 1, RATE)[0].db == LISTENING_DB
    assert fades_of(placed, turns, 0, RATE) == []


def test_two_listeners_do_not_murmur_at_once() -> None:
    turns = [met(Relation.ANSWER), met(Relation.BACKCHANNEL), met(Relation.BACKCHANNEL)]
    lines = [line(seconds=8, rate=RATE, gaps=(4.0,)), *[line(seconds=0.4, rate=RATE)] * 2]
    placed = laid_out(lines, turns, lead=0, rate=RATE)
    assert abs(placed[1].start - placed[2].start) >= 100


def test_who_talks_over_somebody_steps_back_until_they_are_done() -> None:
    turns = [met(Relation.ANSWER), met(Relation.OVERLAP, over_ms=500)]
    placed = laid_out([line(seconds=2, rate=RATE)] * 2, turns, lead=0, rate=RATE)
    first, after = fades_of(placed, turns, 1, RATE)
    assert (first.at, first.db) == (0, OVER_DB)
    assert (after.at, after.db) == (24_000, 0.0)


def test_a_fader_moves_without_a_step() -> None:
    turns = [met(Relation.ANSWER), met(Relation.INTERRUPT, over_ms=400)]
    placed = laid_out([line(seconds=2, rate=RATE)] * 2, turns, lead=0, rate=RATE)
    sound = faded(np.ones(96_000, np.float32), fades_of(placed, turns, 0, RATE))
    assert float(np.abs(np.diff(sound)).max()) < 0.001
    assert 20 * np.log10(sound[-1]) < YIELDING_DB + 0.1


def test_a_long_silence_is_found_and_excused_only_where_it_was_written() -> None:
    lufs = [-16.0] * 20 + [-70.0] * 18 + [-16.0] * 20
    [(start, seconds)] = quiet_of(lufs)
    assert (round(start, 1), round(seconds, 1)) == (2.0, 2.1)
    assert list(unwritten([(start, seconds)], [])) == [(start, seconds)]
    assert list(unwritten([(start, seconds)], [2000])) == []
    assert len(list(unwritten([(start, seconds), (9.0, seconds)], [2000]))) == 1
