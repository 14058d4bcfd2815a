"""Who somebody is, as the page introduces them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("ENSIGN BALE, 22, freckles, red hair, watches a console.", "22, freckles, red hair"),
        ("BALE, 50s, sideburns and a pipe, waits.", "50s, sideburns and a pipe"),
        ("BALE (30), in a wet coat, runs in.", "30, in a wet coat"),
        ("BALE, waits.", ""),
    ],
)
def test_an_introduction_ends_where_something_is_done(action: str, said: str) -> None:
    spec = film_spec(parse(f"INT. HALL - DAY\n\n{action}\n\nBALE\nNo.\n"), rate=Fraction(24), aspect="16:9")
    assert [member.description for member in spec.cast] == [said]


@pytest.mark.parametrize(("name", "gender"), [("ELSA", "female"), ("KARIN", "female"), ("NILS", "male"), ("QXZ", "")])
def test_a_common_name_hints_at_a_gender_for_face_and_voice(name: str, gender: str) -> None:
    spec = film_spec(parse(f"INT. HALL - DAY\n\nRain.\n\n{name}\nNo.\n"), rate=Fraction(24), aspect="16:9")
    assert [member.gender for member in spec.cast] == [gender]
