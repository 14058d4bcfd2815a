"""What Stripe tells us: stored as it comes, done once, in any order.

An event only says what to look at: the thing itself is fetched anew, so an old event that comes late changes nothing.
Books move under keys made of Stripe's own ids, so that no event, however often it is done, moves them twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import stripe
from django.db import transaction
from django.db.models import Sum

from billing import gateway, ledger
from billing.books import AccountKind
from billing.models import Customer, Movement, StripeEvent
from billing.money import MICRO
from billing.plans import plan_of
from renderers.farm.services import limits_changed
from studio.core.tenancy import system, tenant

AT_ONCE = 20
CENT = MICRO // 100
_BACK_OFF = timedelta(seconds=5)
_LONGEST = timedelta(hours=1)
log = logging.getLogger(__name__)


class NotYet(Exception):
    """What the event is about is not known here yet; it is tried again."""


def store_event(*, event: Mapping[str, Any], at: datetime) -> bool:
    """Kept for ever under its id; False when it was there already."""
    row = StripeEvent(id=event["id"], type=event["type"], payload=dict(event), received_at=at, not_before=at)
    before = StripeEvent.objects.filter(pk=row.pk).exists()
    StripeEvent.objects.bulk_create([row], ignore_conflicts=True)
    return not before


def do_events(now: datetime) -> int:
    """Does what waits, each in its own transaction; answers how many were done. What fails is tried again later."""
    if not gateway.is_there():
        return 0
    done = 0
    for pk in list(_waiting(now).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            row = _waiting(now).select_for_update(skip_locked=True).filter(pk=pk).first()
            done += row is not None and _do(row, now)
    return done


def _waiting(now: datetime) -> Any:
    return StripeEvent.objects.filter(processed_at=None, not_before__lte=now).order_by("received_at", "id")


def _do(row: StripeEvent, now: datetime) -> bool:
    try:
        with transaction.atomic():
            if row.type in _DEEDS:
                _DEEDS[row.type](gateway.client(), row.payload["data"]["object"], now)
        row.processed_at, row.error = now, ""
    except Exception as error:  # whatever it is, the event is kept and tried again
        log.exception("Stripe's event %s (%s) could not be done", row.pk, row.type)
        row.attempts += 1
        row.error = f"{type(error).__name__}: {error}"[:2000]
        row.not_before = now + min(_LONGEST, _BACK_OFF * 2 ** min(row.attempts, 12))
    row.save()
    return row.processed_at is not None


def _customer(stripe_id: Any) -> Customer:
    with system():
        found = Customer.objects.filter(stripe_id=str(stripe_id)).first()
    if found is None:
        raise NotYet(f"no workspace is the customer {stripe_id}")
    return found


def _paid_at_once(api: stripe.StripeClient, told: Mapping[str, Any], now: datetime) -> None:
    """A checkout came to its end: money for the balance, or a subscription to look at."""
    session = api.v1.checkout.sessions.retrieve(told["id"])
    customer = _customer(session.customer)
    if session.client_reference_id != customer.workspace_id:
        raise NotYet(f"checkout {session.id} names another workspace than its customer")
    if session.mode == "subscription":
        _look_at_subscription(api, {"id": str(session.subscription)}, now)
    elif session.mode == "payment" and session.payment_status == "paid":
        amount = int(session.amount_subtotal or 0) * CENT
        with tenant(customer.workspace_id):
            ledger.top_up(
                workspace_id=customer.workspace_id,
                amount=amount,
                key=f"stripe:{session.id}",
                memo="Paid by card",
                at=now,
            )


def _look_at_subscription(api: stripe.StripeClient, told: Mapping[str, Any], now: datetime) -> None:
    """The subscription as it is now, whatever the event said."""
    found = api.v1.subscriptions.retrieve(told["id"])
    customer = _customer(found.customer)
    item = _flat_item(found)
    plan = plan_of(item.price.lookup_key or "")
    over = found.status in ("canceled", "incomplete_expired")
    if over and customer.subscription_id not in ("", found.id):
        return  # an older one; there is another by now
    customer.subscription_id = "" if over else found.id
    customer.plan = plan.name if plan and not over else ""
    customer.status = found.status
    customer.period_end = datetime.fromtimestamp(item.current_period_end, UTC)
    is_overdue = found.status in ("past_due", "unpaid", "incomplete")
    customer.overdue_since = (customer.overdue_since or now) if is_overdue else None
    with tenant(customer.workspace_id):
        customer.save()
        limits_changed(workspace_id=customer.workspace_id)


def _invoice_paid(api: stripe.StripeClient, told: Mapping[str, Any], now: datetime) -> None:
    """A month of a plan was paid: what it includes is added to the balance, once for each invoice."""
    invoice = api.v1.invoices.retrieve(told["id"])
    subscription_id = _subscription_of(invoice)
    if invoice.status != "paid" or not subscription_id:
        return
    customer = _customer(invoice.customer)
    _look_at_subscription(api, {"id": subscription_id}, now)
    subscription = api.v1.subscriptions.retrieve(subscription_id)
    plan = plan_of(_flat_item(subscription).price.lookup_key or "")
    if plan is None or invoice.billing_reason not in ("subscription_create", "subscription_cycle"):
        return
    with tenant(customer.workspace_id):
        ledger.include(
            workspace_id=customer.workspace_id,
            amount=plan.included,
            key=f"stripe:{invoice.id}",
            memo=f"Included with a month of the plan {plan.title}",
            at=now,
        )


def _invoice_failed(api: stripe.StripeClient, told: Mapping[str, Any], now: datetime) -> None:
    if subscription_id := _subscription_of(api.v1.invoices.retrieve(told["id"])):
        _look_at_subscription(api, {"id": subscription_id}, now)


def _paid_back(api: stripe.StripeClient, told: Mapping[str, Any], now: datetime) -> None:
    """Money went back to a card: it leaves the balance as far as it is still there."""
    charge = api.v1.charges.retrieve(told["id"])
    customer = _customer(charge.customer)
    with tenant(customer.workspace_id):
        accounts = ledger.locked_accounts(workspace_id=customer.workspace_id)
        before = Movement.objects.filter(workspace_id=customer.workspace_id, key__startswith=f"pay_out:{charge.id}:")
        left = int(charge.amount_refunded) * CENT - (before.aggregate(sum=Sum("amount"))["sum"] or 0)
        amount = min(left, accounts[AccountKind.BALANCE].balance)
        if amount > 0:
            key, memo = f"{charge.id}:{charge.amount_refunded}", "Paid back to the card"
            ledger.pay_out(workspace_id=customer.workspace_id, amount=amount, key=key, memo=memo, at=now)
        if amount < left:
            log.error("%s: %s micro-dollars were paid back but are spent already", charge.id, left - max(0, amount))


def _flat_item(subscription: Any) -> Any:
    """The item that is the plan itself, beside the metered one."""
    items = subscription["items"].data
    return next((item for item in items if plan_of(item.price.lookup_key or "")), items[0])


def _subscription_of(invoice: Any) -> str:
    parent = invoice.parent
    details = parent.subscription_details if parent else None
    return str(details.subscription) if details else ""


Deed = Callable[[stripe.StripeClient, Mapping[str, Any], datetime], None]

_DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "checkout.session.completed": _paid_at_once,
        "checkout.session.async_payment_succeeded": _paid_at_once,
        "customer.subscription.created": _look_at_subscription,
        "customer.subscription.updated": _look_at_subscription,
        "customer.subscription.deleted": _look_at_subscription,
        "invoice.paid": _invoice_paid,
        "invoice.payment_failed": _invoice_failed,
        "charge.refunded": _paid_back,
    }
)
