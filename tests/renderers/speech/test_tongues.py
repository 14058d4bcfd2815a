"""Other languages than English: words sound as their spelling says, figures become words, refusals are in words."""

from __future__ import annotations

import pytest

from renderers.engine import read_settings
from renderers.engines.voice.kokoro import ENGINE, KokoroSettings
from renderers.errors import BadInput
from renderers.media.speech.blend import read_blend
from renderers.media.speech.line import Delivery, parts_of
from renderers.media.speech.pronunciations import read_pronunciations
from renderers.media.speech.tongues import language_code, tongue_of, tongues, words
from renderers.media.speech.vocabulary import VOCABULARY

SPANISH = """
hola ˈola · niño nˈiɲo · perro pˈero · pero peɾo · queso kˈeso · guitarra ɡitˈara · pingüino piŋɡwˈino · chico ʧˈiko
llave ʎˈaβe · zapato θapˈato · gente xˈente · jamón xamˈon · año ˈaɲo · hacer aθˈeɾ · vivir biβˈiɾ · ciudad θjuðˈað
también tambjˈen · después despwˈes · rápidamente rˌapiðamˈente · aire ˈaɪɾe · causa kˈaʊsa · bueno bwˈeno
tierra tjˈera · rey rˈeɪ · muy mwˈi · país paˈis · baúl baˈul · construir konstɾwˈiɾ · viuda bjˈuða · huevo wˈeβo
ahora aˈoɾa · examen eksˈamen · México mˈexiko · extraño ekstɾˈaɲo · xilófono silˈofono · enviar embjˈaɾ
hombre ˈombɾe · un un · invierno imbjˈeɾno · sangre sˈaŋɡɾe · alrededor alreðeðˈoɾ · israel israˈel · honra ˈonra
canción kanθjˈon · quién kjˈen · porque poɾke · lengua lˈeŋɡwa · desagüe desˈaɣwe · leer leˈeɾ · río rˈio
reloj relˈox · feliz felˈiθ · doctor doktˈoɾ · árbol ˈaɾβol · día dˈia · policía poliθˈia · oído oˈiðo · buey bwˈeɪ
averiguáis aβeɾiɣwˈaɪs · caldo kˈaldo · aldea aldˈea · madre mˈaðɾe · padre pˈaðɾe · noche nˈoʧe · casa kˈasa
trabajo tɾaβˈaxo · mujer muxˈeɾ · ayer aʝˈeɾ · yo ʝˈo · ella ˈeʎa · lluvia ʎˈuβja · agua ˈaɣwa · abuelo aβwˈelo
cinco θˈiŋko · quince kˈinθe · quiero kjˈeɾo · puedo pwˈeðo · nadie nˈaðje · siempre sjˈempɾe · corazón koɾaθˈon
guerra ɡˈera · seguir seɣˈiɾ · gato ɡˈato · luego lwˈeɣo · jefe xˈefe · girar xiɾˈaɾ · zorro θˈoro · cielo θjˈelo
ojo ˈoxo · hijo ˈixo · calle kˈaʎe · camino kamˈino · difícil difˈiθil · fácil fˈaθil · lápiz lˈapiθ · joven xˈoβen
jóvenes xˈoβenes · inglés iŋɡlˈes · examenes eksamˈenes · verdad beɾðˈað · salud salˈuð · ciego θjˈeɣo
hoy ˈoɪ · ley lˈeɪ · seis sˈeɪs · veinte bˈeɪnte · deuda dˈeʊða · Europa eʊɾˈopa · autobús aʊtoβˈus
héroe ˈeɾoe · poeta poˈeta · teatro teˈatɾo · Raúl raˈul · oí oˈi · tú tˈu · tu tu · qué kˈe · que ke · sí sˈi
"""
"""Transcribed by the grammars, and gone through word by word."""


def pairs(table: str) -> list[tuple[str, str]]:
    return [tuple(entry.split()) for line in table.strip().splitlines() for entry in line.split(" · ")]  # type: ignore[misc]


@pytest.mark.parametrize(("word", "sound"), pairs(SPANISH))
def test_spanish_words_sound_as_they_are_spelled(word: str, sound: str) -> None:
    assert tongues()["es"].sounds(word, "es-ES") == sound


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len(pairs(SPANISH)) > 100


@pytest.mark.parametrize(
    ("language", "sound"),
    [("es", "θjelˈito"), ("es-ES", "θjelˈito"), ("es-MX", "sjelˈito"), ("es-419", "sjelˈito"), ("ES-ar", "sjelˈito")],
)
def test_america_does_not_lisp(language: str, sound: str) -> None:
    assert tongues()["es"].sounds("cielito", language) == sound


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Son 1999 € y 21 €.", "Son mil novecientos noventa y nueve euros y veintiún euros."),
        ("El Dr. López llega a las 10:30.", "El doctor López llega a las diez y media."),
        ("1.250.000 habitantes", "un millón doscientos cincuenta mil habitantes"),
        ("a 120 km/h, -5°", "a ciento veinte kilómetros por hora, menos cinco grados"),
        ("el 1º y la 3ª", "el primero y la tercera"),
        ("3,14 y 2,05", "tres coma catorce y dos coma cero cinco"),
        ("100 %", "cien por ciento"),
        ("007", "cero cero siete"),
        ("¿Qué? ¡No!", "Qué? No!"),
        ("—No sé —dijo… «Vale» 😂", '— No sé — dijo… "Vale"'),
    ],
)
def test_spanish_figures_and_signs_are_words(written: str, said: str) -> None:
    assert tongues()["es"].spoken(written) == said


@pytest.mark.parametrize("code", sorted(tongues()))
def test_every_sound_is_one_the_model_knows(code: str) -> None:
    tongue, letters = tongues()[code], "abcdefghijklmnopqrstuvwxyzáéíóúüñçàèìòù"
    made = (f"{one}{other}{last}a" for one in letters for other in letters for last in "anr")
    said = {sound for word in made for sound in tongue.sounds(word, code)}
    assert said <= set(VOCABULARY)


@pytest.mark.parametrize("code", sorted(tongues()))
def test_a_line_is_cut_and_said_in_its_language(code: str) -> None:
    how = Delivery(read_blend("af_heart"), own=read_pronunciations({"Siobhan": "/ʃɪˈvɔn/"}), language=code)
    tongue = tongue_of(code)
    assert tongue is not None
    [first, *_] = parts_of("Siobhan, no. 12!", how)
    said = words(first, tongue=tongue, language=code, own=how.own)
    assert said[0].text == "Siobhan"
    assert "v" in said[0].phonemes
    assert not any(letter.isdigit() for letter in first)
    assert parts_of("…", how) == []


@pytest.mark.parametrize(("tag", "code"), [("en-GB", "en"), ("ES", "es"), ("es-419", "es")])
def test_a_tag_begins_with_its_language(tag: str, code: str) -> None:
    assert language_code(tag) == code


def test_a_language_nobody_speaks_is_refused_in_words() -> None:
    said = {"text": "こんにちは", "voice": "af_heart"}
    with pytest.raises(BadInput, match=r"speak English.* and Spanish, not 'ja'.*captions and titles can be in any"):
        read_settings(ENGINE, said | {"language": "ja"})
    assert isinstance(read_settings(ENGINE, said | {"language": "es-MX"}), KokoroSettings)
