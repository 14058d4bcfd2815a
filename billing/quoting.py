"""What a plan costs and how long it takes, as plain arithmetic over its steps: no rows, no clock.

A band has a low, a typical and a high end. The high end is what is quoted: a render is never charged more, however long
its steps really take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from billing.pricing import PriceList
from renderers.prices import Price

Kind = tuple[str, str]
"""Engine and worker size: steps of the same kind take alike."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that one unit of expected work takes; `samples` finished steps taught it, 0 for an assumption."""

    low: float
    typical: float
    high: float
    samples: int = 0


ASSUMED = Pace(low=0.5, typical=1.0, high=2.0)
"""Until past steps have taught better: work is stated in seconds of a CPU like ours, and machines differ so much."""


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a plan. `made` is the part of its work that exists already: 1 for a step that is cached, else 0.

    `price` is what its vendor asks for a unit when its engine is somebody else's, `most` how much it makes at
    most, in the unit's small change.
    """

    digest: str
    inputs: tuple[str, ...]
    stage: str
    engine: str
    size: str
    work: float
    made: int
    price: Price | None = None
    most: int = 0

    @property
    def kind(self) -> Kind:
        """Under which its pace is learnt."""
        return (self.engine, self.size)


@dataclass(frozen=True, slots=True)
class Line:
    """One stage of a quote: steps in all and kept from before, worker time and price of those to be made."""

    stage: str
    steps: int
    cached: int
    milliseconds: int
    typical: int
    amount: int


@dataclass(frozen=True, slots=True)
class Band:
    """How long it takes on the clock, in seconds."""

    low: int
    high: int


def lines_of(items: Iterable[Item], *, paces: Mapping[Kind, Pace], prices: PriceList) -> list[Line]:
    """The quote by stage, in the order stages first appear; what exists costs nothing."""
    stages: dict[str, list[Item]] = {}
    for item in items:
        stages.setdefault(item.stage, []).append(item)
    return [_line(stage, those, paces, prices) for stage, those in stages.items()]


def whole_price(items: Iterable[Item], *, paces: Mapping[Kind, Pace], prices: PriceList) -> int:
    """What making every one of them anew would cost at most."""
    return sum(_price(item, prices, _milliseconds(item, paces).high) for item in items)


def eta(items: Sequence[Item], *, paces: Mapping[Kind, Pace], slots: Mapping[str, int]) -> Band:
    """From the longest chain of steps and from the work there is for the slots of each size, whichever is longer.

    `items` come with inputs before their users; a size without slots is counted as one, for when a worker joins.
    """
    low = {item.digest: _milliseconds(item, paces).low * (1 - item.made) for item in items}
    high = {item.digest: _milliseconds(item, paces).high * (1 - item.made) for item in items}
    return Band(low=_clock(items, low, slots) // 1000, high=-(-_clock(items, high, slots) // 1000))


def _line(stage: str, items: Sequence[Item], paces: Mapping[Kind, Pace], prices: PriceList) -> Line:
    missing = [(item, _milliseconds(item, paces)) for item in items if not item.made]
    return Line(
        stage=stage,
        steps=len(items),
        cached=len(items) - len(missing),
        milliseconds=sum(time.typical for _, time in missing),
        typical=sum(_price(item, prices, time.typical) for item, time in missing),
        amount=sum(_price(item, prices, time.high) for item, time in missing),
    )


def _price(item: Item, prices: PriceList, milliseconds: int) -> int:
    """What making it costs at most: the worst case of what is bought, or so much of a worker's time."""
    if item.price is not None:
        return prices.bought(item.price).ceiling(item.most)
    return prices.ceiling(size=item.size, milliseconds=milliseconds)


@dataclass(frozen=True, slots=True)
class _Time:
    """Of one step, in milliseconds."""

    low: int
    typical: int
    high: int


def _milliseconds(item: Item, paces: Mapping[Kind, Pace]) -> _Time:
    pace = paces.get(item.kind, ASSUMED)
    return _Time(*(round(item.work * each * 1000) for each in (pace.low, pace.typical, pace.high)))


def _clock(items: Sequence[Item], milliseconds: Mapping[str, int], slots: Mapping[str, int]) -> int:
    done: dict[str, int] = {}
    work: dict[str, int] = {}
    for item in items:
        begins = max((done.get(digest, 0) for digest in item.inputs), default=0)
        done[item.digest] = begins + milliseconds[item.digest]
        work[item.size] = work.get(item.size, 0) + milliseconds[item.digest]
    shared = (total // max(1, slots.get(size, 0)) for size, total in work.items())
    return max([0, *done.values(), *shared])
