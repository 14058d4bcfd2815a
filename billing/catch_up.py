"""What Stripe has told lately, asked for again: after a database was brought back from a copy, or was away for long.

Stripe tells nothing twice that was once taken in. Events that are known change nothing, and those that are not are done
as if they had just come in, under the same keys: nothing is paid in twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from billing.gateway import client, in_our_words
from billing.models import Customer
from billing.stripe_deeds import DEEDS
from billing.stripe_events import store_event
from studio.accounts.models import Workspace
from studio.core.errors import Invalid
from studio.core.tenancy import system, tenant

REMEMBERED = timedelta(days=30)
"""So long Stripe remembers its events."""

_CUSTOMER = "customer.created"


@dataclass(frozen=True, slots=True)
class Caught:
    """Events that Stripe has of that time, those that were not known here, and customers that were forgotten here."""

    found: int
    fresh: int
    customers: int


def catch_up(*, since: datetime, now: datetime) -> Caught:
    """Takes in again what Stripe told since then. Raises NoPayments, PaymentsAway, Invalid."""
    if not now - REMEMBERED <= since <= now:
        raise Invalid(f"Stripe remembers its events for {REMEMBERED.days} days: name a time since then.", param="since")
    with in_our_words():
        customers = sum(_known_again(event["data"]["object"]) for event in _told(since, [_CUSTOMER]))
        events = list(_told(since, [kind for kind in DEEDS if not kind.startswith("v1.")]))
    fresh = sum(store_event(event=event, at=now) for event in reversed(events))
    return Caught(found=len(events), fresh=fresh, customers=customers)


def _told(since: datetime, kinds: list[str]) -> Iterator[dict[str, Any]]:
    """Newest first."""
    asked = client().v1.events.list(params={"created": {"gte": int(since.timestamp())}, "types": kinds, "limit": 100})
    for event in asked.auto_paging_iter():
        yield json.loads(json.dumps(event.to_dict(), default=str))  # decimals as Stripe writes them


def _known_again(told: dict[str, Any]) -> bool:
    """A customer says whose it is; a workspace that knows another one, or is gone, is left alone."""
    workspace_id = str((told.get("metadata") or {}).get("workspace", ""))
    with system():
        if not Workspace.objects.filter(pk=workspace_id).exists():
            return False
    with tenant(workspace_id):
        return Customer.objects.get_or_create(workspace_id=workspace_id, defaults={"stripe_id": told["id"]})[1]
