"""The sounds of English as CMU writes them, from and to the letters of the offline voices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from renderers.media.speech.lexicon import PRIMARY

_TO_CMU: Mapping[str, str] = MappingProxyType(
    {
        "A": "ey", "I": "ay", "O": "ow", "Q": "ow", "W": "aw", "Y": "oy", "i": "iy", "ɪ": "ih", "ɛ": "eh", "e": "eh",
        "æ": "ae", "ɑ": "aa", "a": "aa", "ɒ": "aa", "ɔ": "ao", "o": "ow", "ʌ": "ah", "ə": "ax", "ɐ": "ax", "ᵊ": "ax",
        "ᵻ": "ih", "u": "uw", "ʊ": "uh", "ɜ": "er", "ɚ": "er", "b": "b", "d": "d", "f": "f", "ɡ": "g", "h": "hh",
        "j": "y", "k": "k", "l": "l", "m": "m", "n": "n", "ŋ": "ng", "p": "p", "ɹ": "r", "r": "r", "s": "s", "t": "t",
        "T": "t", "ɾ": "t", "v": "v", "w": "w", "z": "z", "ʃ": "sh", "ʒ": "zh", "ʤ": "jh", "ʧ": "ch", "θ": "th",
        "ð": "dh", "x": "k", "ʔ": "t",
    }
)  # fmt: skip
_FROM_CMU: Mapping[str, str] = MappingProxyType(
    {phone: sound for sound, phone in reversed(list(_TO_CMU.items()))} | {"ax": "ə", "er": "ɜ", "axr": "ɜ", "dx": "ɾ"}
)
_VOWELS = frozenset("ey ay ow aw oy iy ih eh ae aa ao ah ax uw uh er".split())


def phones(phonemes: str) -> list[str]:
    """CMU phones, vowels numbered by stress: `ʃɪvˈɔn` -> sh ih0 v ao1 n."""
    return list(_numbered(phonemes))


def plain(phone: str) -> str:
    """Without its stress."""
    return phone.rstrip("012")


def phoneme(phone: str) -> str:
    """The letter of a phone, for mouths; "" for one that has none."""
    return _FROM_CMU.get(plain(phone), "")


def _numbered(phonemes: str) -> Iterator[str]:
    stressed = False
    for at, letter in enumerate(phonemes):
        stressed = stressed or letter == PRIMARY
        phone = _TO_CMU.get(letter)
        if phone is None or (letter in "ɹr" and phonemes[at - 1 : at] == "ɜ"):
            continue
        if phone == "ax" and phonemes[at + 1 : at + 2] == "ɹ" and _ends_syllable(phonemes, at + 1):
            phone = "er"
        if letter == "ɹ" and phonemes[at - 1 : at] == "ə" and _ends_syllable(phonemes, at):
            continue
        yield f"{phone}{int(stressed)}" if phone in _VOWELS else phone
        stressed = stressed and phone not in _VOWELS


def _ends_syllable(phonemes: str, at: int) -> bool:
    following = phonemes[at + 1 : at + 2]
    return _TO_CMU.get(following) not in _VOWELS
