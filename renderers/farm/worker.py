"""A worker process: slots that claim steps, make them in a host process and say so; its pulse shows that it lives."""

from __future__ import annotations

import logging
import shutil
import socket
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from os import getpid
from pathlib import Path
from threading import Event, Thread

import dramatiq
from django.db import InterfaceError, OperationalError, connection

from renderers.execute import new_host
from renderers.farm import steps
from renderers.farm.abilities import Abilities, abilities
from renderers.farm.clocks import DatabaseClock
from renderers.farm.held import BEAT_SECONDS, HeldStep, lease
from renderers.farm.lanes import Hand
from renderers.farm.links import drop_broken
from renderers.farm.pulse import Pulse, Standing
from renderers.farm.tasks import doorbell, served_alone
from renderers.runtime.host import Host

IDLE_SECONDS = 5.0
log = logging.getLogger(__name__)


@dataclass(slots=True)
class WorkerProcess:
    """`slots` steps at once for one size, until it is told to leave.

    `stop` lets it finish what it has in hand, for at most `grace`; `drop` gives that back at once.
    """

    size: str
    slots: int
    grace: timedelta = timedelta(0)
    host_name: str = field(default_factory=socket.gethostname)
    able: Abilities = field(default_factory=abilities)
    clock: DatabaseClock = field(default_factory=DatabaseClock)
    stop: Event = field(default_factory=Event)
    drop: Event = field(default_factory=Event)
    standing: Standing = field(default_factory=Standing)

    @property
    def name(self) -> str:
        """Unlike any other process of the farm."""
        return f"{self.host_name}:{getpid()}"

    def run(self) -> None:
        """Work until told to stop; what cannot be finished in time is given back untried."""
        ears = dramatiq.Worker(dramatiq.get_broker(), queues={self.size}, worker_threads=1, worker_timeout=1000)
        ears.start()
        pulse = Pulse(name=self.name, size=self.size, slots=self.slots, able=self.able, clock=self.clock)
        self._beat(pulse)
        threads = [Thread(target=self._slot, args=(number,), name=f"slot-{number}") for number in range(self.slots)]
        for thread in threads:
            thread.start()
        try:
            while not self.stop.wait(BEAT_SECONDS * 3):
                self._beat(pulse)
        finally:
            self._leave(pulse, threads)
            ears.stop(timeout=2000)

    def _beat(self, pulse: Pulse) -> None:
        """Lives, and hears how it stands. Whoever joins looks for work himself, so that nobody misses a ring."""
        self.standing = pulse.beat() or self.standing
        (served_alone.add if self.standing.alone else served_alone.discard)(self.size)

    def _leave(self, pulse: Pulse, threads: list[Thread]) -> None:
        """Finish what is in hand while there is time, and say meanwhile that nothing new is taken."""
        self.stop.set()
        doorbell.ring()
        deadline = time.monotonic() + self.grace.total_seconds()
        while any(thread.is_alive() for thread in threads) and time.monotonic() < deadline and not self.drop.is_set():
            pulse.drain()
            self.drop.wait(min(BEAT_SECONDS / 4, max(0.0, deadline - time.monotonic())))
        self.drop.set()
        for thread in threads:
            thread.join()
        served_alone.discard(self.size)
        pulse.end()

    def _slot(self, number: int) -> None:
        host = new_host()
        scratch = Path(tempfile.mkdtemp(prefix=f"slot-{number}-"))
        slot = Slot(self, host, scratch, f"{self.name}/{number}")
        try:
            heard = doorbell.rung
            while not self.stop.is_set():
                if not slot.work_once():
                    doorbell.wait(IDLE_SECONDS, since=heard)
                heard = doorbell.rung
        finally:
            host.close()
            connection.close()
            shutil.rmtree(scratch, ignore_errors=True)


@dataclass(slots=True)
class Slot:
    """One step at a time, in a host of its own; `warm` is the engine that is loaded there."""

    process: WorkerProcess
    host: Host
    scratch: Path
    name: str
    warm: str = ""

    def _hand(self) -> Hand:
        process = self.process
        return Hand(process.size, self.name, process.able.engines, self.warm, alone=process.standing.alone)

    def work_once(self) -> bool:
        """Whether there was something to do. A database that is away is waited for."""
        if self.process.standing.resting:
            return False
        try:
            hand = self._hand()
            claim = steps.claim_step(hand=hand, now=self.process.clock(), lease=lease())
            if claim is None:
                return False
            self.warm = HeldStep(claim, self.host, self.scratch, self.process.clock, self.process.drop, self.warm).run()
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is away (%s); trying again", error)
            connection.close()
            self.process.stop.wait(1.0)
        except Exception:  # a slot that ended here would be missing while its worker still says that it lives
            log.exception("a slot met a fault of ours; the step it held goes to another when its lease ends")
            connection.close()
            self.process.stop.wait(1.0)
        finally:
            drop_broken()
        return True
