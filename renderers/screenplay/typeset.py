"""Pages of a screenplay on which a speech that goes on overleaf says so: (MORE) below, (CONT'D) above.

Needs the typesetter's packages at import, unlike the module that writes the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer
from screenplain.export.pdf import DocTemplate

_SPOKEN = ("dialog", "parenthentical")
"""The typesetter's own names of its styles."""
_NEARLY_A_PAGE = 45
"""Lines: what cannot be parted in so many, no page can hold, and each piece goes its own way."""
_CONTINUED = re.compile(r"\(cont['’]?d\.?\)\s*$", re.IGNORECASE)


class Pages(DocTemplate):  # type: ignore[misc]  # the typesetter has no types
    """The typesetter's pages, speeches kept in one piece or continued in words."""

    def build(self, story: list[Any], **more: Any) -> None:
        """Set a story of flowables on pages."""
        super().build(list(_with_speeches(story)), **more)


class Spoken(Flowable):  # type: ignore[misc]  # the typesetter has no types
    """A cue and what is said under it, points high and wide."""

    def __init__(self, cue: Any, parts: list[Any]) -> None:
        super().__init__()
        self.cue, self.parts = cue, parts

    def getSpaceBefore(self) -> float:  # noqa: N802  # the typesetter's name
        """Points between this and what stands above."""
        space: float = self.cue.getSpaceBefore()
        return space

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size at this width."""
        self.heights = [part.wrap(width, height)[1] for part in (self.cue, *self.parts)]
        return width, sum(self.heights)

    def draw(self) -> None:
        """Cue first, downwards."""
        top = sum(self.heights)
        for part, height in zip((self.cue, *self.parts), self.heights, strict=True):
            top -= height
            part.drawOn(self.canv, 0, top)

    def split(self, width: float, height: float) -> list[Any]:
        """What fits with (MORE) under it, and the rest as continued; nothing when not one line of it fits here."""
        more = Paragraph("(MORE)", ParagraphStyle("more", self.cue.style, spaceBefore=0))
        room = height - self.cue.wrap(width, height)[1] - more.wrap(width, height)[1]
        kept, rest = _parted(self.parts, width, room)
        while kept and _is_direction(kept[-1]):
            rest.insert(0, kept.pop())
        if not kept or not rest:
            tall = height > _NEARLY_A_PAGE * self.cue.style.leading
            return [self.cue, *self.parts] if tall else []
        return [Spoken(self.cue, [*kept, more]), Spoken(_continued(self.cue), rest)]


def _with_speeches(story: list[Any]) -> Iterator[Any]:
    at = 0
    while at < len(story):
        end = at + 1
        if _style(story[at]) == "character":
            while end < len(story) and (_style(story[end]) in _SPOKEN or isinstance(story[end], Spacer)):
                end += 1
        yield Spoken(story[at], story[at + 1 : end]) if end > at + 1 else story[at]
        at = end


def _parted(parts: Iterable[Any], width: float, room: float) -> tuple[list[Any], list[Any]]:
    """Parts that fit into so many points, and the others; the one on the edge is cut between two lines."""
    kept: list[Any] = []
    waiting = list(parts)
    while waiting:
        height = waiting[0].wrap(width, room)[1]
        if height > room:
            pieces = waiting[0].split(width, room) if not _is_direction(waiting[0]) else []
            if len(pieces) > 1:
                kept.append(pieces[0])
                waiting[:1] = pieces[1:]
            break
        kept.append(waiting.pop(0))
        room -= height
    return kept, waiting


def _continued(cue: Any) -> Any:
    words = cue.getPlainText()
    return cue if _CONTINUED.search(words) else Paragraph(f"{escape(words)} (CONT'D)", cue.style)


def _is_direction(part: Any) -> bool:
    return _style(part) == "parenthentical"


def _style(part: Any) -> str:
    return part.style.name if isinstance(part, Paragraph) else ""
