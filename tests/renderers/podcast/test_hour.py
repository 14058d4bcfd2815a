"""An hour by the offline writer: little of it comes again, and no fact does."""

from __future__ import annotations

from collections import Counter

import pytest

from infra.bench.podcast import written
from renderers.podcast.sentences import sentences_of
from renderers.writing.repetition import repeated

pytestmark = pytest.mark.slow
REPEATED = 0.08
"""Measured: 5.1 % of four-word phrases, titles of sources among them; the sources are documents that grow."""

ROWS_TWICE = 0.05
"""Turns that were said before word for word, measured 3.3 %; shorter ones, as laughs are, come more often."""


def test_an_hour_repeats_little_and_says_no_fact_twice() -> None:
    spec = written(60, "rough")
    turns = spec.turns()
    assert len(turns) > 400
    assert repeated(turn.text for turn in turns) < REPEATED
    facts = Counter(said for turn in turns if turn.citations for said in sentences_of(turn.text) if _is_fact(said))
    assert len(facts) > 150
    assert [said for said, count in facts.items() if count > 1] == []
    whole = Counter(turn.text for turn in turns if len(turn.text.split()) > 3)
    assert sum(count - 1 for count in whole.values()) < ROWS_TWICE * len(turns)


def _is_fact(sentence: str) -> bool:
    """Longer than any row that is said before a fact."""
    return len(sentence.split()) > 12
