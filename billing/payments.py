"""Paying: pages at Stripe for topping up, subscribing, saving a card and all about an existing subscription.

What was paid comes back as webhooks; nothing here moves money in our books. Every function but `set_overage` asks
Stripe, so none is called with a transaction open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import stripe

from billing.errands import ASKED_AGAIN, asked, done, named, written
from billing.errors import SavedNoCard
from billing.gateway import PaymentsAway, client, in_our_words, is_there
from billing.models import Customer, Errand
from billing.money import MICRO
from billing.plans import OVERAGE_KEY, PLANS
from studio.accounts.audit import record
from studio.accounts.models import User, Workspace
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.tenancy import tenant

LEAST, MOST = 5 * MICRO, 10_000 * MICRO
CENT = MICRO // 100
LATEST = 24
"""So many invoices are shown; the page at Stripe has the rest."""


class SubscribedAlready(Conflict):
    """This workspace has a plan: change or cancel it on the page of its subscription."""

    code = "subscribed_already"


class NotSetUp(Conflict):
    """Plans are not set up at Stripe yet: whoever runs this studio must run `manage.py stripe_setup` once."""

    code = "plans_not_set_up"


class NothingToManage(Conflict):
    """There is no subscription or card yet: add money or choose a plan first."""

    code = "nothing_to_manage"


def customer_of(workspace_id: str) -> Customer | None:
    """The workspace as Stripe knows it, None before it first paid. Call within `tenant(workspace_id)`."""
    return Customer.objects.filter(workspace_id=workspace_id).first()


def known_customer(workspace_id: str) -> Customer | None:
    """The same, in a transaction of its own."""
    with tenant(workspace_id):
        return customer_of(workspace_id)


def top_up_page(*, actor: Actor, amount: int, key: str, site: str, now: datetime) -> str:
    """The address where so much is paid once. Raises Invalid, NoPayments, PaymentsAway."""
    actor.require("billing.edit")
    require_payable(amount, param="amount")
    line = {
        "quantity": 1,
        "price_data": {
            "currency": "usd",
            "unit_amount": amount // CENT,
            "tax_behavior": "exclusive",
            "product_data": {"name": "Balance for renders"},
        },
    }
    paying = {"mode": "payment", "line_items": [line], "invoice_creation": {"enabled": True}}
    return _page(actor, Errand.Kind.TOP_UP, key, paying, site=site, now=now, amount=amount)


def plan_page(*, actor: Actor, plan: str, key: str, site: str, now: datetime) -> str:
    """The address where a plan is subscribed to. Raises SubscribedAlready, NoPayments, PaymentsAway."""
    actor.require("billing.edit")
    known = known_customer(actor.workspace_id)
    if known is not None and known.subscription_id:
        raise SubscribedAlready
    api = client()
    with in_our_words():
        lines = [{"price": price_of(api, PLANS[plan].key), "quantity": 1}, {"price": price_of(api, OVERAGE_KEY)}]
    paying = {"mode": "subscription", "line_items": lines}
    return _page(actor, Errand.Kind.PLAN, f"{plan}:{key}", paying, site=site, now=now)


def card_page(*, actor: Actor, key: str, site: str, now: datetime) -> str:
    """The address where a card is saved for payments that nobody has to be there for."""
    actor.require("billing.edit")
    saving = {"mode": "setup", "currency": "usd", "billing_address_collection": "required"}
    return _page(actor, Errand.Kind.CARD, key, saving, site=site, now=now)


def portal_page(*, actor: Actor, site: str) -> str:
    """The address where cards, invoices and the subscription are looked after. Raises NothingToManage."""
    actor.require("billing.edit")
    known, api = known_customer(actor.workspace_id), client()
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


def invoices(*, workspace_id: str) -> list[Any]:
    """The invoices of a workspace, newest first, as Stripe has them; none before it first paid.

    Raises PaymentsAway. Call outside a transaction.
    """
    known = known_customer(workspace_id) if is_there() else None
    if known is None:
        return []
    with in_our_words():
        return list(client().v1.invoices.list(params={"customer": known.stripe_id, "limit": LATEST}).data)


def require_payable(amount: int, *, param: str) -> None:
    """Raises Invalid for what cannot be paid at once."""
    if not LEAST <= amount <= MOST or amount % CENT:
        raise Invalid("Add from $5.00 to $10,000.00 at once, in whole cents.", param=param)


def saved_card(*, api: stripe.StripeClient, customer: str) -> str:
    """The card that is charged when nobody is there, in words such as `visa ending in 4242`. Raises SavedNoCard.

    One that was saved with a plan becomes it when no other is.
    """
    found = api.v1.customers.retrieve(customer, params={"expand": ["invoice_settings.default_payment_method"]})
    settings = found.invoice_settings
    if settings and settings.default_payment_method:
        return said_card(settings.default_payment_method)
    saved = api.v1.payment_methods.list(params={"customer": customer, "type": "card", "limit": 1}).data
    if not saved:
        raise SavedNoCard
    charge_by_itself(api=api, customer=customer, card=saved[0].id)
    return said_card(saved[0])


def charge_by_itself(*, api: stripe.StripeClient, customer: str, card: str) -> None:
    """From now on this card is charged when nobody is there. Asked again it does nothing."""
    api.v1.customers.update(customer, params={"invoice_settings": {"default_payment_method": card}})


def said_card(found: Any) -> str:
    """`visa ending in 4242`; what is no card is called by its kind."""
    card = getattr(found, "card", None)
    return f"{card.brand} ending in {card.last4}" if card else str(getattr(found, "type", "a payment method"))


def price_of(api: stripe.StripeClient, key: str) -> str:
    """The id of a price at Stripe by our name for it. Raises NotSetUp."""
    found = api.v1.prices.list(params={"lookup_keys": [key], "active": True})
    if not found.data:
        raise NotSetUp
    return found.data[0].id


def _page(
    actor: Actor, kind: Errand.Kind, key: str, paying: Mapping[str, Any], *, site: str, now: datetime, amount: int = 0
) -> str:
    """A checkout of this workspace, which leads back to us; the same key leads to the same one."""
    client()  # says so before anything is written down where nobody takes payments
    ends: dict[str, Any] = {
        "customer": _customer(actor, now).stripe_id,
        "client_reference_id": actor.workspace_id,
        "success_url": f"{site}/usage?paid={kind.value}",
        "cancel_url": f"{site}/usage",
    }
    if paying["mode"] != "setup":
        ends |= {"automatic_tax": {"enabled": True}, "customer_update": {"address": "auto"}}
    errand = written(
        workspace_id=actor.workspace_id, kind=kind, key=named(key), sent={**paying, **ends}, amount=amount, now=now,
        user_id=actor.user_id,
    )  # fmt: skip
    if errand.state == Errand.State.DONE:
        return errand.url
    made = asked(errand, lambda api, sent, options: api.v1.checkout.sessions.create(params=sent, options=options))
    done(errand=errand, now=now, stripe_id=made.id, url=_address(made.url))
    with tenant(actor.workspace_id):
        record(actor=actor, verb="payment.begun", subject_id=actor.workspace_id, label=kind.label, amount=amount)
    return errand.url


def _customer(actor: Actor, now: datetime) -> Customer:
    """Known to Stripe from the first payment on; made once however often the first try is repeated."""
    with tenant(actor.workspace_id):
        known = customer_of(actor.workspace_id)
        workspace, owner = Workspace.objects.get(pk=actor.workspace_id), User.objects.get(pk=actor.user_id)
    if known is not None:
        return known
    sent = {"name": workspace.name, "email": owner.email, "metadata": {"workspace": actor.workspace_id}}
    errand = written(workspace_id=actor.workspace_id, kind=Errand.Kind.CUSTOMER, key="", sent=sent, now=now)
    made = _made_before(errand) if now - errand.at > ASKED_AGAIN else None
    made = made or asked(errand, _make_customer, again="" if now - errand.at < ASKED_AGAIN else now.isoformat())
    done(errand=errand, now=now, stripe_id=made.id)
    with tenant(actor.workspace_id):
        return Customer.objects.get_or_create(workspace_id=actor.workspace_id, defaults={"stripe_id": made.id})[0]


def _make_customer(api: stripe.StripeClient, sent: Any, options: Any) -> Any:
    return api.v1.customers.create(params=sent, options=options)


def _made_before(errand: Errand) -> Any | None:
    """What an answer that got lost was about, if Stripe took it down."""
    asked_for: Any = {"email": errand.sent["email"], "limit": 100}
    with in_our_words():
        found: list[Any] = client().v1.customers.list(params=asked_for).data
    return next((one for one in found if _workspace_of(one) == errand.workspace_id), None)


def _workspace_of(customer: Any) -> str:
    return str(customer.metadata.to_dict().get("workspace", "")) if customer.metadata else ""


def _address(url: str | None) -> str:
    if not url:
        raise PaymentsAway
    return url
