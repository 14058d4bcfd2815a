"""A stand-in for Stripe that keeps what it is told: over HTTP, with pages for a browser and signed webhooks.

It knows what the studio uses: customers, prices, checkout, the portal, subscriptions that renew when its clock moves,
invoices and refunds. Every request is held to the SDK's own types, every reply to the SDK's own objects. It can accept
a request and answer 500, and its events can be sent late, twice and in any order.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import stripe
from flask import Flask, Response, redirect, request
from pydantic import ValidationError
from werkzeug.serving import make_server

from tests.fakes.stripe_types import decoded, request_model, unknown_members

SECRET = "whsec_fake"
KEY = "sk_test_fake"
MONTH = timedelta(days=30)
_DAY = 24 * 3600

REQUESTS = {
    "customers": ("_customer_create_params", "CustomerCreateParams"),
    "prices": ("_price_create_params", "PriceCreateParams"),
    "checkout/sessions": ("checkout._session_create_params", "SessionCreateParams"),
    "billing/meters": ("billing._meter_create_params", "MeterCreateParams"),
    "billing/meter_events": ("billing._meter_event_create_params", "MeterEventCreateParams"),
    "billing_portal/sessions": ("billing_portal._session_create_params", "SessionCreateParams"),
}
OBJECTS: dict[str, type] = {
    "customers": stripe.Customer,
    "prices": stripe.Price,
    "checkout/sessions": stripe.checkout.Session,
    "billing_portal/sessions": stripe.billing_portal.Session,
    "subscriptions": stripe.Subscription,
    "invoices": stripe.Invoice,
    "charges": stripe.Charge,
    "billing/meters": stripe.billing.Meter,
    "billing/meter_events": stripe.billing.MeterEvent,
}
PREFIXES = {
    "customers": "cus", "prices": "price", "checkout/sessions": "cs_test", "billing_portal/sessions": "bps",
    "subscriptions": "sub", "invoices": "in", "charges": "ch",
    "billing/meters": "mtr", "billing/meter_events": "mev",
}  # fmt: skip


@dataclass(slots=True)
class FakeStripe:
    """What it was told and what it made of it. `card_works` is the customer's card; `lose_replies` counts down."""

    url: str = ""
    now: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)
    things: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {name: {} for name in OBJECTS})
    events: list[dict[str, Any]] = field(default_factory=list)
    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    card_works: bool = True
    lose_replies: int = 0

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

    def metered(self, customer: str, start: int, end: int) -> int:
        """The sum of a customer's meter events in a time."""
        mine = [
            event for event in self.things["billing/meter_events"].values()
            if event["payload"]["stripe_customer_id"] == customer and start <= event["timestamp"] < end
        ]  # fmt: skip
        return sum(int(event["payload"]["value"]) for event in mine)

    # what the customer does on the pages

    def pay(self, session_id: str) -> dict[str, Any]:
        """The checkout is paid; what follows from it happens, and is told in an order that helps nobody."""
        session = self.things["checkout/sessions"][session_id]
        if session["status"] == "complete":
            return session
        session |= {"status": "complete", "payment_status": "paid"}
        if session["mode"] == "subscription":
            self._subscribe(session)
        else:
            charge = self.made(
                "charges", customer=session["customer"], amount=session["amount_subtotal"], amount_refunded=0
            )
            session["payment_intent"] = f"pi_of_{charge['id']}"
        self.emit("checkout.session.completed", session)
        return session

    def refund(self, charge_id: str, cents: int) -> None:
        """Some of a charge goes back to the card."""
        charge = self.things["charges"][charge_id]
        charge["amount_refunded"] += cents
        self.emit("charge.refunded", charge)

    def cancel(self, subscription_id: str) -> None:
        """The customer leaves."""
        subscription = self.things["subscriptions"][subscription_id]
        subscription["status"] = "canceled"
        self.emit("customer.subscription.deleted", subscription)

    def advance(self, to: datetime) -> None:
        """Its clock moves on; every month that begins is billed."""
        self.now = to
        for subscription in self.things["subscriptions"].values():
            items = subscription["items"]["data"]
            while subscription["status"] in ("active", "past_due") and items[0]["current_period_end"] <= to.timestamp():
                for item in items:
                    item["current_period_end"] += int(MONTH.total_seconds())
                self._bill(subscription, "subscription_cycle")

    def pay_open_invoices(self) -> None:
        """Another card is used, and what is open is paid."""
        self.card_works = True
        for invoice in [one for one in self.things["invoices"].values() if one["status"] == "open"]:
            self._settle(invoice)

    def _subscribe(self, session: dict[str, Any]) -> None:
        price = self.things["prices"][session["metadata"]["price"]]
        end = int((self.now + MONTH).timestamp())
        metered = next(one for one in self.things["prices"].values() if not one["unit_amount"])
        items = [
            {"id": "si_1", "price": metered, "current_period_end": end},
            {"id": "si_2", "price": price, "current_period_end": end, "quantity": 1},
        ]
        subscription = self.made(
            "subscriptions", customer=session["customer"], status="active", items={"object": "list", "data": items}
        )
        session["subscription"] = subscription["id"]
        self._bill(subscription, "subscription_create")
        self.emit("customer.subscription.created", subscription)

    def _bill(self, subscription: dict[str, Any], reason: str) -> None:
        details = {"subscription": subscription["id"]}
        invoice = self.made(
            "invoices",
            customer=subscription["customer"],
            status="open",
            billing_reason=reason,
            parent={"type": "subscription_details", "subscription_details": details},
        )
        self._settle(invoice)

    def _settle(self, invoice: dict[str, Any]) -> None:
        subscription = self.things["subscriptions"][invoice["parent"]["subscription_details"]["subscription"]]
        invoice["status"] = "paid" if self.card_works else "open"
        subscription["status"] = "active" if self.card_works else "past_due"
        self.emit("invoice.paid" if self.card_works else "invoice.payment_failed", invoice)
        self.emit("customer.subscription.updated", subscription)


def signed(event: dict[str, Any], *, secret: str = SECRET, at: datetime | None = None) -> tuple[str, dict[str, str]]:
    """The body and header of a webhook, signed by Stripe's own code."""
    body = json.dumps(event)
    stamp = int(at.timestamp()) if at else None
    return body, {"Stripe-Signature": stripe.WebhookSignature.generate_signature_header(body, secret, stamp)}


@contextmanager
def running(fake: FakeStripe, *, port: int = 0, then: Callable[[], None] = lambda: None) -> Iterator[FakeStripe]:
    """It answers at `fake.url`; `then` is called after every click on a page of it."""
    server = make_server("localhost", port, _app(fake, then), threaded=True)
    fake.url = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _app(fake: FakeStripe, then: Callable[[], None]) -> Flask:
    app = Flask("stripe")

    @app.post("/v1/<path:kind>")
    def create(kind: str) -> Any:
        return _created(fake, kind)

    @app.get("/v1/prices")
    def prices() -> Any:
        wanted = set(decoded(request.args.items(multi=True)).get("lookup_keys", []))
        found = [price for price in fake.things["prices"].values() if price["lookup_key"] in wanted]
        return {"object": "list", "data": found, "has_more": False, "url": "/v1/prices"}

    @app.get("/v1/billing/meters")
    def meters() -> Any:
        found = list(fake.things["billing/meters"].values())
        return {"object": "list", "data": found, "has_more": False, "url": "/v1/billing/meters"}

    @app.get("/v1/billing/meters/<meter>/event_summaries")
    def summaries(meter: str) -> Any:
        asked = request.args
        total = fake.metered(asked["customer"], int(asked["start_time"]), int(asked["end_time"]))
        summary = {"id": "sum_1", "object": "billing.meter_event_summary", "meter": meter, "aggregated_value": total}
        return {"object": "list", "data": [summary], "has_more": False, "url": "/v1/billing/meters"}

    @app.get("/v1/<path:address>")
    def read(address: str) -> Any:
        kind, _, name = address.rpartition("/")
        found = fake.things.get(kind, {}).get(name)
        return found or _problem(404, f"No such {kind}: {name}")

    _add_pages(app, fake, then)
    return app


def _add_pages(app: Flask, fake: FakeStripe, then: Callable[[], None]) -> None:
    @app.get("/pay/<session_id>")
    def checkout(session_id: str) -> Any:
        session = fake.things["checkout/sessions"][session_id]
        return _page("Pay", f"{session['amount_subtotal'] / 100:.2f} USD", ["Pay"], back=session["cancel_url"])

    @app.post("/pay/<session_id>")
    def paid(session_id: str) -> Any:
        session = fake.pay(session_id)
        then()
        return redirect(session["success_url"])

    @app.get("/portal/<name>")
    def portal(name: str) -> Any:
        opened = fake.things["billing_portal/sessions"][name]
        mine = [one for one in fake.things["invoices"].values() if one["customer"] == opened["customer"]]
        rows = " ".join(f"<li>Invoice {one['id']}: {one['status']}</li>" for one in mine)
        acts = ["Use another card", "Cancel subscription"]
        return _page("Your subscription", f"<ul>{rows}</ul>", acts, back=opened["return_url"])

    @app.post("/portal/<name>")
    def changed(name: str) -> Any:
        opened = fake.things["billing_portal/sessions"][name]
        if request.form["act"] == "Use another card":
            fake.pay_open_invoices()
        else:
            for one in fake.things["subscriptions"].values():
                if one["customer"] == opened["customer"] and one["status"] != "canceled":
                    fake.cancel(one["id"])
        then()
        return redirect(opened["return_url"])


def _created(fake: FakeStripe, kind: str) -> Any:
    fake.requests.append(kind)
    if request.headers.get("Authorization") != f"Bearer {KEY}":
        return _problem(401, "Invalid API Key provided")
    sent = decoded(request.form.items(multi=True))
    key = request.headers.get("Idempotency-Key", "")
    if key in fake.replies:
        before = fake.replies[key]
        if before["sent"] != sent:
            return _problem(400, "Keys for idempotent requests can only be used with the same parameters")
        reply = before["reply"]
    else:
        try:
            request_model(*REQUESTS[kind]).validate_python(sent)
        except ValidationError as error:
            return _problem(400, str(error))
        reply = _MAKERS[kind](fake, sent)
        fake.replies[key] = {"sent": sent, "reply": reply}
    if fake.lose_replies:
        fake.lose_replies -= 1
        return _problem(500, "It was done, but the answer was lost")
    return reply


def _new_session(fake: FakeStripe, sent: dict[str, Any]) -> dict[str, Any]:
    line = sent["line_items"][0]
    price = line.get("price", "")
    cents = fake.things["prices"][price]["unit_amount"] if price else int(line["price_data"]["unit_amount"])
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
        metadata={"price": price},
    )
    session["url"] = f"{fake.url}/pay/{session['id']}"
    return session


def _new_portal(fake: FakeStripe, sent: dict[str, Any]) -> dict[str, Any]:
    opened = fake.made("billing_portal/sessions", customer=sent["customer"], return_url=sent["return_url"])
    opened["url"] = f"{fake.url}/portal/{opened['id']}"
    return opened


def _new_meter(fake: FakeStripe, sent: dict[str, Any]) -> dict[str, Any]:
    return fake.made("billing/meters", event_name=sent["event_name"], display_name=sent["display_name"])


def _new_meter_event(fake: FakeStripe, sent: dict[str, Any]) -> dict[str, Any]:
    """An identifier counts once within a day."""
    for event in fake.things["billing/meter_events"].values():
        if event["identifier"] == sent["identifier"] and fake.now.timestamp() - event["created"] < _DAY:
            return event
    assert sent["payload"]["value"].isdigit(), "whole numbers only"
    return fake.made(
        "billing/meter_events",
        event_name=sent["event_name"],
        identifier=sent["identifier"],
        payload=sent["payload"],
        timestamp=int(sent["timestamp"]),
        created=fake.now.timestamp(),
    )


def _new_price(fake: FakeStripe, sent: dict[str, Any]) -> dict[str, Any]:
    return fake.made(
        "prices", lookup_key=sent["lookup_key"], unit_amount=int(sent.get("unit_amount", 0)), currency=sent["currency"]
    )


_MAKERS: dict[str, Callable[[FakeStripe, dict[str, Any]], dict[str, Any]]] = {
    "customers": lambda fake, sent: fake.made("customers", name=sent["name"], metadata=sent["metadata"]),
    "prices": _new_price,
    "billing/meters": _new_meter,
    "billing/meter_events": _new_meter_event,
    "checkout/sessions": _new_session,
    "billing_portal/sessions": _new_portal,
}


def _problem(status: int, message: str) -> Response:
    kind = "api_error" if status >= 500 else "invalid_request_error"
    body = json.dumps({"error": {"type": kind, "message": message}})
    return Response(body, status=status, content_type="application/json")


def _page(title: str, body: str, acts: list[str], *, back: str) -> str:
    buttons = " ".join(f'<button name="act" value="{act}">{act}</button>' for act in acts)
    return (
        f"<!doctype html><title>{title}</title><h1>{title}</h1><p>This is a stand-in: no money moves.</p>{body}"
        f'<form method="post">{buttons}</form><a href="{back}">Back</a>'
    )
