"""People behind the people: rows of them, each painted as one picture, standing on the floor of the set."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from renderers.painting.canvas import PEOPLE_DEPTH, Framing, Stage, flatten
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.figure import States, paint_figure
from renderers.painting.people.placement import Figure, Hold, Part, Placement
from renderers.painting.performance import Arms, Performance
from renderers.painting.picture import HEADS
from renderers.painting.sets.model import PaintedSet

_ROWS_INSIDE, _ROWS_OUTSIDE = (0.70, 0.84), (0.42, 0.66)
"""How far down from the horizon to the actors' feet a row stands: 1 is beside them."""

_ARMS = (Arms.OWN, Arms.OWN, Arms.DOWN, Arms.POCKETS, Arms.CROSSED, Arms.HIPS, Arms.CHIN, Arms.GESTURE)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of a crowd as one figure, and how deep in the set it stands."""

    figure: Figure
    depth: float


def crowd_rows(
    looks: Sequence[Appearance], scenery: PaintedSet, *, stage: Stage, framing: Framing, interior: bool, seed: int
) -> Iterator[Row]:
    """The far row first; who would stand outside of the painted stage is left out."""
    shares = _ROWS_INSIDE if interior else _ROWS_OUTSIDE
    for row, share in enumerate(shares):
        people = looks[row :: len(shares)]
        floor = scenery.horizon + (scenery.floor_y - scenery.horizon) * share
        head = scenery.height_at(floor) * framing.zoom / HEADS
        feet = framing.to_frame(0.0, floor)[1]
        figures = [
            _somebody(who, x, feet, head, stage, scenery, seed=seed + 31 * row + at)
            for at, (who, x) in enumerate(zip(people, _spread(len(people), row, framing, stage, seed), strict=True))
            if abs(x) < stage.right - head
        ]
        if figures:
            yield Row(_together(figures, stage, feet), PEOPLE_DEPTH * (0.6 + 0.3 * share))


def _spread(count: int, row: int, framing: Framing, stage: Stage, seed: int) -> list[float]:
    """Across all of the set, in loose knots; the second row looks through the gaps of the first."""
    chance = random.Random(f"{seed} {row}")
    step = 2 * stage.right / max(1, count)
    places = [(at - (count - 1) / 2 + 0.4 * row + chance.uniform(-0.32, 0.32)) * step for at in range(count)]
    return [framing.to_frame(place, 0.0)[0] for place in places]


def _somebody(
    who: Appearance, x: float, feet: float, head: float, stage: Stage, scenery: PaintedSet, *, seed: int
) -> Figure:
    chance = random.Random(seed)
    return paint_figure(
        appearance=who,
        performance=Performance(arms=chance.choice(_ARMS)),
        placement=Placement(
            x=x,
            y=feet + head * chance.uniform(-0.12, 0.12),
            head=head * chance.uniform(0.95, 1.04),
            yaw=chance.choice((-1, 1)) * chance.uniform(15, 75),
            hold=Hold.FEET,
            part=Part.WHOLE,
        ),
        stage=stage,
        light=scenery.light,
        states=States.NONE,
    )


def _together(figures: Sequence[Figure], stage: Stage, feet: float) -> Figure:
    """All as one picture that stands on its feet in the middle."""
    sheet = flatten(stage, [figure.sheet for figure in figures])
    return Figure(sheet, replace(figures[0].anchors, feet=(0.0, feet), head=(0.0, feet), box=(0.0, 0.0, 0.0, 0.0)))
