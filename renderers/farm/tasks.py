"""The doorbell: a message on the queue of a worker size wakes the slots of one worker process, nothing more.

A lost message costs a few seconds, a doubled one nothing: what there is to do stands in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Condition, Lock, Timer
from typing import Any

import dramatiq

from renderers.farm import kept_voices, vendor_jobs
from renderers.plan import WorkerSize
from studio.core.actor import Actor

After = Callable[[float, Callable[[], None]], object]
"""Does something in so many seconds."""


def _after(seconds: float, act: Callable[[], None]) -> None:
    timer = Timer(seconds, act)
    timer.daemon = True  # a bell that is lost with its process is rung again by the scheduler
    timer.start()


class Doorbell:
    """Wakes sleeping slots of this process."""

    def __init__(self) -> None:
        self._condition = Condition()
        self.rung = 0

    def ring(self) -> None:
        """Wake every slot that waits, and every one that is about to."""
        with self._condition:
            self.rung += 1
            self._condition.notify_all()

    def wait(self, seconds: float, *, since: int) -> bool:
        """Sleep until the bell has rung more often than `since`, at most so long; whether it has.

        `since` is `rung` before the look for work: what is readied between the look and the sleep is not slept through.
        """
        with self._condition:
            return self._condition.wait_for(lambda: self.rung != since, seconds)


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


@dramatiq.actor(
    actor_name="forget-voice", queue_name=WorkerSize.CLOUD.value, max_retries=0, max_age=60_000, time_limit=120_000
)
def forget_voice(workspace_id: str, user_id: str, subject_id: str, label: str, sample: str) -> None:
    """Delete what vendors made of a recording; whoever waits for vendors does it."""
    actor = Actor(user_id=user_id, workspace_id=workspace_id)
    kept_voices.forget(actor=actor, subject_id=subject_id, label=label, sample=sample)


def send_forget_voice(workspace_id: str, user_id: str, subject_id: str, label: str, sample: str) -> bool:
    """Ask for it; whether the message is on its way."""
    try:
        forget_voice.send(workspace_id, user_id, subject_id, label, sample)
    except dramatiq.ConnectionError:
        return False
    return True


EVERY_SECONDS = 0.1


class Bells:
    """Rings at most so often for a size, and never forgets the last: what is asked meanwhile is rung for in the end."""

    def __init__(self, ring: Callable[[str], object], *, every: float = EVERY_SECONDS, after: After = _after) -> None:
        self._ring, self._every, self._after = ring, every, after
        self._lock, self._asked = Lock(), dict[str, bool]()

    def ask(self, size: str) -> None:
        """Ring now, or when the time since the last ring is over."""
        with self._lock:
            is_quiet = size not in self._asked
            self._asked[size] = not is_quiet
        if is_quiet:
            self._go(size)

    def _go(self, size: str) -> None:
        self._ring(size)
        self._after(self._every, lambda: self._quiet(size))

    def _quiet(self, size: str) -> None:
        with self._lock:
            again = self._asked.pop(size)
            if again:
                self._asked[size] = False
        if again:
            self._go(size)


def ring(size: str) -> None:
    """Send one message to the workers of a size; a broker that is away is no reason to fail, the scheduler rings again.

    One message wakes one process: who finishes a step rings for the others.
    """
    try:
        RINGERS[size].send()
    except dramatiq.ConnectionError:
        return


_bells = Bells(ring)
served_alone: set[str] = set()
"""Sizes that nobody but this process served when it last looked: what it readies itself, it need not send for."""


def wake(size: str) -> None:
    """There may be work for this size: slots of this process look at once, those of others soon."""
    doorbell.ring()
    if size not in served_alone:
        _bells.ask(size)
