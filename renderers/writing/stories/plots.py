"""Plots read from `plots/*.txt`: beats with a corner of the world, a synopsis, and lines to be filled in.

`@ name corner [!] synopsis` begins a beat, `!` one that the story needs. `? ` marks what may be left out, `[funny]`,
`[warm]` and `[dark]` what only that tone has; `<a | b>` are to choose from and `{slots}` to fill in. A cue is a capital
word with a colon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
TONES = ("funny", "warm", "dark")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a speech, unfilled. `block` numbers what may be left out together; 0, it stays."""

    text: str
    block: int = 0
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """One scene of a plot."""

    name: str
    corner: str
    needed: bool
    synopsis: str
    lines: tuple[Line, ...]

    @property
    def blocks(self) -> int:
        """How many parts of it may be left out."""
        return max((line.block for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Plot:
    """Beats in order; `short` are those of its shortest telling.

    `takes` is the kind of second person it is about (close, against, spirit), `unfit` are worlds it does not suit.
    """

    name: str
    genres: frozenset[str]
    takes: str
    foil_looks: str
    unfit: frozenset[str]
    short: tuple[str, ...]
    beats: tuple[Beat, ...]


@cache
def plots() -> tuple[Plot, ...]:
    """Every plot in the folder, by name."""
    return tuple(_plot(path) for path in sorted((_HERE / "plots").glob("*.txt")))


@cache
def interludes() -> tuple[Beat, ...]:
    """Scenes that fit between any two."""
    return _beats((_HERE / "interludes.txt").read_text("utf-8"))


def _plot(path: Path) -> Plot:
    text = path.read_text("utf-8")
    head = dict(line.split(": ", 1) for line in text.split("\n@", 1)[0].splitlines()[1:] if ": " in line)
    genres = frozenset(head["genres"].split())
    unfit, short = frozenset(head.get("not", "").split()), tuple(head["short"].split())
    return Plot(path.stem, genres, head["takes"], head.get("foil_looks", ""), unfit, short, _beats(text))


def _beats(text: str) -> tuple[Beat, ...]:
    return tuple(_beat(part) for part in text.split("\n@ ")[1:])


def _beat(text: str) -> Beat:
    first, *rest = text.strip().splitlines()
    name, _, tail = first.partition(" ")
    corner, tail = _corner(tail)
    needed = tail.startswith("! ")
    return Beat(name, corner, needed, tail.removeprefix("! "), tuple(_lines(rest)))


def _corner(tail: str) -> tuple[str, str]:
    """A corner of the world, or a heading of its own (`=EXT. COAST ROAD`)."""
    if tail.startswith("="):
        heading, _, rest = tail[1:].partition(" ! ")
        return f"={heading}", f"! {rest}"
    corner, _, rest = tail.partition(" ")
    return corner, rest


def _lines(rows: list[str]) -> list[Line]:
    found: list[Line] = []
    block = 0
    before = ""
    for row in rows:
        mark = "?" if row.startswith("? ") else ""
        block += mark == "?" and before != "?"
        before = mark
        text = row.removeprefix("? ")
        tone = next((each for each in TONES if text.startswith(f"[{each}] ")), "")
        found.append(Line(text.removeprefix(f"[{tone}] "), block if mark else 0, tone))
    return found
