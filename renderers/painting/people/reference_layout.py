"""Where things are on a reference sheet. Pure: known also where nothing can be painted."""

from __future__ import annotations

FACES, BODIES = 6, 4
BODY_SHARE, HEAD_SHARE, HEAD_AT = 0.56, 0.47, 0.46
"""The upper part of the sheet, and in the row below it a head's height and middle as parts of the row's height."""


def heads_on(width: int, height: int) -> list[tuple[float, float, float]]:
    """The large heads of a sheet of this size: the middle of each, and its height, in pixels."""
    row = height - round(height * BODY_SHARE)
    return [((at + 0.5) * width / FACES, height - row + HEAD_AT * row, HEAD_SHARE * row) for at in range(FACES)]
