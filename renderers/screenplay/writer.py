"""A script -> Fountain. What would read as something else is forced, so that reading it again gives the same script."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.screenplay import fountain
from renderers.screenplay.headings import is_heading
from renderers.screenplay.hidden import without_boneyard
from renderers.screenplay.script import Element, Kind, Part, PartKind, Script, Speech

_FORCED = {Kind.ACTION: "!", Kind.SPEECH: "@", Kind.TRANSITION: "> "}


def to_fountain(script: Script) -> str:
    """The text, ending in a line break. What would open a comment is parted where it would hide a word."""
    blocks = [*_title_page(script), *(_block(element) for element in script.elements)]
    if blocks and not script.title_page and fountain.parse(blocks[0]).title_page:
        blocks[0] = f"{_FORCED.get(script.elements[0].kind, '')}{blocks[0]}"
    text = "\n\n".join(blocks) + "\n"
    return text if without_boneyard(text)[0] == text else text.replace("/*", "/ *")


def _title_page(script: Script) -> Iterator[str]:
    rows = []
    for entry in script.title_page:
        one_line = len(entry.values) == 1
        rows.append(f"{entry.key}: {entry.values[0]}" if one_line else f"{entry.key}:")
        rows += [] if one_line else [f"    {value}" for value in entry.values]
    if rows:
        yield "\n".join(rows)


def _block(element: Element) -> str:
    if element.speech is not None:
        return _speech(element.speech)
    if element.kind is Kind.HEADING and element.heading is not None:
        number = f" #{element.heading.number}#" if element.heading.number else ""
        return f"{_heading(_one_line(element.text))}{number}"
    match element.kind:
        case Kind.ACTION:
            return _action(element.text)
        case Kind.NOTE:
            return _note(element.text)
        case Kind.TRANSITION:
            return _transition(_one_line(element.text))
        case Kind.CENTRED:
            return f"> {_one_line(element.text)} <"
        case Kind.LYRIC:
            return f"~{_one_line(element.text)}"
        case Kind.SECTION:
            return f"{'#' * max(1, element.level)} {_one_line(element.text)}"
        case Kind.SYNOPSIS:
            return f"= {_one_line(element.text)}"
    return "==="


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _heading(text: str) -> str:
    """A full stop forces a heading only before a letter or number; before anything else, emphasis stands between."""
    if is_heading(text):
        return text
    return f".{text}" if text[:1].isalnum() else f".**{text}**"


def _note(text: str) -> str:
    """Blank lines as two blanks: the note would end at an empty line. Its own brackets stand apart from the marks."""
    before, after = " " * text.startswith("["), " " * text.endswith("]")
    return f"[[{before}{_filled(text)}{after}]]"


def _filled(text: str) -> str:
    return "\n".join(line if line.strip() else "  " for line in text.split("\n"))


def _transition(text: str) -> str:
    """Forced when it would be read as anything else."""
    read = fountain.parse(f"INT. A\n\n{text}").elements[1:]
    plain = [(element.kind, element.text) for element in read] == [(Kind.TRANSITION, text)]
    return text if plain else f"> {text}"


def _action(text: str) -> str:
    """Forced, line by line, when its plain text would be read as anything but one action."""
    read = fountain.parse(f"INT. A\n\n{text}").elements
    plain = len(read) == 2 and read[1].kind is Kind.ACTION and read[1].text == text
    return text if plain else "\n".join(f"!{line}" for line in text.split("\n"))


def _speech(speech: Speech) -> str:
    extensions = "".join(f" ({extension})" for extension in speech.extensions)
    cue = f"{_name(speech.character)}{extensions}{' ^' if speech.dual else ''}"
    return "\n".join([cue, *map(_part, speech.parts)])


def _name(character: str) -> str:
    """Forced when it would be read as no cue, or as another name."""
    read = fountain.parse(f"INT. A\n\n{character}\nYes.").elements[1:]
    plain = len(read) == 1 and read[0].speech is not None and read[0].speech.character == character
    return character if plain else f"@{character}"


def _part(part: Part) -> str:
    """An empty line inside a speech is written as two blanks, or the speech would end there."""
    text = {
        PartKind.PARENTHETICAL: f"({part.text})",
        PartKind.LYRIC: f"~{part.text}",
        PartKind.NOTE: _note(part.text),
    }.get(part.kind, part.text)
    return _filled(text)
