"""What the stand-in for Stripe keeps: things by kind, held to the SDK's own objects, and events that wait."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import stripe
from stripe.events import V1BillingMeterErrorReportTriggeredEvent

from tests.fakes.stripe_types import unknown_members

METER_FAULT = V1BillingMeterErrorReportTriggeredEvent.V1BillingMeterErrorReportTriggeredEventData
OBJECTS: dict[str, type] = {
    "customers": stripe.Customer,
    "prices": stripe.Price,
    "checkout/sessions": stripe.checkout.Session,
    "billing_portal/sessions": stripe.billing_portal.Session,
    "subscriptions": stripe.Subscription,
    "invoices": stripe.Invoice,
    "invoiceitems": stripe.InvoiceItem,
    "charges": stripe.Charge,
    "disputes": stripe.Dispute,
    "payment_methods": stripe.PaymentMethod,
    "setup_intents": stripe.SetupIntent,
    "billing/meters": stripe.billing.Meter,
    "billing/meter_events": stripe.billing.MeterEvent,
    "test_helpers/test_clocks": stripe.test_helpers.TestClock,
}
PREFIXES = {
    "customers": "cus", "prices": "price", "checkout/sessions": "cs_test", "billing_portal/sessions": "bps",
    "subscriptions": "sub", "invoices": "in", "invoiceitems": "ii", "charges": "ch", "disputes": "dp",
    "payment_methods": "pm", "setup_intents": "seti", "billing/meters": "mtr", "billing/meter_events": "mev",
    "test_helpers/test_clocks": "clock",
}  # fmt: skip


class CardRefuses(Exception):
    """As a bank says no; `code` is Stripe's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class State:
    """`card_works` is the customer's card, `card_says` what it answers when it does not.

    `lose_replies` and `fails` count down: of the one an answer is lost on its way; the other is an error that Stripe
    repeats under the same key, though the thing was done. `whole` is what thin events are about, by their names;
    `tax_percent` is added to what a card is charged; `looked_on` is called with every request, before it is answered.
    """

    url: str = ""
    now: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)
    things: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {name: {} for name in OBJECTS})
    lines: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    pending: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    whole: dict[str, dict[str, Any]] = field(default_factory=dict)
    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    card_works: bool = True
    card_says: str = "card_declined"
    lose_replies: int = 0
    fails: int = 0
    tax_percent: int = 0
    trial_days: int = 0
    looked_on: Callable[[], None] = lambda: None

    def made(self, kind: str, **members: Any) -> dict[str, Any]:
        """A new thing of this kind, checked against Stripe's own object."""
        name = f"{PREFIXES[kind]}_{len(self.things[kind]) + 1:04d}"
        thing = {"id": name, "object": kind.removesuffix("s").replace("/", "."), **members}
        if "id" in unknown_members(OBJECTS[kind], thing):  # meter events have none
            del thing["id"]
        assert not (unknown := unknown_members(OBJECTS[kind], thing)), (kind, unknown)
        self.things[kind][name] = thing
        return thing

    def emit(self, name: str, thing: dict[str, Any]) -> None:
        """An event that waits to be sent; it holds the thing as it was at this moment."""
        self.events.append(
            {
                "id": f"evt_{len(self.events) + 1:04d}",
                "object": "event",
                "type": name,
                "livemode": False,
                "api_version": stripe.api_version,
                "created": int(self.now.timestamp()),
                "data": {"object": json.loads(json.dumps(thing))},
            }
        )

    def miscount(self, identifier: str, *, code: str = "meter_event_customer_not_found") -> None:
        """A meter's event that was taken in cannot be counted: a thin event says so, and is looked up."""
        sample = {"error_message": "No such customer", "request": {"identifier": identifier}}
        kind = {"code": code, "error_count": 1, "sample_errors": [sample]}
        assert not unknown_members(METER_FAULT.Reason.ErrorType, kind)
        data = {"reason": {"error_count": 1, "error_types": [kind]}, "developer_message_summary": "1 error"}
        assert not unknown_members(METER_FAULT, data)
        name = f"evt_thin_{len(self.whole) + 1}"
        thin = {
            "id": name, "object": "v2.core.event", "type": "v1.billing.meter.error_report_triggered", "livemode": False,
            "created": self.now.isoformat(), "related_object": {"id": "mtr_0001", "type": "billing.meter", "url": ""},
        }  # fmt: skip
        self.whole[name] = thin | {"data": data}
        self.events.append(thin)

    def charged(self, customer: str, cents: int) -> dict[str, Any]:
        """The card is charged so much and the tax on it. Raises CardRefuses."""
        if not self.card_works:
            raise CardRefuses(self.card_says)
        taxed = cents + cents * self.tax_percent // 100
        charge = self.made("charges", customer=customer, amount=taxed, amount_refunded=0, payment_intent="")
        charge["payment_intent"] = f"pi_of_{charge['id']}"
        return charge

    def metered(self, customer: str, start: int, end: int) -> int:
        """The sum of a customer's meter events in a time."""
        mine = [
            event for event in self.things["billing/meter_events"].values()
            if event["payload"]["stripe_customer_id"] == customer and start <= event["timestamp"] < end
        ]  # fmt: skip
        return sum(int(event["payload"]["value"]) for event in mine)

    def default_card(self, customer: str) -> dict[str, Any] | None:
        """The card of a customer that is charged when nobody is there."""
        settings = self.things["customers"][customer].get("invoice_settings") or {}
        return self.things["payment_methods"].get(settings.get("default_payment_method") or "")

    def a_card(self, customer: str, *, last4: str = "4242") -> dict[str, Any]:
        """A card that was saved on a page."""
        return self.made(
            "payment_methods", customer=customer, type="card", card={"brand": "visa", "last4": last4}
        )  # fmt: skip
