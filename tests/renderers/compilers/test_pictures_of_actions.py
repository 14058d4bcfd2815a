"""What an action shows: both who act in it, animals, and the place that a short heading leaves open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from renderers.compilers.pictures import Shown, people_of, pictures, places_of
from renderers.painting.people.appearance import Being
from renderers.painting.performance import Arms
from renderers.painting.place import Place
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec, ShotSize

_TALK = "INT. KITCHEN - DAY\n\nAnna and Ben wait.\n\nANNA\nYou are late.\n\nBEN\nThe bus.\n\n"


def spec_of(text: str) -> FilmSpec:
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def places(text: str) -> list[Place]:
    return places_of(spec_of(text).scenes)


def last(text: str) -> Shown:
    """The last picture of the last scene that is no card."""
    spec = spec_of(text)
    scenes = [scene for scene in spec.scenes if scene.shots[0].size is not ShotSize.TITLE]
    found = places_of(scenes)
    return list(pictures(scenes[-1], found[-1], people_of(spec, found), style=spec.style))[-1]


@pytest.mark.parametrize("action", ["He kisses Anna.", "Anna kisses him.", "Ben hugs Anna.", "He hugs her."])
def test_an_action_between_two_shows_both_and_both_act(action: str) -> None:
    picture = last(_TALK + action).picture
    assert [seen.performance.arms for seen in picture.cast] == [Arms.HUG] * 2


@pytest.mark.parametrize(
    ("action", "being"),
    [
        ("A dog sleeps under the table.", Being.DOG),
        ("Anna strokes her old cat.", Being.CAT),
        ("The white horse drinks.", Being.HORSE),
        ("A pigeon lands on the bench.", Being.BIRD),
        ("Two dogs bark at Ben.", Being.DOG),
    ],
)
def test_animals_of_an_action_are_painted_and_the_whole_of_them_is_seen(action: str, being: Being) -> None:
    picture = last(_TALK + action).picture
    assert being in [seen.appearance.being for seen in picture.cast]
    assert picture.size is ShotSize.FULL


@pytest.mark.parametrize(
    "action",
    [
        "Anna eats a hot dog.",
        "Ben fills the dog bowl.",
        "Ben runs like a horse.",
        "Birds sing in the trees.",
        "She ducks.",
    ],
)
def test_what_only_sounds_like_an_animal_is_not_painted(action: str) -> None:
    assert {seen.appearance.being for seen in last(_TALK + action).picture.cast} <= {Being.HUMAN}


def test_a_dog_with_a_line_is_seen_once() -> None:
    picture = last(
        "INT. HALL - DAY\n\nREX\n(brown dog)\nWoof.\n\nDOG\nWoof!\n\nThe dog barks at Rex. DOG runs.\n"
    ).picture
    assert sum(seen.appearance.being is Being.DOG for seen in picture.cast) == 1


def test_a_white_horse_is_white() -> None:
    (horse,) = last("EXT. FIELD - DAY\n\nA white horse gallops across the field.").picture.cast
    assert horse.appearance.hair_colour > "#e0e0e0"


def test_a_stranger_who_begins_a_sentence_is_seen_and_one_with_a_name_only_under_it() -> None:
    assert len(last("INT. CAFE - DAY\n\nA young waiter brings the bill.").picture.cast) == 1
    named = last("INT. CAFE - DAY\n\nA man, JACK, comes in.\n\nJACK\nHello.\n")
    assert len(named.picture.cast) == 1


def test_a_thing_that_is_told_of_alone_is_looked_at() -> None:
    assert last(_TALK + "A SAMURAI SWORD slices into view.").picture.size is ShotSize.INSERT
    assert last(_TALK + "Far out on the water, small and warm, a boat answers with its horn.").picture.size is not (
        ShotSize.INSERT
    )


def test_a_short_heading_that_names_no_place_stays_where_its_people_are() -> None:
    text = (
        "INT. KITCHEN - NIGHT\n\nBEN\nHello?\n\nEXT. BEACH - DAY\n\nANNA\nIt is me.\n\n.BEN\n\nBen sits.\n\n"
        ".THE PHONE\n\nIt rings.\n\n.OUTSIDE\n\nAnna runs.\n"
    )
    kitchen, beach, ben, phone, outside = places(text)[:5]
    assert (kitchen.kind, beach.kind) == ("kitchen", "beach")
    assert ben == phone == kitchen
    assert outside not in (kitchen, beach)


def test_a_voice_is_nobody_to_be_seen() -> None:
    picture = last("INT. HALL - DAY\n\nANNA\nHello?\n\nVOICE\nRun.\n").picture
    assert len(picture.cast) == 1


def test_she_after_a_speech_is_who_spoke() -> None:
    spec = spec_of("INT. HALL - DAY\n\nBen waits.\n\nBEN\nNow.\n\nANNA\nNo.\n\nShe leaves.\n")
    anna = next(member.key for member in spec.cast if member.name.upper() == "ANNA")
    shots = [shot for scene in spec.scenes for shot in scene.shots]
    assert next(shot.cast for shot in shots if shot.prompt == "She leaves.") == (anna,)
