"""Captions for those who cannot hear name what matters, once, in the shot it is heard in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from renderers.compilers.film import compile_film
from renderers.compilers.film_captions import sounds_named, with_burned
from renderers.compilers.film_sound import sound_of
from renderers.errors import BadInput
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.sounds.sources import sources

HOUSE = "INT. HOUSE - NIGHT\n\nMARA waits.\n\n{}\n\nMARA\nWho is there?\n"


def named(text: str) -> list[dict[str, Any]]:
    spec = film_spec(parse(text), rate=Fraction(24), aspect="16:9")
    return sounds_named(spec, sound_of(spec))


def texts(text: str) -> list[str]:
    return [sound["text"] for sound in named(text) if not sound["text"].endswith(" music")]


@pytest.mark.parametrize(
    ("action", "read"),
    [
        ("The phone rings.", ["phone rings"]),
        ("The door slams.", ["door closes"]),
        ("Rain hammers on the roof.", ["rain outside"]),
        ("She walks over and folds the letter.", []),
        ("The phone does not ring.", []),
        ("Somebody knocks. A dog barks.", ["knocking", "dog barks"]),
    ],
)
def test_what_matters_is_named_and_what_the_picture_shows_is_not(action: str, read: list[str]) -> None:
    assert texts(HOUSE.format(action)) == read


def test_ambience_is_named_when_it_begins_and_not_in_every_scene() -> None:
    rain = "EXT. STREET - NIGHT\n\nHeavy rain.\n\nINT. HALL - CONTINUOUS\n\nMARA listens to the rain.\n"
    assert texts(rain) == ["rain"]
    assert texts(f"{rain}\nINT. ATTIC - DAY\n\nSilence.\n\nEXT. STREET - DAY\n\nRain.\n") == ["rain", "rain"]


def test_music_is_named_by_its_mood_when_the_mood_changes() -> None:
    tense = "INT. CELLAR - NIGHT\n\nMARA hides from the gun. Sweat. She trembles in the dark.\n\n"
    music = [sound["text"] for sound in named(tense + tense) if sound["text"].endswith(" music")]
    assert music.count("tense music") == 1


def test_sounds_come_before_music_and_music_before_ambience() -> None:
    read = [sound["text"] for sound in named(HOUSE.format("Rain. She hides. A gunshot. Blood. The killer stalks."))]
    kinds = [2 if text == "rain outside" else 1 if text.endswith(" music") else 0 for text in read]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}


def test_captions_of_sounds_are_short_plain_words() -> None:
    captions = [source.caption for source in sources().values() if source.caption]
    assert len(captions) > 30
    assert [text for text in captions if len(text) > 24 or text != text.strip().lower() or "[" in text] == []


def test_burned_captions_are_one_more_step_and_leave_the_master_alone() -> None:
    spec = film_spec(parse(HOUSE.format("The phone rings.")), rate=Fraction(24), aspect="16:9")
    plan = compile_film(spec, DRAFT)
    burned = with_burned(plan, spec)
    assert burned.steps[:-1] == plan.steps
    assert (burned.result, burned.wanted["film"]["master"]) == (plan.result, plan.wanted["film"]["master"])
    assert (burned.steps[-1].engine, burned.steps[-1].digest) == ("mp4_burned", burned.wanted["film"]["burned"])


@pytest.mark.parametrize(("said", "refused"), [("𐌰𐌱.", True), ("Wow 😀 √2", False), ("Да. Ναι. نعم", False)])
def test_letters_that_cannot_be_drawn_are_said_before_anything_is_made(said: str, *, refused: bool) -> None:
    spec = film_spec(parse(HOUSE.format("Rain.") + f"\n@海子\n{said}\n"), rate=Fraction(24), aspect="16:9")
    plan = compile_film(spec, DRAFT)
    if not refused:
        assert with_burned(plan, spec).wanted["film"]["burned"]
        return
    with pytest.raises(BadInput, match="no letters for 𐌰 𐌱, so captions cannot be burned in"):
        with_burned(plan, spec)
