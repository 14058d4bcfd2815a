"""The offline writer in another language than English: it asks, doubts and jokes in the language it quotes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from renderers.episode import EpisodeSpec, Role
from renderers.errors import BadInput
from renderers.media.speech.dialogue_language import language_of
from renderers.podcast.idiom import IDIOMS
from renderers.podcast.making import episode_spec
from renderers.podcast.material import claims_of
from renderers.podcast.phrases import ANYBODY, phrases
from renderers.podcast.reading import parse_episode
from renderers.podcast.sources import Document, paragraphs_of
from renderers.podcast.traits import SPANISH, Trait
from renderers.writing.length import talk_seconds

FARO = """# El fuego en la torre

Durante casi toda la historia el faro fue un fuego sobre una torre. Se quemaba leña, luego carbón, y el trabajo
del farero era subir el combustible y bajar la ceniza. El fuego de carbón se veía a unas pocas millas en una
noche buena, y apenas con lluvia, que es cuando hacía falta.

Las lámparas de aceite eran más constantes, pero eran débiles. La mayor parte de la luz de una lámpara se
pierde, porque sube al cielo, baja al suelo o vuelve a tierra, donde nadie la busca. Los espejos pulidos
ayudaron. Sin embargo, el espejo de aquella época perdía la mitad de la luz que recibía.

# Los anillos de cristal

La respuesta vino de un ingeniero de caminos con mala salud. Augustin Fresnel había pasado sus días entre
desagües y puentes, y sus horas libres con la pregunta de qué es la luz. En 1819 le pidieron que entrara en la
comisión francesa de faros. Su idea era usar la lente en lugar del espejo.

La lente grande, capaz de rodear la lámpara, habría sido demasiado gruesa y pesada. Fresnel vio que la lente
solo dobla la luz en la superficie. El cristal del centro no hace más que pesar. Así que quitó el centro y
guardó la curva en escalones, como anillos alrededor de una lente pequeña.

La primera lente se encendió en 1823 en el faro de Cordouan, en la boca de la Gironda. Los marineros contaron
que se veía a más de veinte millas. Se dice que nada hecho por manos humanas se había visto antes desde tan
lejos.

# El carácter de la luz

La luz brillante no basta. El capitán que ve una lámpara en la oscuridad tiene que saber además qué lámpara es.
Hubo barcos que se perdieron porque confundieron una luz con otra.

Cuando un panel de lentes gira alrededor de la lámpara, cada panel barre el mar con un haz, y el barco ve un
destello. El número de destellos y la oscuridad entre ellos se pueden elegir, de modo que cada faro de la costa
tiene su propio ritmo. Los marineros llaman a ese ritmo el carácter de la luz.

Las lentes más pesadas pesaban varias toneladas. En la década de 1890 los ingenieros franceses pusieron la lente
a flotar en un baño de mercurio. Giraba con tanta facilidad que un niño podía empujarla con un dedo. Pero el
mercurio desprende un vapor venenoso, y los fareros vivieron junto a él durante décadas.
"""
ENGLISH = "# The lamp\n\n" + "The keeper lit the lamp at dusk and stayed beside it until it was day again. " * 6


def draft(text: str = FARO, *, language: str = "es", minutes: int = 3) -> str:
    indented = "\n".join(f"      {line}" for line in text.splitlines())
    return (
        f"title: el faro\nshow: Preguntas lentas\nlanguage: {language}\nminutes: {minutes}\nseed: 4\n"
        f"sources:\n  - key: faro\n    title: La lente\n    text: |\n{indented}\n"
    )


@cache
def written(minutes: int = 3) -> EpisodeSpec:
    return episode_spec(parse_episode(draft(minutes=minutes), folder=Path()), voices="kokoro").spec


@pytest.mark.slow
def test_what_is_said_around_spanish_facts_is_spanish() -> None:
    around = [turn.text for turn in written().turns() if not turn.citations]
    assert len(around) > 8
    assert language_of(around) == "es"
    assert not [text for text in around if re.search(r"\b(?:the|and|what|you|is)\b", text)]
    opening = " ".join(turn.text for turn in written().turns()[:3])
    assert re.search(r"sintéticas|artificiales|ninguno de nosotros es una persona", opening)
    assert "Lewis, Isla y Michael" in opening


@pytest.mark.slow
def test_a_spanish_episode_is_as_long_as_it_was_asked_to_be() -> None:
    spec = written()
    people = {person.key: person for person in spec.personalities}
    talk = sum(talk_seconds(each.turns, people, voices="kokoro", language="es") for each in spec.segments)
    assert talk + 13 + 4.85 * (len(spec.segments) - 1) == pytest.approx(180, rel=0.05)


def test_spanish_facts_are_asked_for_by_their_own_names() -> None:
    paragraphs = tuple(paragraphs_of(FARO, source="faro", markdown=True))
    claims = claims_of([Document("faro", "La lente", "", "", "", paragraphs)])
    terms = {term for claim in claims for term in claim.terms}
    assert {"la lente", "el faro", "la lámpara", "la luz"} <= terms
    assert not {term for term in terms if term.split()[0] not in ("el", "la", "los", "las")}
    traits = {trait for claim in claims for trait in claim.traits}
    assert {Trait.YEAR, Trait.NUMBER, Trait.CAUSE, Trait.CONTRAST, Trait.HEDGE, Trait.RESULT} <= traits
    assert next(c.values["person"] for c in claims if "person" in c.values) == "Augustin Fresnel"


@pytest.mark.slow
def test_an_article_melts_into_what_stands_before_it() -> None:
    said = [turn.text for turn in written().turns()]
    assert not [text for text in said if re.search(r"\b(?:de|a) el\b", text)]


@pytest.mark.parametrize("role", [ANYBODY, *(role.value for role in Role if role is not Role.GUEST)])
def test_spanish_has_something_to_say_wherever_english_has(role: str) -> None:
    english, spanish = phrases(role), phrases(role, SPANISH)
    assert {move for move in english if move not in spanish} <= {"echo.term", "frame.example"}
    for move, rows in spanish.items():
        known = {slot for row in english[move] for slot in re.findall(r"\[(\w+)\]", row.lower())}
        for row in rows:
            assert set(re.findall(r"\[(\w+)\]", row.lower())) <= known, row
            assert row.count("{") == row.count("}"), row
            assert row.count("¿") == row.count("?"), row


def test_a_language_nobody_here_talks_in_is_refused_with_what_helps() -> None:
    with pytest.raises(BadInput, match="language"):
        episode_spec(parse_episode(draft(language="fr"), folder=Path()), voices="kokoro")
    assert {each.title for each in IDIOMS.values()} == {"English", "Spanish"}


def test_sources_of_another_language_are_refused_by_its_name() -> None:
    with pytest.raises(BadInput, match="the sources are in English and the episode is in Spanish"):
        episode_spec(parse_episode(draft(ENGLISH), folder=Path()), voices="kokoro")
