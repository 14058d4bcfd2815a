"""What the page on timing says a writer can write is read just so."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from renderers.media.speech.manner import FAMILIES
from renderers.media.speech.pauses import written_pauses
from renderers.screenplay.passages import read_direction, reads_as_direction

PAGE = (Path(__file__).parents[2] / "infra/docs/how-to/time-a-scene.md").read_text("utf-8")
DIRECTIONS = re.findall(r"`([A-Z][A-Z -]+ ?[^`|]*[.:])`", PAGE.partition("written in a speech")[0])


@pytest.mark.parametrize("text", DIRECTIONS)
def test_every_direction_on_the_page_is_one(text: str) -> None:
    assert reads_as_direction(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("DISSOLVE TO (2s):", 2), ("SLOW FADE OUT.", 2), ("FADE IN (3s):", 3), ("DISSOLVE TO:", 0)]
)
def test_the_lengths_on_the_page_are_those_that_are_read(text: str, seconds: int) -> None:
    assert text in DIRECTIONS
    assert read_direction(text).seconds == Fraction(seconds)


@pytest.mark.parametrize("text", ["I think she... she went.", "My brother -- the tall one -- left."])
def test_the_pauses_on_the_page_are_those_that_are_heard(text: str) -> None:
    row = next(row for row in PAGE.splitlines() if f"`{text}`" in row)
    heard = {ms for _, ms in written_pauses(text)}
    assert {round(float(number) * 1000) for number in re.findall(r"0\.\d+", row)} == heard


def test_there_are_as_many_words_for_manners_as_the_page_says() -> None:
    told = re.search(r"some (\d+) words", PAGE)
    words = sum(len(family.words.split()) + len(family.phrases) for family in FAMILIES)
    assert told is not None
    assert abs(int(told[1]) - words) <= 20
