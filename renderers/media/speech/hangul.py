"""Korean in Latin letters, sign by sign, so that it can be read back.

The Revised Romanisation, with a hyphen where two syllables could be parted in another place.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_INITIALS = "g kk n d tt l m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = " g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split(" ")
_FIRST, _LAST = ord("가"), ord("힣")


def romanised(text: str) -> str:
    """The text with its Korean syllables in Latin letters, everything else as it is."""
    out, ended, within = [], "", False
    for letter in unicodedata.normalize("NFC", text):
        if not _FIRST <= ord(letter) <= _LAST:
            out.append(letter)
            within = False
            continue
        begun, rest = divmod(ord(letter) - _FIRST, len(_VOWELS) * len(_FINALS))
        vowel, end = divmod(rest, len(_FINALS))
        initial, final = _INITIALS[begun], _FINALS[end]
        parted = within and (not initial or _ambiguous(ended + initial))
        out.append(f"{'-' if parted else ''}{initial}{_VOWELS[vowel]}{final}")
        ended, within = final, True
    return "".join(out)


@cache
def _ambiguous(letters: str) -> bool:
    """Whether what stands between two vowels can be parted into an end and a beginning in several places."""
    ways = [at for at in range(len(letters)) if letters[:at] in _FINALS and letters[at:] in _INITIALS]
    return len(ways) > 1
