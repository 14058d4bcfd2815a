"""What differs between the languages the offline writer talks in, besides its phrases. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renderers.errors import BadInput
from renderers.media.speech.tongues import ENGLISH, language_code
from renderers.podcast.traits import SPANISH


@dataclass(frozen=True, slots=True)
class Idiom:
    """A language. `openers` begin phrases that a habit may stand before, `joined` words become one, `asks` are words
    of questions that want more than a yes or a no; `welcome` has the blanks `me` and `title`.
    """

    title: str
    conjunction: str
    before_last: str
    minutes: str
    documents: str
    openers: tuple[str, ...]
    asks: re.Pattern[str]
    joined: Mapping[str, str]
    welcome: str
    farewell: str
    asks_on: str
    summary: str


IDIOMS: Mapping[str, Idiom] = MappingProxyType(
    {
        ENGLISH: Idiom(
            title="English",
            conjunction=" and ",
            before_last=", and ",
            minutes="{} minutes",
            documents="{} documents",
            openers=tuple(f"{word} " for word in "What That That's There How Is Who Why You We Can Do".split()),
            asks=re.compile(r"\b(?:who|whom|whose|what|when|where|why|how|which)\b[^.!?]*\?", re.IGNORECASE),
            joined=MappingProxyType({}),
            welcome="Welcome. I'm {me}, one of several synthetic voices, and this is about {title}.",
            farewell="That is where we leave it. Thank you for listening, and goodbye.",
            asks_on="What else is there to know about it?",
            summary="A conversation about {title}, arranged from {sources}.",
        ),
        SPANISH: Idiom(
            title="Spanish",
            conjunction=" y ",
            before_last=" y ",
            minutes="{} minutos",
            documents="{} documentos",
            openers=("¿", "Eso ", "Hay ", "Me ", "Yo ", "Es "),
            asks=re.compile(r"\b(?:quién|quiénes|qué|cuándo|dónde|cómo|cuál|cuáles|cuánt[oa]s?)\b", re.IGNORECASE),
            joined=MappingProxyType({"de el": "del", "a el": "al", "De el": "Del", "A el": "Al"}),
            welcome="Hola a todos. Soy {me}, una de varias voces sintéticas, y hoy hablamos de {title}.",
            farewell="Aquí lo dejamos. Gracias por escuchar, y hasta la próxima.",
            asks_on="¿Qué más hay que saber de esto?",
            summary="Una conversación sobre {title}, a partir de {sources}.",
        ),
    }
)  # fmt: skip


def talked_in(language: str) -> str:
    """The code of a language the offline writer talks in. BadInput says which those are."""
    code = language_code(language)
    if code not in IDIOMS:
        known = " and ".join(each.title for each in IDIOMS.values())
        raise BadInput(
            f"the offline writer talks in {known}, not {language!r}; give somebody a language model, write the script "
            "yourself, or choose one of its languages"
        )
    return code


def summary_in(language: str, *, title: str, sources: Sequence[str]) -> str:
    """What people read under the title of an episode; nothing without sources, and in a language not known here."""
    idiom = IDIOMS.get(language_code(language))
    return idiom.summary.format(title=title, sources=", ".join(sources)) if idiom and sources else ""


def listed(names: Sequence[str], language: str = ENGLISH) -> str:
    """`one, two, and three`."""
    idiom = IDIOMS[language]
    if len(names) < 3:
        return idiom.conjunction.join(names)
    return f"{', '.join(names[:-1])}{idiom.before_last}{names[-1]}"


def joined(text: str, language: str) -> str:
    """With words that become one: `del faro`."""
    for apart, together in IDIOMS[language].joined.items():
        text = re.sub(rf"\b{apart}\b", together, text)
    return text
