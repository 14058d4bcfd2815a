"""Where people are in a frame of any shape: cells for two to six, and the part of a portrait that fills one. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, all even; right and bottom are outside."""

_IDEAL = 1.0
_HEAD, _EYES, _NARROWEST = 0.42, 0.44, 0.62
_TIGHT = 0.80
_GAP, _EDGE = 0.016, 0.028


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's size, and the band at its bottom that is kept for captions, in pixels."""

    width: int
    height: int
    below: int = 0
    above: int = 0

    @property
    def unit(self) -> int:
        """Its shorter edge."""
        return min(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head is in a portrait, and how large the portrait is, in pixels."""

    x: float
    y: float
    height: float
    size: tuple[int, int]


def cells(frame: Frame, people: int) -> tuple[Box, ...]:
    """One per person, in rows, as square as the frame allows; the last row is in the middle."""
    edge, gap = _even(frame.unit * _EDGE), _even(frame.unit * _GAP)
    across, down = frame.width - 2 * edge, frame.height - 2 * edge - frame.below - frame.above
    columns = min(range(1, people + 1), key=lambda count: _unfit(count, people, across, down))
    rows = -(-people // columns)
    width, height = _even((across - gap * (columns - 1)) / columns), _even((down - gap * (rows - 1)) / rows)
    made = []
    for number in range(people):
        row, column = divmod(number, columns)
        here = min(columns, people - row * columns)
        free = across - (width * here + gap * (here - 1))
        left = _even(edge + free / 2 + column * (width + gap))
        top = edge + frame.above + row * (height + gap)
        made.append((left, top, left + width, top + height))
    return tuple(made)


def crop(head: Head, width: int, height: int) -> tuple[float, float, float, float]:
    """Left, top, width and height of the part of a portrait that shows the head well in a cell of this size."""
    aspect = width / height
    tall = max(head.height / _HEAD, head.height * _NARROWEST / 0.5 / aspect)
    return _placed(head, tall, aspect)


def whole(head: Head, width: int, height: int, *, closer: float = 1.0) -> tuple[float, float, float, float]:
    """As much of a portrait as a frame of this shape shows; `closer` than 1 shows less of it."""
    tall = min(head.size[1], head.size[0] * height / width)
    return _placed(head, tall * closer, width / height)


def tight(head: Head, width: int, height: int) -> tuple[float, float, float, float]:
    """The same from nearer."""
    return whole(head, width, height, closer=_TIGHT)


def _placed(head: Head, tall: float, aspect: float) -> tuple[float, float, float, float]:
    across, down = head.size
    tall = min(tall, down, across / aspect)
    wide = tall * aspect
    left = min(max(0.0, head.x - wide / 2), across - wide)
    top = min(max(0.0, head.y - tall * _EYES), down - tall)
    return left, top, wide, tall


def _unfit(columns: int, people: int, across: int, down: int) -> float:
    rows = -(-people // columns)
    shape = (across / columns) / (down / rows)
    return abs(math.log(shape / _IDEAL)) + 0.22 * (columns * rows - people)


def _even(length: float) -> int:
    return int(length) & ~1
