"""How the page introduces somebody: `NORA, 60s, an old keeper in a wool coat, wipes the lens` says who Nora is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from renderers.screenplay.breakdown import Character, Scene
from renderers.screenplay.script import Kind, plain

LONGEST = 240
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CLAUSE = re.compile(r"\s*[,;–—]\s*")
_VERB = re.compile(r"^[a-z]{2,}s$(?<!ss)")
_NO_VERB = frozenset(
    "his hers less previous famous glasses spectacles sunglasses jeans boots pyjamas pajamas overalls dungarees scrubs "
    "shorts trousers leggings heels sneakers sandals gloves braces suspenders earrings pearls freckles dimples "
    "wrinkles scars tattoos curls braids pigtails dreadlocks dreads bangs sideburns whiskers muscles".split()
)


def introduction(character: Character, scenes: Sequence[Scene]) -> str:
    """What stands in brackets or between commas after the name in capitals, up to what they do; empty when nothing."""
    for sentence in _sentences(scenes):
        found = re.search(rf"(?<!\w){re.escape(character.name.upper())}\s*(\(([^)]*)\)|[,–—])", sentence)
        if found is None:
            continue
        bracketed, rest = found[2] or "", sentence[found.end() :].lstrip(" ,")
        clauses = [bracketed] if bracketed else []
        clauses += _described(rest) if not bracketed or rest.startswith(("a ", "an ", "in ", "with ")) else []
        if clauses:
            return ", ".join(clauses)[:LONGEST].rstrip(" .,")
    return ""


def _sentences(scenes: Sequence[Scene]) -> Iterator[str]:
    for scene in scenes:
        for element in scene.elements:
            if element.kind is Kind.ACTION:
                yield from _SENTENCE.split(" ".join(plain(element.text).split()))


def _described(text: str) -> list[str]:
    """The clauses before the one that begins with something done."""
    clauses: list[str] = []
    for clause in _CLAUSE.split(text):
        first = clause.split(maxsplit=1)[0].rstrip(".!?") if clause.split() else ""
        if not first or (_VERB.match(first) and first not in _NO_VERB):
            break
        clauses.append(clause)
    return clauses
