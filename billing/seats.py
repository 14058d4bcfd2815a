"""Seats: how many people may make films with a plan. Reviewers and viewers need none.

People beyond the included seats are paid for one by one where the plan has a price for them, and refused in words where
it has none. A smaller plan removes nobody: it says what is to be done, and until then nobody new takes a seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import stripe

from billing import services
from billing.errands import asked, done, named, written
from billing.errors import NoSeat, SeatsInUse
from billing.gateway import client, in_our_words
from billing.models import Errand
from billing.money import dollars
from billing.payments import NothingToManage, customer_of, known_customer, price_of
from billing.plans import FREE_SEATS, PLANS, Plan
from billing.subscriptions import note_subscription, seat_item, seen
from studio.accounts.audit import record
from studio.accounts.seats import seated_members
from studio.core.actor import Actor
from studio.core.tenancy import tenant

MOST = 500
_INSTEAD = "Or let them be a reviewer or viewer: those need no seat."


@dataclass(frozen=True, slots=True)
class Seats:
    """`included` come with the plan, `extra` are paid beside it at `price` a month (micro-dollars; 0: none to be had).

    `plan` is the plan's title, empty without one; `taken` is how many people have a seat.
    """

    plan: str
    included: int
    extra: int
    price: int
    taken: int

    @property
    def total(self) -> int:
        """How many there are."""
        return self.included + self.extra

    @property
    def over(self) -> int:
        """People who have a seat that the plan does not have."""
        return max(0, self.taken - self.total)


def seats_of(workspace_id: str) -> Seats:
    """The seats of a workspace. Call within `tenant(workspace_id)`."""
    known = customer_of(workspace_id)
    plan: Plan | None = PLANS.get(known.plan) if known else None
    taken = seated_members(workspace_id)
    if known is None or plan is None:
        return Seats("", FREE_SEATS, 0, 0, taken)
    return Seats(plan.title, plan.seats, known.extra_seats, plan.seat_price, taken)


def require_seats(workspace_id: str, wanted: int) -> None:
    """Raises NoSeat when so many people would have a seat that there is none for. No bounds where nobody pays.

    Call within `tenant(workspace_id)`, with its members locked.
    """
    if services.payments() == "local":
        return
    found = seats_of(workspace_id)
    if wanted > found.total:
        raise NoSeat(
            f"{_all_taken(found)} {_how_to_get_one(found)} {_INSTEAD} Nobody's role has changed.",
            seats=found.total,
            price=found.price,
        )


def said(found: Seats) -> str:
    """What is to be done when more people have seats than there are; empty when all is well."""
    if not found.over:
        return ""
    whose = f"The plan {found.plan} has" if found.plan else "Without a plan there is"
    count = f"{found.total} seat{'s' if found.total != 1 else ''}"
    people = f"{found.over} of them {'need' if found.over != 1 else 'needs'} one"
    return (
        f"{whose} {count}, and {found.taken} people make films here: {people}. Everybody goes on working; until they "
        "are reviewers or viewers, have left, or the plan has a seat for them, nobody new can take one."
    )


def set_extra_seats(*, actor: Actor, extra: int, key: str, now: datetime) -> Seats:
    """So many seats are paid beside the plan from now on, the rest of the month at its part of the price.

    Raises NothingToManage, NoSeat, SeatsInUse, CardRefused, PaymentsAway. Call outside a transaction.
    """
    actor.require("billing.edit")
    known, api = known_customer(actor.workspace_id), client()
    plan = PLANS.get(known.plan) if known else None
    if known is None or plan is None:
        raise NothingToManage("Choose a plan first: seats are paid with it.")
    with tenant(actor.workspace_id):
        before = seats_of(actor.workspace_id)
    _require_possible(before, plan, extra)
    with in_our_words():
        sent = _change(api, known.subscription_id, plan, extra)
    errand = written(
        workspace_id=actor.workspace_id, kind=Errand.Kind.SEATS, key=named(key, str(extra)), sent=sent, now=now,
        user_id=actor.user_id,
    )  # fmt: skip
    asked(errand, lambda api, sent, options: api.v1.subscriptions.update(known.subscription_id, sent, options=options))
    done(errand=errand, now=now, stripe_id=known.subscription_id)
    with in_our_words():  # looked at anew: what was answered may be older than what others have seen meanwhile
        look = seen(api, known.subscription_id, known.stripe_id)
    note_subscription(look, now)
    with tenant(actor.workspace_id):
        record(actor=actor, verb="seats.set", subject_id=known.pk, label=plan.title, extra=extra)
        return seats_of(actor.workspace_id)


def _require_possible(before: Seats, plan: Plan, extra: int) -> None:
    if extra > before.extra and not plan.seat_price:
        raise NoSeat(f"{_all_taken(before)} {_how_to_get_one(before)}", seats=before.total, price=0)
    if extra < before.extra and before.taken > plan.seats + extra:
        many = before.taken - plan.seats - extra
        raise SeatsInUse(
            f"{before.taken} people have a seat. Let {many} of them be reviewers or viewers first, or remove them; "
            "nothing was changed.",
            param="extra",
        )


def _change(api: stripe.StripeClient, subscription: str, plan: Plan, extra: int) -> dict[str, Any]:
    """What to ask of Stripe: nothing changes when the card does not pay for it."""
    there = seat_item(api.v1.subscriptions.retrieve(subscription))
    if there is None:
        item: dict[str, Any] = {"price": price_of(api, plan.seat_key), "quantity": extra}
    else:
        item = {"id": there.id, "quantity": extra} if extra else {"id": there.id, "deleted": True}
    return {"items": [item], "proration_behavior": "always_invoice", "payment_behavior": "error_if_incomplete"}


def _all_taken(found: Seats) -> str:
    if not found.plan:
        return "Without a plan one person makes films in a workspace."
    if found.total == 1:
        return f"The plan {found.plan} is for one person."
    return f"All {found.total} seats of the plan {found.plan} are taken."


def _how_to_get_one(found: Seats) -> str:
    if found.price:
        return f"One more costs {dollars(found.price)} a month: an owner can add it on the page Usage."
    larger = next(plan for plan in PLANS.values() if plan.seats > found.total)
    return f"The plan {larger.title} has {larger.seats}: an owner can choose it on the page Usage."
