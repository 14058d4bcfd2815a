"""Final Draft XML in and out: scene numbers, extensions, dual dialogue, emphasis, title page and notes survive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element as Tag
from xml.etree.ElementTree import SubElement, indent, tostring

from renderers.screenplay.fdx_text import paragraph_text, read_tree, write_runs
from renderers.screenplay.fdx_title import read_title, write_title
from renderers.screenplay.headings import read_heading
from renderers.screenplay.script import Element, Kind, Part, PartKind, Script, Speech, plain
from renderers.screenplay.text import NotAScreenplay

_EXTENSION = re.compile(r"\(([^()]*)(?:\)|$)")
_SIMPLE = {
    Kind.ACTION: "Action",
    Kind.TRANSITION: "Transition",
    Kind.SYNOPSIS: "Outline Body",
    Kind.LYRIC: "Lyrics",
}
_KINDS = {name: kind for kind, name in _SIMPLE.items()} | {
    "Synopsis": Kind.SYNOPSIS,
    "Note": Kind.NOTE,
    "Singing": Kind.LYRIC,
    "Cast List": Kind.NOTE,
    "End of Act": Kind.NOTE,
}
"""Who is in a scene and where an act ends is for people to know, not to be seen."""
_PARTS = {
    PartKind.DIALOGUE: "Dialogue",
    PartKind.PARENTHETICAL: "Parenthetical",
    PartKind.LYRIC: "Lyrics",
}
_READ_PARTS = {name: kind for kind, name in _PARTS.items()} | {"Singing": PartKind.LYRIC}
_OUTLINE = re.compile(r"Outline (\d)$|New Act$")
_DEEPEST = 4


def read(data: bytes) -> Script:
    """The script in an FDX file. Raises NotAScreenplay for broken XML, naming the line."""
    root = read_tree(data)
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        raise NotAScreenplay("the XML is no Final Draft screenplay; export it as Final Draft (.fdx) or Fountain")
    return Script(title_page=tuple(read_title(root)), elements=tuple(_read_content(content)))


def write(script: Script) -> bytes:
    """An FDX document (version 5), UTF-8 with an XML declaration."""
    root = Tag("FinalDraft", DocumentType="Script", Template="No", Version="5")
    _write_content(SubElement(root, "Content"), list(script.elements))
    if script.title_page:
        write_title(root, script.title_page)
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
    last = _spoken_until(elements, at)
    if last > at:
        together = elements[at : last + 1]
        holder = SubElement(SubElement(content, "Paragraph"), "DualDialogue")
        for element in together:
            _write_speech(holder, element.speech)
        for note in (element for element in together if element.speech is None):
            _write(content, note)
        return last + 1
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


def _spoken_until(elements: list[Element], at: int) -> int:
    """Where the last speech stands that is spoken together with the one at `at`; notes between do not part them."""
    last = at
    for place in range(at + 1, len(elements) if elements[at].speech else 0):
        speech = elements[place].speech
        if speech is not None and speech.dual:
            last = place
        elif elements[place].kind is not Kind.NOTE:
            break
    return last


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
    write_runs(paragraph, text)
    return paragraph


def _read_content(content: Tag) -> Iterator[Element]:
    waiting: list[Tag] = []
    for paragraph in content:
        both = paragraph if paragraph.tag == "DualDialogue" else paragraph.find("DualDialogue")
        if both is None:
            waiting += [paragraph] if paragraph.tag == "Paragraph" else []
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
            while end < len(paragraphs) and paragraphs[end].get("Type") in _READ_PARTS:
                end += 1
            yield from _speech(paragraphs[at:end])
        else:
            yield from _single(paragraphs[at])
        at = end


def _starts_page(paragraph: Tag) -> bool:
    return paragraph.get("StartsNewPage") == "Yes"


def _single(paragraph: Tag) -> Iterator[Element]:
    text, kind = paragraph_text(paragraph), paragraph.get("Type", "Action")
    if kind == "Scene Heading" and text.strip():
        heading = read_heading(" ".join(text.split()))
        number = paragraph.get("Number", "") or heading.number
        yield Element(Kind.HEADING, heading.text, heading=replace(heading, number=number))
        for summary in paragraph.iterfind("SceneProperties/Summary/Paragraph"):
            if paragraph_text(summary).strip():
                yield Element(Kind.SYNOPSIS, paragraph_text(summary).strip())
    elif text.strip() and (depth := _OUTLINE.match(kind)):
        level = paragraph.get("Level", "")
        yield Element(Kind.SECTION, text.strip(), level=int(level) if level.isdecimal() else int(depth[1] or 1))
    elif text.strip():
        centred = paragraph.get("Alignment") == "Center" and kind != "Transition"
        named = Kind.CENTRED if centred else _KINDS.get(kind, Kind.ACTION)
        yield Element(named, _rows(text) if named is Kind.ACTION else text.strip())
    yield from (Element(Kind.NOTE, note) for note in _notes(paragraph))


def _rows(text: str) -> str:
    return "\n".join(row.rstrip().expandtabs(4) for row in text.strip("\n").split("\n"))


def _speech(paragraphs: list[Tag]) -> Iterator[Element]:
    """The cue's speech. A cue that names nobody leaves what is said as action."""
    name, extensions = _cue(plain(paragraph_text(paragraphs[0])))
    parts = [Part(PartKind.NOTE, note) for note in _notes(paragraphs[0])]
    for paragraph in paragraphs[1:]:
        text, kind = paragraph_text(paragraph), _READ_PARTS[paragraph.get("Type", "")]
        if kind is PartKind.PARENTHETICAL:
            text = " ".join(text.split()).removeprefix("(").removesuffix(")")
        if text.strip():
            parts.append(Part(kind, text))
        parts += [Part(PartKind.NOTE, note) for note in _notes(paragraph)]
    if name and parts:
        yield Element(Kind.SPEECH, name, speech=Speech(name, extensions, tuple(parts)))
    else:
        yield from (Element(Kind.ACTION, text) for text in (name, *(part.text for part in parts)) if text)


def _cue(text: str) -> tuple[str, tuple[str, ...]]:
    """Who speaks and the extensions. What only brackets hold is the name; marks that say something else go."""
    extensions = tuple(piece.strip() for piece in _EXTENSION.findall(text) if piece.strip())
    name = " ".join(re.sub(r"[()^]", " ", _EXTENSION.sub("", text)).split()).strip("*_")
    return (name, extensions) if name else (" ".join(extensions), ())


def _notes(paragraph: Tag) -> Iterator[str]:
    for note in paragraph.iterfind("ScriptNote"):
        said = "\n".join(paragraph_text(line) for line in note.iterfind("Paragraph"))
        if said.strip():
            yield re.sub(r"([\[\]])(?=\1)", r"\1 ", said.strip())
