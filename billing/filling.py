"""Carrying out the fillings that were written down: an invoice at Stripe, one line in it, paid from the saved card.

Each request has a key of its own made of the errand, so that a lost answer is asked for again and nothing happens
twice. A later try looks at what came of the one before. After a day it is only looked.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

import stripe

from billing import auto_top_up
from billing.auto_top_up import CONFIRM, DECLINED, KIND, NO_CARD, UNCLEAR
from billing.errands import ASKED_AGAIN, SAFE_TO_REPEAT, once
from billing.gateway import client, is_there
from billing.models import Customer, Errand
from billing.money import MICRO
from studio.core.tenancy import system, tenant

CENT = MICRO // 100
LEASE = timedelta(minutes=5)
"""So long nobody else carries out an errand; longer than all its requests may take."""
log = logging.getLogger(__name__)
_TO_CONFIRM = frozenset({"authentication_required", "invoice_payment_intent_requires_action"})
_WITHOUT_CARD = frozenset({"resource_missing", "payment_method_required", "invoice_no_payment_method_types"})
UNCONFIRMED = (
    "The bank wants the owner of the card to confirm the payment. Confirm it on the page of the invoice, and filling "
    "goes on by itself. Nothing was charged."
)


def fill_balances(now: datetime) -> int:
    """Writes down what is short and carries out what waits; answers how many balances were filled."""
    if not is_there():
        return 0
    auto_top_up.write_down_fillings(now)
    with system():
        waiting = Errand.objects.filter(kind=KIND, state=Errand.State.OPEN, not_before__lte=now).order_by("at")
        found = list(waiting.values_list("pk", "workspace_id")[: auto_top_up.AT_ONCE])
    return sum(_carry_out(workspace_id, pk, now) for pk, workspace_id in found)


def _carry_out(workspace_id: str, pk: str, now: datetime) -> bool:
    with tenant(workspace_id):
        rows = Errand.objects.select_for_update(skip_locked=True).filter(pk=pk, state=Errand.State.OPEN)
        errand = rows.filter(not_before__lte=now).first()
        if errand is None:
            return False
        errand.not_before = now + LEASE
        errand.save(update_fields=["not_before", "updated_at"])
        customer = Customer.objects.get(workspace_id=workspace_id).stripe_id
    try:
        invoice = _invoice_of(client(), errand, customer, now)
    except stripe.CardError as error:
        _refused_by_card(errand, error, now)
    except stripe.InvalidRequestError as error:
        without = error.code in _WITHOUT_CARD
        said = "There is no card any more to charge: save one." if without else f"Stripe did not take it: {error}"
        auto_top_up.refused(errand=errand, why=NO_CARD if without else UNCLEAR, said=said, link="", now=now)
    except stripe.StripeError as error:
        log.warning("filling %s: no answer (%s); it is asked again", errand.pk, error)
    else:
        return _settle(errand, invoice, now)
    return False


def _invoice_of(api: stripe.StripeClient, errand: Errand, customer: str, now: datetime) -> Any:
    """The invoice, paid; after a day whatever there is of it.

    Stripe repeats an error under the same key for a day. So what an earlier try led to is looked at, and what is not
    there is asked for under another key; an invoice is finalised and paid once, whatever the key.
    """
    if now - errand.at > SAFE_TO_REPEAT:
        return _found(api, errand, customer)
    before = _before(api, errand, customer, now)
    if before is not None and before.status == "paid":
        return before
    tried = [now.isoformat()] if before is not None or now - errand.at > ASKED_AGAIN else []
    if before is None:
        before = api.v1.invoices.create(params=_empty(errand, customer), options=once(errand.pk, "invoice", *tried))
    errand.stripe_id = str(before.id)
    with tenant(errand.workspace_id):
        Errand.objects.filter(pk=errand.pk).update(stripe_id=errand.stripe_id)
    if before.status == "draft":
        if not before.subtotal:
            api.v1.invoice_items.create(params=_line(errand, customer), options=once(errand.pk, "line", *tried))
        final = once(errand.pk, "final", *tried)
        api.v1.invoices.finalize_invoice(errand.stripe_id, params={"auto_advance": False}, options=final)
    paying: Any = {"off_session": True, "expand": ["payments"]}
    return api.v1.invoices.pay(errand.stripe_id, params=paying, options=once(errand.pk, "pay", *tried))


def _before(api: stripe.StripeClient, errand: Errand, customer: str, now: datetime) -> Any | None:
    """What an earlier try led to, None for nothing."""
    if errand.stripe_id:
        return api.v1.invoices.retrieve(errand.stripe_id, params={"expand": ["payments"]})
    return _found(api, errand, customer) if now - errand.at > ASKED_AGAIN else None


def _empty(errand: Errand, customer: str) -> Any:
    return {
        "customer": customer,
        "currency": "usd",
        "collection_method": "charge_automatically",
        "auto_advance": False,
        "automatic_tax": {"enabled": True},
        "pending_invoice_items_behavior": "exclude",
        "metadata": {"errand": errand.pk, "workspace": errand.workspace_id},
    }


def _line(errand: Errand, customer: str) -> Any:
    return {
        "customer": customer,
        "invoice": errand.stripe_id,
        "amount": errand.amount // CENT,
        "currency": "usd",
        "description": "Balance for renders",
        "tax_behavior": "exclusive",
    }


def _found(api: stripe.StripeClient, errand: Errand, customer: str) -> Any | None:
    since = int(errand.at.timestamp()) - 60
    made = api.v1.invoices.list(params={"customer": customer, "created": {"gte": since}, "limit": 100}).data
    return next((one for one in made if errand_of(one) == errand.pk), None)


def _settle(errand: Errand, invoice: Any | None, now: datetime) -> bool:
    if invoice is not None and invoice.status == "paid":
        with tenant(errand.workspace_id):
            auto_top_up.paid(
                workspace_id=errand.workspace_id, errand_id=errand.pk, invoice=invoice.id,
                payment_intent=intent_of(invoice), amount=errand.amount, now=now,
            )  # fmt: skip
        return True
    said = (
        "Stripe did not say whether the card was charged, and it was not. Look at the card and turn filling on again."
    )
    link = (invoice.hosted_invoice_url or "") if invoice is not None else ""
    auto_top_up.refused(errand=errand, why=UNCLEAR, said=said, link=link, now=now)
    return False


def _refused_by_card(errand: Errand, error: stripe.CardError, now: datetime) -> None:
    """With the page of the invoice, where it can be paid with another card or confirmed."""
    try:
        link = client().v1.invoices.retrieve(errand.stripe_id).hosted_invoice_url or ""
    except stripe.StripeError:
        link = ""  # the mail and the page say what happened without it
    if error.code in _TO_CONFIRM:
        auto_top_up.refused(errand=errand, why=CONFIRM, said=UNCONFIRMED, link=link, now=now)
        return
    said = f"{error.user_message or 'The card was refused.'} Nothing was charged, and the card is not tried again."
    auto_top_up.refused(errand=errand, why=DECLINED, said=said, link=link, now=now)


def errand_of(invoice: Any) -> str:
    """Which errand of ours an invoice is, empty for none."""
    written = invoice.metadata.to_dict() if invoice.metadata else {}
    return str(written.get("errand", ""))


def intent_of(invoice: Any) -> str:
    """The payment behind an invoice, empty when Stripe did not tell it along."""
    payments = getattr(invoice, "payments", None)
    first = payments.data[0] if payments and payments.data else None
    return str(first.payment.payment_intent or "") if first is not None else ""
