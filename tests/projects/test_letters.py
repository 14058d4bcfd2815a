"""Edits of letters: what CodeMirror writes is what the studio reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.podcast.letters import applied, between
from studio.core.errors import Invalid

texts = st.text(alphabet="ab \n🙂é", max_size=24)


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("", [[0, "Hello"]], "Hello"),
        ("Hello", [5, [0, " "]], "Hello "),
        ("Hello there", [5, [6]], "Hello"),
        ("Hello there", [6, [5, "you"]], "Hello you"),
        ("one", [3, [0, "", "two"]], "one\ntwo"),
        ("🙂 yes", [2, [4, " no"]], "🙂 no"),
    ],
)
def test_an_edit_puts_letters_where_they_were_typed(before: str, edit: list[Any], after: str) -> None:
    assert applied(before, edit) == after


@given(texts, texts)
def test_the_difference_of_two_texts_makes_one_of_the_other(before: str, after: str) -> None:
    assert applied(before, between(before, after)) == after


@pytest.mark.parametrize(
    "edit", [[4], [[0, "x"]], [-1], [5, "x"], [[5, 3]], [True, 4], [2.5, 2.5], [[]], [{"a": 1}], None]
)
def test_an_edit_that_does_not_fit_is_refused_in_words(edit: Any) -> None:
    with pytest.raises(Invalid, match="does not fit"):
        applied("Hello", edit or [])


def test_half_a_letter_is_no_letter() -> None:
    with pytest.raises(Invalid, match="cuts a letter in half"):
        applied("🙂", [1, [1]])
