"""People a script shows without a name: how many, and when nobody is meant."""

from __future__ import annotations

import pytest

from renderers.painting.group_words import MANY, Drawn
from renderers.painting.groups import Group, read_groups


def one(text: str, company: int = 0) -> Group:
    (group,) = read_groups(text, company=company)
    return group


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two armed guards drag a crate.", 2),
        ("A couple of kids run past.", 2),
        ("3 nurses hurry by.", 3),
        ("Several old people wait.", 4),
        ("SOLDIERS burst in.", 5),
        ("Behind her the children sing.", 4),
        ("Half a dozen cops get out.", 6),
    ],
)
def test_a_number_or_a_plural_says_how_many(text: str, count: int) -> None:
    assert one(text).count == count
    assert one(text).drawn is Drawn.BODY


@pytest.mark.parametrize("text", ["Three shadows cross the wall.", "Shadowy figures wait.", "Two shadowed men."])
def test_shadows_are_seen_as_outlines(text: str) -> None:
    assert one(text).drawn is Drawn.SILHOUETTE


@pytest.mark.parametrize("text", ["The crowd roars.", "Hundreds of soldiers march.", "Passers-by stare at him."])
def test_many_are_a_crowd_of_bounded_size(text: str) -> None:
    assert one(text).drawn is Drawn.BACKGROUND
    assert one(text).count <= MANY


@pytest.mark.parametrize(
    "text",
    [
        "She guards the door.",
        "He figures it out and doctors the photo.",
        "Shadows fall across the floor.",
        "A photo of three children.",
        "No guards in sight.",
        "The sound of children.",
        "The guards' room is empty.",
        "One guard sleeps.",
    ],
)
def test_a_verb_a_picture_or_an_absence_shows_nobody(text: str) -> None:
    assert read_groups(text) == ()


def test_the_men_are_the_characters_when_there_are_two() -> None:
    assert read_groups("The men look at each other.", company=2) == ()
    assert one("The men look at each other.").count == 3


def test_the_words_before_a_noun_dress_it_and_say_where_it_is() -> None:
    assert one("Three masked thugs wait.").described == "man, masked"
    assert one("Three shadows walk behind the glass.").at == "glass"
