"""The money in figures, for Prometheus: what Stripe said and is not done, what it refused, whether books are right."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock, Thread

from django.conf import settings
from django.db import connection
from prometheus_client import Gauge

from billing.models import MeterReport, StripeEvent
from billing.proof import differences
from studio.core.tenancy import system

EVENTS = Gauge("studio_stripe_events", "What Stripe said and is not done yet", ["state"])
REPORTS = Gauge("studio_meter_reports_refused", "Reports of overage that wait for somebody to look")
DIFFERENCES = Gauge("studio_books_differences", "What did not add up when the books were last added up")
ADDED_UP = Gauge("studio_books_added_up_timestamp_seconds", "When the books were last added up")
NIGHT = range(2, 6)
"""Hours (UTC) in which the books are added up."""

log = logging.getLogger(__name__)


def take(now: datetime) -> None:
    """With every round, where somebody looks at figures; the books once a night."""
    if settings.METRICS_PORT:
        count()
        nightly.look(now)


def count() -> None:
    """What waits and what does not go on by itself. Every figure is told, also when it is nothing."""
    waiting = StripeEvent.objects.filter(processed_at=None)
    EVENTS.labels("waiting").set(waiting.filter(error="").count())
    EVENTS.labels("failing").set(waiting.exclude(error="").count())
    with system():
        REPORTS.set(MeterReport.objects.exclude(error="").count())


def add_up(now: datetime) -> None:
    """Everybody's books, from their events."""
    found = differences()
    for line in found:
        log.error("the books do not add up: %s", line)
    DIFFERENCES.set(len(found))
    ADDED_UP.set(now.timestamp())


def _beside(act: Callable[[], None]) -> None:
    Thread(target=act, name="books", daemon=True).start()


@dataclass(slots=True)
class Nightly:
    """Does something once a night; `beside` does it where nobody waits for it."""

    act: Callable[[datetime], None]
    beside: Callable[[Callable[[], None]], None] = _beside
    last: date | None = None
    under_way: Lock = field(default_factory=Lock)

    def look(self, now: datetime) -> None:
        """It is time, or not."""
        if now.hour in NIGHT and self.last != now.date() and self.under_way.acquire(blocking=False):
            self.last = now.date()
            self.beside(lambda: self._go(now))

    def _go(self, now: datetime) -> None:
        try:
            self.act(now)
        except Exception:  # whatever it is, the next night tries again; the time of the last one tells
            log.exception("the books could not be added up")
        finally:
            connection.close()
            self.under_way.release()


nightly = Nightly(add_up)
