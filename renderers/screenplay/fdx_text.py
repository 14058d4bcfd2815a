"""The bytes of a Final Draft file as one tree, and its runs of text as Fountain emphasis."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element as Tag
from xml.etree.ElementTree import ParseError, SubElement

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from renderers.screenplay.styles import NO_XML, marked, styled
from renderers.screenplay.text import LARGEST_BYTES, NotAScreenplay

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_MARKS_OF_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_EMPHASES = frozenset({"Bold", "Italic", "Underline"})


def read_tree(data: bytes) -> Tag:
    """The root of the document. Raises NotAScreenplay for broken XML, naming the line."""
    if len(data) > 4 * LARGEST_BYTES:
        raise NotAScreenplay("the FDX file is larger than any screenplay; export it again from Final Draft")
    text = NO_XML.sub("", _decoded(data))
    declared = _DECLARATION.match(text)
    if declared:
        text = "\n" * declared[0].count("\n") + text[declared.end() :]
    try:
        root: Tag = fromstring(text)
    except ParseError as error:
        line = error.position[0]
        raise NotAScreenplay(f"line {line} is not well-formed XML ({error}); export the file again as FDX") from error
    except DefusedXmlException as error:
        raise NotAScreenplay("the FDX file defines its own entities, which is not allowed; export it again") from error
    except ValueError as error:
        raise NotAScreenplay(f"the FDX file cannot be read ({error}); export it again as UTF-8") from error
    return root


def is_fdx(data: bytes, *, name: str) -> bool:
    """Whether a file called `name` is Final Draft's: by its ending or its first tag, in any encoding."""
    start = data[:1000].replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xfe\xff")
    return name.lower().endswith(".fdx") or start[:5] == b"<?xml" or b"<FinalDraft" in start


def paragraph_text(paragraph: Tag) -> str:
    """The paragraph's runs, styles as Fountain emphasis."""
    tags = paragraph.findall("Text")
    runs = [("".join(run.itertext()), frozenset(run.get("Style", "").split("+"))) for run in tags]
    if not tags:
        runs = [((paragraph.text or "").strip(), frozenset())]
    capitals = ((text.upper() if "AllCaps" in styles else text, styles & _EMPHASES) for text, styles in runs)
    return marked(capitals)


def write_runs(paragraph: Tag, text: str) -> None:
    """The text as runs below a paragraph, Fountain emphasis as styles."""
    for piece, styles in styled(text):
        run = SubElement(paragraph, "Text")
        run.text = piece
        if styles:
            run.set("Style", "+".join(sorted(styles)))


def _decoded(data: bytes) -> str:
    """By its mark of order, its first tag or what it says of itself; anything else is taken for Windows-1252."""
    told = [name for mark, name in _MARKS_OF_ORDER if data.startswith(mark)]
    first = data.find(b"<", 0, 400)
    if not told and data[first + 1 : first + 2] == b"\0":
        told = ["utf-16-be" if first % 2 else "utf-16-le"]
    said = _ENCODING.search(data[:400])
    for encoding in (*told, "utf-8", *([said[1].decode()] if said else [])):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")
