from __future__ import annotations

import os
import signal
import socket
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from renderers.farm.abilities import WrongMachine, abilities, insist_on
from renderers.farm.worker import WorkerProcess
from renderers.plan import WorkerSize
from renderers.sizes import SIZES
from studio.core import metrics, tracing


class Command(BaseCommand):
    help = (
        "Make steps for one worker size, on any machine that reaches PostgreSQL, Redis and the store. SIGTERM or "
        "Ctrl-C lets it finish what it has in hand, for at most --grace seconds; a second one gives that back at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--size`, `--slots`, `--name` and `--grace`."""
        slots = ", ".join(f"{row.name.value} {row.slots.value}" for row in SIZES.values())
        parser.add_argument("--size", default=WorkerSize.CPU.value, choices=[size.value for size in WorkerSize])
        parser.add_argument("--slots", type=int, help=f"steps at once (default: {slots})")
        parser.add_argument("--name", default=socket.gethostname(), help="what the workers page calls it")
        parser.add_argument("--grace", type=float, default=5.0, help="seconds to finish a step in when told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until a signal."""
        size, able = WorkerSize(options["size"]), abilities()
        try:
            insist_on(size, gpu_memory_gb=able.gpu_memory_gb)
        except WrongMachine as error:
            raise CommandError(str(error)) from error
        slots = options["slots"] if options["slots"] is not None else SIZES[size].default_slots(os.cpu_count() or 1)
        if slots < 1:
            raise CommandError(f"--slots {slots}: a worker makes at least one step at once.")
        process = WorkerProcess(
            size=size.value,
            slots=slots,
            grace=timedelta(seconds=options["grace"]),
            host_name=options["name"],
            able=able,
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: (process.drop if process.stop.is_set() else process.stop).set())
        self.stdout.write(f"worker {process.name}: {process.slots} slots for {process.size}")
        for engine, lack in able.missing.items():
            self.stdout.write(f"  without {engine}: {lack}")
        tracing.start("studio-worker")
        metrics.serve()
        process.run()
