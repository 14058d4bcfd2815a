"""The meter: an in-transaction observer. Cached, failed and cancelled steps cost nothing, so they leave no row."""

from __future__ import annotations

from billing.models import Usage
from renderers.events import Event, StepEvent, StepState


def meter(event: Event) -> None:
    """Write down what a finished step took; a second call for the same attempt is refused by the database."""
    if not isinstance(event, StepEvent) or event.state is not StepState.DONE:
        return
    Usage.objects.create(
        workspace_id=event.workspace_id,
        step_id=event.step_id,
        fence=event.fence,
        engine=event.engine,
        size=event.size,
        worker=event.worker,
        milliseconds=round(event.seconds * 1000),
        at=event.at,
    )
