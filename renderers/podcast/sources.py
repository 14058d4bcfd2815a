"""Sources: text, Markdown and PDF become paragraphs of sentences under their headings, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renderers.errors import BadInput
from renderers.media.speech.dialogue_language import language_of
from renderers.podcast.reading import ReadDraft
from renderers.podcast.sentences import sentences_of, words_in

LARGEST_BYTES = 8 << 20
MOST_PAGES = 500
ENDINGS = (".txt", ".md", ".markdown", ".pdf")

_TOLD_BY = 20_000
"""Letters that tell the language."""

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.):]?\s+")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together, the heading above them, and the code of the language they are in."""

    source: str
    heading: str
    sentences: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Document:
    """A source that was read."""

    key: str
    title: str
    author: str
    url: str
    date: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def words(self) -> int:
        """How much there is to say."""
        return sum(words_in(sentence) for each in self.paragraphs for sentence in each.sentences)


def read_documents(read: ReadDraft) -> tuple[Document, ...]:
    """Every source of a draft. BadInput names the line, the file and the remedy."""
    found: list[Document] = []
    for number, source in enumerate(read.draft.sources):
        where = f"line {read.line('sources', number)}"
        key = source.key or f"source{number + 1}"
        if any(key == other.key for other in found):
            raise BadInput(f"{where}: two sources have the key {key!r}; give each its own")
        text = source.text
        if source.file is not None:
            text = _text_of(read.folder / source.file, where)
        markdown = source.file is None or source.file.suffix.lower() in (".md", ".markdown")
        paragraphs = tuple(paragraphs_of(text, source=key, markdown=markdown))
        title = source.title or title_in(text) or (source.file.stem if source.file else f"Source {number + 1}")
        found.append(Document(key, title, source.author, source.url, source.date, paragraphs))
    return tuple(found)


def paragraphs_of(text: str, *, source: str, markdown: bool) -> Iterator[Paragraph]:
    """Prose only: code, tables, pictures and lists of links are left out."""
    heading, lines = "", []
    language = language_of([text[:_TOLD_BY]]) or "en"
    for line in [*_prose_lines(text), ""]:
        found = _HEADING.match(line) if markdown else None
        if line.strip() and found is None:
            lines.append(_ITEM.sub("", line).strip())
            continue
        if lines:
            sentences = tuple(sentences_of(_plain(" ".join(lines)), language))
            if sentences:
                yield Paragraph(source, heading, sentences, language)
            lines = []
        if found:
            heading = _NUMBERED.sub("", _plain(found[2]))


def _prose_lines(text: str) -> Iterator[str]:
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
            yield ""
        elif not fenced and not line.lstrip().startswith(("|", "<", "![")):
            starts_item = _ITEM.match(line)
            if starts_item:
                yield ""
            yield line


def _plain(text: str) -> str:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[\^?\d+\]", "", text)
    text = re.sub(r"(\*\*|__|\*|`)(\S(?:.*?\S)?)\1", r"\2", text)
    return " ".join(text.split())


def title_in(text: str) -> str:
    """The first heading of a Markdown text; nothing where it has none near its beginning."""
    found = next((each for line in text.splitlines()[:20] if (each := _HEADING.match(line))), None)
    return _NUMBERED.sub("", _plain(found[2])) if found else ""


def _text_of(path: Path, where: str) -> str:
    try:
        return text_of_file(path)
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from error


def text_of_file(path: Path) -> str:
    """What stands in a text, Markdown or PDF file. BadInput names the file and the remedy."""
    if path.suffix.lower() not in ENDINGS:
        raise BadInput(f"{path.name} is no kind of source read here; use {', '.join(ENDINGS)}")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(f"{path.name} is {path.stat().st_size / 1e6:.0f} MB; cut out the part to talk about")
        return _pdf_text(path) if path.suffix.lower() == ".pdf" else path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name} is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read ({error.strerror}); check the path") from error


def _pdf_text(path: Path) -> str:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput(f"{path.name} is locked with a password; save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise BadInput(f"{path.name} has {len(reader.pages)} pages; cut out the part to talk about")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError) as error:
        raise BadInput(f"{path.name} is no PDF that can be read ({error}); save it as text") from error
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", "\n\n".join(pages))
    if len(text.split()) < 5 * len(pages):
        raise BadInput(f"{path.name} holds pictures of text; run it through text recognition first")
    return text
