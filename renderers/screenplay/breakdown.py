"""The breakdown: scenes, who speaks how much, places, and things the text shouts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from renderers.media.speech.pauses import Pause, beat_ms, together
from renderers.screenplay.passages import reads_as_direction
from renderers.screenplay.script import Element, Heading, Kind, PartKind, Script, Speech, plain
from renderers.spec import Setting

_CONTINUED = re.compile(r"^cont('|’|inue)?d?\.?$", re.IGNORECASE)
_BEFORE_THE_FIRST = (Kind.ACTION, Kind.SPEECH, Kind.CENTRED, Kind.TRANSITION)
_INLINE, _FEW_WORDS = re.compile(r"\(([^()]+)\)"), 3
_CAPS = re.compile(r"\b[A-Z][A-Z0-9'’-]+(?:\s+[A-Z][A-Z0-9'’-]+)*\b")
_POSSESSIVE = re.compile(r"['’-]+S?$")
_NOT_PROPS = frozenset(
    "INT EXT DAY NIGHT CONT'D CUT TO FADE IN OUT SLOW THE END TITLE SUPER MONTAGE ANGLE ON CLOSE POV".split()
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A heading and all up to the next one; `elements` without the heading. `number` as written, else its place."""

    index: int
    heading: Heading
    elements: tuple[Element, ...]
    first_line: int
    last_line: int

    @property
    def number(self) -> str:
        """The scene number on the page."""
        return self.heading.number or str(self.index + 1)

    @property
    def synopsis(self) -> str:
        """What the writer noted about it, else nothing."""
        return " ".join(plain(element.text) for element in self.elements if element.kind is Kind.SYNOPSIS)

    def speeches(self) -> Iterator[tuple[Element, Speech]]:
        """Its speeches in order."""
        return ((element, element.speech) for element in self.elements if element.speech is not None)


@dataclass(slots=True)
class Character:
    """Somebody who speaks: the name as cues write it, and how much."""

    name: str
    lines: int = 0
    words: int = 0
    scenes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a production needs to know; characters by words spoken, most first."""

    scenes: tuple[Scene, ...]
    characters: tuple[Character, ...]
    locations: tuple[tuple[str, Setting, tuple[int, ...]], ...]
    props: tuple[str, ...]

    def share_percent(self, character: Character) -> int:
        """Of all words spoken."""
        total = sum(each.words for each in self.characters)
        return round(100 * character.words / total) if total else 0


def break_down(script: Script) -> Breakdown:
    """Of the whole script. A character is called as the first cue writes the name, however later cues case it."""
    scenes = tuple(_scenes(_named_alike(script.elements)))
    characters = _characters(scenes)
    return Breakdown(scenes, characters, _locations(scenes), _props(scenes, characters))


def character_name(speech: Speech) -> str:
    """The name a cue stands for: spaces folded, no colon after it, marks of `CONT'D` gone with the extensions."""
    name = " ".join(plain(speech.character).split())
    return name.rstrip(" :") or name


def is_direction(element: Element) -> bool:
    """Whether it says how pictures meet (`FADE IN:`, `> CUT TO:`): something to do, nothing to see."""
    return element.kind is Kind.TRANSITION or (element.kind is Kind.ACTION and reads_as_direction(plain(element.text)))


def extensions(speech: Speech) -> tuple[str, ...]:
    """V.O., O.S. and the like, without (CONT'D), which only says that somebody goes on."""
    return tuple(extension for extension in speech.extensions if not _CONTINUED.match(extension))


def written(speech: Speech) -> str:
    """What is said, as captions print it: emphasis, notes and brackets out, also `(beat)` inside a sentence."""
    return " ".join(" ".join(text for text, _ in _stretches(speech)).split())


def parenthetical(speech: Speech) -> str:
    """How it is said, all brackets of the speech."""
    return "; ".join(plain(part.text) for part in speech.parts if part.kind is PartKind.PARENTHETICAL)


def beats(speech: Speech) -> tuple[Pause, ...]:
    """Where brackets stop a speech: the number of the word, as `written` counts it, and milliseconds before it."""
    found: list[Pause] = []
    said = 0
    for text, ms in _stretches(speech):
        found += [(said, ms)] if ms else []
        said += len(text.split())
    return together(pause for pause in found if pause[0] < said)


def _stretches(speech: Speech) -> Iterator[tuple[str, int]]:
    """What is said, and the milliseconds of a beat before each stretch of it."""
    for part in speech.parts:
        if part.kind is PartKind.PARENTHETICAL:
            yield "", beat_ms(plain(part.text))
        elif part.kind in (PartKind.DIALOGUE, PartKind.LYRIC):
            start, text = 0, plain(part.text)
            for bracket in _INLINE.finditer(text):
                if (ms := beat_ms(bracket[1])) and len(bracket[1].split()) <= _FEW_WORDS:
                    yield text[start : bracket.start()], 0
                    yield "", ms
                    start = bracket.end()
            yield text[start:], 0


def _named_alike(elements: Sequence[Element]) -> list[Element]:
    names: dict[str, str] = {}
    found = []
    for element in elements:
        if element.speech is None:
            found.append(element)
            continue
        name = character_name(element.speech)
        first = names.setdefault(name.casefold(), name)
        found.append(replace(element, speech=replace(element.speech, character=first)))
    return found


def _scenes(elements: Sequence[Element]) -> Iterator[Scene]:
    """What stands before the first heading belongs to the first scene, so nothing on the page is lost."""
    starts = [at for at, element in enumerate(elements) if element.kind is Kind.HEADING]
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(elements)
        before = _shown(elements[:start]) if index == 0 else ()
        inside = (*before, *elements[start + 1 : end])
        heading = elements[start].heading
        if heading is not None:
            last = max([elements[start].last_line, *(element.last_line for element in inside)])
            yield Scene(index, heading, tuple(inside), elements[start].first_line, last)


def _shown(elements: Sequence[Element]) -> tuple[Element, ...]:
    return tuple(element for element in elements if element.kind in _BEFORE_THE_FIRST)


def _characters(scenes: Sequence[Scene]) -> tuple[Character, ...]:
    found: dict[str, Character] = {}
    for scene in scenes:
        for _, speech in scene.speeches():
            name = character_name(speech)
            character = found.setdefault(name, Character(name))
            character.lines += 1
            character.words += len(written(speech).split())
            if scene.index not in character.scenes:
                character.scenes.append(scene.index)
    return tuple(sorted(found.values(), key=lambda character: (-character.words, character.name)))


def _locations(scenes: Sequence[Scene]) -> tuple[tuple[str, Setting, tuple[int, ...]], ...]:
    found: dict[tuple[str, Setting], list[int]] = {}
    for scene in scenes:
        found.setdefault((scene.heading.location, scene.heading.setting), []).append(scene.index)
    return tuple((location, setting, tuple(where)) for (location, setting), where in found.items())


def _props(scenes: Sequence[Scene], characters: Sequence[Character]) -> tuple[str, ...]:
    """Words in capitals in the action that are no names: what a writer shouts is a thing, a sound or an entrance."""
    names = {word for character in characters for word in character.name.upper().split()}
    counted: Counter[str] = Counter()
    for scene in scenes:
        for element in scene.elements:
            if element.kind is Kind.ACTION:
                shouted = _CAPS.findall(plain(element.text))
                counted.update(_POSSESSIVE.sub("", thing) for thing in shouted)
    return tuple(
        thing for thing, _ in counted.most_common() if len(thing) > 2 and not set(thing.split()) & (names | _NOT_PROPS)
    )
