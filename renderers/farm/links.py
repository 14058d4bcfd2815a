"""This thread's connection to the database: kept from step to step, because making one takes longer than a claim."""

from __future__ import annotations

from django.db import connection


def drop_broken() -> None:
    """Forget a connection on which something went wrong and that no longer answers; the next query makes a new one."""
    if not connection.errors_occurred:
        return
    if connection.is_usable():
        connection.errors_occurred = False
    else:
        connection.close()
