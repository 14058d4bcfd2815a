from __future__ import annotations

import logging
import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from renderers.farm.scheduler import TICK_SECONDS, tick
from studio.core.clock import now

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Find lost steps and wake workers, every two seconds, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until a signal; a database that is away is waited for."""
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(TICK_SECONDS):
            try:
                tick(now=now())
            except (DatabaseError, InterfaceError) as error:
                log.warning("the database is away (%s); trying again", error)
                connection.close()
            close_old_connections()
