"""The language of dialogue is known when it is sure, and said before a film is made in another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from renderers.compilers.film import compile_film
from renderers.compilers.film_words import remark_on_language
from renderers.media.speech.dialogue_language import language_of
from renderers.presets import DRAFT, ROUGH, Preset
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text

SPANISH = "INT. COCINA - NOCHE\n\nANA\nHola, Juan. ¿Dónde está el niño?\n\nJUAN\nEstá durmiendo. No hagas ruido.\n"
GERMAN = "INT. KÜCHE - NACHT\n\nANNA\nWo bist du? Ich habe dich nicht gesehen.\n\nJAN\nIch bin hier.\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Hola, Juan. ¿Dónde está el niño?", "es"),
        ("Wo bist du? Ich habe dich nicht gesehen.", "de"),
        ("Je ne sais pas où il est, mais c'est fini.", "fr"),
        ("Dove sei? Non ti ho visto, ma io sono qui con lui.", "it"),
        ("Onde você está? Não vi o João na casa dela.", "pt"),
        ("Waar ben je? Ik heb het niet gezien.", "nl"),
        ("你好，妈妈。你回来了？", "zh"),
        ("お母さん、ただいま。", "ja"),
        ("Привет, как дела?", "ru"),
        ("أين أنت يا أمي؟", "ar"),
        ("I do not know. Hasta la vista, baby. What is it?", "en"),
        ("No. Stop! Yes.", ""),
        ("", ""),
        ("😂😂 2 + 2", ""),
    ],
)
def test_a_language_is_known_when_it_is_sure(line: str, code: str) -> None:
    assert language_of([line]) == code


def remark(text: str, language: str, preset: Preset = DRAFT) -> str:
    spec = film_spec(parse(text), rate=Fraction(24), aspect="16:9", language=language)
    return remark_on_language(compile_film(spec, preset))


def test_a_film_in_its_own_language_needs_no_remark() -> None:
    assert remark(sample_text(), "en") == ""
    assert remark(SPANISH, "es-MX") == ""


def test_another_language_is_said_with_what_is_possible() -> None:
    assert "reads as Spanish" in remark(SPANISH, "en")
    assert "Set the film's language to es" in remark(SPANISH, "en")
    assert "do not speak German" in remark(GERMAN, "en")
    assert "do not speak Spanish" in remark(SPANISH, "en", ROUGH)
