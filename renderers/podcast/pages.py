"""A web page as a source: asked for politely, read without what stands around it.

A page that forbids reading in its robots.txt is not asked for; nothing is fetched but over the guarded client.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from renderers.errors import BadInput
from renderers.media.speech.dialogue_language import LANGUAGES, language_of
from renderers.podcast.sentences import words_in
from renderers.runtime.web import MIB, Answer, Web, WebError, host_of

AGENT = "NanoBananaStudio"
LARGEST_BYTES, ROBOTS_BYTES = 6 * MIB, MIB
WITHIN_SECONDS = 20.0
_ENDS = re.compile(r"[.!?…؟।。！？][\"'”’»)\]」』）]*$")
_TOLD_BY = 400
"""Pieces of text that tell the language."""

_TEXTS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_REFUSED = {401: "asks for a password", 402: "asks for payment", 403: "forbids reading", 404: "is not there",
            410: "is gone", 429: "asks us to come back later", 451: "may not be shown here"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What was read: prose under Markdown headings, and what the page says of itself."""

    url: str
    title: str
    author: str
    text: str


def read_page(url: str, *, web: Web) -> Page:
    """The prose of a page. BadInput says in words why there is none: forbidden, gone, not a page, or without prose."""
    try:
        _insist_on_leave(url, web)
        answer = _asked(url, web, LARGEST_BYTES)
        if host_of(answer.url) != host_of(url):
            _insist_on_leave(answer.url, web)
    except WebError as error:
        raise BadInput(f"{host_of(url) or url[:80]}: {error}; paste the text instead") from error
    if answer.status != 200:
        why = _REFUSED.get(answer.status, f"answered {answer.status}")
        raise BadInput(f"{url} {why}; paste the text instead, if you may use it")
    if answer.media_type not in _TEXTS:
        kind = answer.media_type or "something without a name"
        raise BadInput(f"{url} is {kind}, not a page; download it and upload the file")
    return _page(answer)


def _insist_on_leave(url: str, web: Web) -> None:
    """RFC 9309: a robots.txt that is not there allows everything; one that cannot be reached forbids everything."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise BadInput(f"{url[:80]} is no address of a web page; it begins with https://")
    rules = f"{parts.scheme}://{parts.netloc}/robots.txt"
    answer = _asked(rules, web, ROBOTS_BYTES)
    if answer.status >= 500 or answer.status == 429:
        raise BadInput(f"{host_of(url)} does not say what may be read (robots.txt: {answer.status}); paste the text")
    if answer.status >= 400:
        return
    robots = RobotFileParser()
    robots.parse(answer.body.decode("utf-8", "replace").splitlines())
    if not robots.can_fetch(AGENT, url):
        raise BadInput(
            f"{host_of(url)} forbids programs to read {parts.path or '/'} (robots.txt); paste the text instead"
        )


def _asked(url: str, web: Web, most: int) -> Answer:
    headers = {"user-agent": f"{AGENT}/1.0 (reads one page because a person asked)", "accept": "text/html, text/plain"}
    return web.ask("GET", url, headers=headers, most_bytes=most, within_seconds=WITHIN_SECONDS)


def _page(answer: Answer) -> Page:
    if answer.media_type in ("text/plain", "text/markdown"):
        text = answer.body.decode("utf-8", "replace")
        return _with_prose(Page(answer.url, "", "", text))
    import lxml.html
    from lxml.etree import LxmlError

    try:
        tree = lxml.html.fromstring(answer.body, parser=lxml.html.HTMLParser(encoding=_encoding(answer.body)))
    except (LxmlError, ValueError) as error:
        raise BadInput(f"{answer.url} cannot be read as a page; paste the text instead") from error
    return _with_prose(
        Page(
            url=answer.url,
            title=_meta(tree, "og:title") or " ".join((tree.findtext(".//title") or "").split())[:200],
            author=_meta(tree, "author")[:120],
            text=_prose(answer.body, _language(tree)),
        )
    )


def _encoding(body: bytes) -> str | None:
    """UTF-8 where it is, whether the page says so or not; else what it says itself."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _language(tree: object) -> str:
    """The code of the language its paragraphs are in; where they do not tell, what the page says of itself."""
    said = " ".join(tree.xpath("//p//text()")[:_TOLD_BY])  # type: ignore[attr-defined]  # untyped
    named = str(tree.get("lang") or "").partition("-")[0].casefold()  # type: ignore[attr-defined]  # untyped
    return language_of([said]) or (named if named in LANGUAGES else "en")


def _stopwords(language: str) -> dict[str, Any]:
    """What tells prose from menus: little words of the language; lengths alone where no list of them is known."""
    import justext

    title = LANGUAGES[language]
    if title in justext.get_stoplists():
        return {"stoplist": justext.get_stoplist(title), "length_low": 40, "stopwords_low": 0.2}
    return {"stoplist": frozenset(), "length_low": 20, "length_high": 60, "stopwords_low": 0, "stopwords_high": 0}


def _prose(body: bytes, language: str) -> str:
    """Paragraphs that hold sentences, under their headings; menus and notices are left out."""
    import justext

    blocks = []
    for paragraph in justext.justext(body, **_stopwords(language)):
        text = " ".join(paragraph.text.split())
        if paragraph.is_heading and 0 < len(text) <= 160:
            blocks.append(f"## {text}")
        elif not paragraph.is_boilerplate and _ENDS.search(text):
            blocks.append(text)
    return "\n\n".join(block for at, block in enumerate(blocks) if _leads_on(blocks, at))


def _leads_on(blocks: list[str], at: int) -> bool:
    """A heading with nothing under it is of no use."""
    heading = blocks[at].startswith("## ")
    return not heading or (at + 1 < len(blocks) and not blocks[at + 1].startswith("## "))


def _meta(tree: object, name: str) -> str:
    found = tree.xpath(f'//meta[@name="{name}" or @property="{name}"]/@content')  # type: ignore[attr-defined]  # untyped
    return " ".join(str(found[0]).split()) if found else ""


def _with_prose(page: Page) -> Page:
    if words_in(page.text) < 40:
        raise BadInput(f"{page.url} holds no prose that can be talked about without a browser; paste the text instead")
    return page
