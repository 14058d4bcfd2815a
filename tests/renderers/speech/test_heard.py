"""Words of voices that do not say when they are heard."""

from __future__ import annotations

import numpy as np
import pytest

from renderers.engines.recited import breaths
from renderers.media.speech.heard import hastened, heard_words
from renderers.media.speech.line import Line
from renderers.media.speech.model import SAMPLE_RATE, Samples
from renderers.media.speech.pronunciations import respelt


def tone(seconds: float) -> Samples:
    made: Samples = (0.3 * np.sin(np.arange(round(seconds * SAMPLE_RATE)) * 0.1)).astype(np.float32)
    return made


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def test_words_lie_where_it_sounds_and_no_pause_is_inside_of_one() -> None:
    spoken = np.concatenate([tone(0.5), silence(0.4), tone(0.3), silence(0.05), tone(0.6)]).astype(np.float32)
    words = heard_words(spoken, "Hello, you stranger.")
    assert [word.text for word in words] == ["Hello,", "you", "stranger."]
    starts = [word.start / SAMPLE_RATE for word in words]
    ends = [(word.start + word.length) / SAMPLE_RATE for word in words]
    assert starts == pytest.approx([0, 0.9, 1.25], abs=0.03)
    assert ends == pytest.approx([0.5, 1.2, 1.85], abs=0.03)


@pytest.mark.parametrize("text", ["one two three four five", "a b c d e f g h i j", "..."])
def test_words_are_in_order_and_inside_whatever_is_heard(text: str) -> None:
    spoken = (0.2 * np.random.default_rng(1).standard_normal(SAMPLE_RATE)).astype(np.float32)
    words = heard_words(spoken, text)
    edges = [edge for word in words for edge in (word.start, word.start + word.length)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(spoken) for edge in edges)
    assert len(words) == sum(any(letter.isalnum() for letter in word) for word in text.split())


def test_a_laugh_in_brackets_is_no_word() -> None:
    assert [word.text for word in heard_words(tone(2), "Well [clears throat] no.")] == ["Well", "no."]


def test_silence_holds_no_words() -> None:
    assert heard_words(silence(1), "Hello there") == ()


def test_a_hastened_line_keeps_its_words_where_they_are_heard() -> None:
    spoken = np.concatenate([tone(0.5), silence(0.5), tone(0.5)]).astype(np.float32)
    line = Line(spoken, heard_words(spoken, "Hello there"), ())
    quick = hastened(line, 1.25)
    assert len(quick.samples) == round(len(spoken) / 1.25)
    assert [word.start for word in quick.words] == [round(word.start / 1.25) for word in line.words]


def test_a_breath_is_whole_sentences_and_loses_no_word() -> None:
    text = "Stop! " + "I said that nobody is coming, and nobody will, however long you wait here. " * 5 + "word " * 80
    found = list(breaths(text))
    assert " ".join(found).split() == text.split()
    assert max(len(breath) for breath in found) <= 180
    assert found[0].startswith("Stop! I said")
    assert list(breaths("... -- ...")) == []


def test_engines_that_read_letters_are_given_letters_for_respellings_and_for_phonetic_sounds() -> None:
    sounds = {"Siobhan": "shiv-AWN", "Rio": "/ˈriːoʊ/", "C++": "see plus plus"}
    assert respelt("SIOBHAN's C++, in Rio.", sounds) == "shiv-AWN's see plus plus, in REE-oh."
