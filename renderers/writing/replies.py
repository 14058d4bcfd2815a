"""What writers answered, as Fountain: fences and chatter off, what is wrong with it in words. Nothing is repaired."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from renderers.errors import BrokenPromise
from renderers.writing.asked import Ended, unfenced
from renderers.writing.outlines import is_heading, read_outline


@dataclass(frozen=True, slots=True)
class Came:
    """Text that can be read, and why it is not what was asked for; nothing when it is."""

    text: str
    fault: str = ""


def read_file(path: Path) -> tuple[str, Ended]:
    """Text and how it ended, from what a writer made. BrokenPromise when it is none."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return str(told["text"]), Ended(told["ended"])
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenPromise(f"{path.name} is not what a writer makes") from error


def pages_in(text: str, ended: Ended) -> Came:
    """Of pages: they begin with a heading or a section; what was said before it is dropped."""
    lines = unfenced(text).replace("\r\n", "\n").splitlines()
    first = next((at for at, line in enumerate(lines) if is_heading(line)), None)
    if first is None:
        return Came("", "it holds no scene heading, so it is no screenplay")
    while first and (not lines[first - 1].strip() or lines[first - 1].startswith("#")):
        first -= 1
    return _ended("\n".join(lines[first:]).strip(), ended, "its last scene may be unfinished")


def outline_in(text: str, ended: Ended) -> Came:
    """Of an outline."""
    bare = unfenced(text).strip()
    if not read_outline(bare):
        return Came(bare, "it holds no scene heading, so there is nothing to write pages from")
    return _ended(bare, ended, "scenes at its end may be missing")


def passage_in(text: str, ended: Ended) -> Came:
    """Of a passage."""
    bare = unfenced(text).strip("\n")
    return _ended(bare, ended, "its end is missing") if bare.strip() else Came("", "it is empty")


def _ended(text: str, ended: Ended, then: str) -> Came:
    return Came(text, f"the writer stopped at the most it may write, so {then}" if ended is Ended.CUT else "")


def joined(parts: Sequence[str]) -> str:
    """Parts of one screenplay after each other."""
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
