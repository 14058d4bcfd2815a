"""Outlines as Fountain: scenes with a heading and what happens, in acts; written by anybody, edited by people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADING = re.compile(r"^\.?(?:INT|EXT|EST|INT\.?/EXT|I/E)[. ].*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A scene of an outline; `act` is the section that begins with it."""

    heading: str
    synopsis: str
    act: str = ""


def is_heading(line: str) -> bool:
    """Whether a line of Fountain begins a scene."""
    return bool(_HEADING.match(line.strip()))


def read_outline(text: str) -> tuple[Planned, ...]:
    """Scenes of an outline: a heading, then what happens, as a synopsis or as plain words. Empty where it has none."""
    found: list[Planned] = []
    act = ""
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("#"):
            act = line.lstrip("# ")
        elif is_heading(line):
            found.append(Planned(line, "", act))
            act = ""
        elif line and found:
            last = found.pop()
            said = " ".join(each for each in (last.synopsis, line.lstrip("= ")) if each)
            found.append(Planned(last.heading, said, last.act))
    return tuple(found)


def parts_of(scenes: Sequence[Planned], *, minutes: int, most_pages: int) -> list[range]:
    """Runs of scenes, by number, that are so many pages at most when all are about as long."""
    size = max(1, min(len(scenes), most_pages * len(scenes) // max(1, minutes)))
    return [range(at, min(at + size, len(scenes))) for at in range(0, len(scenes), size)]
