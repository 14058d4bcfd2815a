"""What Spanish sentences are about: nouns behind their article, by how often the documents name them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from renderers.podcast.sources import Document
from renderers.podcast.traits import SPANISH

_OFTEN = 2
"""A noun that stands behind its article less often is hardly a subject."""

_NOUN = re.compile(r"\b([Ee]l|[Ll]a|[Ll]os|[Ll]as|[Dd]el|[Aa]l)\s+([a-záéíóúñü]{3,})\b")
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,}(?: (?:de |del |de la )?[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+){1,2}\b")
_WHOLE = {"del": "el", "al": "el"}
_WEAK = frozenset(
    "misma mismo mismos mismas otra otro otros otras primer primera primero primeros primeras segunda segundo tercer "
    "tercera última último últimos últimas gran grandes nueva nuevo nuevos nuevas mayor mayores mejor mejores peor "
    "única único siguiente propio propia demás mayoría cual cuales cuál parte partes vez veces manera modo forma hora "
    "horas día días noche noches mañana tarde año años siglo siglos minuto minutos mitad resto lado lugar cosa cosas "
    "caso casos ejemplo mundo momento fondo medio final principio razón hecho tiempo punto número tipo hombre mujer "
    "gente personas pesada pesadas viejo vieja antigua antiguo buena buen mala largo larga poco pocos menos antes que "
    "más una uno unos unas dos tres han fue son día año vez sus por con sin hasta desde entre sobre pero cuando donde "
    "ellos ellas está están eran sido".split()
)


class SpanishTerms:
    """Finds what a sentence is about without a tagger: an article says that a noun follows."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._heads = Counter(
            noun
            for document in documents
            for paragraph in document.paragraphs
            if paragraph.language == SPANISH
            for sentence in paragraph.sentences
            for _, noun in set(_nouns(sentence))
        )

    def of(self, text: str) -> tuple[str, ...]:
        """With their article, `la lente`: what the documents name most often first."""
        found = [(-self._heads[noun], at, article, noun) for at, (article, noun) in enumerate(_nouns(text))]
        known = [f"{article} {noun}" for often, _, article, noun in sorted(found) if -often >= _OFTEN]
        return tuple(dict.fromkeys(known))

    def person(self, text: str) -> str:
        """A full name in it."""
        found = _NAME.search(text)
        return found[0] if found else ""


def _nouns(text: str) -> Iterator[tuple[str, str]]:
    for article, noun in _NOUN.findall(text):
        if noun not in _WEAK:
            yield _WHOLE.get(article.casefold(), article.casefold()), noun
