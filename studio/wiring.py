"""THE list of who observes what. Both the web and the workers load it; nothing else fills these lists."""

from __future__ import annotations

from time import monotonic

from billing import brakes
from billing.metering import meter
from billing.notices import send_notices, send_stops
from billing.quotes import forget_quotes
from billing.seats import require_seats
from billing.shares import limits_of
from billing.stripe_errands import go_soon
from billing.taken_back import cover_owed
from projects.cast.services import recast
from projects.podcast.services import start_show
from projects.project import followers as project
from projects.project import made
from projects.rendering.recordings import show_faces
from projects.rendering.sample import add_sample
from projects.rendering.services import replanned, stop_renders
from projects.rendering.status import faces, looked_up
from projects.screenplay import followers as screenplay
from projects.screenplay.services import start_screenplay
from projects.storyboard.services import reboard, retime
from renderers.events import Event, StepEvent, StepState
from renderers.farm import holding, limits, outdated
from renderers.farm import observers as farm
from renderers.farm.tasks import Passing, call_off_unwanted, wake
from studio.accounts import observers as accounts
from studio.accounts import seats
from studio.core import events as features
from studio.live.record import record_announcement, record_farm_event

_passing = Passing()


def wake_workers(event: Event) -> None:
    """What may have made steps ready or room for them. A slot that has finished one looks for the next by itself, and
    passes the bell on to a process that may still sleep beside many that are ready.
    """
    if not isinstance(event, StepEvent):
        sizes: tuple[str, ...] = ("cpu",)
    elif event.state is StepState.DONE:
        passed = () if event.size in event.readied or not _passing.on(event.size, at=monotonic()) else (event.size,)
        sizes = (*event.readied, *passed)
    else:
        sizes = () if event.state is StepState.RUNNING else (event.size,)
    for size in sizes:
        wake(size)


def wire() -> None:
    """Fill every list; a second call changes nothing."""
    farm.in_transaction[:] = [meter, record_farm_event]
    farm.after_commit[:] = [wake_workers]
    farm.on_tick[:] = [
        brakes.look_everywhere,
        send_notices,
        send_stops,
        cover_owed,
        go_soon,
        forget_quotes,
        call_off_unwanted,
    ]
    brakes.PAUSE[:] = [holding.hold_back]
    brakes.RESUME[:] = [holding.let_go]
    outdated.REPLAN[:] = [replanned]
    limits.SOURCE[:] = [limits_of]
    features.OBSERVERS[:] = [record_announcement]
    seats.SEATS[:] = [require_seats]
    accounts.WORKSPACE_OPENED[:] = [add_sample]
    project.ON_CREATED[:] = [start_screenplay, start_show]
    project.ON_RETIMED[:] = [retime]
    project.ON_ARCHIVED[:] = [stop_renders]
    screenplay.ON_WRITTEN[:] = [recast, reboard]
    made.LOOKUP[:] = [looked_up]
    made.FACES[:] = [faces, show_faces]
