"""A screenplay on paper: US Letter, 12-point Courier, the margins the trade expects."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from anyascii import anyascii

from renderers import media
from renderers.errors import ToolMissing
from renderers.media.type import is_plain
from renderers.media.typefaces import DEJAVU
from renderers.screenplay import fountain, shaped_pdf
from renderers.screenplay.script import Element, Kind, PartKind, Script
from renderers.screenplay.writer import to_fountain

_UNPRINTED = (Kind.NOTE, Kind.SYNOPSIS, Kind.SECTION)
_FONTS = Path(media.__file__).parent / "fonts"


def write(text: str) -> bytes:
    """The PDF of a Fountain text, title page included; notes, sections and synopses are not printed.

    Courier has Latin letters only: Greek, Cyrillic and the like are set in DejaVu Sans; scripts that join their
    letters, run from right to left or are in neither are shaped and set in Noto. A sign that no font has is written
    in ASCII. Raises ToolMissing without the typesetter.
    """
    try:
        from screenplain.export.pdf import Settings, get_courier_prime_settings, to_pdf
        from screenplain.parsers import fountain as typesetter

        from renderers.screenplay.typeset import Pages
    except ImportError as error:
        raise ToolMissing("PDF needs the package screenplain[pdf]; install the studio's requirements again") from error
    script = _printed(fountain.parse(text))
    printed = to_fountain(script)
    if any(map(_must_be_shaped, printed)):
        return shaped_pdf.write(script)
    fonts = get_courier_prime_settings()
    known = _letters(fonts)
    if any(ord(letter) not in known for letter in printed):
        wider = _dejavu()
        fonts, known = (wider, _letters(wider)) if _more(printed, _letters(wider), known) else (fonts, known)
    page = io.BytesIO()
    settings = Settings(font_settings=fonts)
    play = typesetter.parse(io.StringIO(_approximated(printed, known)))
    to_pdf(play, page, template_constructor=Pages, settings=settings)
    return page.getvalue()


def _printed(script: Script) -> Script:
    shown = filter(_on_paper, script.elements)
    return replace(script, elements=tuple(map(_spoken, _sung(shown))))


def _sung(elements: Iterable[Element]) -> Iterator[Element]:
    """Songs as paragraphs in italics, a line each: the typesetter knows no lyrics."""
    for lyric, run in groupby(elements, key=lambda each: each.kind is Kind.LYRIC):
        lines = list(run)
        if lyric:
            text = "\n".join(_italic(line.text) for line in lines)
            yield replace(lines[0], kind=Kind.ACTION, text=text, last_line=lines[-1].last_line)
        else:
            yield from lines


def _italic(text: str) -> str:
    return text if "*" in text else f"*{text}*"


def _on_paper(element: Element) -> bool:
    return element.kind not in _UNPRINTED


def _spoken(element: Element) -> Element:
    if element.speech is None:
        return element
    parts = tuple(
        replace(part, kind=PartKind.DIALOGUE, text=_italic(part.text)) if part.kind is PartKind.LYRIC else part
        for part in element.speech.parts
        if part.kind is not PartKind.NOTE
    )
    return replace(element, speech=replace(element.speech, parts=parts))


def _dejavu() -> Any:
    from screenplain.export.pdf import FontSettings

    fonts = FontSettings("DejaVu Sans")
    fonts.file_normal = fonts.file_italic = str(_FONTS / "DejaVuSans.ttf")
    fonts.file_bold = fonts.file_bold_italic = str(_FONTS / "DejaVuSans-Bold.ttf")
    fonts.register()
    return fonts


def _letters(fonts: Any) -> Container[int]:
    from reportlab.pdfbase import pdfmetrics

    known: Container[int] = pdfmetrics.getFont(fonts.family_name).face.charToGlyph
    return known


def _more(text: str, wider: Container[int], known: Container[int]) -> bool:
    return any(ord(letter) in wider and ord(letter) not in known and _stands_alone(letter) for letter in text)


def _stands_alone(letter: str) -> bool:
    """Whether a letter can be set by itself, from left to right; Arabic and Hebrew cannot."""
    return unicodedata.bidirectional(letter) not in ("R", "AL", "AN")


@cache
def _must_be_shaped(letter: str) -> bool:
    """Whether a letter is one of a script that DejaVu cannot set one after the other."""
    return letter.isalpha() and not (is_plain(letter) or (DEJAVU.has(letter) and _stands_alone(letter)))


def _approximated(text: str, known: Container[int]) -> str:
    return "".join(
        letter if letter in "\n\t" or (ord(letter) in known and _stands_alone(letter)) else _sounds(letter)
        for letter in text
    )


def _sounds(letter: str) -> str:
    """ASCII for a letter the font lacks; a question mark for a sign that has no sound."""
    plain = anyascii(letter).strip(":").replace("_", " ").replace("*", "")
    return plain or ("?" if unicodedata.category(letter)[0] in "SPN" else "")
