"""Names of characters: as the screenplay cues them, as captions print them."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


LONGEST = 200


def key(cue: str) -> str:
    """What makes two cues the same character."""
    return " ".join(cue.casefold().split())[:LONGEST]


def printed(cue: str) -> str:
    """`OLD MIA` as `Old Mia`, `O'NEIL` as `O'Neil`, `MOM'S VOICE` as `Mom's Voice`; mixed case stays as written."""
    return _WORD.sub(lambda found: _cased(found[0]), cue) if cue == cue.upper() else cue


def _cased(word: str) -> str:
    first, mark, rest = word.replace("’", "'").partition("'")
    ending = rest.capitalize() if len(first) == 1 else rest.lower()
    return first.capitalize() + (word[len(first)] if mark else "") + ending
