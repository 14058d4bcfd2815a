"""Text or a file -> script and breakdown, or a plain word on why not. Touches no rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from renderers.errors import BadInput
from renderers.screenplay import fdx, fountain, writer
from renderers.screenplay.breakdown import Breakdown, break_down
from renderers.screenplay.fdx_text import is_fdx
from renderers.screenplay.script import Kind, Notice, Script
from renderers.screenplay.text import LARGEST_BYTES, checked, read_bytes, require_scenes
from studio.core.errors import StudioError


class Unreadable(StudioError):
    """This cannot be read as a screenplay."""

    code, status = "not_a_screenplay", 422


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and what is in it."""

    text: str
    script: Script
    breakdown: Breakdown
    notices: tuple[Notice, ...]


def read_text(text: str) -> Reading:
    """Of a text as typed or pasted; one without scene headings is kept, with a notice. Raises Unreadable."""
    with _in_words("text"):
        clean = checked(text)
        script = fountain.parse(clean)
    return Reading(clean, script, break_down(script), (*_headless(script, clean), *script.notices))


def read_upload(data: bytes, *, name: str) -> Reading:
    """Of a .fountain, .txt or .fdx file. Raises Unreadable for what is none, and for a text without scene headings."""
    with _in_words("file"):
        if len(data) > LARGEST_BYTES:
            read_bytes(data)
        if is_fdx(data, name=name):
            source = fdx.read(data)
            text, notices = writer.to_fountain(source), source.notices
        else:
            text, notices = read_bytes(data)
        script = require_scenes(fountain.parse(text))
    return Reading(text, script, break_down(script), (*notices, *script.notices))


@contextmanager
def _in_words(param: str) -> Iterator[None]:
    try:
        yield
    except BadInput as error:
        said = str(error)
        raise Unreadable(f"{said[:1].upper()}{said[1:]}.", param=param) from error


def _headless(script: Script, text: str) -> Iterator[Notice]:
    if text.strip() and not any(element.kind is Kind.HEADING for element in script.elements):
        yield Notice(
            1,
            "no_scene_heading",
            "No line is a scene heading, so there is no scene to film yet.",
            "Begin a scene with a line like INT. KITCHEN - NIGHT, with an empty line before and after it.",
        )
