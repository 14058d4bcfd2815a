"""A storyboard to print or to send: every panel with its number, framing and words, as pages or as one sheet."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from renderers.errors import BadInput
from renderers.media.type import Face, printable, wrapped, write
from renderers.spec import Frozen

PAGES = ".pdf"
SHEETS = {".jpg": 65_500, ".jpeg": 65_500, ".png": 65_500, ".webp": 16_383}
"""Pictures a storyboard may be, and how many pixels high they may get."""

_PAPER, _INK, _QUIET, _NIGHT = "white", "#1a1a1f", "#5c5c66", "#15151a"
_TEXT_ROWS = 3
_NO_TIME = time.gmtime(0)
"""Pages say nothing of when they were drawn, so that equal ones are equal to the byte."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One shot on the board: its picture file, what names it, and what is seen or said."""

    picture: Path
    title: str
    text: str = ""


class UnderPanel(Frozen):
    """What stands under a panel."""

    title: str
    text: str = ""


def captioned(pictures: Sequence[Path], words: Sequence[UnderPanel]) -> list[Panel]:
    """Each picture with its words. Raises BadInput when they are not as many."""
    if len(pictures) != len(words):
        raise BadInput(f"the storyboard has {len(words)} shots but {len(pictures)} pictures")
    return [Panel(path, each.title, each.text) for path, each in zip(pictures, words, strict=True)]


@dataclass(frozen=True, slots=True)
class Paper:
    """How panels lie: columns of `width` pixels; `height` is a page's, 0 for one sheet as tall as it needs."""

    columns: int
    width: int
    margin: int
    height: int = 0

    @property
    def across(self) -> int:
        """The whole width in pixels."""
        return self.columns * self.width + (self.columns + 1) * self.margin


_PAGE = Paper(columns=4, width=400, margin=30, height=1240)  # A4 landscape at 150 dpi
_SHEET = Paper(columns=5, width=320, margin=14)


def checked_board(out: Path, *, panels: int) -> None:
    """Raises BadInput, before anything is painted, for a name no storyboard can have or a film too long for it."""
    kind = out.suffix.lower()
    if kind == PAGES:
        return
    if kind not in SHEETS:
        raise BadInput(f"a storyboard cannot be a {kind or 'file without an ending'}; name a .pdf, .jpg, .png or .webp")
    if _rows(panels, _SHEET) * _cell(_SHEET, _SHEET.width) > SHEETS[kind]:
        raise BadInput(f"{panels} shots are too many for one {kind} picture; name a .pdf, which has pages")


def draw_board(
    panels: Sequence[Panel], out: Path, *, title: str, tick: Callable[[float], None] = lambda _: None
) -> None:
    """The storyboard as pages (.pdf) or one sheet (.jpg, .png, .webp). Raises BadInput as `checked_board` does.

    `tick` is told the part of it that is drawn, 0..1, panel by panel. The same panels give the same bytes.
    """
    checked_board(out, panels=len(panels))
    with Image.open(panels[0].picture) as first:
        shape = first.height / first.width
    if out.suffix.lower() != PAGES:
        _drawn(panels, _SHEET, shape, title, lambda done: tick(done / len(panels))).save(out, quality=85)
        return
    face = _Measures(_PAGE, shape)
    room = max(1, (_PAGE.height - face.top) // face.cell)
    out.unlink(missing_ok=True)
    each = room * _PAGE.columns
    for number, begin in enumerate(range(0, len(panels), each), 1):

        def drawn(done: int, before: int = begin) -> None:
            tick((before + done) / len(panels))

        page = _drawn(panels[begin : begin + each], _PAGE, shape, f"{title} - {number}", drawn)
        # Appended page by page: the pages of a feature would not fit in memory together.
        page.save(out, "PDF", append=number > 1, resolution=150, creationDate=_NO_TIME, modDate=_NO_TIME)


class _Measures:
    """Measures of a paper for panels of one shape (height over width)."""

    def __init__(self, paper: Paper, shape: float) -> None:
        self.letter = max(11, paper.width // 27)
        self.line = round(self.letter * 1.35)
        self.top = paper.margin * 2 + self.line
        # A tall picture keeps its shape inside a cell no taller than it is wide.
        self.picture = round(paper.width * min(1.0, shape))
        self.cell = self.picture + self.line * (_TEXT_ROWS + 1) + paper.margin


def _rows(panels: int, paper: Paper) -> int:
    return -(-panels // paper.columns)


def _cell(paper: Paper, height: int) -> int:
    return _Measures(paper, height / paper.width).cell


def _drawn(panels: Sequence[Panel], paper: Paper, shape: float, title: str, tick: Callable[[int], None]) -> Image.Image:
    face = _Measures(paper, shape)
    height = paper.height or face.top + _rows(len(panels), paper) * face.cell
    sheet = Image.new("RGB", (paper.across, height), _PAPER)
    draw = ImageDraw.Draw(sheet)
    write(draw, (paper.margin, paper.margin), printable(title), face=Face(face.letter), ink=_QUIET)
    for at, panel in enumerate(panels):
        left = paper.margin + at % paper.columns * (paper.width + paper.margin)
        top = face.top + at // paper.columns * face.cell
        _picture(sheet, panel.picture, left, top, paper.width, face.picture)
        below = top + face.picture + face.line // 4
        write(draw, (left, below), printable(panel.title), face=Face(face.letter, bold=True), ink=_INK)
        words = wrapped(panel.text, Face(face.letter), width=paper.width, lines=_TEXT_ROWS - 1)
        for row, line in enumerate(words, 1):
            write(draw, (left, below + row * face.line), line, face=Face(face.letter), ink=_QUIET)
        tick(at + 1)
    return sheet


def _picture(sheet: Image.Image, path: Path, left: int, top: int, width: int, height: int) -> None:
    sheet.paste(_NIGHT, (left, top, left + width, top + height))
    with Image.open(path) as picture:
        small = picture.convert("RGB")
        small.thumbnail((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    sheet.paste(small, (left + (width - small.width) // 2, top + (height - small.height) // 2))
