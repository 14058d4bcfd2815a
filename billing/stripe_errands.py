"""Everything that is asked of Stripe now and then, beside the scheduler: it waits for nobody else's server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Lock, Thread

from django.db import connection

from billing.filling import fill_balances
from billing.gateway import is_there
from billing.outbox import report_overage
from billing.stripe_events import do_events

ROUND: tuple[Callable[[datetime], object], ...] = (do_events, fill_balances, report_overage)
log = logging.getLogger(__name__)
_under_way = Lock()


def go_soon(now: datetime) -> None:
    """One round in a thread of its own; nothing when the last one is still under way, or nobody takes payments."""
    if is_there() and _under_way.acquire(blocking=False):
        Thread(target=_go, args=(now,), name="stripe-errands", daemon=True).start()


def _go(now: datetime) -> None:
    try:
        for errand in ROUND:
            try:
                errand(now)
            except Exception:  # whatever it is, the next round tries again
                log.exception("%s failed; it is called again", errand.__qualname__)
    finally:
        connection.close()
        _under_way.release()
