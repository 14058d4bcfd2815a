"""What words say about hair: how it is worn, and its colour."""

from __future__ import annotations

import re

from renderers.painting.people import reading_words as words
from renderers.painting.people.appearance import Hair
from renderers.painting.people.wording import coloured, found


def hair_said(text: str) -> Hair | None:
    """How it is worn; None where the text does not say."""
    style = found(text, words.HAIR_STYLES)
    long = style is None and re.search(r"(?i)\blong,? (?:[\w-]+,? )?hair", text)
    return Hair.LONG if long else style


def hair_colour_said(text: str) -> str | None:
    """The colour of hair, or of a beard; None where the text does not say."""
    colour = coloured(text, words.HAIR_COLOURS, words.HAIR_NOUNS)
    if colour is None:
        alone = re.search(r"(?i)\b(blonde?|brunette|redhead|ginger)\b", text)
        named = {name: value for key, value in words.HAIR_COLOURS.items() for name in key.split("|")}
        colour = named[alone[1].lower().replace("redhead", "red")] if alone else None
    return colour or coloured(text, words.HAIR_COLOURS, "beard|moustache|stubble|mustache")
