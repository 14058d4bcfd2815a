"""What is done about each kind of event of Stripe's: first a look, with no transaction open, then a deed in one.

The look fetches the thing as it is now, whatever the event said. The deed moves the books under keys made of Stripe's
own ids, so that no event, however often and in whatever order it is done, moves them twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

import stripe

from billing import auto_top_up, ledger, meter_faults, taken_back
from billing.filling import errand_of, intent_of
from billing.models import Customer, Errand, TakenBack
from billing.money import MICRO
from billing.payments import charge_by_itself, said_card
from billing.plans import Plan, plan_of
from billing.subscriptions import NotYet, Seen, flat_item, known_by, note_subscription, seen
from studio.core.tenancy import tenant

CENT = MICRO // 100


@dataclass(frozen=True, slots=True)
class Deed:
    """`look` asks Stripe; `act` writes down what it found, and may be called with the same again."""

    look: Callable[[stripe.StripeClient, Mapping[str, Any]], Any]
    act: Callable[[Any, datetime], None]


# --- a checkout came to its end


@dataclass(frozen=True, slots=True)
class _Checkout:
    session: Any
    subscription: Seen | None = None
    card: Any = None


def _look_at_checkout(api: stripe.StripeClient, told: Mapping[str, Any]) -> _Checkout:
    session = api.v1.checkout.sessions.retrieve(told["id"])
    if session.mode == "subscription":
        return _Checkout(session, subscription=seen(api, str(session.subscription), str(session.customer)))
    if session.mode == "setup" and session.setup_intent:
        return _Checkout(session, card=_saved(api, session))
    return _Checkout(session)


def _saved(api: stripe.StripeClient, session: Any) -> Any:
    """The card of a finished setup, made the one that is charged when nobody is there."""
    intent = api.v1.setup_intents.retrieve(str(session.setup_intent), params={"expand": ["payment_method"]})
    card: Any = intent.payment_method
    if card:
        charge_by_itself(api=api, customer=str(session.customer), card=card.id)
    return card


def _finish_checkout(found: _Checkout, now: datetime) -> None:
    """Money for the balance, a subscription, or a card that was saved."""
    session, customer = found.session, known_by(found.session.customer)
    if session.client_reference_id != customer.workspace_id:
        raise NotYet(f"checkout {session.id} names another workspace than its customer")
    if found.subscription is not None:
        note_subscription(found.subscription, now)
    elif found.card is not None:
        with tenant(customer.workspace_id):
            Customer.objects.filter(pk=customer.pk).update(card=said_card(found.card), updated_at=now)
    elif session.mode == "payment" and session.payment_status == "paid":
        _top_up(customer.workspace_id, session, now)


def _top_up(workspace_id: str, session: Any, now: datetime) -> None:
    amount = int(session.amount_subtotal or 0) * CENT
    with tenant(workspace_id):
        key = f"stripe:{session.id}"
        ledger.top_up(workspace_id=workspace_id, amount=amount, key=key, memo="Paid by card", at=now)
        Errand.objects.update_or_create(  # what is paid back later is known by it
            workspace_id=workspace_id,
            stripe_id=session.id,
            defaults={"payment_intent": str(session.payment_intent or "")},
            create_defaults=_forgotten(session, amount, now),
        )


def _forgotten(session: Any, amount: int, now: datetime) -> dict[str, Any]:
    """The errand of a checkout that a database brought back from a copy does not know."""
    kind, done = Errand.Kind.TOP_UP, Errand.State.DONE
    told = {"payment_intent": str(session.payment_intent or ""), "amount": amount}
    return told | {"kind": kind, "key": f"{kind.value}:{session.id}", "state": done, "at": now, "not_before": now}


# --- an invoice


@dataclass(frozen=True, slots=True)
class _Bill:
    invoice: Any
    subscription: Seen | None = None
    included: int = 0
    """Micro-dollars that its lines include; less than nothing after a change to a smaller plan."""


def _look_at_invoice(api: stripe.StripeClient, told: Mapping[str, Any]) -> _Bill:
    invoice = api.v1.invoices.retrieve(told["id"], params={"expand": ["payments"]})
    subscription_id = _subscription_of(invoice)
    if not subscription_id:
        return _Bill(invoice)
    found = seen(api, subscription_id, str(invoice.customer))
    return _Bill(invoice, found, _included(api, str(invoice.id)))


def _included(api: stripe.StripeClient, invoice_id: str) -> int:
    """By the lines of plans: a part of a month includes that part, and what was not used of another plan counts off."""
    plans: dict[str, Plan | None] = {}
    total = 0
    for line in api.v1.invoices.line_items.list(invoice_id, params={"limit": 100}).data:
        price = str(line.pricing.price_details.price) if line.pricing and line.pricing.price_details else ""
        if price and price not in plans:
            plans[price] = plan_of(api.v1.prices.retrieve(price).lookup_key or "")
        if (plan := plans.get(price)) is not None:
            total += line.amount * CENT * plan.included // plan.price
    return total


def _note_paid(bill: _Bill, now: datetime) -> None:
    """A filling of the balance, or a month of a plan: what it includes is added, once for each invoice."""
    invoice = bill.invoice
    if invoice.status != "paid":
        return
    customer, errand_id = known_by(invoice.customer), errand_of(invoice)
    if errand_id:
        with tenant(customer.workspace_id):
            auto_top_up.paid(
                workspace_id=customer.workspace_id, errand_id=errand_id, invoice=str(invoice.id),
                payment_intent=intent_of(invoice), amount=int(invoice.subtotal or 0) * CENT, now=now,
            )  # fmt: skip
    elif bill.subscription is not None:
        note_subscription(bill.subscription, now)
        with tenant(customer.workspace_id):
            _include(Customer.objects.select_for_update().get(pk=customer.pk), bill, bill.subscription.found, now)


def _include(customer: Customer, bill: _Bill, subscription: Any, now: datetime) -> None:
    """Less what is owed from a change to a smaller plan, which takes nothing out of the balance."""
    name = str(bill.invoice.id)
    if name not in customer.included_owed:
        owed = sum(customer.included_owed.values())
        change = -min(owed, bill.included) if bill.included >= 0 else -bill.included
        if change:
            customer.included_owed = customer.included_owed | {name: change}
            customer.save(update_fields=["included_owed", "updated_at"])
    amount = bill.included + min(0, customer.included_owed.get(name, 0))
    if amount <= 0:
        return
    plan = plan_of(flat_item(subscription).price.lookup_key or "")
    title = plan.title if plan else "that was"
    ledger.include(
        workspace_id=customer.workspace_id,
        amount=amount,
        key=f"stripe:{name}",
        memo=f"Included with a month of the plan {title}",
        at=now,
    )


def _note_unpaid(bill: _Bill, now: datetime) -> None:
    if bill.subscription is not None:
        note_subscription(bill.subscription, now)


def _subscription_of(invoice: Any) -> str:
    parent = invoice.parent
    details = parent.subscription_details if parent else None
    return str(details.subscription) if details else ""


# --- money that goes back


def _look_at_charge(api: stripe.StripeClient, told: Mapping[str, Any]) -> Any:
    return api.v1.charges.retrieve(told["id"])


def _note_refund(charge: Any, now: datetime) -> None:
    customer = known_by(charge.customer)
    with tenant(customer.workspace_id):
        amount = taken_back.concerned(
            workspace_id=customer.workspace_id,
            payment_intent=str(charge.payment_intent or ""),
            part=int(charge.amount_refunded),
            charged=int(charge.amount),
        )
        if amount:
            taken_back.refunded(workspace_id=customer.workspace_id, charge=str(charge.id), amount=amount, at=now)


@dataclass(frozen=True, slots=True)
class _Dispute:
    dispute: Any
    charge: Any


_DISPUTES: Mapping[str, TakenBack.State] = MappingProxyType(
    {
        "needs_response": TakenBack.State.DISPUTED,
        "under_review": TakenBack.State.DISPUTED,
        "won": TakenBack.State.WON,
        "lost": TakenBack.State.LOST,
    }
)
"""Other states are questions of a bank: no money moves for them."""


def _look_at_dispute(api: stripe.StripeClient, told: Mapping[str, Any]) -> _Dispute:
    found = api.v1.disputes.retrieve(told["id"])
    return _Dispute(found, api.v1.charges.retrieve(str(found.charge)))


def _note_dispute(found: _Dispute, now: datetime) -> None:
    customer, state = known_by(found.charge.customer), _DISPUTES.get(found.dispute.status)
    if state is None:
        return
    with tenant(customer.workspace_id):
        amount = taken_back.concerned(
            workspace_id=customer.workspace_id,
            payment_intent=str(found.charge.payment_intent or ""),
            part=int(found.dispute.amount),
            charged=int(found.charge.amount),
        )
        taken_back.disputed(
            workspace_id=customer.workspace_id, dispute=str(found.dispute.id), state=state, amount=amount,
            reason=str(found.dispute.reason or ""), at=now,
        )  # fmt: skip


_CHECKOUT = Deed(_look_at_checkout, _finish_checkout)
_SUBSCRIPTION = Deed(lambda api, told: seen(api, told["id"], str(told["customer"])), note_subscription)
_DISPUTE = Deed(_look_at_dispute, _note_dispute)

DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "checkout.session.completed": _CHECKOUT,
        "checkout.session.async_payment_succeeded": _CHECKOUT,
        "customer.subscription.created": _SUBSCRIPTION,
        "customer.subscription.updated": _SUBSCRIPTION,
        "customer.subscription.deleted": _SUBSCRIPTION,
        "invoice.paid": Deed(_look_at_invoice, _note_paid),
        "invoice.payment_failed": Deed(_look_at_invoice, _note_unpaid),
        "charge.refunded": Deed(_look_at_charge, _note_refund),
        "charge.dispute.created": _DISPUTE,
        "charge.dispute.updated": _DISPUTE,
        "charge.dispute.closed": _DISPUTE,
        **dict.fromkeys(meter_faults.KINDS, Deed(meter_faults.look, meter_faults.note)),
    }
)
