"""The title page of a Final Draft file: lines on paper there, keys and values here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element as Tag
from xml.etree.ElementTree import SubElement

from renderers.screenplay.fdx_text import paragraph_text, write_runs
from renderers.screenplay.script import TitleEntry

_CENTRED = ("title", "credit", "author", "authors", "source")
_CREDIT = re.compile(r"^(?P<credit>(?:.*\s)?by)\s*:?\s*(?P<name>\S.*)?$", re.IGNORECASE)
_SOURCE = re.compile(r"^(based on|from the|adapted from|inspired by|(story|created|characters) by)\b", re.IGNORECASE)
_LABELLED = (
    ("Copyright", re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)),
    ("Draft date", re.compile(r"\bdraft\b|\brev(ised|ision)\b|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$", re.IGNORECASE)),
)


class _Line(NamedTuple):
    text: str
    block: int
    """Lines of one block stand together, without an empty one between and on the same side of the page."""


def write_title(root: Tag, entries: Iterable[TitleEntry]) -> None:
    """Title and writers in the middle, the rest on the left; each line tells its key to whoever asks."""
    content = SubElement(SubElement(root, "TitlePage"), "Content")
    for entry in entries:
        side = "Center" if entry.key.lower() in _CENTRED else "Left"
        for value in entry.values or ("",):
            write_runs(SubElement(content, "Paragraph", Alignment=side, Key=entry.key), value)
        write_runs(SubElement(content, "Paragraph", Alignment=side), "")


def read_title(root: Tag) -> Iterator[TitleEntry]:
    """By our own keys where they are there; else by what a line says and where it stands."""
    paragraphs = [(tag.get("Key", ""), paragraph_text(tag)) for tag in root.iterfind("TitlePage/Content/Paragraph")]
    keys = dict.fromkeys(key for key, _ in paragraphs if key)
    if keys:
        for key in keys:
            yield TitleEntry(key, tuple(text for found, text in paragraphs if found == key and text))
    else:
        yield from _guessed(list(_lines(root)))


def _lines(root: Tag) -> Iterator[_Line]:
    block, side = 0, ""
    for paragraph in root.iterfind("TitlePage/Content/Paragraph"):
        if paragraph.get("Alignment", "") != side:
            block, side = block + 1, paragraph.get("Alignment", "")
        text = paragraph_text(paragraph)
        if not text.strip():
            block += 1
        for line in filter(None, map(str.strip, text.split("\n"))):
            yield _Line(line, block)


def _guessed(lines: list[_Line]) -> Iterator[TitleEntry]:
    """Title, credit and writers from the top; whatever follows is a source, a date, a copyright or contact."""
    if not lines:
        return
    at = next((place for place, line in enumerate(lines) if place and _CREDIT.match(line.text)), 0)
    yield TitleEntry("Title", tuple(line.text for line in lines[: at or 1]))
    rest = lines[at or 1 :]
    credit = _CREDIT.match(rest[0].text) if at else None
    if credit:
        yield TitleEntry("Credit", (credit["credit"],))
        rest = [_Line(credit["name"], rest[0].block), *rest[1:]] if credit["name"] else rest[1:]
    writers = _together(rest)
    if writers:
        yield TitleEntry("Author", tuple(line.text for line in writers))
    yield from _sorted(rest[len(writers) :])


def _together(lines: list[_Line]) -> list[_Line]:
    """The first lines of one block, up to one that names a source."""
    end = next(
        (at for at, line in enumerate(lines) if line.block != lines[0].block or _SOURCE.match(line.text)), len(lines)
    )
    return lines[:end]


def _sorted(lines: list[_Line]) -> Iterator[TitleEntry]:
    found: dict[str, list[str]] = {"Source": [], "Draft date": [], "Contact": [], "Copyright": []}
    source = -1
    for line in lines:
        if _SOURCE.match(line.text) or line.block == source:
            key, source = "Source", line.block
        else:
            key = next((label for label, said in _LABELLED if said.search(line.text)), "Contact")
        found[key].append(line.text)
    for key, values in found.items():
        if values:
            yield TitleEntry(key, tuple(values))
