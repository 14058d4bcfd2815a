"""A farm for benchmarks: PostgreSQL and Valkey of its own, the studio's tables, nothing left afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from studio.embedded import throwaway


@contextmanager
def farmyard() -> Iterator[dict[str, str]]:
    """Django is set up over fresh services for the length of the block; the environment for child processes."""
    run = throwaway.reserve()
    environment = run.environment() | {"SECRET_KEY": "benchmark", "DJANGO_SETTINGS_MODULE": "studio.settings"}
    os.environ |= environment
    try:
        throwaway.ensure(run)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", database="owner", verbosity=0)
        yield dict(os.environ)
    finally:
        throwaway.discard(run)
