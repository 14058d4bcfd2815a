"""Final Draft XML in and out: scene numbers, extensions, dual dialogue, emphasis, title page and notes survive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element as Tag
from xml.etree.ElementTree import ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from renderers.screenplay.headings import read_heading
from renderers.screenplay.script import Element, Kind, Part, PartKind, Script, Speech, TitleEntry
from renderers.screenplay.text import LARGEST_BYTES, NotAScreenplay

_SPANS = re.compile(r"(?<!\\)(\*{1,3}|_)(?=\S)(.+?)(?<=[^\s\\])\1", re.DOTALL)
_STYLES = {"***": "Bold+Italic", "**": "Bold", "*": "Italic", "_": "Underline"}
_MARKS = {"Bold": "**", "Italic": "*", "Underline": "_"}
_EXTENSION = re.compile(r"\(([^()]*)\)")
_TITLE_KEYS = ("Title", "Credit", "Author", "Source", "Draft date", "Contact", "Notes", "Copyright")
_SIMPLE = {Kind.TRANSITION: "Transition", Kind.SYNOPSIS: "Synopsis", Kind.LYRIC: "Lyrics", Kind.NOTE: "Note"}


def read(data: bytes) -> Script:
    """The script in an FDX file. Raises NotAScreenplay for broken XML, naming the line."""
    if len(data) > 4 * LARGEST_BYTES:
        raise NotAScreenplay("the FDX file is larger than any screenplay; export it again from Final Draft")
    try:
        root = fromstring(data)
    except ParseError as error:
        line = error.position[0]
        raise NotAScreenplay(f"line {line} is not well-formed XML ({error}); export the file again as FDX") from error
    except DefusedXmlException as error:
        raise NotAScreenplay("the FDX file defines its own entities, which is not allowed; export it again") from error
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        raise NotAScreenplay("the XML is no Final Draft screenplay; export it as Final Draft (.fdx) or Fountain")
    return Script(title_page=tuple(_read_title(root)), elements=tuple(_read_content(content)))


def write(script: Script) -> bytes:
    """An FDX document (version 5), UTF-8 with an XML declaration."""
    root = Tag("FinalDraft", DocumentType="Script", Template="No", Version="5")
    content = SubElement(root, "Content")
    elements = list(script.elements)
    at = 0
    while at < len(elements):
        pair = _dual_pair(elements, at)
        if pair:
            holder = SubElement(SubElement(content, "Paragraph"), "DualDialogue")
            for element in elements[at : at + pair]:
                _write(holder, element)
            at += pair
        else:
            _write(content, elements[at])
            at += 1
    if script.title_page:
        _write_title(root, script.title_page)
    indent(root, " ")
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n' + body + b"\n"


def _dual_pair(elements: list[Element], at: int) -> int:
    """2 when the speech at `at` is followed by one spoken with it, else 0."""
    if elements[at].speech is None or at + 1 >= len(elements):
        return 0
    second = elements[at + 1].speech
    return 2 if second is not None and second.dual else 0


def _write(parent: Tag, element: Element) -> None:
    if element.heading is not None:
        heading = _paragraph(parent, "Scene Heading", element.heading.text)
        if element.heading.number:
            heading.set("Number", element.heading.number)
    elif element.speech is not None:
        _write_speech(parent, element.speech)
    elif element.kind is Kind.ACTION:
        _paragraph(parent, "Action", element.text)
    elif element.kind is Kind.CENTRED:
        _paragraph(parent, "Action", element.text).set("Alignment", "Center")
    elif element.kind is Kind.PAGE_BREAK:
        _paragraph(parent, "Action", "").set("StartsNewPage", "Yes")
    elif element.kind is Kind.SECTION:
        _paragraph(parent, "Outline 1", element.text).set("Level", str(element.level))
    else:
        _paragraph(parent, _SIMPLE[element.kind], element.text)


def _write_speech(parent: Tag, speech: Speech) -> None:
    cue = " ".join([speech.character, *(f"({extension})" for extension in speech.extensions)])
    _paragraph(parent, "Character", cue)
    for part in speech.parts:
        kind = {PartKind.PARENTHETICAL: "Parenthetical", PartKind.LYRIC: "Lyrics", PartKind.NOTE: "Note"}.get(part.kind)
        text = f"({part.text})" if part.kind is PartKind.PARENTHETICAL else part.text
        _paragraph(parent, kind or "Dialogue", text)


def _paragraph(parent: Tag, kind: str, text: str) -> Tag:
    paragraph = SubElement(parent, "Paragraph", Type=kind)
    for piece, style in _styled(text):
        run = SubElement(paragraph, "Text")
        run.text = piece
        if style:
            run.set("Style", style)
    return paragraph


def _styled(text: str, outer: str = "") -> Iterator[tuple[str, str]]:
    """Runs of text and their style; emphasis inside emphasis adds up."""
    at = 0
    for found in _SPANS.finditer(text):
        if found.start() > at:
            yield _unescaped(text[at : found.start()]), outer
        style = "+".join(filter(None, (outer, _STYLES[found[1]])))
        yield from _styled(found[2], style)
        at = found.end()
    if at < len(text) or not text:
        yield _unescaped(text[at:]), outer


def _unescaped(text: str) -> str:
    return re.sub(r"\\([*_\\])", r"\1", text)


def _write_title(root: Tag, entries: Iterable[TitleEntry]) -> None:
    content = SubElement(SubElement(root, "TitlePage"), "Content")
    for entry in entries:
        for value in entry.values or ("",):
            _paragraph(content, "Title Page", value).set("Key", entry.key)


def _read_title(root: Tag) -> Iterator[TitleEntry]:
    """Our own keys where they are there; else the lines of the page in the order writers use."""
    paragraphs = [(tag.get("Key", ""), _text(tag)) for tag in root.iterfind("TitlePage/Content/Paragraph")]
    if any(key for key, _ in paragraphs):
        keys = dict.fromkeys(key for key, _ in paragraphs if key)
        for key in keys:
            yield TitleEntry(key, tuple(text for found, text in paragraphs if found == key and text))
        return
    lines = [text for _, text in paragraphs if text.strip()]
    for key, line in zip(_TITLE_KEYS[:3], lines, strict=False):
        yield TitleEntry(key, (line.strip(),))
    if lines[3:]:
        yield TitleEntry("Contact", tuple(line.strip() for line in lines[3:]))


def _read_content(content: Tag) -> Iterator[Element]:
    waiting: list[Tag] = []
    for paragraph in content.iterfind("Paragraph"):
        both = paragraph.find("DualDialogue")
        if both is not None:
            yield from _grouped(waiting)
            waiting = []
            yield from _as_dual(_grouped(list(both.iterfind("Paragraph"))))
        else:
            waiting.append(paragraph)
    yield from _grouped(waiting)


def _as_dual(elements: Iterable[Element]) -> Iterator[Element]:
    speeches = 0
    for element in elements:
        if element.speech is not None:
            speeches += 1
            yield replace(element, speech=replace(element.speech, dual=speeches > 1))
        else:
            yield element


def _grouped(paragraphs: list[Tag]) -> Iterator[Element]:
    """Paragraphs as elements: a cue gathers what is said under it."""
    at = 0
    while at < len(paragraphs):
        kind = paragraphs[at].get("Type", "Action")
        end = at + 1
        if kind == "Character":
            while end < len(paragraphs) and paragraphs[end].get("Type") in (
                "Dialogue",
                "Parenthetical",
                "Lyrics",
                "Note",
            ):
                end += 1
            yield _speech(paragraphs[at:end])
        elif kind == "Action" and _plain_action(paragraphs[at]):
            text = _text(paragraphs[at])
            if text.strip():
                yield Element(Kind.ACTION, text)
        else:
            yield from _single(paragraphs[at], kind)
        at = end


def _plain_action(paragraph: Tag) -> bool:
    return paragraph.get("Alignment") != "Center" and paragraph.get("StartsNewPage") != "Yes"


def _single(paragraph: Tag, kind: str) -> Iterator[Element]:
    text = _text(paragraph)
    if kind == "Scene Heading":
        heading = read_heading(text)
        number = paragraph.get("Number", "") or heading.number
        yield Element(Kind.HEADING, heading.text, heading=replace(heading, number=number))
    elif kind == "Action" and paragraph.get("StartsNewPage") == "Yes":
        yield Element(Kind.PAGE_BREAK, "")
        if text.strip():
            yield Element(Kind.ACTION, text)
    elif kind == "Action":
        yield Element(Kind.CENTRED, text)
    elif kind.startswith("Outline"):
        yield Element(Kind.SECTION, text, level=int(paragraph.get("Level", "1")))
    elif text.strip():
        known = {name: found for found, name in _SIMPLE.items()}
        yield Element(known.get(kind, Kind.ACTION), text)


def _speech(paragraphs: list[Tag]) -> Element:
    cue = _text(paragraphs[0])
    extensions = tuple(piece.strip() for piece in _EXTENSION.findall(cue))
    name = " ".join(_EXTENSION.sub("", cue).split())
    parts = []
    for paragraph in paragraphs[1:]:
        text, kind = _text(paragraph), paragraph.get("Type")
        if kind == "Parenthetical":
            parts.append(Part(PartKind.PARENTHETICAL, text.strip().removeprefix("(").removesuffix(")")))
        else:
            named = {"Lyrics": PartKind.LYRIC, "Note": PartKind.NOTE}
            parts.append(Part(named.get(kind or "", PartKind.DIALOGUE), text))
    return Element(Kind.SPEECH, name, speech=Speech(name, extensions, tuple(parts)))


def _text(paragraph: Tag) -> str:
    """The paragraph's runs, styles as Fountain emphasis."""
    return "".join(_marked(run.text or "", run.get("Style", "")) for run in paragraph.iterfind("Text"))


def _marked(text: str, style: str) -> str:
    plain = re.sub(r"([*_\\])", r"\\\1", text)
    marks = "".join(_MARKS[name] for name in _MARKS if name in style.split("+"))
    if not marks or not plain.strip():
        return plain
    inner = plain.strip()
    before, after = plain[: len(plain) - len(plain.lstrip())], plain[len(plain.rstrip()) :]
    return f"{before}{marks}{inner}{marks[::-1]}{after}"
