"""Web pages in other languages than English: their prose is told from their menus, and read in their letters."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.podcast.pages import read_page
from renderers.podcast.sources import paragraphs_of
from renderers.runtime.web import Answer

MENU = "<ul><li><a href=/a>Uno</a></li><li><a href=/b>Dos</a></li><li><a href=/c>Tres</a></li></ul>"
SPANISH = (
    "<p>El farero subía cada noche a la torre para encender la lámpara, y no bajaba hasta que salía el sol. ¿Quién lo "
    "relevaba? El Sr. Gil, que vivía en la casa de al lado con su familia y con un perro que no ladraba nunca.</p>"
    "<p>Los barcos que pasaban por la costa sabían por la luz dónde estaban, y los que no la veían se perdían en la "
    "niebla. Así fue hasta que en 1923 llegó la electricidad a la isla, y el farero se quedó sin trabajo.</p>"
)
JAPANESE = (
    "<p>" + "灯台は島の北の端にあり、夜になると光を海に送っていた。誰もその光を見なかった夜は一度もない。" * 4 + "</p>"
)


class OnePage:
    """A web that has one page, and no rules about reading it."""

    def __init__(self, body: str, *, lang: str) -> None:
        self.body = f"<html lang={lang}><head><title>El faro</title></head><body>{MENU}{body}{MENU}</body></html>"

    def ask(self, _method: str, url: str, **_options: Any) -> Answer:
        if url.endswith("/robots.txt"):
            return an_answer(url, 404, b"")
        return an_answer(url, 200, self.body.encode())


def an_answer(url: str, status: int, body: bytes) -> Answer:
    return Answer(status=status, headers={"content-type": "text/html"}, body=body, url=url)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_spanish_page_is_prose_whatever_it_says_of_itself(lang: str) -> None:
    page: Any = OnePage(SPANISH, lang=lang)
    read = read_page("https://example.org/faro", web=page)
    assert "Dos" not in read.text
    paragraphs = list(paragraphs_of(read.text, source="faro", markdown=True))
    assert {each.language for each in paragraphs} == {"es"}
    assert [len(each.sentences) for each in paragraphs] == [3, 2]
    assert "¿Quién lo relevaba?" in paragraphs[0].sentences


def test_a_page_without_blanks_between_its_words_is_prose_too() -> None:
    page: Any = OnePage(JAPANESE, lang="ja")
    read = read_page("https://example.org/todai", web=page)
    [paragraph] = paragraphs_of(read.text, source="todai", markdown=True)
    assert (paragraph.language, len(paragraph.sentences)) == ("ja", 8)
