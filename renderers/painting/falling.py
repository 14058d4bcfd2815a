"""Rain, snow and dust in motion: one sheet that repeats, seen through a window that moves over it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from renderers.painting.planes import Plane, Planes, cut_out_of


@dataclass(frozen=True, slots=True, eq=False)
class Falling:
    """A repeated sheet and how far it falls each second, in pixels; the window is as large as the frame."""

    sheet: Planes
    across: float
    down: float
    width: int
    height: int
    period: tuple[int, int]

    def at(self, seconds: float) -> Planes:
        """The sheet as it is before the lens at that moment, sharing memory."""
        left = int(-self.across * seconds) % self.period[0] & ~1
        top = int(-self.down * seconds) % self.period[1] & ~1
        return self.sheet.cut((left, top, left + self.width, top + self.height))


def falling(tile: Plane, *, across: float, down: float, width: int, height: int) -> Falling:
    """A premultiplied RGBA tile that repeats both ways, falling `across` and `down` pixels a second."""
    rows, columns = tile.shape[0] & ~1, tile.shape[1] & ~1
    even = tile[:rows, :columns]
    times = (-(-(height + rows) // rows), -(-(width + columns) // columns), 1)
    return Falling(cut_out_of(np.tile(even, times)), across, down, width, height, (columns, rows))
