"""What Stripe tells us: stored as it comes, done once, in any order.

An event only says what to look at: the thing itself is fetched anew, so an old event that comes late changes nothing.
Nobody waits for Stripe with a transaction open: an event is taken for a while, looked at, and done in one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from billing import gateway
from billing.models import StripeEvent
from billing.stripe_deeds import DEEDS
from billing.subscriptions import NotYet

__all__ = ["NotYet", "do_events", "store_event"]
AT_ONCE = 20
LEASE = timedelta(minutes=5)
STRANGERS_WAIT = timedelta(days=3)
"""So long an event of somebody unknown is tried: another product may share the account at Stripe."""

_BACK_OFF = timedelta(seconds=5)
_LONGEST = timedelta(hours=1)
log = logging.getLogger(__name__)


def told_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The thing that an event is about, as it says; a thin event says only its own name, by which it is looked up."""
    return event if event.get("object") == "v2.core.event" else event["data"]["object"]


def store_event(*, event: Mapping[str, Any], at: datetime) -> bool:
    """Kept for ever under its id; False when it was there already."""
    row = StripeEvent(id=event["id"], type=event["type"], payload=dict(event), received_at=at, not_before=at)
    before = StripeEvent.objects.filter(pk=row.pk).exists()
    StripeEvent.objects.bulk_create([row], ignore_conflicts=True)
    return not before


def do_events(now: datetime) -> int:
    """Does what waits, one after the other; answers how many were done. What fails is tried again later."""
    if not gateway.is_there():
        return 0
    return sum(_do(pk, now) for pk in list(_waiting(now).values_list("pk", flat=True)[:AT_ONCE]))


def _waiting(now: datetime) -> Any:
    return StripeEvent.objects.filter(processed_at=None, not_before__lte=now).order_by("received_at", "id")


def _do(pk: str, now: datetime) -> bool:
    row = _taken(pk, now)
    if row is None:
        return False
    try:
        deed = DEEDS.get(row.type)
        found = deed.look(gateway.client(), told_of(row.payload)) if deed else None
        with transaction.atomic():
            if deed:
                deed.act(found, now)
            StripeEvent.objects.filter(pk=pk).update(processed_at=now, error="")
    except NotYet as error:
        if now - row.received_at < STRANGERS_WAIT:
            return _later(row, error, now)
        said = f"Left after {STRANGERS_WAIT.days} days: {error}"
        log.warning("Stripe's event %s (%s) is of nobody here: %s", row.pk, row.type, error)
        StripeEvent.objects.filter(pk=pk).update(processed_at=now, error=said[:2000])
        return False
    except Exception as error:  # whatever it is, the event is kept and tried again
        log.exception("Stripe's event %s (%s) could not be done", row.pk, row.type)
        return _later(row, error, now)
    return True


def _later(row: StripeEvent, error: Exception, now: datetime) -> bool:
    again = now + min(_LONGEST, _BACK_OFF * 2 ** min(row.attempts, 12))
    said = f"{type(error).__name__}: {error}"[:2000]
    StripeEvent.objects.filter(pk=row.pk).update(error=said, not_before=again, attempts=row.attempts)
    return False


def _taken(pk: str, now: datetime) -> StripeEvent | None:
    """The event, for so long nobody else's; None when somebody else has it."""
    with transaction.atomic():
        row: StripeEvent | None = _waiting(now).select_for_update(skip_locked=True).filter(pk=pk).first()
        if row is not None:
            row.not_before = now + LEASE
            row.save(update_fields=["not_before"])
            row.attempts += 1
        return row
