"""Languages the offline voices speak besides English: a module in this folder that defines `TONGUE` is one."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from renderers.media.speech.english import Word, own_word
from renderers.media.speech.lexicon import lexicon
from renderers.media.speech.pronunciations import FIRST_MARK, LAST_MARK, Pronunciations
from renderers.media.speech.tongues.tongue import Tongue, is_mark

ENGLISH = "en"


@cache
def tongues() -> Mapping[str, Tongue]:
    """By code."""
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    found = [module.TONGUE for module in modules if hasattr(module, "TONGUE")]
    return {tongue.code: tongue for tongue in found}


def tongue_of(language: str) -> Tongue | None:
    """The tongue of a language tag; None for English, which has rules of its own."""
    code = language_code(language)
    return None if code == ENGLISH else tongues()[code]


def language_code(language: str) -> str:
    """`es-MX` -> es."""
    return language.split("-", maxsplit=1)[0].lower()


def words(chunk: str, *, tongue: Tongue, language: str, own: Pronunciations) -> list[Word]:
    """The words of normalised text with their sounds, in order."""
    book = lexicon(british=False)
    said = []
    for token in tongue.tokens(chunk.replace("-", " ")):
        if FIRST_MARK <= token <= LAST_MARK:
            said.append(own_word(token, own=own, book=book))
        else:
            said.append(Word(token, token if is_mark(token) else tongue.sounds(token, language)))
    return said
