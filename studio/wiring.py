"""THE list of who observes what. Both the web and the workers load it; nothing else fills these lists."""

from __future__ import annotations

from billing.metering import meter
from renderers.events import Event, StepEvent, StepState
from renderers.farm import observers as farm
from renderers.farm.tasks import wake
from studio.core import events as features
from studio.live.record import record_announcement, record_farm_event


def wake_workers(event: Event) -> None:
    """Whatever ends a step or opens a render may have made others ready."""
    if not isinstance(event, StepEvent):
        wake("cpu")
    elif event.state is not StepState.RUNNING:
        wake(event.size)


def wire() -> None:
    """Fill every list; a second call changes nothing."""
    farm.in_transaction[:] = [meter, record_farm_event]
    farm.after_commit[:] = [wake_workers]
    features.OBSERVERS[:] = [record_announcement]
