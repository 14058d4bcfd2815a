"""A worker process: slots that claim steps, make them in a host process and say so; its pulse shows that it lives."""

from __future__ import annotations

import logging
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from os import getpid
from pathlib import Path
from threading import Event, Thread

import dramatiq
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection

from renderers.errors import Cancelled, RenderError
from renderers.execute import make_step, new_host
from renderers.farm import progress, steps
from renderers.farm.models import Step, Worker
from renderers.farm.store import DjangoStore
from renderers.farm.tasks import doorbell
from renderers.plan import Stage, WorkerSize
from renderers.plan import Step as PlannedStep
from renderers.runtime.host import Host
from studio.core.clock import now
from studio.core.tenancy import system

IDLE_SECONDS = 5.0
BEAT_SECONDS = 1.0
log = logging.getLogger(__name__)


def lease() -> timedelta:
    """How long a worker may be silent before its step is given to another."""
    return timedelta(seconds=settings.FARM_LEASE_SECONDS)


@dataclass(slots=True)
class WorkerProcess:
    """`slots` steps at once for one size, until `stop` is set."""

    size: str
    slots: int
    stop: Event = field(default_factory=Event)
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{getpid()}")

    def run(self) -> None:
        """Work until told to stop; a step in hand is given back untried."""
        ears = dramatiq.Worker(dramatiq.get_broker(), queues={self.size}, worker_threads=1, worker_timeout=1000)
        ears.start()
        threads = [Thread(target=self._slot, args=(number,), name=f"slot-{number}") for number in range(self.slots)]
        for thread in threads:
            thread.start()
        try:
            self._pulse()
        finally:
            self.stop.set()
            doorbell.ring()
            for thread in threads:
                thread.join()
            ears.stop(timeout=2000)

    def _pulse(self) -> None:
        """A row that says who is here, renewed every few seconds."""
        row = Worker(name=self.name, size=self.size, slots=self.slots, started_at=now(), seen_at=now())
        while not self.stop.wait(0 if row._state.adding else BEAT_SECONDS * 3):
            with suppress(DatabaseError, InterfaceError):
                row.seen_at = now()
                row.save()
            close_old_connections()
        with suppress(DatabaseError, InterfaceError):
            row.delete()

    def _slot(self, number: int) -> None:
        host = new_host()
        scratch = Path(tempfile.mkdtemp(prefix=f"slot-{number}-"))
        try:
            while not self.stop.is_set():
                if not self._work_once(host, scratch, f"{self.name}/{number}"):
                    doorbell.wait(IDLE_SECONDS)
        finally:
            host.close()
            connection.close()
            shutil.rmtree(scratch, ignore_errors=True)

    def _work_once(self, host: Host, scratch: Path, name: str) -> bool:
        """Whether there was something to do. A database that is away is waited for."""
        try:
            with system():
                claim = steps.claim_step(size=self.size, worker=name, now=now(), lease=lease())
            if claim is None:
                return False
            _Work(claim, host, scratch, self.stop).run()
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is away (%s); trying again", error)
            connection.close()
            self.stop.wait(1.0)
        except Exception:  # a slot that ended here would be missing while its worker still says that it lives
            log.exception("a slot met a fault of ours; the step it held goes to another when its lease ends")
            connection.close()
            self.stop.wait(1.0)
        finally:
            close_old_connections()
        return True


@dataclass(slots=True)
class _Work:
    """One claimed step, from the claim to its end."""

    claim: steps.Claim
    host: Host
    scratch: Path
    stop: Event
    last_beat: float = field(default_factory=time.monotonic)
    fenced: bool = False

    def run(self) -> None:
        began = time.monotonic()
        step = _planned(self.claim)
        try:
            made = make_step(
                step,
                store=DjangoStore(self.claim.workspace_id),
                host=self.host,
                scratch=self.scratch,
                on_progress=lambda fraction: progress.report(self.claim.step_id, fraction),
                cancelled=self._must_drop,
                kept=self.scratch / "kept" / str(self.claim.workspace_id),
            )
        except Cancelled:
            if not self.fenced:
                _until_written(lambda at: steps.give_back(claim=self.claim, now=at))
            return
        except RenderError as error:
            seconds = time.monotonic() - began
            failure = error
            _until_written(lambda at: steps.fail_step(claim=self.claim, error=failure, seconds=seconds, now=at))
            return
        except Exception as error:  # whatever it is, it fails this step and not the slot: others wait for it
            log.exception("step %s (%s) met a fault of ours", self.claim.step_id, step.engine)
            failure = _Fault(f"{step.engine} met a fault of ours: {type(error).__name__}; the worker's log has it")
            _until_written(lambda at: steps.fail_step(claim=self.claim, error=failure, seconds=0.0, now=at))
            return
        seconds = time.monotonic() - began
        try:
            _until_written(lambda at: steps.finish_step(claim=self.claim, made=made, seconds=seconds, now=at))
        except DatabaseError as error:  # not away: it refuses this result, and would refuse it again
            log.exception("the database refuses the result of step %s (%s)", self.claim.step_id, step.engine)
            refused = _Refused(f"the database refuses what {step.engine} made: {error}")
            _until_written(lambda at: steps.fail_step(claim=self.claim, error=refused, seconds=seconds, now=at))

    def _must_drop(self) -> bool:
        """Beats the heart once a second; True when the step is no longer ours or the worker stops."""
        if self.stop.is_set():
            return True
        if time.monotonic() - self.last_beat < BEAT_SECONDS:
            return False
        self.last_beat = time.monotonic()
        try:
            with system():
                self.fenced = not steps.renew_lease(claim=self.claim, now=now(), lease=lease())
        except (DatabaseError, InterfaceError):
            connection.close()  # keep computing: the lease decides who finishes
        return self.fenced


class _Fault(RenderError):
    """Something nobody foresaw happened in the worker."""

    code = "worker_fault"
    retryable = True


class _Refused(RenderError):
    """The result cannot be written down as it is."""

    code = "result_refused"


def _planned(claim: steps.Claim) -> PlannedStep:
    with system():
        row = Step.objects.get(pk=claim.step_id)
    return PlannedStep(
        engine=row.engine,
        version=row.version,
        settings=row.settings,
        inputs=tuple((role, digest) for role, digest in row.inputs),
        stage=Stage(row.stage),
        subject="",
        label=row.label,
        size=WorkerSize(row.size),
        work=row.work,
    )


def _until_written(write: Callable[[datetime], bool]) -> None:
    """Keep trying while the database is away; the fence makes a repeated write harmless.

    What the database refuses (DataError, IntegrityError, ...) it would refuse again: raised at once.
    """
    deadline = time.monotonic() + 600
    while True:
        try:
            with system():
                write(now())
            return
        except (OperationalError, InterfaceError) as error:
            if time.monotonic() > deadline:
                raise
            log.warning("a result waits for the database (%s)", error)
            connection.close()
            time.sleep(0.5)
