"""Screenplays in files: which reader and writer goes with which ending."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from renderers.errors import BadInput
from renderers.screenplay import fdx, fountain
from renderers.screenplay.fdx_text import is_fdx
from renderers.screenplay.script import Script
from renderers.screenplay.text import LARGEST_BYTES, read_bytes, require_scenes


def read_script(path: Path) -> Script:
    """The screenplay in a .fountain, .txt or .fdx file. Raises BadInput naming the fault, its line and the remedy."""
    return require_scenes(script_of(read_file(path), name=path.name))


def read_file(path: Path) -> bytes:
    """The bytes of a file that is not absurdly large."""
    try:
        if path.stat().st_size > 4 * LARGEST_BYTES:
            raise BadInput(f"the file is {path.stat().st_size / 1e6:.0f} MB; a screenplay of four hours is under 1 MB")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror}); check the path") from error


def script_of(data: bytes, *, name: str) -> Script:
    """The script in the bytes of a file called `name`; Final Draft is known by its ending or its first tag."""
    if is_fdx(data, name=name):
        return fdx.read(data)
    text, notices = read_bytes(data)
    script = fountain.parse(text)
    return replace(script, notices=(*notices, *script.notices))
