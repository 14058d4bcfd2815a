"""One claimed step, from the claim to its end; whatever happens to it, its slot lives on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from renderers.errors import Cancelled, RenderError, Spoiled
from renderers.execute import make_step
from renderers.farm import figures, progress, steps
from renderers.farm.engine_keys import vendor_of
from renderers.farm.store import DjangoStore
from renderers.farm.vendor_jobs import FarmDesk
from renderers.runtime.host import Host
from renderers.store import Artifact
from studio.core.about import concerning
from studio.core.clock import Clock
from studio.core.tenancy import tenant
from studio.core.tracing import span

BEAT_SECONDS = 1.0
PATIENCE_SECONDS = 600
"""So long a result waits for a database that is away."""

log = logging.getLogger(__name__)


def lease() -> timedelta:
    """How long a worker may be silent before its step is given to another."""
    return timedelta(seconds=settings.FARM_LEASE_SECONDS)


@dataclass(slots=True)
class HeldStep:
    """One claimed step, from the claim to its end."""

    claim: steps.Claim
    host: Host
    scratch: Path
    clock: Clock
    drop: Event
    warm: str = ""
    last_beat: float = field(default_factory=time.monotonic)
    fenced: bool = False

    def run(self) -> str:
        """Makes it and says so; the engine that is loaded in the host afterwards, if any."""
        step, claim = self.claim.planned, self.claim
        told = {"engine": step.engine, "size": step.size.value, "stage": step.stage.value}
        with (
            concerning(workspace_id=claim.workspace_id, render_id=claim.render_id, step_id=claim.step_id),
            span(f"step {step.engine}", parent=claim.trace, attributes=told),
            figures.timed(engine=step.engine, size=step.size.value) as outcome,
        ):
            return self._made(outcome)

    def _made(self, outcome: figures.Outcome) -> str:
        began = time.monotonic()
        step = self.claim.planned
        store = DjangoStore(self.claim.workspace_id, sums=self.claim.sums)
        try:
            made = make_step(
                step,
                store=store,
                host=self.host,
                scratch=self.scratch,
                on_progress=lambda fraction: progress.report(self.claim.step_id, fraction),
                cancelled=self._must_drop,
                kept=self.scratch / "kept" / str(self.claim.workspace_id),
                desk=FarmDesk(self.claim),
            )
        except Cancelled:
            outcome.name = "dropped"
            if not self.fenced:
                self._write(lambda at: steps.give_back(claim=self.claim, now=at))
            return ""
        except Spoiled as spoiled:
            outcome.name = "dropped"
            self._remake(spoiled, store)
            return self.warm
        except RenderError as error:
            seconds, outcome.name = time.monotonic() - began, "failed"
            failure = error
            self._write(lambda at: steps.fail_step(claim=self.claim, error=failure, seconds=seconds, now=at))
            return step.engine
        except Exception as error:  # whatever it is, it fails this step and not the slot: others wait for it
            outcome.name = "failed"
            log.exception("step %s (%s) met a fault of ours", self.claim.step_id, step.engine)
            failure = _Fault(f"{step.engine} met a fault of ours: {type(error).__name__}; the worker's log has it")
            self._write(lambda at: steps.fail_step(claim=self.claim, error=failure, seconds=0.0, now=at))
            return ""
        seconds = time.monotonic() - began
        try:
            self._write(lambda at: self._finish(made, seconds, at))
        except DatabaseError as error:  # not away: it refuses this result, and would refuse it again
            outcome.name = "failed"
            log.exception("the database refuses the result of step %s (%s)", self.claim.step_id, step.engine)
            refused = _Refused(f"the database refuses what {step.engine} made: {error}")
            self._write(lambda at: steps.fail_step(claim=self.claim, error=refused, seconds=seconds, now=at))
        return step.engine

    def _finish(self, made: Artifact, seconds: float, at: datetime) -> bool:
        """The step and what was ordered for it end together."""
        finished = steps.finish_step(claim=self.claim, made=made, seconds=seconds, now=at)
        if finished and vendor_of(self.claim.planned.engine):
            FarmDesk(self.claim).close()
        return finished

    def _remake(self, spoiled: Spoiled, store: DjangoStore) -> None:
        log.warning("step %s cannot use %s: %s", self.claim.step_id, spoiled.digest, spoiled)
        self._write(
            lambda at: steps.remake_input(
                claim=self.claim, error=spoiled, now=at, discard=lambda: store.discard(spoiled.digest)
            )
        )

    def _must_drop(self) -> bool:
        """Beats the heart once a second; True when the step is no longer ours or the worker stops."""
        if self.drop.is_set():
            return True
        if time.monotonic() - self.last_beat < BEAT_SECONDS:
            return False
        self.last_beat = time.monotonic()
        try:
            with tenant(self.claim.workspace_id):
                self.fenced = not steps.renew_lease(claim=self.claim, now=self.clock(), lease=lease())
        except (DatabaseError, InterfaceError):
            connection.close()  # keep computing: the lease decides who finishes
        return self.fenced

    def _write(self, write: Callable[[datetime], bool]) -> None:
        """Keep trying while the database is away; the fence makes a repeated write harmless.

        What the database refuses (DataError, IntegrityError, ...) it would refuse again: raised at once.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with tenant(self.claim.workspace_id):
                    write(self.clock())
                return
            except (OperationalError, InterfaceError) as error:
                if time.monotonic() > deadline:
                    raise
                log.warning("a result waits for the database (%s)", error)
                connection.close()
                time.sleep(0.5)


class _Fault(RenderError):
    """Something nobody foresaw happened in the worker."""

    code = "worker_fault"
    retryable = True


class _Refused(RenderError):
    """The result cannot be written down as it is."""

    code = "result_refused"
