"""Who holds whom: two with their arms about each other stand together, not at talking distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from renderers.painting.acting import Arms
from renderers.painting.frames import Asked, Spot

_TOGETHER = 1.35
"""Heads between two who hold each other."""


def in_arms(spots: Sequence[Spot], asked: Asked) -> list[Spot]:
    """The same spots, from left to right, every two neighbours who hold each other drawn together."""
    found = list(spots)
    for at in range(len(found) - 1):
        left, right = found[at : at + 2]
        if all(asked.cast[spot.seen].performance.arms is Arms.HUG for spot in (left, right)):
            found[at : at + 2] = _together(left, right)
    return found


def _together(left: Spot, right: Spot) -> tuple[Spot, Spot]:
    middle = (left.placement.x + right.placement.x) / 2
    apart = _TOGETHER * (left.placement.head + right.placement.head) / 4

    def moved(spot: Spot, x: float) -> Spot:
        return replace(spot, placement=replace(spot.placement, x=x), travel=0.0)

    return moved(left, middle - apart), moved(right, middle + apart)
