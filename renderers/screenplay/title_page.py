"""The title page: keys and their lines at the top of a Fountain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renderers.screenplay.headings import is_heading
from renderers.screenplay.hidden import KEPT
from renderers.screenplay.script import TitleEntry

_TITLE_KEY = re.compile(r"^(?P<key>[^\s:][^:\n]{0,40}):\s*(?P<value>.*)$")
_PAGE_BREAK = re.compile(r"^={3,}\s*$")
_KNOWN_KEYS = {
    "title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact", "copyright", "revision",
    "font", "format", "tl", "tc", "tr", "cc", "bl", "br", "header", "footer", "language", "watermark",
}  # fmt: skip


def read_title_page(lines: Sequence[str]) -> tuple[tuple[TitleEntry, ...], int]:
    """Entries, and where the script begins. A first line like `FADE IN:` or `INT. A: B` opens no title page."""
    first = next((at for at, line in enumerate(lines) if line.strip() not in ("", KEPT)), len(lines))
    if not _opens(lines[first : first + 2]):
        return (), 0
    entries: list[tuple[str, list[str]]] = []
    end = next((at for at, line in enumerate(lines[first:], first) if _ends(line)), len(lines))
    for line in lines[first:end]:
        entry = _TITLE_KEY.match(line)
        if entry and not line[0].isspace():
            entries.append((entry["key"].strip(), [entry["value"].strip()] if entry["value"].strip() else []))
        elif entries and line.strip() != KEPT:
            entries[-1][1].append(line.strip())
    begin = end + 1 if end < len(lines) and not lines[end].strip() else end
    return tuple(TitleEntry(key, tuple(values)) for key, values in entries), begin


def _ends(line: str) -> bool:
    """A blank line does, and so does what can only belong to the script: a page break, or a heading at the margin."""
    return not line.strip() or _PAGE_BREAK.match(line) is not None or (line[:3].isupper() and is_heading(line))


def _opens(lines: Sequence[str]) -> bool:
    found = _TITLE_KEY.match(lines[0]) if lines else None
    if found is None or is_heading(lines[0]):
        return False
    return found["key"].strip().lower() in _KNOWN_KEYS or _looks_like_keys(lines)


def _looks_like_keys(lines: Sequence[str]) -> bool:
    key = lines[0].partition(":")[0]
    following = lines[1] if len(lines) > 1 else ""
    return not key.isupper() and bool(_TITLE_KEY.match(following) or following.startswith(("   ", "\t")))
