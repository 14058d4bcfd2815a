from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billing import ledger
from billing.models import Hold
from billing.money import dollars
from studio.core.clock import now
from studio.core.errors import StudioError
from studio.core.tenancy import system, tenant


class Command(BaseCommand):
    help = "Give back what a render was charged, or a part of it, to the balance of its workspace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The render, how much, and why."""
        parser.add_argument("render_id")
        parser.add_argument("--micro-dollars", type=int, help="default: all that was charged and not given back yet")
        parser.add_argument("--because", required=True, help="stands in the statement, for the customer to read")

    def handle(self, *args: Any, **options: Any) -> None:
        """The same command run twice gives back once: its key is the render, the amount and the reason."""
        with system():
            held = Hold.objects.filter(render_id=options["render_id"]).first()
        if held is None:
            raise CommandError(f"no render {options['render_id']} was ordered in this studio")
        given = options["micro_dollars"]
        amount = held.captured - held.refunded if given is None else given
        try:
            with tenant(held.workspace_id):
                moved = ledger.refund(
                    hold_id=held.pk,
                    workspace_id=held.workspace_id,
                    amount=amount,
                    key=f"{held.render_id}:{amount}:{options['because']}"[:150],
                    memo=options["because"][:300],
                    at=now(),
                    user_id="",
                )
        except StudioError as error:
            raise CommandError(error.message) from error
        said = "given back" if moved.is_new else "was given back before"
        self.stdout.write(f"{dollars(moved.amount)} {said} for {held.render_id}: {moved.memo}")
