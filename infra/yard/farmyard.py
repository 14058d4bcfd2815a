"""A farm to try things on: PostgreSQL and Valkey of its own, the studio's tables, nothing left afterwards."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from studio.embedded import throwaway
from studio.embedded.postgres import Postgres
from studio.embedded.processes import wait_until
from studio.embedded.valkey import Valkey


@dataclass(frozen=True, slots=True)
class Farmyard:
    """The servers, and what child processes must find in their environment."""

    postgres: Postgres
    valkey: Valkey
    environment: Mapping[str, str]

    def crash_postgres(self) -> None:
        """The server ends at once, without a goodbye to anybody, and comes back on the same port."""
        os.kill(self.postgres.pid, signal.SIGQUIT)
        wait_until(lambda: not self.postgres.running(), seconds=30)
        self.postgres.start()


@contextmanager
def farmyard(**settings: str) -> Iterator[Farmyard]:
    """Django is set up over fresh services for the length of the block. `settings` are environment variables."""
    run = throwaway.reserve()
    named = {"SECRET_KEY": "farmyard", "DJANGO_SETTINGS_MODULE": "studio.settings", "LOG_LEVEL": "WARNING"}
    named["STUDIO_DB_PREPARES"] = "1"  # as everywhere but behind a pooler
    os.environ |= run.environment() | named | settings
    # What was committed must survive a crash, so this PostgreSQL keeps its promises as a real one does.
    postgres = Postgres(run.data, port=run.postgres_port, durable=True)
    valkey = Valkey(run.data, port=run.valkey_port, durable=False)
    try:
        postgres.start()
        valkey.start()
        _prepare()
        yield Farmyard(postgres, valkey, dict(os.environ))
    finally:
        valkey.stop()
        postgres.stop()
        throwaway.discard(run)


def _prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)
