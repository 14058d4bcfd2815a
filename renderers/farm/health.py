"""Workers that fail what others make, or whatever they make, are set aside for a while, and it is said why.

A step that comes out ends that. One engine that fails everywhere is no worker's fault: its steps fail in words instead.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from renderers.events import StepState
from renderers.farm.models import Step, Worker
from studio.core.tenancy import farm

FAULTS_IN_A_ROW = 5
ASIDE = timedelta(minutes=10)
SEVERAL = 2
"""Engines that fail one after the other on one machine are not all at fault themselves."""


def note_fault(*, process: str, code: str, now: datetime) -> None:
    """One more failure in a row; with too many of them, while others of its size succeed, the worker rests."""
    worker = Worker.objects.select_for_update().filter(name=process).first()
    if worker is None:
        return
    worker.failures += 1
    worker.failing_since = worker.failing_since or now
    if worker.failures >= FAULTS_IN_A_ROW and (why := _why_it_is_the_worker(worker)):
        worker.aside_until = now + ASIDE
        worker.aside_because = (
            f"The last {worker.failures} steps failed here ({code}) {why}. "
            "Look at its log; it tries one step again after a rest, and starting it anew ends the rest at once."
        )
    worker.save(update_fields=["failures", "failing_since", "aside_until", "aside_because"])


def is_aside(*, process: str, now: datetime) -> bool:
    """Whether the worker rests. When its rest is over it may try; one more fault sets it aside again."""
    return Worker.objects.filter(name=process, aside_until__gt=now).exists()


def _why_it_is_the_worker(worker: Worker) -> str:
    """And not what it was given to make; empty while that cannot be told."""
    others = Worker.objects.filter(size=worker.size, finished_at__gte=worker.failing_since)
    if others.exclude(name=worker.name).exists():
        return "while other workers of its size finished theirs"
    if len(_failed_engines(worker)) >= SEVERAL:
        return "whatever engine was to make them, and nothing came out meanwhile"
    return ""


def _failed_engines(worker: Worker) -> set[str]:
    """What it failed at since it last finished something, of every workspace."""
    with farm():
        failed = Step.objects.filter(blamed__contains=worker.name, updated_at__gte=worker.failing_since)
        return set(failed.filter(state__in=(StepState.READY, StepState.FAILED)).values_list("engine", flat=True))
