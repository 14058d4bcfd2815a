"""Which words the offline voices would guess at."""

from __future__ import annotations

import pytest

from renderers.media.speech.hard_words import Why, hard_words


def hard(text: str, language: str = "en", **own: str) -> list[str]:
    return [word for word, _ in hard_words(text, language=language, own=own)]


@pytest.mark.parametrize(
    "text",
    [
        "The lighthouse keeper's lamp was unsinkable, harbourless and lamplit.",
        "Call the FBI at 5 pm, it cost $3.50 or 12km more; see www.qwyzzik.com and @qwyzzik.",
        "Nooooo! Whaaat? Dr. Smith, e.g. on Oct. 3rd, isn't Mara's friend.",
        "They re-used the photographs, undisturbed, and unhappily walked away.",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert hard(text) == []


def test_names_no_lexicon_has_are_named_each_time() -> None:
    assert hard("Qwyzzik's boat and Qwyzzik.") == ["Qwyzzik", "Qwyzzik"]


def test_a_word_with_a_sound_is_no_longer_hard() -> None:
    assert hard("Qwyzzik's boat.", qwyzzik="KWIZ-ick") == []


def test_letters_of_another_script_are_hard_in_every_language() -> None:
    found = [("Москва", Why.SCRIPT)]
    assert list(hard_words("It is Москва.", language="en", own={})) == found
    assert list(hard_words("Es Москва.", language="es", own={})) == found


def test_spanish_has_words_that_are_not_spanish() -> None:
    assert hard("El faro de Schwarz brilla en el anhelo, deshace el reloj y el kilómetro.", "es") == ["Schwarz"]
