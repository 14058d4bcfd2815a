"""When each step of a plan is due: one number, fixed when the plan is laid out, by which a lane is worked off.

A step is due when it would be reached if the plan were made alone, in the order in which it can be watched. So a short
plan ordered later passes the later scenes of a long one, and a long one cannot be passed for ever. What somebody waits
for in front of the screen is due an hour earlier.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from renderers.ordering import starts_of, watching_order
from renderers.plan import Plan

AHEAD_SECONDS = 3600


class Urgency(StrEnum):
    """Whether somebody looks on while it is made."""

    BATCH = "batch"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True)
class Turns:
    """`due` by digest, in milliseconds of the epoch."""

    due: Mapping[str, int]
    urgency: Urgency
    now: datetime

    @property
    def urgent(self) -> bool:
        """Whether somebody looks on."""
        return self.urgency is Urgency.INTERACTIVE


def turns(plan: Plan, *, made: Collection[str], urgency: Urgency, now: datetime) -> Turns:
    """The turns of every step of the plan."""
    first = now.timestamp() - (AHEAD_SECONDS if urgency is Urgency.INTERACTIVE else 0)
    starts = starts_of(watching_order(plan), made=made)
    return Turns({digest: round((first + after) * 1000) for digest, after in starts.items()}, urgency, now)
