"""What a sentence offers to a conversation, told by its words, in the languages the offline writer talks in. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from renderers.media.speech.tongues import ENGLISH

SPANISH = "es"


class Trait(StrEnum):
    """What a sentence offers to a conversation, the most telling first."""

    DEFINITION = "definition"
    YEAR = "year"
    NUMBER = "number"
    CAUSE = "cause"
    RESULT = "result"
    CONTRAST = "contrast"
    EXAMPLE = "example"
    PERSON = "person"
    SUPERLATIVE = "superlative"
    HEDGE = "hedge"
    QUOTE = "quote"


Patterns = Mapping[Trait, re.Pattern[str]]

_LEANS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        ENGLISH: re.compile(
            r"^(?:(?:it|its|they|their|them|this|that|these|those|he|she|his|her|such|both|neither|so|then|there|here|each|"
            r"one|some|others?|another|nor|the (?:same|latter|former|result|rest|other|others))\b"
            r"|(?:the|a|an|no) (?:\w+ )?such\b|[^.!?]*\bbecause of (?:it|this|that|them)\b)",
            re.IGNORECASE,
        ),
        SPANISH: re.compile(
            r"^(?:él|ella|ellos|ellas|ello|est[eao]s?|es[eao]s?|aquel\w*|su|sus|le|les|lo|la cual|ambos|ambas|así|"
            r"entonces|allí|ahí|además|también|tampoco|pero|sin embargo|por eso|por ello|otr[oa]s?|alg[uú]n\w*|"
            r"cada un[oa]|el mismo|la misma|los demás|el resto)\b",
            re.IGNORECASE,
        ),
    }
)  # fmt: skip
"""Sentences that cannot stand without those before them; in other languages all but the first of a paragraph."""

_ANYWHERE: Patterns = MappingProxyType(
    {
        Trait.YEAR: re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b(?!\s*(?:%|[^\W\d_]{4,}s\b))"),
        Trait.QUOTE: re.compile(r"[\"“«]([^\"”»]{8,})[\"”»]"),
    }
)
"""What is seen in any language."""

_ENGLISH: Patterns = MappingProxyType(
    {
        Trait.YEAR: re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b(?!\s*(?:%|percent|metres|meters|feet|miles|people|ships))"),
        Trait.NUMBER: re.compile(
            r"\b(?:(?:about|some|nearly|over|under|almost|more than|less than|at least|up to)\s+)?"
            r"(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
            r"fifty|sixty|seventy|eighty|ninety|a hundred|a thousand|a million|half a)"
            r"(?:[- ](?:hundred|thousand|million|billion|two|three|four|five|six|seven|eight|nine))*"
            r"\s+(?:per ?cent|percent|%|[a-z]{3,}s\b|feet\b|people\b|men\b|women\b)",
            re.IGNORECASE,
        ),
        Trait.CAUSE: re.compile(
            r"\b(?:because(?! of (?:it|this|that|them)\b)|since it|owing to|due to|which is why|the reason)\b",
            re.IGNORECASE,
        ),
        Trait.RESULT: re.compile(
            r"\b(?:as a result|therefore|so that|led to|which meant|meant that|consequently|thus|until at last)\b",
            re.IGNORECASE,
        ),
        Trait.CONTRAST: re.compile(
            r"^(?:but|however|yet|still|although|though|even so|on the other hand|nevertheless|not (?:every|all))\b"
            r"|,? but (?:the|it|they|not|a|an|no|in)\b",
            re.IGNORECASE,
        ),
        Trait.EXAMPLE: re.compile(
            r"\b(?:for example|for instance|such as|imagine|one of them|one keeper)\b", re.IGNORECASE
        ),
        Trait.SUPERLATIVE: re.compile(
            r"\b(?:first|largest|greatest|oldest|tallest|brightest|longest|worst|best)\b",
            re.IGNORECASE,
        ),
        Trait.HEDGE: re.compile(
            r"\b(?:may have|might|perhaps|probably|it is said|is said to|seems?|appears? to|suggests?|roughly|"
            r"estimated|is thought|likely|possibly|legend)\b",
            re.IGNORECASE,
        ),
        Trait.QUOTE: _ANYWHERE[Trait.QUOTE],
    }
)
_SPANISH: Patterns = MappingProxyType(
    {
        Trait.YEAR: re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b(?!\s*(?:%|por ciento|metros|pies|millas|personas|barcos))"),
        Trait.NUMBER: re.compile(
            r"\b(?:(?:unos|unas|casi|cerca de|más de|menos de|al menos|hasta)\s+)?"
            r"(?:\d[\d.,]*\d|\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|"
            r"cincuenta|sesenta|setenta|ochenta|noventa|cien|mil|un millón de)(?:\s+(?:mil|millones de))?"
            r"\s+(?:por ciento|%|[a-záéíóúñü]{3,}s\b)",
            re.IGNORECASE,
        ),
        Trait.CAUSE: re.compile(
            r"\b(?:porque|ya que|puesto que|debido a(?! est[eao]| es[eao])|a causa de(?! est[eao]| es[eao])|"
            r"por lo cual|la razón)\b",
            re.IGNORECASE,
        ),
        Trait.RESULT: re.compile(
            r"\b(?:así que|por lo tanto|por tanto|de modo que|de manera que|como resultado|en consecuencia|"
            r"hasta que por fin)\b",
            re.IGNORECASE,
        ),
        Trait.CONTRAST: re.compile(
            r"^(?:pero|sin embargo|no obstante|aunque|aun así|en cambio|no tod[oa]s?)\b"
            r"|,? pero (?:el|la|los|las|no|un|una|en)\b",
            re.IGNORECASE,
        ),
        Trait.EXAMPLE: re.compile(r"\b(?:por ejemplo|como es el caso|un[oa] de ell[oa]s|imagin\w+)\b", re.IGNORECASE),
        Trait.SUPERLATIVE: re.compile(
            r"\b(?:primer|primera|primero|el mayor|la mayor|más (?:grande|antigu[oa]|alt[oa]|brillante|larg[oa])|"
            r"mejor|peor)\b",
            re.IGNORECASE,
        ),
        Trait.HEDGE: re.compile(
            r"\b(?:quizás?|tal vez|probablemente|posiblemente|se dice|al parecer|parece|se cree|se calcula|"
            r"según la leyenda|podría|pudo haber)\b",
            re.IGNORECASE,
        ),
        Trait.QUOTE: _ANYWHERE[Trait.QUOTE],
    }
)  # fmt: skip
_PATTERNS: Mapping[str, Patterns] = MappingProxyType({ENGLISH: _ENGLISH, SPANISH: _SPANISH})


_NAMELESS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        ENGLISH: re.compile(r"\b(?:he|she|him|his|her|hers|they|them|their)\b", re.IGNORECASE),
        SPANISH: re.compile(r"\b(?:él|ella|ellos|ellas|su|sus|suy[oa]s?)\b", re.IGNORECASE),
    }
)


def stands_alone(sentence: str, language: str) -> bool:
    """Whether it can be said again much later: it leans on nothing and speaks of nobody without a name."""
    nameless = _NAMELESS.get(language)
    return not leans(sentence, language) and not (nameless and nameless.search(sentence))


def values_in(text: str, language: str) -> dict[str, str]:
    """The words by which each trait is told, by trait."""
    patterns = _PATTERNS.get(language, _ANYWHERE)
    return {trait.value: found[0] for trait, pattern in patterns.items() if (found := pattern.search(text))}


def leans(sentence: str, language: str) -> bool | None:
    """Whether it cannot stand without what came before it; None in a language nobody can tell it in."""
    pattern = _LEANS.get(language)
    return bool(pattern.match(sentence)) if pattern else None
