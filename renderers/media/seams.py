"""Where a shot goes on in another clip: what was drawn again of its last frame tells how the colours drifted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Planes = tuple[Any, Any, Any]
"""Y, U and V."""

Match = Callable[[Any, Any], Callable[[Any], Any]]
"""From what was drawn again of a picture, and that picture (rows, columns, channels): what undoes the drift."""


@dataclass(slots=True)
class Seam:
    """Goes along with a shot from clip to clip: each keeps the colours of the last frame before its seam."""

    match: Match
    part: int = 0
    undo: Sequence[Callable[[Any], Any]] = field(default=())

    def matched(self, planes: Planes, *, part: int, echo: Planes | None, last: Planes | None) -> Planes:
        """A frame of the `part`-th clip, which began with `echo`; `last` was shown before its first frame."""
        if part != self.part:
            self.part, self.undo = part, ()
            if echo is not None and last is not None:
                self.undo = [self.match(was[..., None], goal[..., None]) for was, goal in zip(echo, last, strict=True)]
        if not self.undo:
            return planes
        y, u, v = (undo(plane[..., None])[..., 0] for plane, undo in zip(planes, self.undo, strict=True))
        return y, u, v
