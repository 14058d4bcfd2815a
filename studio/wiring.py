"""THE list of who observes what. Both the web and the workers load it; nothing else fills these lists."""

from __future__ import annotations

from billing import brakes, figures
from billing.metering import meter
from billing.notices import send_notices, send_stops
from billing.quotes import forget_quotes
from billing.seats import require_seats
from billing.shares import limits_of
from billing.stripe_errands import go_soon
from billing.taken_back import cover_owed
from projects.cast.forgetting import forget_lapsed_voices
from projects.cast.permits import insist_on_consents, note_consents
from projects.cast.services import recast
from projects.consent.selectors import refusal
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
from renderers.farm import limits, outdated, permits
from renderers.farm import observers as farm
from renderers.farm.tasks import call_off_unwanted, wake
from studio.accounts import observers as accounts
from studio.accounts import seats
from studio.core import events as features
from studio.live.record import record_announcement, record_farm_event


def wake_workers(event: Event) -> None:
    """Ring for every size in which steps became ready, or in which there is room for more."""
    if isinstance(event, StepEvent) and event.state is not StepState.RUNNING:
        sizes = {*event.readied, event.size}
    else:
        sizes = set(event.readied)
    for size in sizes:
        wake(size)


def wire() -> None:
    """Fill every list; a second call changes nothing."""
    farm.in_transaction[:] = [meter, record_farm_event]
    farm.after_commit[:] = [wake_workers]
    farm.on_tick[:] = [brakes.look_everywhere, go_soon, call_off_unwanted]
    farm.on_round[:] = [send_notices, send_stops, cover_owed, forget_quotes, figures.take, forget_lapsed_voices]
    outdated.REPLAN[:] = [replanned]
    limits.SOURCE[:] = [limits_of]
    permits.LAID_OUT[:] = [note_consents]
    permits.ORDERED[:] = [insist_on_consents]
    permits.REFUSALS[:] = [refusal]
    features.OBSERVERS[:] = [record_announcement]
    seats.SEATS[:] = [require_seats]
    accounts.WORKSPACE_OPENED[:] = [add_sample]
    project.ON_CREATED[:] = [start_screenplay, start_show]
    project.ON_RETIMED[:] = [retime]
    project.ON_ARCHIVED[:] = [stop_renders]
    screenplay.ON_WRITTEN[:] = [recast, reboard]
    made.LOOKUP[:] = [looked_up]
    made.FACES[:] = [faces, show_faces]
