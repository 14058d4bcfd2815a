"""What engines of others ask for what they make: a price on the engine's card, and how much a step makes of it.

Pure facts of the vendors; what a studio adds to them stands in its price list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable


class Unit(StrEnum):
    """By what a vendor charges."""

    SECOND = "second"
    IMAGE = "image"
    THOUSAND_CHARACTERS = "thousand_characters"
    PIECE = "piece"
    THOUSAND_TOKENS = "thousand_tokens"
    """Of what is read; a token that is written counts as several, as the engine says."""


SMALL_CHANGE: Mapping[Unit, int] = MappingProxyType(
    {Unit.SECOND: 1000, Unit.IMAGE: 1, Unit.THOUSAND_CHARACTERS: 1000, Unit.PIECE: 1, Unit.THOUSAND_TOKENS: 1000}
)
"""How many of what is counted (milliseconds, images, characters, pieces, tokens) are one unit."""


@dataclass(frozen=True, slots=True)
class Price:
    """`amount` micro-dollars for one `unit`, as the vendor's list said in `as_of` (`2026-11`)."""

    unit: Unit
    amount: int
    as_of: str


@runtime_checkable
class Priced(Protocol):
    """An engine whose vendor is paid for what it makes, on top of the protocol `Engine`."""

    @property
    def price(self) -> Price: ...

    def makes_at_most(self, settings: Any) -> int:
        """How much a step with these settings makes at most, in the small change of the price's unit."""


def price_of(engine: object) -> Price | None:
    """What its vendor asks; None for an engine that runs on a machine of ours."""
    return engine.price if isinstance(engine, Priced) else None


def made_of(engine: object, settings: Any, facts: Mapping[str, Any]) -> int:
    """How much a finished step made, as its price counts; 0 for an engine without one.

    Seconds are those that are in the artifact (`duration_ms` of its facts), images and tokens too where it tells
    their number;
    what the artifact does not tell is what was asked for. Never more than that.
    """
    if not isinstance(engine, Priced):
        return 0
    most = engine.makes_at_most(settings)
    told = {Unit.SECOND: "duration_ms", Unit.IMAGE: "images", Unit.THOUSAND_TOKENS: "tokens"}.get(engine.price.unit, "")
    return max(0, min(most, int(facts.get(told, most))))
