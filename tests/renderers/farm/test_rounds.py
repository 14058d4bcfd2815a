"""What nobody waits for in front of a screen is done on a round of the scheduler, not at every tick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from renderers.farm import observers
from renderers.farm.scheduler import TICK_SECONDS, Reaping, Rounds, tick
from tests.renderers.farm.plans import LEASE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[dict[str, list[datetime]]]:
    """When somebody was told of a tick, and when of a round; nobody else listens meanwhile."""
    heard: dict[str, list[datetime]] = {"tick": [], "round": []}
    before = list(observers.on_tick), list(observers.on_round)
    observers.on_tick[:], observers.on_round[:] = [heard["tick"].append], [heard["round"].append]
    yield heard
    observers.on_tick[:], observers.on_round[:] = before


def test_the_first_tick_makes_a_round_and_then_one_in_five_does(told: dict[str, list[datetime]]) -> None:
    rounds = Rounds()
    for number in range(11):
        tick(now=NOON + timedelta(seconds=TICK_SECONDS * number), reaping=Reaping(LEASE), rounds=rounds)
    assert len(told["tick"]) == 11
    assert told["round"] == [NOON, NOON + timedelta(seconds=10), NOON + timedelta(seconds=20)]
