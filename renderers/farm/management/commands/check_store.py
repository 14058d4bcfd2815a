from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from renderers.farm.audit import Look, discard, wrong_files


class Command(BaseCommand):
    help = "Hold every file of the store against its row; exit code 1 when one is gone or damaged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--sizes` and `--discard`."""
        parser.add_argument("--sizes", action="store_true", help="only whether they are there and as long as they were")
        parser.add_argument(
            "--discard",
            action="store_true",
            help="take away damaged files that steps made: an order makes them again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each file that is not what it was."""
        wrong = 0
        for found in wrong_files(Look.LENGTHS if options["sizes"] else Look.BYTES):
            wrong += 1
            self.stderr.write(found.sentence)
            if options["discard"] and found.label:
                discard(found)
        if wrong:
            sys.exit(1)
        self.stdout.write("the store holds what its rows say")
