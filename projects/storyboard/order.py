"""The order of shots: keys that sort as text with room for one more between them, and places a person chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from projects.storyboard.models import Shot

STEP, DIGITS = 1_000, 9
ORDER = "order"
"""Stands among what is pinned of a shot that a person put elsewhere."""


def spread(count: int) -> Iterator[str]:
    """`count` keys in rising order, evenly apart."""
    return (f"{number * STEP:0{DIGITS}}" for number in range(1, count + 1))


def between(before: str, after: str) -> str | None:
    """A key between two, either of which may be empty for an end; None where there is no room left."""
    low = int(before or 0)
    high = int(after) if after else low + 2 * STEP
    middle = (low + high) // 2
    return f"{middle:0{DIGITS}}" if low < middle < high else None


def kept_places(rows: Sequence[Shot], before: Mapping[str, str]) -> list[Shot]:
    """Shots as the screenplay orders them, but those a person moved stay behind the shot they were put behind.

    `before` holds the keys that shots of this scene had; one whose neighbours are all gone is the first.
    """
    placed = [row for row in rows if ORDER not in row.pinned or row.id not in before]
    moved = sorted((row for row in rows if row not in placed), key=lambda row: before[row.id])
    for row in moved:
        ahead = [at for at, other in enumerate(placed) if before.get(other.id, "~") < before[row.id]]
        nearest = max(ahead, key=lambda at: before[placed[at].id], default=-1)
        placed.insert(nearest + 1, row)
    return placed


def split_line(rows: Sequence[Shot]) -> tuple[int, int] | None:
    """Places of two shots in which the parts of one line would be said in the wrong order."""
    said: dict[str, tuple[int, int]] = {}
    for place, row in enumerate(rows):
        for line in row.lines:
            part, at = said.get(line["line"], (-1, place))
            if line["part"] < part:
                return at, place
            said[line["line"]] = (line["part"], place)
    return None
