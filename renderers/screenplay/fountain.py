"""Fountain (fountain.io/syntax, version 1.1): text -> Script, and back.

Every element keeps the lines it came from. What fits no rule is action: nothing a person wrote is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from renderers.screenplay.headings import is_heading, read_heading, unmarked
from renderers.screenplay.hidden import KEPT, without_boneyard, without_notes
from renderers.screenplay.script import Element, Kind, Notice, Part, PartKind, Script, Speech
from renderers.screenplay.title_page import read_title_page

_CUE = re.compile(r"^(?P<name>[^()^]+?)\s*(?P<extensions>(?:\([^()]*\)\s*)*)(?P<dual>\^?)\s*$")
_LONGEST_CASELESS = 14
_EXTENSION = re.compile(r"\(([^()]*)\)")
_SECTION = re.compile(r"^(#+)\s*(\S.*)$")
_PAGE_BREAK = re.compile(r"^={3,}\s*$")


@dataclass(slots=True)
class _Reader:
    """Walks the lines once; `notes` are the notes that begin on a line, by its number."""

    lines: list[str]
    first: int
    notes: dict[int, list[str]]
    elements: list[Element] = field(default_factory=list)

    def read(self) -> list[Element]:
        self._add_notes(0, self.first - 1)
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
    title_page, first = read_title_page(lines)
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


def _page_break(reader: _Reader, at: int, text: str) -> int:
    return reader.add(Kind.PAGE_BREAK, "", at, at + 1) if _PAGE_BREAK.match(text) else 0


def _section(reader: _Reader, at: int, text: str) -> int:
    found = _SECTION.match(text)
    return reader.add(Kind.SECTION, found[2], at, at + 1, level=len(found[1])) if found else 0


def _synopsis(reader: _Reader, at: int, text: str) -> int:
    return reader.add(Kind.SYNOPSIS, text[1:].strip(), at, at + 1) if _tells(text) else 0


def _tells(text: str) -> bool:
    """Whether it is a synopsis: a single equals sign begins it."""
    return text.startswith("=") and not text.startswith("==")


def _heading(reader: _Reader, at: int, text: str) -> int:
    forced = _forces_heading(text)
    if not (forced or is_heading(text.lstrip("*_"))) or not reader.starts_block(at):
        return 0
    if not reader.blank(at + 1) and not _shouts(text, forced=forced):
        return 0
    heading = read_heading((text[1:] if forced else text).replace(KEPT, ""))
    return reader.add(Kind.HEADING, heading.text, at, at + 1, heading=heading)


def _shouts(text: str, *, forced: bool) -> bool:
    """Whether a line is a heading even when no blank line follows: `.38 in hand, she` and `Est. 1953, it` are not."""
    return text == text.upper() if forced else text.lstrip("*_")[:3].isupper()


def _forces_heading(text: str) -> bool:
    """A single full stop before a letter or number."""
    return len(text) > 1 and text[0] == "." and (text[1].isalnum() or text[1] in "*_")


def _transition(reader: _Reader, at: int, text: str) -> int:
    if text.startswith(">") and (inner := text[1:].strip()) not in ("", "<"):
        if inner.endswith("<"):
            return reader.add(Kind.CENTRED, inner[:-1].strip(), at, at + 1)
        return reader.add(Kind.TRANSITION, inner, at, at + 1)
    # a blank after the colon says that it is action, unless a note stood there
    ended = reader.lines[at].endswith("TO:") or (at in reader.notes and text.endswith("TO:"))
    plain_end = ended and text == text.upper() and text[0] not in "!~@>"
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
    found = _CUE.match(" ".join(unmarked((text[1:] if forced else text).replace(KEPT, "")).split()))
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
    """Upper case with at least one letter before any bracket; `!` would have forced action.

    Scripts without cases, such as Chinese, Arabic or Hindi, have names as short as names are, with no mark in them.
    """
    name = text.partition("(")[0].rstrip("^ ")
    cased = any(letter.upper() != letter.lower() for letter in name)
    capitals = all(letter == letter.upper() or letter == "ß" for letter in name)
    named = capitals if cased else _caseless_name(name)
    return named and not text.startswith(("!", "~"))


def _caseless_name(name: str) -> bool:
    """Short, of letters and their signs, a blank or a dot between them: a sentence is longer or has marks."""
    made = all(unicodedata.category(letter)[0] in "LM" or letter in " ·・" for letter in name)
    return made and 0 < len(name) <= _LONGEST_CASELESS and name[0].isalpha() and name.count(" ") <= 2


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
    """A paragraph: up to the next blank line, or a line that can be nothing else. A `!` may force each of its lines."""
    end = at + 1
    while end < len(reader.lines) and reader.lines[end].strip() and not _breaks_action(reader.lines[end].strip()):
        end += 1
    rows = [line.replace(KEPT, "").rstrip().expandtabs(4) for line in reader.lines[at:end] if line.strip() != KEPT]
    forced = [row.lstrip()[1:] if row.lstrip().startswith("!") else row for row in rows]
    return reader.add(Kind.ACTION, "\n".join(forced).strip("\n"), at, end)


def _breaks_action(text: str) -> bool:
    return text.startswith((">", "~")) or _tells(text) or bool(_PAGE_BREAK.match(text) or _SECTION.match(text))


def _notices(elements: list[Element], lines: list[str]) -> Iterator[Notice]:
    for element in elements:
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
