"""Why a take is stale, in words: what is said beside a shot may change it too."""

from __future__ import annotations

from fractions import Fraction

import pytest

from projects.rendering.causes import NEWER_ENGINE, Indexed, cause
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import LINE_BY_LINE

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


def exchanged(answer: str, exchange: str = "") -> Indexed:
    film = indexed(answer=answer).spec
    scenes = tuple(scene.model_copy(update={"exchange": exchange}) for scene in film.scenes)
    return Indexed(film.model_copy(update={"scenes": scenes}), "cloud_dialogue")


def test_a_line_that_was_ordered_with_another_says_that_the_other_one_changed() -> None:
    first = next(iter(exchanged("No.").lines))
    said = cause(exchanged("No, never."), exchanged("Yes, always."), first)
    assert said == "a line beside it changed, and both are ordered in one exchange"
    apart = cause(exchanged("No, never.", LINE_BY_LINE), exchanged("Yes, always.", LINE_BY_LINE), first)
    assert apart == NEWER_ENGINE
    ordered = cause(exchanged("No, never.", LINE_BY_LINE), exchanged("No, never."), first)
    assert ordered == "how the voices of its scene are ordered changed"
