"""English sentences -> Kokoro phonemes, word by word, with the little rules that make speech sound connected."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from renderers.media.speech.foreign import FOREIGN
from renderers.media.speech.lexicon import VOWELS, Lexicon, guess, lexicon, module_alone, package_folder
from renderers.media.speech.normalise import spoken
from renderers.media.speech.pronunciations import FIRST_MARK, LAST_MARK, Pronunciations, phonemes

_OWN = Pronunciations()
_TOKEN = re.compile(r"[\ue000-\uf8ff](?:'s)?|[A-Za-z]+(?:['.][A-Za-z]+)*'?|[.,!?;:—…\"()]+|\S")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"')])\s+")
_CLAUSE_END = re.compile(r"(?<=[,;:—])\s+")
_PAUSES = frozenset(',.!?;:—…"()')
_TO_V1 = str.maketrans({"ɾ": "T", "ʔ": "t"})
NATURAL_CHUNK, LONGEST_CHUNK = 120, 220
"""Short sentences are said in one breath up to the first figure, and none goes beyond the second.

Characters of text given to the model at once; longer calls cost more per second and drift."""


@dataclass(frozen=True, slots=True)
class Word:
    """A written word or mark and its phonemes; marks of punctuation have no letters."""

    text: str
    phonemes: str

    @property
    def is_word(self) -> bool:
        """Whether it is said, not just paused at."""
        return any(letter.isalpha() for letter in self.phonemes)


def chunks(text: str, own: Pronunciations = _OWN, *, say: Callable[[str], str] = spoken) -> list[str]:
    """Normalised text cut at sentences, long sentences at clauses, still longer ones between words.

    `say` puts what is written into words. Words with a pronunciation of their own are private letters in it.
    """
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(say(own.marked(text))):
        for piece in _fitting(sentence.strip()):
            if not any(letter.isalnum() or is_mark(letter) for letter in piece):
                continue
            if pieces and len(pieces[-1]) + len(piece) < NATURAL_CHUNK:
                pieces[-1] = f"{pieces[-1]} {piece}"
            else:
                pieces.append(piece)
    return pieces


def is_mark(letter: str) -> bool:
    """Whether it stands for a word with a pronunciation of its own."""
    return FIRST_MARK <= letter <= LAST_MARK


def words(chunk: str, *, british: bool, own: Pronunciations = _OWN) -> list[Word]:
    """The words of normalised text with their sounds, in order."""
    texts = _TOKEN.findall(chunk.replace("-", " "))
    tags = tagged(texts)
    book = lexicon(british=british)
    said: list[Word] = []
    following = ""
    for index in reversed(range(len(texts))):
        if is_mark(texts[index][0]):
            word = own_word(texts[index], own=own, book=book)
        else:
            sound = _sound(texts, index, tags[index], following=following, book=book)
            word = Word(texts[index], sound.translate(_TO_V1))
        said.append(word)
        following = word.phonemes or following
    return said[::-1]


def own_word(text: str, *, own: Pronunciations, book: Lexicon) -> Word:
    """The word a private letter stands for, maybe with an `'s`, as the film's own dictionary says it."""
    entry = own.entry(text[0])
    said = phonemes(entry.sound, british=book.british)
    return Word(entry.word + text[1:], book.plural(said) if len(text) > 1 else said)


def _fitting(sentence: str) -> list[str]:
    if len(sentence) <= LONGEST_CHUNK:
        return [sentence]
    parts = _CLAUSE_END.split(sentence)
    if len(parts) == 1:
        parts = sentence.split(" ")
    pieces = [parts[0]]
    for part in parts[1:]:
        if len(pieces[-1]) + len(part) < LONGEST_CHUNK:
            pieces[-1] = f"{pieces[-1]} {part}"
        else:
            pieces.append(part)
    return [fitted for piece in pieces for fitted in (_fitting(piece) if " " in piece else [piece])]


def _sound(texts: Sequence[str], index: int, tag: str, *, following: str, book: Lexicon) -> str:
    text = texts[index]
    if not text[0].isalpha():
        return "".join(mark for mark in text if mark in _PAUSES)
    next_word = texts[index + 1].lower() if index + 1 < len(texts) else ""
    return (
        _function_word(text, tag, following=following, next_word=next_word)
        or _acronym(text, tag, book)
        or book.pronounce(text, tag)
        or _possessive(text, tag, book)
        or FOREIGN.get(text.lower())
        or guess(text.strip("'").replace("'", ""))
    )


def _function_word(text: str, tag: str, *, following: str, next_word: str) -> str | None:
    """Little words whose sound depends on what follows: the apple, to eat, used to."""
    first = following.lstrip("ˈˌ")[:1]
    before_vowel, last = first in VOWELS, not first or first in _PAUSES
    match text.lower():
        case "the":
            return "ði" if before_vowel else "ðə"
        case "a" if tag != "NNP" and not last:
            return "ɐ"
        case "an":
            return "ɐn"
        case "to":
            return "tu" if last else ("tʊ" if before_vowel else "tə")
        case "used" if next_word == "to" and tag in ("VBD", "JJ", "VBN"):
            return "jˈust"
        case "in":
            return "ˈɪn" if last else "ɪn"
        case "i":
            return "ˌI"
    return None


def _acronym(text: str, tag: str, book: Lexicon) -> str | None:
    letters = text.replace(".", "")
    if "." in text and max(map(len, text.split("."))) < 3:
        return book.spell(letters)
    if 1 < len(text) <= 4 and text.isupper() and tag.startswith("NNP") and book.pronounce(text.lower(), tag) is None:
        return book.spell(letters)
    return None


def _possessive(text: str, tag: str, book: Lexicon) -> str | None:
    stem = text.rstrip("'")
    return book.pronounce(stem, tag) if stem != text else None


def tagged(tokens: Sequence[str]) -> list[str]:
    """The part of speech of every token of a sentence (Penn Treebank)."""
    return list(_tagger()(tokens)) if tokens else []


@cache
def _tagger():  # type: ignore[no-untyped-def]  # gruut ships no types
    return module_alone("gruut", "pos").PartOfSpeechTagger(package_folder("gruut_lang_en") / "pos" / "model.crf")
