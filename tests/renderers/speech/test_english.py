"""English words become the sounds the voice knows."""

import pytest

from renderers.media.speech import english
from renderers.media.speech.normalise import spoken
from renderers.media.speech.vocabulary import VOCABULARY


def _sounds(text: str, *, british: bool = False) -> list[str]:
    return [word.phonemes for chunk in english.chunks(text) for word in english.words(chunk, british=british)]


@pytest.mark.parametrize(
    ("text", "word", "sound"),
    [
        ("I read it now and I read it yesterday.", 0, "ˌI"),
        ("The apple.", 0, "ði"),
        ("The pear.", 0, "ðə"),
        ("She used to live here.", 1, "jˈust"),
        ("I have to go.", 2, "tə"),
        ("The FBI called.", 1, "ˌɛfbˌiˈI"),
    ],
)
def test_small_words_and_acronyms_sound_as_their_neighbours_ask(text: str, word: int, sound: str) -> None:
    assert _sounds(text)[word] == sound


def test_past_and_present_of_read_differ() -> None:
    assert _sounds("She has read it.")[2] != _sounds("She will read it.")[2]


def test_words_no_lexicon_knows_still_get_a_stressed_or_spoken_form() -> None:
    (name,) = _sounds("Zorblaxian")
    assert len(name) >= 5


@pytest.mark.parametrize("british", [False, True])
def test_every_sound_is_in_the_models_alphabet(british: bool) -> None:
    text = "Captain, the reactor is rising past 900 degrees! Running, watched, cities' wolves; Anjali's café."
    assert {letter for sound in _sounds(text, british=british) for letter in sound} <= set(VOCABULARY)


def test_no_chunk_is_too_long_and_no_word_is_lost() -> None:
    text = "This goes on, and on, and on; " * 40 + "until it stops. " + "word " * 300
    chunks = english.chunks(text)
    assert max(map(len, chunks)) <= english.LONGEST_CHUNK
    assert " ".join(chunks).split() == spoken(text).split()


@pytest.mark.parametrize("text", ["...", "—", "", '"!"'])
def test_a_line_without_words_has_no_chunks(text: str) -> None:
    assert english.chunks(text) == []
