"""What can be asked of the stand-in for Stripe: the address, the SDK's type of the request, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.fakes.stripe_billing import Billing

_DAY = 24 * 3600
Sent = dict[str, Any]


class Refused(Exception):
    """As Stripe refuses a request that makes no sense."""

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Maker:
    """`takes` is module and name of the request's type in the SDK."""

    address: str
    takes: tuple[str, str]
    make: Callable[..., dict[str, Any]]


def _customer(fake: Billing, sent: Sent) -> dict[str, Any]:
    return fake.made(
        "customers", name=sent["name"], email=sent["email"], metadata=sent["metadata"], invoice_settings={}
    )


def _change_customer(fake: Billing, sent: Sent, name: str) -> dict[str, Any]:
    settings = sent["invoice_settings"]
    if settings["default_payment_method"] not in fake.things["payment_methods"]:
        raise Refused("No such PaymentMethod", code="resource_missing")
    fake.things["customers"][name]["invoice_settings"] = settings
    return fake.things["customers"][name]


def _price(fake: Billing, sent: Sent) -> dict[str, Any]:
    cents = sent.get("unit_amount")
    return fake.made(
        "prices",
        lookup_key=sent["lookup_key"],
        unit_amount=int(cents) if cents else None,
        unit_amount_decimal=sent.get("unit_amount_decimal", cents),
        currency=sent["currency"],
        recurring=sent["recurring"],
    )


def _session(fake: Billing, sent: Sent) -> dict[str, Any]:
    lines = sent.get("line_items", [])
    price = lines[0].get("price", "") if lines else ""
    if price:
        cents = fake.things["prices"][price]["unit_amount"]
    else:
        cents = int(lines[0]["price_data"]["unit_amount"]) if lines else None
    if sent["mode"] == "setup" and sent.get("automatic_tax"):
        raise Refused("`automatic_tax` cannot be used in setup mode")
    session = fake.made(
        "checkout/sessions",
        mode=sent["mode"],
        customer=sent["customer"],
        client_reference_id=sent["client_reference_id"],
        success_url=sent["success_url"],
        cancel_url=sent["cancel_url"],
        amount_subtotal=cents,
        payment_status="unpaid",
        status="open",
        subscription=None,
        setup_intent=None,
        payment_intent=None,
        line_items={"object": "list", "data": lines},
    )
    session["url"] = f"{fake.url}/pay/{session['id']}"
    return session


def _portal(fake: Billing, sent: Sent) -> dict[str, Any]:
    opened = fake.made("billing_portal/sessions", customer=sent["customer"], return_url=sent["return_url"])
    opened["url"] = f"{fake.url}/portal/{opened['id']}"
    return opened


def _meter(fake: Billing, sent: Sent) -> dict[str, Any]:
    return fake.made("billing/meters", event_name=sent["event_name"], display_name=sent["display_name"])


def _meter_event(fake: Billing, sent: Sent) -> dict[str, Any]:
    """An identifier counts once within a day."""
    for event in fake.things["billing/meter_events"].values():
        if event["identifier"] == sent["identifier"] and fake.now.timestamp() - event["created"] < _DAY:
            return event
    if not str(sent["payload"]["value"]).isdigit():
        raise Refused("The value of a meter event is a whole number")
    return fake.made(
        "billing/meter_events",
        event_name=sent["event_name"],
        identifier=sent["identifier"],
        payload=sent["payload"],
        timestamp=int(sent["timestamp"]),
        created=fake.now.timestamp(),
    )


def _change_subscription(fake: Billing, sent: Sent, name: str) -> dict[str, Any]:
    subscription = fake.things["subscriptions"][name]
    changes = [change | {"deleted": change.get("deleted") == "true"} for change in sent["items"]]
    fake.change(subscription, changes, proration=sent["proration_behavior"])
    return subscription


def _invoice(fake: Billing, sent: Sent) -> dict[str, Any]:
    return fake.new_invoice(sent["customer"], [], reason="manual", metadata=sent["metadata"])


def _invoice_item(fake: Billing, sent: Sent) -> dict[str, Any]:
    invoice = fake.things["invoices"][sent["invoice"]]
    if invoice["status"] != "draft":
        raise Refused("The invoice is no draft any more", code="invoice_not_editable")
    invoice["subtotal"] += int(sent["amount"])
    invoice["total"] = invoice["subtotal"]
    fake.lines[invoice["id"]].append({"id": "il_1", "object": "line_item", "amount": int(sent["amount"])})
    return fake.made("invoiceitems", customer=sent["customer"], invoice=sent["invoice"], amount=int(sent["amount"]))


def _finalize(fake: Billing, _sent: Sent, name: str) -> dict[str, Any]:
    invoice = fake.things["invoices"][name]
    if invoice["status"] != "draft":
        raise Refused("The invoice is no draft any more", code="invoice_not_editable")
    invoice["status"] = "open"
    return invoice


def _pay(fake: Billing, sent: Sent, name: str) -> dict[str, Any]:
    invoice = fake.things["invoices"][name]
    if invoice["status"] != "open":
        raise Refused(f"Invoice is {invoice['status']}", code="invoice_already_paid")
    if sent.get("off_session") == "true" and fake.default_card(invoice["customer"]) is None:
        raise Refused(
            "This customer has no attached payment source or default payment method.", code="resource_missing"
        )
    fake.settle(invoice)
    return invoice


def _void(fake: Billing, _sent: Sent, name: str) -> dict[str, Any]:
    invoice = fake.things["invoices"][name]
    if invoice["status"] != "open":
        raise Refused(f"Invoice is {invoice['status']}")
    invoice["status"] = "void"
    return invoice


def _clock(fake: Billing, sent: Sent) -> dict[str, Any]:
    fake.now = datetime.fromtimestamp(int(sent["frozen_time"]), UTC)
    return fake.made("test_helpers/test_clocks", frozen_time=int(sent["frozen_time"]), status="ready")


def _advance(fake: Billing, sent: Sent, name: str) -> dict[str, Any]:
    clock = fake.things["test_helpers/test_clocks"][name]
    if int(sent["frozen_time"]) <= clock["frozen_time"]:
        raise Refused("The time must be after the clock's current time")
    fake.advance(datetime.fromtimestamp(int(sent["frozen_time"]), UTC))
    clock["frozen_time"] = int(sent["frozen_time"])
    return clock


MAKERS = (
    Maker("customers", ("_customer_create_params", "CustomerCreateParams"), _customer),
    Maker(r"customers/(\w+)", ("_customer_update_params", "CustomerUpdateParams"), _change_customer),
    Maker("prices", ("_price_create_params", "PriceCreateParams"), _price),
    Maker("checkout/sessions", ("checkout._session_create_params", "SessionCreateParams"), _session),
    Maker("billing/meters", ("billing._meter_create_params", "MeterCreateParams"), _meter),
    Maker("billing/meter_events", ("billing._meter_event_create_params", "MeterEventCreateParams"), _meter_event),
    Maker("billing_portal/sessions", ("billing_portal._session_create_params", "SessionCreateParams"), _portal),
    Maker(r"subscriptions/(\w+)", ("_subscription_update_params", "SubscriptionUpdateParams"), _change_subscription),
    Maker("invoices", ("_invoice_create_params", "InvoiceCreateParams"), _invoice),
    Maker("invoiceitems", ("_invoice_item_create_params", "InvoiceItemCreateParams"), _invoice_item),
    Maker(r"invoices/(\w+)/finalize", ("_invoice_finalize_invoice_params", "InvoiceFinalizeInvoiceParams"), _finalize),
    Maker(r"invoices/(\w+)/pay", ("_invoice_pay_params", "InvoicePayParams"), _pay),
    Maker(r"invoices/(\w+)/void", ("_invoice_void_invoice_params", "InvoiceVoidInvoiceParams"), _void),
    Maker("test_helpers/test_clocks", ("test_helpers._test_clock_create_params", "TestClockCreateParams"), _clock),
    Maker(
        r"test_helpers/test_clocks/(\w+)/advance",
        ("test_helpers._test_clock_advance_params", "TestClockAdvanceParams"),
        _advance,
    ),
)
