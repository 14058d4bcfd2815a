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
from renderers.screenplay.script import Element, Kind, Part, PartKind, Script, Speech, TitleEntry, plain
from renderers.screenplay.styles import marked, styled
from renderers.screenplay.text import LARGEST_BYTES, NotAScreenplay

_EXTENSION = re.compile(r"\(([^()]*)\)")
_TITLE_KEYS = ("Title", "Credit", "Author", "Source", "Draft date", "Contact", "Notes", "Copyright")
_SIMPLE = {
    Kind.ACTION: "Action",
    Kind.TRANSITION: "Transition",
    Kind.SYNOPSIS: "Outline Body",
    Kind.LYRIC: "Lyrics",
}
_KINDS = {name: kind for kind, name in _SIMPLE.items()} | {"Synopsis": Kind.SYNOPSIS, "Note": Kind.NOTE}
_PARTS = {
    PartKind.DIALOGUE: "Dialogue",
    PartKind.PARENTHETICAL: "Parenthetical",
    PartKind.LYRIC: "Lyrics",
}
_READ_PARTS = {name: kind for kind, name in _PARTS.items()}
_OUTLINE = re.compile(r"Outline (\d)$")
_DEEPEST = 4
_EMPHASES = frozenset({"Bold", "Italic", "Underline"})


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
    except ValueError as error:
        raise NotAScreenplay(f"the FDX file cannot be read ({error}); export it again as UTF-8") from error
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        raise NotAScreenplay("the XML is no Final Draft screenplay; export it as Final Draft (.fdx) or Fountain")
    return Script(title_page=tuple(_read_title(root)), elements=tuple(_read_content(content)))


def write(script: Script) -> bytes:
    """An FDX document (version 5), UTF-8 with an XML declaration."""
    root = Tag("FinalDraft", DocumentType="Script", Template="No", Version="5")
    _write_content(SubElement(root, "Content"), list(script.elements))
    if script.title_page:
        _write_title(root, script.title_page)
    indent(root, " ")
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n' + body + b"\n"


def _write_content(content: Tag, elements: list[Element]) -> None:
    """A page break is a mark on the paragraph after it, as in Final Draft."""
    at, breaks = 0, False
    while at < len(elements):
        if elements[at].kind is Kind.PAGE_BREAK:
            if breaks:
                _paragraph(content, "Action", "").set("StartsNewPage", "Yes")
            breaks, at = True, at + 1
            continue
        before, at = len(content), _write_next(content, elements, at)
        if breaks:
            content[before].set("StartsNewPage", "Yes")
        breaks = False
    if breaks:
        _paragraph(content, "Action", "").set("StartsNewPage", "Yes")


def _write_next(content: Tag, elements: list[Element], at: int) -> int:
    """Writes what stands at `at` with all that belongs to it; the place after it."""
    second = _spoken_with(elements, at)
    if second:
        holder = SubElement(SubElement(content, "Paragraph"), "DualDialogue")
        for element in (elements[at], elements[second]):
            _write_speech(holder, element.speech)
        for note in elements[at + 1 : second]:
            _write(content, note)
        return second + 1
    if elements[at].kind is Kind.LYRIC and elements[at - 1].kind is not Kind.LYRIC:
        _end_speech(content)
    _write(content, elements[at])
    end = at + 1
    while elements[at].heading is not None and end < len(elements) and elements[end].kind is Kind.SYNOPSIS:
        _write_summary(content[-1], elements[end].text)
        end += 1
    return end


def _end_speech(content: Tag) -> None:
    """An empty line where a song follows a speech, or it would be that speaker who sings."""
    if len(content) and content[-1].get("Type") in _READ_PARTS:
        _paragraph(content, "Action", "")


def _spoken_with(elements: list[Element], at: int) -> int:
    """Where the speech stands that is spoken together with the one at `at`, else 0; notes between do not part them."""
    if elements[at].speech is None:
        return 0
    after = next((place for place in range(at + 1, len(elements)) if elements[place].kind is not Kind.NOTE), 0)
    second = elements[after].speech if after else None
    return after if second is not None and second.dual else 0


def _write(parent: Tag, element: Element) -> None:
    if element.heading is not None:
        heading = _paragraph(parent, "Scene Heading", element.heading.text)
        if element.heading.number:
            heading.set("Number", element.heading.number)
    elif element.speech is not None:
        _write_speech(parent, element.speech)
    elif element.kind is Kind.CENTRED:
        _paragraph(parent, "Action", element.text).set("Alignment", "Center")
    elif element.kind is Kind.SECTION:
        outline = _paragraph(parent, f"Outline {min(element.level, _DEEPEST)}", element.text)
        if element.level > _DEEPEST:
            outline.set("Level", str(element.level))
    elif element.kind is Kind.NOTE:
        _write_note(SubElement(parent, "Paragraph", Type="General"), element.text)
    else:
        _paragraph(parent, _SIMPLE[element.kind], element.text)


def _write_speech(parent: Tag, speech: Speech | None) -> None:
    """A note inside a speech hangs on the paragraph before it."""
    if speech is None:
        return
    cue = " ".join([speech.character, *(f"({extension})" for extension in speech.extensions)])
    paragraph = _paragraph(parent, "Character", cue)
    for part in speech.parts:
        if part.kind is PartKind.NOTE:
            _write_note(paragraph, part.text)
        else:
            text = f"({part.text})" if part.kind is PartKind.PARENTHETICAL else part.text
            paragraph = _paragraph(parent, _PARTS[part.kind], text)


def _write_note(paragraph: Tag, text: str) -> None:
    _paragraph(SubElement(paragraph, "ScriptNote"), "General", text)


def _write_summary(heading: Tag, text: str) -> None:
    properties = heading.find("SceneProperties")
    if properties is None:
        properties = Tag("SceneProperties")
        heading.insert(0, properties)
    summary = properties.find("Summary")
    _paragraph(summary if summary is not None else SubElement(properties, "Summary"), "General", text)


def _paragraph(parent: Tag, kind: str, text: str) -> Tag:
    paragraph = SubElement(parent, "Paragraph", Type=kind)
    for piece, styles in styled(text):
        run = SubElement(paragraph, "Text")
        run.text = piece
        if styles:
            run.set("Style", "+".join(sorted(styles)))
    return paragraph


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
        if both is None:
            waiting.append(paragraph)
            continue
        yield from _grouped(waiting)
        waiting = []
        if _starts_page(paragraph):
            yield Element(Kind.PAGE_BREAK, "")
        yield from _as_dual(_grouped(list(both.iterfind("Paragraph"))))
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
        end = at + 1
        if _starts_page(paragraphs[at]):
            yield Element(Kind.PAGE_BREAK, "")
        if paragraphs[at].get("Type") == "Character":
            while end < len(paragraphs) and paragraphs[end].get("Type") in _PARTS.values():
                end += 1
            yield from _speech(paragraphs[at:end])
        else:
            yield from _single(paragraphs[at])
        at = end


def _starts_page(paragraph: Tag) -> bool:
    return paragraph.get("StartsNewPage") == "Yes"


def _single(paragraph: Tag) -> Iterator[Element]:
    text, kind = _text(paragraph), paragraph.get("Type", "Action")
    if kind == "Scene Heading" and text.strip():
        heading = read_heading(" ".join(text.split()))
        number = paragraph.get("Number", "") or heading.number
        yield Element(Kind.HEADING, heading.text, heading=replace(heading, number=number))
        for summary in paragraph.iterfind("SceneProperties/Summary/Paragraph"):
            if _text(summary).strip():
                yield Element(Kind.SYNOPSIS, _text(summary).strip())
    elif text.strip() and (depth := _OUTLINE.match(kind)):
        level = paragraph.get("Level", "")
        yield Element(Kind.SECTION, text.strip(), level=int(level) if level.isdecimal() else int(depth[1]))
    elif text.strip():
        centred = paragraph.get("Alignment") == "Center" and kind != "Transition"
        named = Kind.CENTRED if centred else _KINDS.get(kind, Kind.ACTION)
        yield Element(named, text if named is Kind.ACTION else text.strip())
    yield from (Element(Kind.NOTE, note) for note in _notes(paragraph))


def _speech(paragraphs: list[Tag]) -> Iterator[Element]:
    """The cue's speech. A cue that names nobody leaves what is said as action."""
    cue = plain(_text(paragraphs[0]))
    extensions = tuple(piece.strip() for piece in _EXTENSION.findall(cue) if piece.strip())
    name = " ".join(_EXTENSION.sub("", cue).split())
    parts = [Part(PartKind.NOTE, note) for note in _notes(paragraphs[0])]
    for paragraph in paragraphs[1:]:
        text, kind = _text(paragraph), _READ_PARTS[paragraph.get("Type", "")]
        if kind is PartKind.PARENTHETICAL:
            text = text.strip().removeprefix("(").removesuffix(")")
        if text.strip():
            parts.append(Part(kind, text))
        parts += [Part(PartKind.NOTE, note) for note in _notes(paragraph)]
    if name and parts:
        yield Element(Kind.SPEECH, name, speech=Speech(name, extensions, tuple(parts)))
    else:
        yield from (Element(Kind.ACTION, text) for text in (name, *(part.text for part in parts)) if text)


def _notes(paragraph: Tag) -> Iterator[str]:
    for note in paragraph.iterfind("ScriptNote"):
        said = "\n".join(_text(line) for line in note.iterfind("Paragraph"))
        if said.strip():
            yield said.strip()


def _text(paragraph: Tag) -> str:
    """The paragraph's runs, styles as Fountain emphasis."""
    runs = [(run.text or "", frozenset(run.get("Style", "").split("+"))) for run in paragraph.iterfind("Text")]
    return marked((text, styles & _EMPHASES) for text, styles in runs)
