"""Paying: pages at Stripe for topping up, subscribing and everything about an existing subscription.

What was paid comes back as webhooks; nothing here moves money in our books.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

import stripe

from billing import dunning
from billing.errors import PaymentOverdue
from billing.gateway import PaymentsAway, client, in_our_words
from billing.models import Customer
from billing.money import MICRO
from billing.plans import OVERAGE_KEY, PLANS
from studio.accounts.audit import record
from studio.accounts.models import User, Workspace
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid

LEAST, MOST = 5 * MICRO, 10_000 * MICRO
CENT = MICRO // 100
_OURS = UUID("6f3f5a1e-6f7b-4d59-9f0e-1f6a2f7f9c11")


class SubscribedAlready(Conflict):
    """This workspace has a plan: change or cancel it on the page of its subscription."""

    code = "subscribed_already"


class NotSetUp(Conflict):
    """Plans are not set up at Stripe yet: whoever runs this studio must run `manage.py stripe_setup` once."""

    code = "plans_not_set_up"


class NothingToManage(Conflict):
    """There is no subscription or card yet: add money or choose a plan first."""

    code = "nothing_to_manage"


def once(*parts: str) -> str:
    """The idempotency key of a request to Stripe: the same parts give the same key."""
    return str(uuid5(_OURS, ":".join(parts)))


def customer_of(workspace_id: str) -> Customer | None:
    """The workspace as Stripe knows it, None before it first paid."""
    return Customer.objects.filter(workspace_id=workspace_id).first()


def top_up_page(*, actor: Actor, amount: int, key: str, site: str) -> str:
    """The address where so much is paid once. Raises Invalid, NoPayments, PaymentsAway."""
    actor.require("billing.edit")
    if not LEAST <= amount <= MOST or amount % CENT:
        raise Invalid("Add from $5.00 to $10,000.00 at once, in whole cents.", param="amount")
    api = client()
    with in_our_words():
        paying = api.v1.checkout.sessions.create(
            params={
                "mode": "payment",
                "customer": _customer(api, actor).stripe_id,
                "client_reference_id": actor.workspace_id,
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": "usd",
                            "unit_amount": amount // CENT,
                            "tax_behavior": "exclusive",
                            "product_data": {"name": "Balance for renders"},
                        },
                    }
                ],
                "automatic_tax": {"enabled": True},
                "customer_update": {"address": "auto"},
                "invoice_creation": {"enabled": True},
                "success_url": f"{site}/usage?paid=1",
                "cancel_url": f"{site}/usage",
            },
            options={"idempotency_key": once("top_up", actor.workspace_id, key)},
        )
    record(actor=actor, verb="payment.begun", subject_id=actor.workspace_id, label="top up", amount=amount)
    return _address(paying.url)


def plan_page(*, actor: Actor, plan: str, key: str, site: str) -> str:
    """The address where a plan is subscribed to. Raises SubscribedAlready, NoPayments, PaymentsAway."""
    actor.require("billing.edit")
    known = customer_of(actor.workspace_id)
    if known is not None and known.subscription_id:
        raise SubscribedAlready
    chosen, api = PLANS[plan], client()
    with in_our_words():
        paying = api.v1.checkout.sessions.create(
            params={
                "mode": "subscription",
                "customer": _customer(api, actor).stripe_id,
                "client_reference_id": actor.workspace_id,
                "line_items": [{"price": _price(api, chosen.key), "quantity": 1}, {"price": _price(api, OVERAGE_KEY)}],
                "automatic_tax": {"enabled": True},
                "customer_update": {"address": "auto"},
                "success_url": f"{site}/usage?paid=1",
                "cancel_url": f"{site}/usage",
            },
            options={"idempotency_key": once("plan", actor.workspace_id, plan, key)},
        )
    record(actor=actor, verb="payment.begun", subject_id=actor.workspace_id, label=plan)
    return _address(paying.url)


def portal_page(*, actor: Actor, site: str) -> str:
    """The address where cards, invoices and the subscription are looked after. Raises NothingToManage."""
    actor.require("billing.edit")
    known, api = customer_of(actor.workspace_id), client()
    if known is None:
        raise NothingToManage
    with in_our_words():
        opened = api.v1.billing_portal.sessions.create(
            params={"customer": known.stripe_id, "return_url": f"{site}/usage"}
        )
    return _address(opened.url)


def set_overage(*, actor: Actor, limit: int) -> Customer:
    """So much a month may be rendered beyond the balance, billed with the plan. Raises NothingToManage without one."""
    actor.require("billing.edit")
    known = customer_of(actor.workspace_id)
    if known is None or not known.plan:
        raise NothingToManage("Choose a plan first: what is used beyond the balance is billed with it.")
    known.overage_limit = limit
    known.save(update_fields=["overage_limit", "updated_at"])
    record(actor=actor, verb="overage.set", subject_id=known.pk, amount=limit)
    return known


def require_good_standing(*, workspace_id: str, now: datetime) -> None:
    """Raises PaymentOverdue when a subscription has been unpaid for longer than is put up with."""
    known = customer_of(workspace_id)
    if known is None:
        return
    found = dunning.standing(status=known.status, overdue_since=known.overdue_since, now=now)
    if found is dunning.Standing.STOPPED:
        raise PaymentOverdue


def _customer(api: stripe.StripeClient, actor: Actor) -> Customer:
    """Known to Stripe from the first payment on; made once however often the first try is repeated."""
    known = customer_of(actor.workspace_id)
    if known is not None:
        return known
    workspace, owner = Workspace.objects.get(pk=actor.workspace_id), User.objects.get(pk=actor.user_id)
    made = api.v1.customers.create(
        params={"name": workspace.name, "email": owner.email, "metadata": {"workspace": actor.workspace_id}},
        options={"idempotency_key": once("customer", actor.workspace_id)},
    )
    return Customer.objects.get_or_create(workspace_id=actor.workspace_id, defaults={"stripe_id": made.id})[0]


def _price(api: stripe.StripeClient, key: str) -> str:
    found = api.v1.prices.list(params={"lookup_keys": [key], "active": True})
    if not found.data:
        raise NotSetUp
    return found.data[0].id


def _address(url: str | None) -> str:
    if not url:
        raise PaymentsAway
    return url
