from __future__ import annotations

import os
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from renderers.farm.worker import WorkerProcess
from renderers.plan import WorkerSize


class Command(BaseCommand):
    help = "Make steps for one worker size until stopped (Ctrl-C or SIGTERM); what is in hand is given back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--size` and `--slots`."""
        parser.add_argument("--size", default=WorkerSize.CPU.value, choices=[size.value for size in WorkerSize])
        parser.add_argument("--slots", type=int, default=os.cpu_count() or 1, help="steps at once (default: cores)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until a signal."""
        process = WorkerProcess(size=options["size"], slots=max(1, options["slots"]))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: process.stop.set())
        self.stdout.write(f"worker {process.name}: {process.slots} slots for {process.size}")
        process.run()
