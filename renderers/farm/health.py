"""Workers that fail what others make are set aside for a while, and it is said why. A step that comes out ends that."""

from __future__ import annotations

from datetime import datetime, timedelta

from renderers.farm.models import Worker

FAULTS_IN_A_ROW = 5
ASIDE = timedelta(minutes=10)


def note_fault(*, process: str, code: str, now: datetime) -> None:
    """One more failure in a row; with too many of them, while others of its size succeed, the worker rests."""
    worker = Worker.objects.select_for_update().filter(name=process).first()
    if worker is None:
        return
    worker.failures += 1
    worker.failing_since = worker.failing_since or now
    if worker.failures >= FAULTS_IN_A_ROW and _others_succeed(worker):
        worker.aside_until = now + ASIDE
        worker.aside_because = (
            f"The last {worker.failures} steps failed here ({code}) while other workers of its size finished theirs. "
            "Look at its log; it tries one step again after a rest, and starting it anew ends the rest at once."
        )
    worker.save(update_fields=["failures", "failing_since", "aside_until", "aside_because"])


def is_aside(*, process: str, now: datetime) -> bool:
    """Whether the worker rests. When its rest is over it may try; one more fault sets it aside again."""
    return Worker.objects.filter(name=process, aside_until__gt=now).exists()


def _others_succeed(worker: Worker) -> bool:
    others = Worker.objects.filter(size=worker.size, finished_at__gte=worker.failing_since)
    return others.exclude(name=worker.name).exists()
