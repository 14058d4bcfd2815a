"""The doorbell: a message on the queue of a worker size wakes the slots of one worker process, nothing more.

A lost message costs a few seconds, a doubled one nothing: what there is to do stands in the database.
"""

from __future__ import annotations

from datetime import datetime
from threading import Condition
from typing import Any

import dramatiq

from renderers.farm import vendor_jobs
from renderers.plan import WorkerSize


class Doorbell:
    """Wakes sleeping slots of this process."""

    def __init__(self) -> None:
        self._condition = Condition()

    def ring(self) -> None:
        """Wake every slot that waits."""
        with self._condition:
            self._condition.notify_all()

    def wait(self, seconds: float) -> None:
        """Sleep until the bell rings, at most so long."""
        with self._condition:
            self._condition.wait(seconds)


doorbell = Doorbell()


def _ring() -> None:
    doorbell.ring()


def _ringer(size: str) -> Any:
    options: dict[str, Any] = {"max_retries": 0, "max_age": 60_000, "time_limit": 10_000}
    return dramatiq.actor(actor_name=f"wake-{size}", queue_name=size, **options)(_ring)


RINGERS = {size.value: _ringer(size.value) for size in WorkerSize}


@dramatiq.actor(
    actor_name="call-off", queue_name=WorkerSize.CLOUD.value, max_retries=0, max_age=60_000, time_limit=60_000
)
def call_off(workspace_id: str, digest: str) -> None:
    """Tell a vendor to stop; whoever waits for vendors does it."""
    vendor_jobs.call_off(workspace_id=workspace_id, digest=digest)


def call_off_unwanted(now: datetime) -> None:  # noqa: ARG001  a tick's
    """What was cancelled is called off at its vendor; a lost message is sent again at the next tick."""
    for workspace_id, digest in vendor_jobs.unwanted():
        try:
            call_off.send(workspace_id, digest)
        except dramatiq.ConnectionError:
            return


class Passing:
    """Passes a bell on: one message wakes one process, and there may be work for another. At most so many a second."""

    def __init__(self, *, every: float = 0.05) -> None:
        self._every = every
        self._passed: dict[str, float] = {}

    def on(self, size: str, *, at: float) -> bool:
        """Whether to ring for this size now, `at` on a clock that only goes forward, in seconds."""
        if at - self._passed.get(size, -self._every) < self._every:
            return False
        self._passed[size] = at
        return True


def wake(size: str) -> None:
    """Ring for the workers of a size; a broker that is away is no reason to fail, the scheduler rings again."""
    try:
        RINGERS[size].send()
    except dramatiq.ConnectionError:
        return
