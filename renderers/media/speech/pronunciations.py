"""A film's own pronunciations: words the voices would say wrong, and how they are said.

A sound is a respelling (`shiv-AWN`, syllables apart, the stressed one in capitals) or IPA between strokes
(`/ʃɪˈvɔːn/`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from renderers.media.speech.lexicon import GRUUT_TO_KOKORO, PRIMARY, SECONDARY, guess, lexicon
from renderers.media.speech.vocabulary import VOCABULARY

LONGEST_WORD, LONGEST_SOUND, MOST_WORDS = 60, 120, 500
FIRST_MARK, LAST_MARK = "\ue000", "\uf8ff"
_ENDING = r"(?P<ending>(?:['’]s)?)"
_SYLLABLE = re.compile(r"[A-Za-z']+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as it is written, and how it is said."""

    word: str
    sound: str


@dataclass(frozen=True, slots=True)
class Pronunciations:
    """Entries for one text, each word at most once."""

    entries: tuple[Entry, ...] = ()

    def marked(self, text: str) -> str:
        """The text with a private letter in place of every word that has an entry; longer words win."""
        if not self.entries:
            return text
        places = {entry.word.casefold(): chr(ord(FIRST_MARK) + at) for at, entry in enumerate(self.entries)}
        return _pattern(self).sub(lambda found: places[found["word"].casefold()] + found["ending"], text)

    def entry(self, mark: str) -> Entry:
        """The entry a private letter stands for."""
        return self.entries[ord(mark) - ord(FIRST_MARK)]


def entries_in(text: str, sounds: Mapping[str, str]) -> dict[str, str]:
    """Those words of a film's dictionary that are said in a text; only these matter to how it sounds."""
    if not sounds:
        return {}
    every = Pronunciations(tuple(Entry(word, sound) for word, sound in sorted(sounds.items())))
    said = {found["word"].casefold() for found in _pattern(every).finditer(text)}
    return {entry.word: entry.sound for entry in every.entries if entry.word.casefold() in said}


def respelt(text: str, sounds: Mapping[str, str]) -> str:
    """Respellings as they stand; a phonetic one (`/.../`) is left out: who reads letters does not understand it."""
    for word, said in sounds.items():
        if not said.startswith("/"):
            text = re.sub(rf"\b{re.escape(word)}\b", said.replace("\\", ""), text)
    return text


def read_pronunciations(sounds: Mapping[str, str]) -> Pronunciations:
    """Entries checked. ValueError names the word and what is wrong with how it is said."""
    if len(sounds) > MOST_WORDS:
        raise ValueError(f"{len(sounds)} words are more than a dictionary holds; keep the {MOST_WORDS} that matter")
    for word, sound in sounds.items():
        check(word, sound)
    return Pronunciations(tuple(Entry(word.strip(), sound.strip()) for word, sound in sorted(sounds.items())))


def check(word: str, sound: str) -> None:
    """ValueError when nobody could say it."""
    if not word.strip() or not any(letter.isalnum() for letter in word):
        raise ValueError(f"{word!r} is no word; write it as the screenplay does")
    if len(word) > LONGEST_WORD or len(sound) > LONGEST_SOUND:
        raise ValueError(f"{word[:LONGEST_WORD]!r} or its sound is too long; enter single words and names")
    if sound.strip().startswith("/"):
        wrong = sorted({letter for letter in _kokoro(sound) if letter not in VOCABULARY})
        if wrong or not _kokoro(sound):
            named = ", ".join(wrong) or "nothing"
            raise ValueError(f"{sound!r} for {word!r} holds {named}, which is no sound of English; write IPA in /.../")
    elif not _SYLLABLE.search(sound):
        raise ValueError(f"{sound!r} for {word!r} has no letters to say; write it like shiv-AWN, or IPA in /.../")


def phonemes(sound: str, *, british: bool) -> str:
    """What the voice says for a sound."""
    if sound.startswith("/"):
        return _kokoro(sound).replace("O", "Q") if british else _kokoro(sound)
    syllables = _SYLLABLE.findall(sound)
    shouted = [syllable.isupper() and not sound.isupper() for syllable in syllables]
    said = [_syllable(syllable, british=british) for syllable in syllables]
    if any(shouted):
        said = [_stressed(text) if loud else _unstressed(text) for text, loud in zip(said, shouted, strict=True)]
    else:
        said = [text if at == 0 else text.replace(PRIMARY, SECONDARY) for at, text in enumerate(said)]
    return "".join(said)


def _syllable(syllable: str, *, british: bool) -> str:
    return lexicon(british=british).pronounce(syllable.lower()) or guess(syllable.lower().strip("'"))


def _stressed(text: str) -> str:
    text = text.replace(SECONDARY, PRIMARY)
    return text if PRIMARY in text else f"{PRIMARY}{text}"


def _unstressed(text: str) -> str:
    return text.replace(PRIMARY, "").replace(SECONDARY, "")


def _kokoro(sound: str) -> str:
    """IPA as the model writes it: one letter for a diphthong, no ties, no syllable dots."""
    text = unicodedata.normalize("NFC", sound.strip().strip("/"))
    for mark in ("\u0361", ".", "\u032f", " "):
        text = text.replace(mark, "")
    text = text.replace("'", PRIMARY).replace("əʊ", "Q")
    for theirs, ours in GRUUT_TO_KOKORO:
        text = text.replace(theirs, ours)
    return text


@cache
def _pattern(known: Pronunciations) -> re.Pattern[str]:
    words = sorted((entry.word for entry in known.entries), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, words))}){_ENDING}(?!\w)", re.IGNORECASE)
