"""Fountain (fountain.io/syntax, version 1.1): text -> Script, and back.

Every element keeps the lines it came from. What fits no rule is action: nothing a person wrote is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from renderers.screenplay.headings import is_heading, read_heading
from renderers.screenplay.script import Element, Kind, Notice, Part, PartKind, Script, Speech, TitleEntry

_TITLE_KEY = re.compile(r"^(?P<key>[^\s:][^:\n]{0,40}):\s*(?P<value>.*)$")
_KNOWN_KEYS = {
    "title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact", "copyright", "revision",
    "font", "format", "tl", "tc", "tr", "cc", "bl", "br", "header", "footer", "language", "watermark",
}  # fmt: skip
_NOTE = re.compile(r"\[\[(?P<note>(?:(?!\[\[|\]\]|\n[^\S ]?\n).)*?)\]\]", re.DOTALL)
_CUE = re.compile(r"^(?P<name>[^()^]+?)\s*(?P<extensions>(?:\([^()]*\)\s*)*)(?P<dual>\^?)\s*$")
_EXTENSION = re.compile(r"\(([^()]*)\)")
_SECTION = re.compile(r"^(#{1,6})\s*(.+?)\s*$")
_PAGE_BREAK = re.compile(r"^={3,}\s*$")
_KEPT = "\ue000"  # stands on lines a note or boneyard emptied: they are no blank lines


@dataclass(slots=True)
class _Reader:
    """Walks the lines once; `notes` are the notes that begin on a line, by its number."""

    lines: list[str]
    first: int
    notes: dict[int, list[str]]
    elements: list[Element] = field(default_factory=list)

    def read(self) -> list[Element]:
        at = self.first
        while at < len(self.lines):
            at = self._element(at)
        return self.elements

    def _element(self, at: int) -> int:
        line = self.lines[at]
        text = line.strip()
        if not text or text == _KEPT:
            self._add_notes(at, at)
            return at + 1
        for rule in (_page_break, _section, _synopsis, _heading, _transition, _cue, _lyric):
            end = rule(self, at, text)
            if end:
                self._add_notes(at, end - 1)
                return end
        end = _action(self, at)
        self._add_notes(at, end - 1)
        return end

    def add(self, kind: Kind, text: str, at: int, end: int, **more: object) -> int:
        """Append an element of lines at..end-1 and go on at `end`."""
        self.elements.append(Element(kind, text, at + 1, end, **more))  # type: ignore[arg-type]  # heading, speech, level
        return end

    def blank(self, at: int) -> bool:
        """Whether there is no text on a line; both ends of the script count as blank."""
        return not 0 <= at < len(self.lines) or not self.lines[at].strip()

    def starts_block(self, at: int) -> bool:
        """Whether a blank line, or the title page, stands before; emptied lines are looked through."""
        before = at - 1
        while before >= self.first and self.lines[before].strip() == _KEPT:
            before -= 1
        return before < self.first or self.blank(before)

    def _add_notes(self, first: int, last: int) -> None:
        if self.elements and self.elements[-1].kind is Kind.SPEECH and self.elements[-1].first_line == first + 1:
            return
        for at in range(first, last + 1):
            for note in self.notes.get(at, ()):
                self.elements.append(Element(Kind.NOTE, note, at + 1, at + 1 + note.count("\n")))


def parse(text: str) -> Script:
    """The script in a text; never raises. Notices say what a writer might want to mend."""
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    without, notices = _without_boneyard(clean)
    without, notes = _without_notes(without)
    lines = without.split("\n")
    title_page, first = _title_page(lines)
    elements = _paired(_Reader(lines, first, notes).read())
    return Script(title_page=title_page, elements=tuple(elements), notices=(*notices, *_notices(elements)))


def _paired(elements: list[Element]) -> list[Element]:
    """A dual mark counts only right after another speech."""
    kept: list[Element] = []
    for element in elements:
        before = next((past for past in reversed(kept) if past.kind is not Kind.NOTE), None)
        if element.speech and element.speech.dual and (before is None or before.speech is None):
            speech = Speech(element.speech.character, element.speech.extensions, element.speech.parts)
            kept.append(Element(element.kind, element.text, element.first_line, element.last_line, speech=speech))
        else:
            kept.append(element)
    return kept


def _without_boneyard(text: str) -> tuple[str, list[Notice]]:
    kept: list[str] = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        end = text.find("*/", start + 2)
        if end < 0:
            line = text.count("\n", 0, start) + 1
            notice = Notice(line, "open_boneyard", "A comment is opened with /* but never closed.", "Close it with */.")
            return "".join(kept) + text[at:], [notice]
        kept += [text[at:start], _emptied(text, start, end + 2)]
        at = end + 2
    return "".join(kept) + text[at:], []


def _emptied(text: str, start: int, end: int) -> str:
    """What stands for a removed stretch: its line breaks, and a mark on lines that had nothing else."""
    breaks = text.count("\n", start, end)
    opens = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    rest = text[end:].split("\n", 1)[0].strip()
    if not breaks:
        return _KEPT if opens and not rest else ""
    lines = [_KEPT if opens else "", *[_KEPT] * (breaks - 1), _KEPT if not rest else ""]
    return "\n".join(lines)


def _without_notes(text: str) -> tuple[str, dict[int, list[str]]]:
    notes: dict[int, list[str]] = {}
    kept: list[str] = []
    at = 0
    for found in _NOTE.finditer(text):
        line = text.count("\n", 0, found.start())
        notes.setdefault(line, []).append(found["note"].strip())
        kept += [text[at : found.start()], _emptied(text, found.start(), found.end())]
        at = found.end()
    return "".join(kept) + text[at:], notes


def _title_page(lines: list[str]) -> tuple[tuple[TitleEntry, ...], int]:
    """Entries, and where the script begins. A first line like `FADE IN:` or `INT. A: B` opens no title page."""
    found = _TITLE_KEY.match(lines[0]) if lines else None
    if (
        found is None
        or is_heading(lines[0])
        or (found["key"].lower() not in _KNOWN_KEYS and not _looks_like_keys(lines))
    ):
        return (), 0
    entries: list[tuple[str, list[str]]] = []
    for at, line in enumerate(lines):
        if not line.strip():
            return tuple(TitleEntry(key, tuple(values)) for key, values in entries), at + 1
        entry = _TITLE_KEY.match(line)
        if entry and not line[0].isspace():
            entries.append((entry["key"].strip(), [entry["value"].strip()] if entry["value"].strip() else []))
        elif entries and line.strip() != _KEPT:
            entries[-1][1].append(line.strip())
    return tuple(TitleEntry(key, tuple(values)) for key, values in entries), len(lines)


def _looks_like_keys(lines: list[str]) -> bool:
    key = lines[0].partition(":")[0]
    following = lines[1] if len(lines) > 1 else ""
    return not key.isupper() and bool(_TITLE_KEY.match(following) or following.startswith(("   ", "\t")))


def _page_break(reader: _Reader, at: int, text: str) -> int:
    return reader.add(Kind.PAGE_BREAK, "", at, at + 1) if _PAGE_BREAK.match(text) else 0


def _section(reader: _Reader, at: int, text: str) -> int:
    found = _SECTION.match(text)
    return reader.add(Kind.SECTION, found[2], at, at + 1, level=len(found[1])) if found else 0


def _synopsis(reader: _Reader, at: int, text: str) -> int:
    return reader.add(Kind.SYNOPSIS, text[1:].strip(), at, at + 1) if text.startswith("=") else 0


def _heading(reader: _Reader, at: int, text: str) -> int:
    forced = len(text) > 1 and text[0] == "." and text[1] != "." and text[1].strip() != ""
    if not forced and not (is_heading(text) and reader.starts_block(at)):
        return 0
    heading = read_heading(_unmarked(text[1:] if forced else text))
    return reader.add(Kind.HEADING, heading.text, at, at + 1, heading=heading)


def _transition(reader: _Reader, at: int, text: str) -> int:
    if text.startswith(">"):
        if text.endswith("<") and len(text) > 1:
            return reader.add(Kind.CENTRED, text[1:-1].strip(), at, at + 1)
        return reader.add(Kind.TRANSITION, text[1:].strip(), at, at + 1)
    plain_end = text.endswith("TO:") and text == text.upper()
    if plain_end and reader.starts_block(at) and reader.blank(at + 1):
        return reader.add(Kind.TRANSITION, text, at, at + 1)
    return 0


def _lyric(reader: _Reader, at: int, text: str) -> int:
    return reader.add(Kind.LYRIC, text[1:].strip(), at, at + 1) if text.startswith("~") else 0


def _cue(reader: _Reader, at: int, text: str) -> int:
    forced = text.startswith("@") and len(text) > 1
    if not reader.starts_block(at) or reader.blank(at + 1) or (not forced and not _reads_as_name(text)):
        return 0
    found = _CUE.match(_unmarked(text[1:] if forced else text).replace(_KEPT, "").strip())
    if found is None:
        return 0
    parts, end = _speech_parts(reader, at + 1)
    extensions = tuple(piece.strip() for piece in _EXTENSION.findall(found["extensions"]) if piece.strip())
    notes = tuple(Part(PartKind.NOTE, note) for note in reader.notes.get(at, ()))
    speech = Speech(found["name"].strip(), extensions, notes + parts, dual=bool(found["dual"]))
    return reader.add(Kind.SPEECH, speech.character, at, end, speech=speech)


def _reads_as_name(text: str) -> bool:
    """Upper case with at least one letter before any bracket; `!` would have forced action."""
    name = text.partition("(")[0].rstrip("^ ")
    letters = [letter for letter in name if letter.isalpha()]
    cased = any(letter.upper() != letter.lower() for letter in letters)
    return bool(letters) and cased and name == name.upper() and not text.startswith(("!", "~"))


def _speech_parts(reader: _Reader, at: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    joined = False
    while at < len(reader.lines) and (line := reader.lines[at]) and (line.strip() or len(line) >= 2):
        text = line.replace(_KEPT, "").strip()
        kind = _part_kind(text)
        if text or line.strip() != _KEPT:
            if joined and kind is parts[-1].kind is PartKind.DIALOGUE:
                parts[-1] = Part(kind, f"{parts[-1].text}\n{text}")
            elif text:
                parts.append(Part(kind, _inner(text, kind)))
        parts += [Part(PartKind.NOTE, note) for note in reader.notes.get(at, ())]
        joined = bool(parts) and parts[-1].kind is PartKind.DIALOGUE
        at += 1
    return tuple(parts), at


def _part_kind(text: str) -> PartKind:
    if text.startswith("(") and text.endswith(")"):
        return PartKind.PARENTHETICAL
    return PartKind.LYRIC if text.startswith("~") else PartKind.DIALOGUE


def _inner(text: str, kind: PartKind) -> str:
    return {PartKind.PARENTHETICAL: text[1:-1], PartKind.LYRIC: text[1:]}.get(kind, text).strip()


def _action(reader: _Reader, at: int) -> int:
    """A paragraph: up to the next blank line, or a line that can be nothing else."""
    end = at + 1
    while end < len(reader.lines) and reader.lines[end].strip() and not _breaks_action(reader.lines[end].strip()):
        end += 1
    forced = reader.lines[at].lstrip().startswith("!")
    rows = [line.replace(_KEPT, "").rstrip().expandtabs(4) for line in reader.lines[at:end] if line.strip() != _KEPT]
    if forced:
        rows[0] = rows[0].lstrip()[1:]
    return reader.add(Kind.ACTION, "\n".join(rows), at, end)


def _breaks_action(text: str) -> bool:
    forced_heading = len(text) > 1 and text[0] == "." and text[1] != "." and text[1].strip() != ""
    return bool(forced_heading or text.startswith((">", "~", "!")) or _PAGE_BREAK.match(text) or _SECTION.match(text))


def _unmarked(text: str) -> str:
    """A heading or cue that is wholly emphasised, without its marks."""
    return re.sub(r"^([*_]+)(.+?)\1$", r"\2", text.replace(_KEPT, "").strip())


def _notices(elements: list[Element]) -> Iterator[Notice]:
    for element in elements:
        if element.kind is Kind.TRANSITION and "DISSOLVE" in element.text.upper():
            message = "A dissolve is made as a fade through black in this version."
            yield Notice(element.first_line, "dissolve_as_fade", message, "Write CUT TO: where you do not want it.")
        speech = element.speech
        if speech is not None and not any(part.kind is not PartKind.NOTE for part in speech.parts):
            yield Notice(
                element.first_line, "empty_speech", f"{speech.character} has a cue but says nothing.", "Write the line."
            )
