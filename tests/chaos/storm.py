"""A farm under fire: `python -m tests.chaos.storm [--minutes 1] [--workers 3] [--seed 1]`.

Several worker processes make films of several workspaces while they are killed and frozen, the broker is wiped, the
database crashes, wake-ups come by the dozen, and films are paused. In the end everything is made, once, in order, and
metered once. It fails as well when it did less harm than it promised. The last line it prints is its report, as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.yard.farmyard import Farmyard, farmyard
from infra.yard.hands import Hands, children_of

LEASE_SECONDS = 3.0
CALM_SECONDS = 150.0
SCHEDULERS = 2
"""At once: neither may undo, or do again, what the other does."""

PROMISED = {
    "worker killed": 5,
    "worker frozen": 3,
    "engine killed": 2,
    "broker wiped": 2,
    "database crashed": 1,
    "scheduler killed": 1,
    "wake-ups doubled": 20,
    "result doubled": 5,
    "film paused": 2,
}
"""Faults of a storm of any length; a longer one goes on with them in turn."""


def main(arguments: list[str] | None = None) -> int:
    """0 when every promise held."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.storm")
    parser.add_argument("--minutes", type=float, default=1.0, help="at least so long; every promised fault is done")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with farmyard(FARM_LEASE_SECONDS=str(LEASE_SECONDS)) as yard:
        log = Path(yard.postgres.data) / "farm.log"
        hands = Hands(yard.environment, log)
        try:
            storm = Storm(yard, hands, random.Random(given.seed))
            report = storm.rage(minutes=given.minutes, workers=given.workers)
        except BaseException:
            sys.stderr.write(log.read_text(errors="replace")[-6000:])
            raise
        finally:
            hands.dismiss()
    sys.stdout.write(json.dumps(report) + "\n")
    return 0


class Storm:
    """Harm done in a random order that the seed decides."""

    def __init__(self, yard: Farmyard, hands: Hands, dice: random.Random) -> None:
        from tests.chaos.witness import Witness

        self.yard, self.hands, self.dice = yard, hands, dice
        self.done: Counter[str] = Counter()
        self.frozen: dict[int, float] = {}
        self.witness = Witness(workspaces=3)
        self.ways: dict[str, Callable[[], int]] = {
            "worker killed": self._kill_worker,
            "worker frozen": self._freeze_worker,
            "engine killed": self._kill_engine,
            "broker wiped": self._wipe_broker,
            "database crashed": self._crash_database,
            "scheduler killed": self._kill_scheduler,
            "wake-ups doubled": self._double_wakeups,
            "result doubled": lambda: self.witness.finish_again(dice),
            "film paused": self._pause_film,
        }

    def rage(self, *, minutes: float, workers: int) -> dict[str, Any]:
        """Harm until every promise is kept and the time is over; then calm, then the truth."""
        self.witness.order_more(at_least=60)
        for _ in range(SCHEDULERS):
            self.hands.schedule()
        for _ in range(workers):
            self.hands.hire()
        self.witness.wait_for_work(seconds=60)
        until = time.monotonic() + minutes * 60
        while self._owed() or time.monotonic() < until:
            self.witness.order_more(at_least=40)
            name = self.dice.choice(self._owed() or list(self.ways))
            self.done[name] += self.ways[name]()
            self._thaw(time.monotonic())
            self.hands.mend()
            time.sleep(self.dice.uniform(0.2, 1.0))
        while self.frozen:
            self._thaw(time.monotonic())
            time.sleep(0.1)
        self.witness.let_all_go_on()
        self.witness.wait_for_calm(seconds=CALM_SECONDS, mend=self.hands.mend)
        self.hands.dismiss()
        found = self.witness.testify()
        missing = self._owed()
        assert not missing, f"less harm was done than was promised: {missing}"
        return {"faults": dict(self.done)} | found

    def _owed(self) -> list[str]:
        return [name for name, count in PROMISED.items() if self.done[name] < count]

    def _kill_worker(self) -> int:
        worker = self.witness.busy_worker(self._awake(), self.dice)
        if worker is None:
            return 0
        self.hands.lose(worker)
        return 1

    def _freeze_worker(self) -> int:
        """Longer than its lease: its step is given to another, and it comes back late with a result."""
        worker = self.witness.busy_worker(self._awake(), self.dice)
        if worker is None or self.frozen:  # two of three would leave too few hands
            return 0
        os.killpg(worker.pid, signal.SIGSTOP)
        self.frozen[worker.pid] = time.monotonic() + LEASE_SECONDS + 2.5
        return 1

    def _thaw(self, now: float) -> None:
        """Those whose time is over go on; other harm is done meanwhile."""
        for pid in [pid for pid, until in self.frozen.items() if now >= until]:
            os.killpg(pid, signal.SIGCONT)
            del self.frozen[pid]

    def _awake(self) -> list[subprocess.Popen[bytes]]:
        return [worker for worker in self.hands.workers if worker.pid not in self.frozen]

    def _kill_engine(self) -> int:
        """The process in which the engine runs; its worker lives on."""
        worker = self.witness.busy_worker(self._awake(), self.dice, unblamed=True)
        engines = children_of(worker.pid) if worker else []
        for pid in engines:
            os.kill(pid, signal.SIGKILL)
        return 1 if engines else 0

    def _wipe_broker(self) -> int:
        self.witness.broker().flushall()
        return 1

    def _crash_database(self) -> int:
        self.yard.crash_postgres()
        self.witness.reconnect()
        return 1

    def _kill_scheduler(self) -> int:
        self.hands.lose_scheduler()
        return 1

    def _double_wakeups(self) -> int:
        return self.witness.ring(times=10)

    def _pause_film(self) -> int:
        return self.witness.pause_one(self.dice)


if __name__ == "__main__":
    sys.exit(main())
