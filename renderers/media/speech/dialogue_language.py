"""Which language dialogue is written in: by its script, else by the little words every sentence has. Pure.

It answers only when it is sure; a film with a few foreign lines is still a film in its own language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English", "es": "Spanish", "fr": "French", "de": "German", "it": "Italian", "pt": "Portuguese",
        "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "ja": "Japanese", "zh": "Chinese",
        "ko": "Korean", "ru": "Russian", "uk": "Ukrainian", "el": "Greek", "ar": "Arabic", "he": "Hebrew",
        "hi": "Hindi", "th": "Thai",
    }
)  # fmt: skip
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HANGUL": "ko", "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar",
    "HEBREW": "he", "DEVANAGARI": "hi", "THAI": "th",
}  # fmt: skip
_LITTLE_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: frozenset(words.split())
        for code, words in {
            "en": "the and you is are was of to in it that this what i my your we he she not don't have with for on be",
            "es": "el la los las de que y es un una no por con para está qué cómo yo tú mi su lo se muy dónde pero más",
            "fr": "le la les de des et est un une je tu vous nous il elle que qui ne pas dans pour avec c'est où du",
            "de": "der die das und ist ich du wir nicht ein eine mit für auf den dem es was sie er wo aber ja hast",
            "it": "il lo la gli le di che è un una non per con sono io tu mi ma come dove questo ho hai sei della più",
            "pt": "o a os as de que e é um uma não por com para está você eu meu minha onde mas como muito ele da",
            "nl": "de het een en is ik je niet van dat wat maar met voor op zijn wij heb jij waar er naar ook geen",
            "sv": "och är jag du det en ett att inte som på med för vad var har vi han hon den till men så min ska",
            "pl": "i w na nie że jest co to się z do jak ale ja ty gdzie mój jestem tak po dla czy już mnie",
            "tr": "bir ve bu ne ben sen için çok değil evet hayır mi mı da de nerede ama var yok o benim nasıl şey",
        }.items()
    }
)
_FEWEST_LETTERS, _FEWEST_WORDS, _SURE = 6, 6, 1.6
"""Little words of the best guess against those of the next; shared ones count for both."""


def language_of(texts: Iterable[str]) -> str:
    """The code of the language most of these lines are in; nothing when there is too little to tell."""
    text = unicodedata.normalize("NFC", " ".join(texts))
    scripts = Counter(_script(letter) for letter in text if letter.isalpha())
    if sum(scripts.values()) < _FEWEST_LETTERS:
        return ""
    foreign = {script: count for script, count in scripts.items() if script in _SCRIPTS}
    if sum(foreign.values()) * 2 > sum(scripts.values()):
        return _by_script(text, foreign)
    return _by_little_words(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower().replace("’", "'")))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_script(text: str, scripts: Mapping[str, int]) -> str:
    if "HIRAGANA" in scripts or "KATAKANA" in scripts:
        return "ja"
    if "CYRILLIC" in scripts and re.search("[їієґ]", text.lower()):
        return "uk"
    return _SCRIPTS[max(scripts, key=lambda script: (scripts[script], script))]


def _by_little_words(words: list[str]) -> str:
    if len(words) < _FEWEST_WORDS:
        return ""
    found = {code: sum(word in little for word in words) for code, little in _LITTLE_WORDS.items()}
    best, second = sorted(found, key=lambda code: (-found[code], code))[:2]
    enough = found[best] >= max(3, len(words) // 10)
    return best if enough and found[best] >= _SURE * found[second] else ""
