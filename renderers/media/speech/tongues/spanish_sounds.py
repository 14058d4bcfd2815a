"""How Spanish is said: letters to sounds by the rules of its spelling, which have next to no exceptions.

Facts: Real Academia Española, Ortografía (2010), on stress and letters; Navarro Tomás, Manual de pronunciación
española, on where b, d, g are soft and n takes the place of what follows. Sounds are in the alphabet of the voice.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

from renderers.media.speech.utterance import LETTERS_ONLY

STRESS = "ˈ"
_STRONG, _WEAK, _ACCENTED = "aeo", "iu", {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
_SOFT = {"b": "β", "d": "ð", "ɡ": "ɣ"}
_NASALS = "nmɲŋ"
_NASAL = {"k": "ŋ", "ɡ": "ŋ", "x": "ŋ", "w": "ŋ", "b": "m", "p": "m", "m": "m"}
_SPELLINGS = (
    ("qu(?=[eiéí])", "k"), ("gu(?=[eiéí])", "ɡ"), ("gü", "ɡu"), ("ch", "ʧ"), ("ll", "ʎ"), ("rr", "R"), ("ph", "f"),
    ("th", "t"), ("sh", "ʃ"), ("c(?=[eiéí])", "θ"), ("g(?=[eiéí])", "j"), ("^ps", "s"),
    ("(?<=m[eé])x(?=ic)|(?<=te)x(?=a)|(?<=oa)x(?=a)", "j"), ("^r|(?<=[nls])r", "R"), ("^x", "s"),
)  # fmt: skip
_LETTERS = {
    "ñ": "ɲ", "j": "x", "z": "θ", "c": "k", "q": "k", "g": "ɡ", "v": "b", "x": "ks", "h": "", "R": "r", "r": "ɾ",
    "ç": "s", "ü": "u",
}  # fmt: skip
_OTHERS = re.compile(r"[^a-zñáéíóúüç]")
_NAMES = {
    "a": "a", "b": "be", "c": "ce", "d": "de", "e": "e", "f": "efe", "g": "ge", "h": "hache", "i": "i", "j": "jota",
    "k": "ka", "l": "ele", "m": "eme", "n": "ene", "ñ": "eñe", "o": "o", "p": "pe", "q": "cu", "r": "erre", "s": "ese",
    "t": "te", "u": "u", "v": "uve", "w": "uve doble", "x": "equis", "y": "i griega", "z": "zeta",
}  # fmt: skip
_QUIET = frozenset(
    "el la los las lo un una unos unas de del al a en y e o u que se me te le les nos os mi tu su mis tus sus con por "
    "para sin si pero como cuando donde desde hasta entre sobre ni porque aunque pues mas".split()
)
"""Words nobody stresses; with an accent mark (tú, qué, sí) they are other words."""
_BORROWED = {
    "whisky": "wˈiski", "web": "wˈeb", "ok": "okˈeɪ", "okay": "okˈeɪ", "hey": "ˈeɪ", "jazz": "ʝˈas", "show": "ʃˈoʊ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sound:
    """A letter's sound; `core` says whether a syllable can be built on it."""

    text: str
    core: bool = False
    marked: bool = False


def pronounce(word: str, *, lisp: bool) -> str:
    """The sounds of one word with its stress; `lisp` tells c and z from s, as Spain does and America does not."""
    lower = _OTHERS.sub(lambda found: anyascii(found[0]).lower(), unicodedata.normalize("NFC", word).lower())
    if word.isupper() and 1 < len(word) <= 5 and (word in LETTERS_ONLY or not re.search("[AEIOUÁÉÍÓÚ]", word)):
        said = _spelled(lower)
    else:
        said = _BORROWED.get(lower) or _read(lower)
    return said if lisp else said.replace("θ", "s")


def _spelled(letters: str) -> str:
    """Letter by letter, the last one stressed."""
    names = [_joined("".join(sound.text for sound in _sounds(name))) for name in _named(letters)]
    return "".join(names[:-1]) + STRESS + names[-1]


def _named(letters: str) -> list[str]:
    return [name for letter in letters for name in _NAMES.get(letter, letter).split()]


def _read(word: str) -> str:
    if word.endswith("mente") and len(word) > 7:  # two stresses: the adjective keeps its own
        return _read(word[:-5]).replace(STRESS, "ˌ") + "mˈente"
    sounds = _sounds(word)
    stressed = None if word in _QUIET else _stressed(sounds, word)
    text = ""
    for at, sound in enumerate(sounds):
        text += (STRESS if at == stressed else "") + sound.text
    return _joined(text)


def _sounds(word: str) -> list[_Sound]:
    for spelling, sound in _SPELLINGS:
        word = re.sub(spelling, sound, word)
    word = re.sub(r"y(?=[aeiouáéíóú])", "ʝ", word).replace("y", "i")
    letters = [_LETTERS.get(letter, letter) for letter in word]
    letters = [letter for letter in letters if letter]
    return [_sound(letters, at) for at in range(len(letters))]


def _sound(letters: list[str], at: int) -> _Sound:
    letter = letters[at]
    before, after = letters[at - 1] if at else "", letters[at + 1] if at + 1 < len(letters) else ""
    if letter in _ACCENTED:
        return _Sound(_ACCENTED[letter], core=True, marked=True)
    if letter in _STRONG:
        return _Sound(letter, core=True)
    if letter in _WEAK:
        return _weak(letter, before, after)
    return _Sound(letter)


def _weak(letter: str, before: str, after: str) -> _Sound:
    """i and u are half a vowel beside a vowel that carries the syllable."""
    vowels = _STRONG + "".join(_ACCENTED)
    if after and (after in vowels or (after in _WEAK and after != letter)):
        return _Sound("j" if letter == "i" else "w")
    if before and before in vowels and before not in "íú":
        return _Sound("ɪ" if letter == "i" else "ʊ")
    return _Sound(letter, core=True)


def _stressed(sounds: list[_Sound], word: str) -> int | None:
    """Which sound the stress mark stands before: the accent, else the last syllable but one, or the last."""
    cores = [at for at, sound in enumerate(sounds) if sound.core]
    marked = [at for at in cores if sounds[at].marked]
    if marked or len(cores) < 2:
        return next(iter(marked or cores), None)
    return cores[-2] if word[-1] in "aeiouns" else cores[-1]


def _joined(text: str) -> str:
    """b, d, g are soft between sounds that let air through; n is said where the next sound is."""
    found = ""
    for at, sound in enumerate(text):
        before, after = found.replace(STRESS, "").replace("ˌ", "")[-1:], text[at + 1 :].lstrip("ˈˌ")[:1]
        found += _NASAL.get(after, sound) if sound == "n" else _softened(sound, before)
    return found


def _softened(sound: str, before: str) -> str:
    hard = not before or before in _NASALS or (sound == "d" and before in "lʎ")
    return sound if hard else _SOFT.get(sound, sound)
