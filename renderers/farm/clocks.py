"""The database's clock: leases are granted and judged by it, so that machines whose clocks differ agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from studio.core.clock import Clock, now


class DatabaseClock:
    """This machine's clock, moved by what it differed from the database's when it was last compared."""

    def __init__(self, own: Clock = now) -> None:
        self._own, self._ahead = own, timedelta(0)

    def compare(self) -> timedelta:
        """Looks at the database's clock; how far it is ahead of ours."""
        before = self._own()
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            theirs: datetime = cursor.fetchone()[0]
        after = self._own()
        self._ahead = theirs - (before + (after - before) / 2)
        return self._ahead

    def __call__(self) -> datetime:
        """This moment by the database's clock."""
        return self._own() + self._ahead
