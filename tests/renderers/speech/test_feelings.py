"""What brackets ask a voice to do beside its words."""

from __future__ import annotations

import pytest

from renderers.media.speech.feelings import feelings_in


@pytest.mark.parametrize(
    ("brackets", "asked"),
    [
        ("laughs", ("laughing",)),
        ("bursts out laughing", ("laughter",)),
        ("sighs, then whispering", ("sighing", "whispering")),
        ("clears his throat", ("clearing the throat",)),
        ("singing", ("singing",)),
        ("gasping", ("gasping",)),
        ("not laughing", ()),
        ("trying not to cry; sighs; sighs again", ("sighing",)),
        ("amused", ()),
        ("under her breath", ("whispering",)),
        ("to Otto", ()),
        ("beat", ()),
        ("", ()),
    ],
)
def test_brackets_ask_by_their_words(brackets: str, asked: tuple[str, ...]) -> None:
    assert feelings_in(brackets) == asked
