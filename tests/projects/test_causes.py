"""Why a take is stale, in words: what is said beside a shot may change it too."""

from __future__ import annotations

from fractions import Fraction

import pytest

from projects.rendering.causes import Indexed, cause
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse

FILM = """INT. HALL - DAY

A clock ticks.

MARA
{how}Did you ever write to her again?

TOM
{answer}

DISSOLVE TO{length}:

EXT. PIER - NIGHT

The sea.
"""


def indexed(*, how: str = "", answer: str = "No, I never did, not in all these years.", length: str = "") -> Indexed:
    text = FILM.format(how=how, answer=answer, length=length)
    return Indexed(film_spec(parse(text), rate=Fraction(24), aspect="16:9"))


@pytest.mark.parametrize(
    ("after", "subject", "words"),
    [
        (indexed(how="(whispering)\n"), "s1.2.1", "how a line is said changed"),
        (indexed(how="(beat)\n"), "s1.2", "how a line is said changed"),
        (indexed(answer="You know I could not, and you know why, Mara."), "s1.2", "the shot beside it changed"),
        (indexed(length=" (3s)"), "s2.1", "a fade was added, changed or removed"),
    ],
)
def test_the_cause_is_named(after: Indexed, subject: str, words: str) -> None:
    assert cause(indexed(), after, subject) == words
