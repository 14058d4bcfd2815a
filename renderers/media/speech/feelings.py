"""What brackets ask a voice to do or to feel beside its words, by name, for engines that can: (laughs), (whispering).

Sounds that somebody makes stand here; ways to speak are those of `manner`, by the names of their families.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from renderers.media.speech.manner import FAMILIES, NEGATION

LAUGHING, LAUGHTER, SIGHING, GASPING, THROAT = "laughing", "laughter", "sighing", "gasping", "clearing the throat"
SOBBING, SINGING, YAWNING, GROANING, PANTING = "sobbing", "singing", "yawning", "groaning", "panting"

_SOUNDS: Mapping[str, str] = MappingProxyType(
    {
        LAUGHTER: "laughter, guffaws, guffawing, cackles, cackling, bursts out laughing, bursting out laughing, "
        "laughs out loud, laughing out loud, roars with laughter, roaring with laughter",
        LAUGHING: "laugh, laughs, laughing, laughed, chuckle, chuckles, chuckling, giggle, giggles, giggling, snickers",
        SIGHING: "sigh, sighs, sighing, sighed",
        GASPING: "gasp, gasps, gasping, gasped",
        THROAT: "clears her throat, clears his throat, clears their throat, clears throat, clearing her throat, "
        "clearing his throat, clearing their throat, clearing throat",
        SOBBING: "sob, sobs, sobbing, weeps, weeping, crying",
        SINGING: "sing, sings, singing, sung, sings softly, singing softly",
        YAWNING: "yawn, yawns, yawning",
        GROANING: "groan, groans, groaning, moans, moaning",
        PANTING: "pant, pants, panting",
    }
)


def _known() -> Iterator[tuple[str, str]]:
    """Words that ask, and the name of what they ask for; of two that share a word the first is meant."""
    for name, words in _SOUNDS.items():
        yield from ((word.strip(), name) for word in words.split(","))
    for family in FAMILIES:
        if family.name != LAUGHING:  # whoever is amused is not heard to laugh
            yield from ((word, family.name) for word in (*family.words.split(), *family.phrases))


_KNOWN: Mapping[str, str] = MappingProxyType(dict(reversed(list(_known()))))
_LONGEST = max(len(words.split()) for words in _KNOWN)


def feelings_in(brackets: str) -> tuple[str, ...]:
    """Names of all that brackets ask for, in order, each once; what stands after `not` is not asked for."""
    found: list[str] = []
    for clause in re.split(r"[;,.:]", brackets.lower()):
        words, at = re.findall(r"[a-z']+", clause), 0
        while at < len(words):
            phrases = (" ".join(words[at : at + count]) for count in range(_LONGEST, 0, -1))
            asked = next((phrase for phrase in phrases if phrase in _KNOWN), "")
            if asked and not NEGATION & set(words[max(0, at - 2) : at]):
                found.append(_KNOWN[asked])
            at += max(1, len(asked.split()))
    return tuple(dict.fromkeys(found))
