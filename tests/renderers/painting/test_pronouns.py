"""Whom she, he, him and her mean."""

from __future__ import annotations

import pytest

from renderers.painting.pronouns import agrees, spelled_out


@pytest.mark.parametrize(
    ("text", "cast", "told"),
    [
        ("He kisses Mum.", ("BEN", "MUM"), "BEN kisses Mum."),
        ("Steel SMACKS him.", ("STEEL", "COGNITO"), "Steel SMACKS COGNITO."),
        ("She hugs him.", ("BEN", "ANNA"), "ANNA hugs BEN."),
        ("Anna turns. He waits.", ("ANNA", "BEN"), "Anna turns. BEN waits."),
        ("Ben comes in. He sits.", ("BEN", "ANNA"), "Ben comes in. He sits."),
        ("Ben sees Tom. Anna hugs him.", ("BEN", "TOM", "ANNA"), "Ben sees Tom. Anna hugs him."),
        ("A man enters. He sits.", ("BEN",), "A man enters. He sits."),
        ("She drinks her tea.", ("ANNA", "MARY"), "ANNA drinks her tea."),
        ("He laughs.", ("ANNA",), "He laughs."),
        ("Rain.", (), "Rain."),
    ],
)
def test_a_pronoun_means_whoever_of_the_cast_is_not_named(text: str, cast: tuple[str, ...], told: str) -> None:
    assert spelled_out(text, cast) == told


def test_a_name_agrees_with_its_pronouns_and_an_unknown_one_with_none() -> None:
    assert (agrees("MUM", "she"), agrees("Ben", "him"), agrees("ANNA", "he"), agrees("ZORB", "he")) == (
        True,
        True,
        False,
        None,
    )
