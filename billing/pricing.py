"""The price list in force, and what a step costs by it: one minute of a worker at its size's rate, metered exactly.

What an engine of others makes is charged by what its vendor asks for it and the list's margin, not by a worker's time.

A list is a file in `billing/prices/`; one that was in force is never edited, a new price is a new file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from billing.money import CURRENCY
from renderers.plan import WorkerSize
from renderers.prices import SMALL_CHANGE, Price, Unit

FOLDER = Path(__file__).parent / "prices"
_MINUTE = 60_000


class BadPriceList(ValueError):
    """A file of the price lists cannot be used."""


@dataclass(frozen=True, slots=True)
class Bought:
    """What a unit of what an engine of others makes costs, margin included: frozen with the quote it was said in."""

    unit: str
    rate: int

    def cost(self, made: int) -> int:
        """Of so much, counted in the unit's small change. A part of a micro-dollar is not charged."""
        return self.rate * made // SMALL_CHANGE[Unit(self.unit)]

    def ceiling(self, made: int) -> int:
        """The same, rounded up: what to hold so that it surely suffices."""
        return -(-self.rate * made // SMALL_CHANGE[Unit(self.unit)])


@dataclass(frozen=True, slots=True)
class PriceList:
    """What a render minute of each worker size costs, in micro-dollars; `allowance` is given to new workspaces.

    `margin_percent` is added to what engines of others ask.
    """

    version: str
    valid_from: datetime
    rates: Mapping[WorkerSize, int]
    allowance: int
    margin_percent: int = 0

    def bought(self, price: Price) -> Bought:
        """What a unit of an engine of others costs here, rounded up to the micro-dollar."""
        return Bought(price.unit.value, -(-price.amount * (100 + self.margin_percent) // 100))

    def rate(self, size: str) -> int:
        """Micro-dollars per minute of a worker of this size."""
        return self.rates[WorkerSize(size)]

    def cost(self, *, size: str, milliseconds: int) -> int:
        """What this much of a worker costs. A part of a micro-dollar is not charged."""
        return self.rate(size) * milliseconds // _MINUTE

    def ceiling(self, *, size: str, milliseconds: int) -> int:
        """The same, rounded up: what to hold so that it surely suffices."""
        return -(-self.rate(size) * milliseconds // _MINUTE)


def read_price_list(document: Mapping[str, Any], *, name: str) -> PriceList:
    """Raises BadPriceList with the file's name and what is wrong with it."""
    try:
        given = {WorkerSize(size): rate for size, rate in document["micro_per_minute"].items()}
        begins = datetime.fromisoformat(document["valid_from"])
        margin = document.get("cloud_margin_percent", 0)
        found = PriceList(document["version"], begins, given, document["allowance_micro"], margin)
        currency = document["currency"]
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise BadPriceList(f"price list {name}: {error!r}") from error
    if missing := set(WorkerSize) - set(given):
        raise BadPriceList(f"price list {name} has no rate for {', '.join(sorted(missing))}")
    if found.version != name or currency != CURRENCY or begins.tzinfo is None:
        raise BadPriceList(f"price list {name}: version is the file's name, currency {CURRENCY}, valid_from has a zone")
    if any(type(amount) is not int or amount < 0 for amount in (*given.values(), found.allowance, margin)):
        raise BadPriceList(f"price list {name}: every amount is a whole number, 0 or more")
    return found


@cache
def price_lists() -> tuple[PriceList, ...]:
    """Every list, oldest first."""
    found = [read_price_list(json.loads(file.read_text()), name=file.stem) for file in FOLDER.glob("*.json")]
    return tuple(sorted(found, key=lambda one: one.valid_from))


def in_force(*, now: datetime, lists: Iterable[PriceList] = ()) -> PriceList:
    """The newest list that has begun; the oldest one before any has."""
    known = tuple(lists) or price_lists()
    return next((one for one in reversed(known) if one.valid_from <= now), known[0])


def price_list(version: str) -> PriceList:
    """A list by its version; KeyError for one that never was."""
    return {one.version: one for one in price_lists()}[version]
