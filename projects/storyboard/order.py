"""Keys that keep shots in order as text, with room between them for one more."""

from __future__ import annotations

from collections.abc import Iterator

STEP, DIGITS = 1_000, 9


def spread(count: int) -> Iterator[str]:
    """`count` keys in rising order, evenly apart."""
    return (f"{number * STEP:0{DIGITS}}" for number in range(1, count + 1))
