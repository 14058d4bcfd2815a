"""Fountain (fountain.io/syntax, version 1.1): text -> Script, and back.

Every element keeps the lines it came from. What fits no rule is action: nothing a person wrote is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from renderers.screenplay.headings import is_heading, read_heading
from renderers.screenplay.hidden import KEPT, without_boneyard, without_notes
from renderers.screenplay.script import Element, Kind, Notice, Part, PartKind, Script, Speech, TitleEntry

_TITLE_KEY = re.compile(r"^(?P<key>[^\s:][^:\n]{0,40}):\s*(?P<value>.*)$")
_KNOWN_KEYS = {
    "title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact", "copyright", "revision",
    "font", "format", "tl", "tc", "tr", "cc", "bl", "br", "header", "footer", "language", "watermark",
}  # fmt: skip
_CUE = re.compile(r"^(?P<name>[^()^]+?)\s*(?P<extensions>(?:\([^()]*\)\s*)*)(?P<dual>\^?)\s*$")
_EXTENSION = re.compile(r"\(([^()]*)\)")
_SECTION = re.compile(r"^(#{1,6})\s*(.+?)\s*$")
_PAGE_BREAK = re.compile(r"^={3,}\s*$")


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
        if not text or text == KEPT:
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
        while before >= self.first and self.lines[before].strip() == KEPT:
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
    without, notices = without_boneyard(clean)
    without, notes = without_notes(without)
    lines = without.split("\n")
    title_page, first = _title_page(lines)
    elements = _paired(_Reader(lines, first, notes).read())
    return Script(title_page=title_page, elements=tuple(elements), notices=(*notices, *_notices(elements, lines)))


def _paired(elements: list[Element]) -> list[Element]:
    """A dual mark counts only right after another speech."""
    kept: list[Element] = []
    before: Element | None = None
    for element in elements:
        alone = before is None or before.speech is None
        if element.speech and element.speech.dual and alone:
            kept.append(replace(element, speech=replace(element.speech, dual=False)))
        else:
            kept.append(element)
        before = element if element.kind is not Kind.NOTE else before
    return kept


def _title_page(lines: list[str]) -> tuple[tuple[TitleEntry, ...], int]:
    """Entries, and where the script begins. A first line like `FADE IN:` or `INT. A: B` opens no title page."""
    first = next((at for at, line in enumerate(lines) if line.strip() not in ("", KEPT)), len(lines))
    if not _opens_title_page(lines[first : first + 2]):
        return (), 0
    entries: list[tuple[str, list[str]]] = []
    for at, line in enumerate(lines[first:], first):
        if not line.strip():
            return tuple(TitleEntry(key, tuple(values)) for key, values in entries), at + 1
        entry = _TITLE_KEY.match(line)
        if entry and not line[0].isspace():
            entries.append((entry["key"].strip(), [entry["value"].strip()] if entry["value"].strip() else []))
        elif entries and line.strip() != KEPT:
            entries[-1][1].append(line.strip())
    return tuple(TitleEntry(key, tuple(values)) for key, values in entries), len(lines)


def _opens_title_page(lines: list[str]) -> bool:
    found = _TITLE_KEY.match(lines[0]) if lines else None
    if found is None or is_heading(lines[0]):
        return False
    return found["key"].strip().lower() in _KNOWN_KEYS or _looks_like_keys(lines)


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
    forced = _forces_heading(text)
    if not (forced or is_heading(text)) or not reader.starts_block(at):
        return 0
    if forced and not reader.blank(at + 1) and text != text.upper():
        return 0  # `.38 in hand, she` opens a paragraph; without a blank line after it only capitals are a heading
    heading = read_heading(_unmarked(text[1:] if forced else text))
    return reader.add(Kind.HEADING, heading.text, at, at + 1, heading=heading)


def _forces_heading(text: str) -> bool:
    """A single full stop before a letter or number."""
    return len(text) > 1 and text[0] == "." and (text[1].isalnum() or text[1] in "*_")


def _transition(reader: _Reader, at: int, text: str) -> int:
    if text.startswith(">") and (inner := text[1:].strip()) not in ("", "<"):
        if inner.endswith("<"):
            return reader.add(Kind.CENTRED, inner[:-1].strip(), at, at + 1)
        return reader.add(Kind.TRANSITION, inner, at, at + 1)
    plain_end = text.endswith("TO:") and text == text.upper() and text[0] not in "!~@>"
    if plain_end and reader.starts_block(at) and reader.blank(at + 1):
        return reader.add(Kind.TRANSITION, text, at, at + 1)
    return 0


def _lyric(reader: _Reader, at: int, text: str) -> int:
    sung = text[1:].strip() if text.startswith("~") else ""
    return reader.add(Kind.LYRIC, sung, at, at + 1) if sung else 0


def _cue(reader: _Reader, at: int, text: str) -> int:
    forced = text.startswith("@") and len(text) > 1
    if not reader.starts_block(at) or reader.blank(at + 1) or (not forced and not reads_as_name(text)):
        return 0
    found = _CUE.match(_unmarked(text[1:] if forced else text).replace(KEPT, "").strip())
    if found is None:
        return 0
    parts, end = _speech_parts(reader, at + 1)
    if not parts:
        return 0
    extensions = tuple(piece.strip() for piece in _EXTENSION.findall(found["extensions"]) if piece.strip())
    notes = tuple(Part(PartKind.NOTE, note) for note in reader.notes.get(at, ()))
    speech = Speech(found["name"].strip(), extensions, notes + parts, dual=bool(found["dual"]))
    return reader.add(Kind.SPEECH, speech.character, at, end, speech=speech)


def reads_as_name(text: str) -> bool:
    """Upper case with at least one letter before any bracket; `!` would have forced action."""
    name = text.partition("(")[0].rstrip("^ ")
    cased = any(letter.upper() != letter.lower() for letter in name)
    capitals = all(letter == letter.upper() or letter == "ß" for letter in name)
    return cased and capitals and not text.startswith(("!", "~"))


def _speech_parts(reader: _Reader, at: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    joined = False
    while at < len(reader.lines) and (line := reader.lines[at]) and (line.strip() or len(line) >= 2):
        start = at
        text, at = _over_lines(reader, at)
        kind = _part_kind(text)
        if text or line.strip() != KEPT:
            if joined and kind is parts[-1].kind is PartKind.DIALOGUE:
                parts[-1] = Part(kind, f"{parts[-1].text}\n{text}")
            elif _inner(text, kind):
                parts.append(Part(kind, _inner(text, kind)))
        parts += [Part(PartKind.NOTE, note) for past in range(start, at) for note in reader.notes.get(past, ())]
        joined = bool(parts) and parts[-1].kind is PartKind.DIALOGUE
    return tuple(parts), at


def _over_lines(reader: _Reader, at: int) -> tuple[str, int]:
    """What stands on a line of a speech, and the line after it; a bracket may close up to three lines further down."""
    text = reader.lines[at].replace(KEPT, "").strip()
    if not text.startswith("(") or ")" in text:
        return text, at + 1
    for end in range(at + 1, at + 4):
        more = "" if reader.blank(end) else reader.lines[end].replace(KEPT, "").strip()
        if not more or "(" in more:
            break
        if ")" in more:
            whole = " ".join(line.replace(KEPT, "").strip() for line in reader.lines[at : end + 1])
            return (whole, end + 1) if more.endswith(")") else (text, at + 1)
    return text, at + 1


def _part_kind(text: str) -> PartKind:
    """Marks without words are said as they stand."""
    if text.startswith("(") and text.endswith(")") and text[1:-1].strip():
        return PartKind.PARENTHETICAL
    return PartKind.LYRIC if text.startswith("~") and text[1:].strip() else PartKind.DIALOGUE


def _inner(text: str, kind: PartKind) -> str:
    return {PartKind.PARENTHETICAL: text[1:-1], PartKind.LYRIC: text[1:]}.get(kind, text).strip()


def _action(reader: _Reader, at: int) -> int:
    """A paragraph: up to the next blank line, or a line that can be nothing else."""
    end = at + 1
    while end < len(reader.lines) and reader.lines[end].strip() and not _breaks_action(reader.lines[end].strip()):
        end += 1
    forced = reader.lines[at].lstrip().startswith("!")
    rows = [line.replace(KEPT, "").rstrip().expandtabs(4) for line in reader.lines[at:end] if line.strip() != KEPT]
    if forced:
        rows[0] = rows[0].lstrip()[1:]
    return reader.add(Kind.ACTION, "\n".join(rows), at, end)


def _breaks_action(text: str) -> bool:
    return text.startswith((">", "~", "!", "=")) or _SECTION.match(text) is not None


def _unmarked(text: str) -> str:
    """A heading or cue that is wholly emphasised, without its marks."""
    return re.sub(r"^([*_]+)(.+?)\1$", r"\2", text.replace(KEPT, "").strip())


def _notices(elements: list[Element], lines: list[str]) -> Iterator[Notice]:
    for element in elements:
        if element.kind is Kind.TRANSITION and "DISSOLVE" in element.text.upper():
            message = "A dissolve is made as a fade through black in this version."
            yield Notice(element.first_line, "dissolve_as_fade", message, "Write CUT TO: where you do not want it.")
        speech = element.speech
        if speech is not None and not any(part.kind is not PartKind.NOTE for part in speech.parts):
            yield Notice(
                element.first_line, "empty_speech", f"{speech.character} has a cue but says nothing.", "Write the line."
            )
        if element.kind in (Kind.ACTION, Kind.SPEECH):
            yield from _swallowed_headings(element, lines)


def _swallowed_headings(element: Element, lines: list[str]) -> Iterator[Notice]:
    """Lines in capitals inside a paragraph that would be scene headings if a blank line stood before them."""
    for number in range(element.first_line + 1, element.last_line + 1):
        text = lines[number - 1].strip()
        if text == text.upper() and (is_heading(text) or (_forces_heading(text) and text[1].isalpha())):
            message = f"“{text[:60]}” is read as part of the paragraph above it."
            yield Notice(number, "heading_needs_blank", message, "Put a blank line before it to begin a scene.")
