"""What can be subscribed to: what a month costs, what it includes, for how many. Stripe knows each by its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from billing.money import MICRO
from renderers.farm.limits import Limits
from renderers.plan import WorkerSize


@dataclass(frozen=True, slots=True)
class Plan:
    """`price` and `included` are micro-dollars a month; what is included adds to the balance when the month is paid.

    `seats` people may make films with it; one more costs `seat_price` a month, 0 says that no more can be had. `limits`
    are the workspace's share of the farm, and how many steps of a size are made for it at once.
    """

    name: str
    title: str
    price: int
    included: int
    seats: int
    seat_price: int
    limits: Limits

    @property
    def key(self) -> str:
        """The lookup key of its price at Stripe; a new amount gets a new key, because prices there never change."""
        return f"studio_{self.name}_{self.price // (MICRO // 100)}"

    @property
    def seat_key(self) -> str:
        """The lookup key of the price of one seat more; empty when none can be had."""
        return f"studio_{self.name}_seat_{self.seat_price // (MICRO // 100)}" if self.seat_price else ""


def _share(weight: float, *, gpus: int) -> Limits:
    """`gpus` at once of each size, four times as many steps on processors, ten times as many that wait for a vendor."""
    at_once = {WorkerSize.CPU: 4 * gpus, WorkerSize.CLOUD: 10 * gpus}
    at_once |= dict.fromkeys((WorkerSize.GPU_SMALL, WorkerSize.GPU_MEDIUM, WorkerSize.GPU_LARGE), gpus)
    return Limits(weight=weight, at_once={size.value: count for size, count in at_once.items()})


_ALL = (
    Plan("solo", "Solo", price=19 * MICRO, included=25 * MICRO, seats=1, seat_price=0, limits=_share(2.0, gpus=2)),
    Plan(
        "team", "Team", price=79 * MICRO, included=120 * MICRO, seats=10, seat_price=8 * MICRO,
        limits=_share(4.0, gpus=6),
    ),
)  # fmt: skip
FREE = _share(1.0, gpus=1)
"""Of a workspace without a plan."""

FREE_SEATS = 1
"""People who make films in a workspace without a plan, where plans can be had."""

OVERAGE_KEY = "studio_overage_milli"
"""The metered price of what is used beyond the balance: a thousandth of a dollar a unit."""

METER = "studio_overage"
"""The name of the events that are counted for it."""

PLANS: Mapping[str, Plan] = MappingProxyType({plan.name: plan for plan in _ALL})


def plan_of(key: str) -> Plan | None:
    """The plan whose price this is."""
    return next((plan for plan in _ALL if plan.key == key), None)
