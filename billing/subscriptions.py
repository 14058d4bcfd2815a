"""The subscription of a workspace: looked at, and written down as it was seen last.

Stripe's subscriptions carry neither a version nor the time of their last change; answers are dated in whole seconds.
So the order of *asking* decides: who is about to look draws a number first, and what was seen is written only over what
was seen with a smaller one. Every change has an event of Stripe's, and who looks because of it draws after the change:
what is written last is the latest, whoever is slow, and however clocks go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import stripe
from django.db.models import F

from billing.models import Customer
from billing.plans import PLANS, plan_of
from renderers.farm.services import limits_changed
from studio.core.tenancy import system, tenant


class NotYet(Exception):
    """What the event is about is not known here yet; it is tried again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A subscription as Stripe had it at some moment after `turn` was drawn."""

    found: Any
    turn: int


def known_by(stripe_id: Any) -> Customer:
    """The workspace that Stripe knows by this name. Raises NotYet."""
    with system():
        found = Customer.objects.filter(stripe_id=str(stripe_id)).first()
    if found is None:
        raise NotYet(f"no workspace is the customer {stripe_id}")
    return found


def seen(api: stripe.StripeClient, subscription: str, customer: str) -> Seen:
    """A look at it, with the number drawn before. Raises NotYet for a customer nobody knows."""
    known = known_by(customer)
    with system():  # the row is locked from the first statement to the end: no number is drawn twice
        Customer.objects.filter(pk=known.pk).update(asked=F("asked") + 1)
        turn = Customer.objects.values_list("asked", flat=True).get(pk=known.pk)
    return Seen(api.v1.subscriptions.retrieve(subscription), turn)


def note_subscription(look: Seen, now: datetime) -> None:
    """The subscription as it was seen, unless a later look was written down already."""
    found = look.found
    item = flat_item(found)
    plan = plan_of(item.price.lookup_key or "")
    over = found.status in ("canceled", "incomplete_expired")
    known = known_by(found.customer)
    with tenant(known.workspace_id):
        customer = Customer.objects.select_for_update().get(pk=known.pk)
        if look.turn <= customer.noted or (over and customer.subscription_id not in ("", found.id)):
            return  # an older look, or an older subscription; there is another by now
        customer.noted = look.turn
        customer.subscription_id = "" if over else found.id
        customer.plan = plan.name if plan and not over else ""
        customer.status = found.status
        customer.period_end = datetime.fromtimestamp(item.current_period_end, UTC)
        customer.extra_seats = 0 if over else seats_in(found)
        is_overdue = found.status in ("past_due", "unpaid", "incomplete")
        customer.overdue_since = (customer.overdue_since or now) if is_overdue else None
        customer.save()
        limits_changed(workspace_id=customer.workspace_id)


def flat_item(subscription: Any) -> Any:
    """The item that is the plan itself, beside the metered one and the seats."""
    items = subscription["items"].data
    return next((item for item in items if plan_of(item.price.lookup_key or "")), items[0])


def seat_item(subscription: Any) -> Any | None:
    """The item of seats that are paid beside the plan, None without any."""
    keys = {plan.seat_key for plan in PLANS.values() if plan.seat_key}
    return next((item for item in subscription["items"].data if item.price.lookup_key in keys), None)


def seats_in(subscription: Any) -> int:
    """Seats that are paid beside the plan."""
    found = seat_item(subscription)
    return int(found.quantity or 0) if found is not None else 0
