"""A picture through a model piece by piece; pieces are halved whenever the card runs full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from renderers.runtime.pipelines import OutOfMemory, release_memory

LARGEST, LEAST = 512, 64
"""Sides of a piece, in pixels of what goes in."""


@dataclass(slots=True)
class Tiles:
    """`side` is what fitted last; `edge` pixels around a piece are given along, so that no seam is seen.

    `what` names what is made in the words of OutOfMemory, as in "a clip of 3840x2160".
    """

    what: str
    side: int = LARGEST
    edge: int = 16

    def through(self, picture: Any, model: Callable[[Any], Any]) -> Any:
        """The picture (1, channels, height, width), as large as the model makes it. Raises OutOfMemory in words."""
        import torch

        while True:
            try:
                return self._whole(picture, model)
            except torch.OutOfMemoryError as error:
                if self.side // 2 < LEAST:
                    raise OutOfMemory(
                        f"the worker's memory is too small for {self.what}, even in pieces of {self.side} pixels; ask "
                        "for a smaller film, or run a worker with a larger graphics card. What was finished is kept"
                    ) from error
            self.side //= 2
            release_memory()  # only now: the error held on to what was made of the picture

    def _whole(self, picture: Any, model: Callable[[Any], Any]) -> Any:
        whole: Any = None
        for piece in pieces(picture.shape[2], picture.shape[3], side=self.side, edge=self.edge):
            made = model(picture[:, :, piece.seen_top : piece.seen_bottom, piece.seen_left : piece.seen_right])
            scale = made.shape[2] // (piece.seen_bottom - piece.seen_top)
            if whole is None:
                channels, (tall, wide) = made.shape[1], (side * scale for side in picture.shape[2:])
                whole = made.new_zeros(1, channels, tall, wide)
            above, left = (piece.top - piece.seen_top) * scale, (piece.left - piece.seen_left) * scale
            down, across = (piece.bottom - piece.top) * scale, (piece.right - piece.left) * scale
            goal = whole[:, :, piece.top * scale : piece.bottom * scale, piece.left * scale : piece.right * scale]
            goal.copy_(made[:, :, above : above + down, left : left + across])
        return whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle that is made, and the larger one that is looked at for it."""

    top: int
    bottom: int
    left: int
    right: int
    edge: int
    height: int
    width: int

    @property
    def seen_top(self) -> int:
        """First row that is looked at."""
        return max(0, self.top - self.edge)

    @property
    def seen_bottom(self) -> int:
        """The row after the last one."""
        return min(self.height, self.bottom + self.edge)

    @property
    def seen_left(self) -> int:
        """First column."""
        return max(0, self.left - self.edge)

    @property
    def seen_right(self) -> int:
        """The column after the last one."""
        return min(self.width, self.right + self.edge)


def pieces(height: int, width: int, *, side: int, edge: int) -> Iterator[Piece]:
    """All of a picture, row by row."""
    for top in range(0, height, side):
        for left in range(0, width, side):
            yield Piece(top, min(height, top + side), left, min(width, left + side), edge, height, width)
