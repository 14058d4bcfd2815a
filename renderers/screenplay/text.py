"""Bytes of a file -> text of a screenplay, or a plain word on why it is none."""

from __future__ import annotations

import re

from renderers.errors import BadInput
from renderers.screenplay.script import Kind, Notice, Script

LARGEST_BYTES = 8_000_000
LARGEST_MINUTES = 240
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotAScreenplay(BadInput):
    """The text cannot be read as a screenplay; the message names the line and the remedy."""

    code = "not_a_screenplay"


def read_bytes(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text, and a notice when its encoding had to be guessed. Raises NotAScreenplay for what is no text."""
    if len(data) > LARGEST_BYTES:
        raise NotAScreenplay(
            f"the file is {len(data) / 1e6:.0f} MB; a screenplay of four hours is under 1 MB. "
            "Export it as Fountain or FDX and send that file"
        )
    encoding = _ENCODINGS.get(data[:2], "utf-8-sig")
    try:
        return checked(data.decode(encoding)), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if _binary(data):
            raise NotAScreenplay(
                f"line {line} holds bytes that are no text; send a .fountain, .txt or .fdx file"
            ) from error
        text = data.decode("cp1252", errors="replace")
        notice = Notice(
            line,
            "encoding",
            "The file is not UTF-8; it was read as Windows-1252.",
            "Check accents and quotes, save as UTF-8.",
        )
        return checked(text), (notice,)


def checked(text: str) -> str:
    """The same text with plain line ends. Raises NotAScreenplay for characters no screenplay has, naming the line."""
    if len(text) > LARGEST_BYTES:
        raise NotAScreenplay(f"the text has {len(text):,} characters; a screenplay of four hours has under a million")
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := _UNPRINTABLE.search(clean):
        line = clean.count("\n", 0, found.start()) + 1
        what = _named(ord(found[0]))
        raise NotAScreenplay(f"line {line} holds {what}; remove it, or save the screenplay as plain UTF-8 text")
    return clean


def _named(code: int) -> str:
    if code >= 0xD800:
        return "half of a character (a lone surrogate)"
    return f"control character {code}" if code else "a zero byte"


def require_scenes(script: Script) -> Script:
    """The same script. Raises NotAScreenplay when it has no scene heading, so no film could be made of it."""
    if not any(element.kind is Kind.HEADING for element in script.elements):
        raise NotAScreenplay(
            "no line is a scene heading; begin a scene with a line like INT. KITCHEN - NIGHT after a blank line"
        )
    return script


def _binary(data: bytes) -> bool:
    sample = data[:4096]
    odd = sum(1 for byte in sample if byte < 9 or 13 < byte < 32)
    return odd > len(sample) // 50
