"""A film's own pronunciations: words the voices would say wrong, and how they are said.

A sound is a respelling (`shiv-AWN`, syllables apart, the stressed one in capitals) or IPA between strokes
(`/ʃɪˈvɔːn/`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from renderers.media.speech.lexicon import GRUUT_TO_KOKORO, PRIMARY, SECONDARY, VOWELS, guess, lexicon
from renderers.media.speech.vocabulary import VOCABULARY

LONGEST_WORD, LONGEST_SOUND, MOST_WORDS = 60, 120, 500
FIRST_MARK, LAST_MARK = "\ue000", "\uf8ff"
_ENDING = r"(?P<ending>(?:['’]s)?)"
_SYLLABLE = re.compile(r"[A-Za-z']+")
_WRITTEN = re.compile(r"\w+")


_MARKS = PRIMARY + SECONDARY
_LETTERS: Mapping[str, str] = MappingProxyType({
    "A": "ay", "I": "eye", "W": "ow", "Y": "oy", "O": "oh", "Q": "oh", "i": "ee", "u": "oo", "ɪ": "ih", "ᵻ": "ih",
    "ɛ": "eh", "æ": "a", "ʌ": "uh", "ə": "uh", "ɐ": "uh", "ɜ": "ur", "ɑ": "ah", "a": "ah", "ɒ": "o", "ɔ": "aw",
    "ʊ": "uu", "ʃ": "sh", "ʒ": "zh", "ʧ": "ch", "ʤ": "j", "θ": "th", "ð": "th", "ŋ": "ng", "ɡ": "g", "ɹ": "r",
    "j": "y", "ɾ": "t", "x": "kh", "ʔ": "", PRIMARY: "", SECONDARY: "",
})  # fmt: skip
"""Sounds of the voices in letters."""


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
    heard = set(_WRITTEN.findall(text.casefold()))
    near = {word: sound for word, sound in sounds.items() if heard.issuperset(_parts(word))}
    every = Pronunciations(entries(near))
    if not every.entries:
        return {}
    said = {found["word"].casefold() for found in _pattern(every).finditer(text)}
    return {entry.word: entry.sound for entry in every.entries if entry.word.casefold() in said}


def entries(sounds: Mapping[str, str]) -> tuple[Entry, ...]:
    """A dictionary in its one order."""
    return tuple(Entry(word, sound) for word, sound in sorted(sounds.items()))


def respelt(text: str, sounds: Mapping[str, str]) -> str:
    """The text for engines that read letters alone: its own words respelled, also those that are given in IPA."""
    if not sounds:
        return text
    known = Pronunciations(entries(sounds))
    said = {word.casefold(): letters_of(sound) for word, sound in sounds.items()}
    return _pattern(known).sub(lambda found: said[found["word"].casefold()] + found["ending"], text)


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


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[str, ...]:
    """The words of an entry: a text that lacks one of them does not say it."""
    return tuple(_WRITTEN.findall(word.casefold()))


@lru_cache(maxsize=1024)
def _pattern(known: Pronunciations) -> re.Pattern[str]:
    words = sorted((entry.word for entry in known.entries), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, words))}){_ENDING}(?!\w)", re.IGNORECASE)


def letters_of(sound: str) -> str:
    """A sound as English letters would be read, the stressed syllable in capitals; respellings stay as they are."""
    if not sound.startswith("/"):
        return sound
    syllables = [""]
    stressed: set[int] = set()
    for place, letter in enumerate(text := _kokoro(sound)):
        if letter in (PRIMARY, SECONDARY) or _begins(text, place, syllables[-1]):
            syllables += [""] if syllables[-1] else []
        if letter == PRIMARY:
            stressed.add(len(syllables) - 1)
        syllables[-1] += letter
    said = ["".join(_LETTERS.get(letter, letter) for letter in each.strip(PRIMARY + SECONDARY)) for each in syllables]
    several = len(said) > 1
    return "-".join(each.upper() if several and at in stressed else each for at, each in enumerate(said))


def _begins(text: str, place: int, syllable: str) -> bool:
    """Whether a syllable begins with this sound: a vowel after a vowel, or the consonant right before one."""
    if not set(syllable) & VOWELS:
        return False
    following = text[place + 1] if place + 1 < len(text) else ""
    return text[place] in VOWELS or (text[place] not in _MARKS and following in VOWELS)
