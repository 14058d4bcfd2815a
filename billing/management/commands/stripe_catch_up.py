from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billing.catch_up import catch_up
from billing.meter_faults import send_again
from billing.stripe_events import do_events
from studio.core.clock import now
from studio.core.errors import StudioError


class Command(BaseCommand):
    help = "Take in again what Stripe has told since then, after the database was brought back from a copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--since` and `--reports`."""
        parser.add_argument("--since", required=True, help="UTC, such as 2026-11-25T02:00; at most thirty days ago")
        parser.add_argument("--reports", action="store_true", help="also send refused reports of overage again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how much was not known here; what it leads to is done at once."""
        try:
            since = datetime.fromisoformat(options["since"])
            caught = catch_up(since=since if since.tzinfo else since.replace(tzinfo=UTC), now=now())
        except (ValueError, StudioError) as error:
            raise CommandError(str(error)) from error
        while do_events(now()):
            pass
        self.stdout.write(
            f"{caught.found} events since then, {caught.fresh} of them new here; "
            f"{caught.customers} customers known again"
        )
        if options["reports"]:
            self.stdout.write(f"{send_again(now())} reports of overage are sent again with the next round")
