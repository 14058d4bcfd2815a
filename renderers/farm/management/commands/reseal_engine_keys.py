"""`manage.py reseal_engine_keys`: after the studio's secret was changed, before the old one is dropped."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from renderers.farm import engine_keys


class Command(BaseCommand):
    """Seals every workspace's keys at vendors with the present SECRET_KEY."""

    help = "Seal every workspace's keys at vendors with the present SECRET_KEY; SECRET_KEY_FALLBACKS opens them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many."""
        count = engine_keys.reseal()
        self.stdout.write(f"{count} {'key' if count == 1 else 'keys'} sealed with the present secret")
