from __future__ import annotations

import logging
import signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection

from renderers.farm import figures
from renderers.farm.clocks import DatabaseClock
from renderers.farm.held import lease
from renderers.farm.links import drop_broken
from renderers.farm.scheduler import TICK_SECONDS, Reaping, Rounds, tick
from studio.core import metrics, tracing

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Find lost steps and wake workers, every two seconds, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until a signal; a database that is away is waited for."""
        stop, clock, reaping, rounds = Event(), DatabaseClock(), Reaping(lease()), Rounds()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        tracing.start("studio-scheduler")
        metrics.serve()
        away = False
        while not stop.wait(TICK_SECONDS):
            try:
                clock.compare()
                if away:
                    reaping.pause(clock())
                away = False
                tick(now=clock(), reaping=reaping, rounds=rounds)
                if settings.METRICS_PORT:
                    figures.take(now=clock())
            except (DatabaseError, InterfaceError) as error:
                log.warning("the database is away (%s); trying again", error)
                away = True
                connection.close()
            drop_broken()
