"""Who is told of a change. The lists are filled by the roof of the house and nowhere else.

In-transaction observers may only write rows: they commit with the change or not at all. After-commit observers may
fail without harm; what they missed is in the rows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from renderers.events import Event

Observer = Callable[[Event], None]

in_transaction: list[Observer] = []
after_commit: list[Observer] = []
on_tick: list[Callable[[datetime], object]] = []
"""Called with every tick of the scheduler, outside a transaction; may fail without harm and is called again."""

on_round: list[Callable[[datetime], object]] = []
"""The same, every few ticks: what nobody waits for in front of a screen."""

log = logging.getLogger(__name__)


def publish(events: Sequence[Event]) -> None:
    """Tell everybody of changes made in the current transaction."""
    # Observer by observer, so that each takes its locks in one go: two changes at once then never wait for each other.
    for observer in in_transaction:
        for event in events:
            observer(event)
    if events:
        transaction.on_commit(partial(_deliver, tuple(events)))


def tell_time(told: Sequence[Callable[[datetime], object]], *, now: datetime) -> None:
    """The scheduler has ticked, or made a round: `told` are those who listen to that."""
    for observer in told:
        try:
            observer(now)
        except Exception:  # whatever it is, the farm goes on
            log.exception("%s failed; it is called again with the next tick", observer.__qualname__)


def _deliver(events: Sequence[Event]) -> None:
    for observer in after_commit:
        for event in events:
            try:
                observer(event)
            except Exception:  # an observer of what is already true may fail in any way
                log.exception("%s missed %s", observer.__qualname__, event)
