from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from billing.proof import differences


class Command(BaseCommand):
    help = "Add up every workspace's books again from their events; exit code 1 when anything differs."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each difference."""
        found = differences()
        for line in found:
            self.stderr.write(line)
        if found:
            sys.exit(1)
        self.stdout.write("the books are right")
