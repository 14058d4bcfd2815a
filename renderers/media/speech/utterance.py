"""How people really talk on the page: shouting, stretching, stuttering, handles, addresses and mathematics."""

from __future__ import annotations

import re

from renderers.media.speech.lexicon import lexicon

LETTERS_ONLY = frozenset(
    "FBI CIA NSA USA UK EU UN DNA RNA TV DVD CD CEO CFO CTO UFO SOS GPS ATM BBC CNN NBC HBO IRS DEA DOJ NYPD LAPD FDA "
    "HIV IQ ID IT PR HR PC VIP MRI CT ICU ER EMT AI VR API URL USB PDF HTML HTTP IP ISP PTA LSD MTV NFL NBA MIT UCLA "
    "TNT RIP FYI DIY AKA BMW JFK RSVP".split()
)
_SAID_AS_WORDS = frozenset({"ID", "IT", "ER", "RIP", "AKA"})
"""Acronyms that are words too: in a shouted sentence they are words."""

_TLDS = "com|org|net|edu|gov|mil|io|ai|tv|uk|de|fr|jp|ca|au|info|biz|app|dev|me|co"
_SPELLED_TLDS = frozenset("io ai tv uk de fr jp ca au me co".split())
_PREFIXES = frozenset("re co de un ex".split())
_SHOUT_WORD = re.compile(r"[A-Z][A-Z'’]*[A-Z]|[A-Z]")

URL = re.compile(
    rf"\b(?:https?://|www\.)[^\s,;!?\"')]+|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:{_TLDS})\b(?:/[\w/.-]*)?", re.IGNORECASE
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HASHTAG = re.compile(r"#([A-Za-z]\w*)")
HANDLE = re.compile(r"(?<![\w.])@([A-Za-z]\w*)")
STUTTER = re.compile(r"\b([A-Za-z]{1,3})((?:[-–—]\1)*)[-–—](\1[\w'’]*)", re.IGNORECASE)
_RUN = re.compile(r"(.)\1{2,}", re.IGNORECASE)
STRETCHED = re.compile(r"\b[A-Za-z]*([A-Za-z])\1{2,}[A-Za-z]*\b", re.IGNORECASE)
CONSONANTS = re.compile(r"\b[B-DF-HJ-NP-TV-XZ]{3,6}\b")
THE_US = re.compile(r"\b(the|in the|a) US\b")


def url(found: re.Match[str]) -> str:
    """`https://www.example.com/a-b` -> example dot com slash a b."""
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", found[0], flags=re.IGNORECASE)
    ending = "." if address.endswith(".") else ""
    return _address(address.rstrip("./")) + ending


def email(found: re.Match[str]) -> str:
    """`bob.k@mail.org` -> bob dot k at mail dot org."""
    address, dot = (found[0][:-1], ".") if found[0].endswith(".") else (found[0], "")
    name, _, host = address.partition("@")
    return f"{_address(name)} at {_address(host)}{dot}"


def hashtag(found: re.Match[str]) -> str:
    """`#SaveTheWhales` -> hashtag Save The Whales."""
    return f"hashtag {_parted(found[1])}"


def handle(found: re.Match[str]) -> str:
    """`@night_owl` -> at night owl."""
    return f"at {_parted(found[1])}"


def stutter(found: re.Match[str]) -> str:
    """`I-I-I` -> I, I, I; `W-wait` -> wuh, wait; `re-read` is a word."""
    stem, word = found[1], found[3]
    if stem.lower() in _PREFIXES and stem.lower() != word.lower():
        return found[0]
    times = found[2].count("-") + found[2].count("–") + found[2].count("—") + 1
    whole = stem.lower() == word.lower() or stem.lower() in ("i", "a")
    start = stem if whole or any(letter in "aeiouy" for letter in stem.lower()) else f"{stem.lower()}uh"
    return ", ".join([start] * times + [word])


def stretched(found: re.Match[str]) -> str:
    """`nooooo` -> no, `goooood` -> good: the nearest word there is, else every run cut to two letters."""
    word = found[0]
    if word.isupper() and (len(word) <= 3 or set(word) <= set("IVX")):
        return word
    known = lexicon(british=False)
    double, single = (_at_most(word, letters) for letters in (2, 1))
    return next((spelling for spelling in (double, single) if known.knows(spelling)), double)


def _at_most(word: str, letters: int) -> str:
    """Every run of three or more cut to this many letters."""
    return _RUN.sub(lambda run: run[0][:letters], word)


def spelled(found: re.Match[str]) -> str:
    """`HTTP` -> H.T.T.P: nobody can say it otherwise."""
    return ".".join(found[0])


def the_us(found: re.Match[str]) -> str:
    """`the US` is a country."""
    return f"{found[1]} U.S"


def calm(sentence: str) -> str:
    """A sentence that is shouted, as it would be written at rest: GET OUT NOW! -> Get out now!

    The offline voices cannot shout; capitals would only make names be spelled out.
    """
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", sentence)
    long = [word for word in words if len(word) > 1]
    if len(long) < 2 or any(word != word.upper() for word in words):
        return sentence
    return _SHOUT_WORD.sub(lambda found: _calm_word(found[0]), sentence)


def _calm_word(word: str) -> str:
    if word == "I" or (word in LETTERS_ONLY and word not in _SAID_AS_WORDS):
        return word
    if word.startswith(("I'", "I’")):
        return f"I{word[1:].lower()}"
    return word.lower() if lexicon(british=False).pronounce(word.lower()) else word.capitalize()


def _address(text: str) -> str:
    labels = text.split(".")
    if labels[-1].lower() in _SPELLED_TLDS and len(labels) > 1:
        labels[-1] = ".".join(labels[-1].upper())
    said = " dot ".join(labels)
    for sign, word in (("/", " slash "), ("-", " "), ("_", " "), ("+", " plus "), ("?", " "), ("=", " "), ("~", " ")):
        said = said.replace(sign, word)
    return said


def _parted(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_+", " ", name)
