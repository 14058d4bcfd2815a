"""A stand-in for Stripe that keeps what it is told: over HTTP, with pages for a browser and signed webhooks.

It knows what the studio uses: customers and their cards, prices, checkout, the portal, subscriptions that renew and are
prorated as its test clock moves, meters, invoices, refunds and disputes. Every request is held to the SDK's own types,
every reply to the SDK's own objects. It can accept a request and answer 500, and its events can be sent late, twice and
in any order.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import stripe
from flask import Flask, Response, request
from pydantic import ValidationError
from werkzeug.serving import make_server

from tests.fakes.stripe_billing import Billing
from tests.fakes.stripe_makers import MAKERS, Refused
from tests.fakes.stripe_pages import add_pages
from tests.fakes.stripe_state import CardRefuses
from tests.fakes.stripe_types import decoded, request_model

SECRET = "whsec_fake"
KEY = "sk_test_fake"


class FakeStripe(Billing):
    """What it was told and what it made of it, and what a customer does on its pages."""

    __slots__ = ()

    def pay(self, session_id: str) -> dict[str, Any]:
        """The checkout is paid; what follows from it happens, and is told in an order that helps nobody."""
        session = self.things["checkout/sessions"][session_id]
        if session["status"] == "complete":
            return session
        if session["mode"] == "subscription":
            self.subscribe(session)
        elif session["mode"] == "setup":
            card = self.a_card(session["customer"])
            intent = self.made("setup_intents", customer=session["customer"], payment_method=card["id"])
            session["setup_intent"] = intent["id"]
        else:
            charge = self.charged(session["customer"], session["amount_subtotal"])
            session["payment_intent"] = charge["payment_intent"]
        session |= {"status": "complete", "payment_status": "paid"}
        self.emit("checkout.session.completed", session)
        return session

    def remembered(self, since: int, kinds: list[str]) -> list[dict[str, Any]]:
        """The events of these kinds since then, newest first."""
        born = [
            {"id": f"evt_of_{name}", "object": "event", "type": "customer.created", "livemode": False,
             "created": int(self.now.timestamp()), "data": {"object": customer}}
            for name, customer in self.things["customers"].items()
        ]  # fmt: skip
        told = [event for event in [*born, *self.events] if event["type"] in kinds and event["created"] >= since]
        return told[::-1]

    def refund(self, charge_id: str, cents: int) -> None:
        """Some of a charge goes back to the card."""
        charge = self.things["charges"][charge_id]
        charge["amount_refunded"] += cents
        self.emit("charge.refunded", charge)

    def dispute(self, charge_id: str, *, status: str = "needs_response") -> dict[str, Any]:
        """The bank of a card wants a charge back."""
        charge = self.things["charges"][charge_id]
        found = self.made(
            "disputes", charge=charge_id, amount=charge["amount"], status=status, reason="fraudulent",
            payment_intent=charge["payment_intent"],
        )  # fmt: skip
        self.emit("charge.dispute.created", found)
        return found

    def decide(self, dispute_id: str, status: str) -> None:
        """The bank has decided: `won` by the merchant, or `lost`."""
        found = self.things["disputes"][dispute_id]
        found["status"] = status
        self.emit("charge.dispute.closed", found)

    def cancel(self, subscription_id: str) -> None:
        """The customer leaves."""
        subscription = self.things["subscriptions"][subscription_id]
        subscription["status"] = "canceled"
        self.emit("customer.subscription.deleted", subscription)

    def choose(self, lookup_key: str, *, proration: str = "create_prorations") -> None:
        """The customer changes the plan of the only subscription, on the portal."""
        [subscription] = self.things["subscriptions"].values()
        price = next(one for one in self.things["prices"].values() if one["lookup_key"] == lookup_key)
        items = subscription["items"]["data"]
        plan = next(one for one in items if re.fullmatch(r"studio_[a-z]+_\d+", one["price"]["lookup_key"]))
        self.change(subscription, [{"id": plan["id"], "price": price["id"], "quantity": 1}], proration=proration)


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
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _app(fake: FakeStripe, then: Callable[[], None]) -> Flask:
    app = Flask("stripe")
    add_pages(app, fake, then)
    _add_events(app, fake)

    @app.post("/v1/<path:address>")
    def create(address: str) -> Any:
        return _created(fake, address)

    @app.delete("/v1/<path:address>")
    def delete(address: str) -> Any:
        return _problem(405, f"The studio deletes nothing at Stripe: {address}")

    @app.get("/v1/prices")
    def prices() -> Any:
        wanted = set(decoded(request.args.items(multi=True)).get("lookup_keys", []))
        return _list([price for price in fake.things["prices"].values() if price["lookup_key"] in wanted])

    @app.get("/v1/billing/meters")
    def meters() -> Any:
        return _list(list(fake.things["billing/meters"].values()))

    @app.get("/v1/billing/meters/<meter>/event_summaries")
    def summaries(meter: str) -> Any:
        asked = request.args
        total = fake.metered(asked["customer"], int(asked["start_time"]), int(asked["end_time"]))
        return _list(
            [{"id": "sum_1", "object": "billing.meter_event_summary", "meter": meter, "aggregated_value": total}]
        )

    @app.get("/v1/invoices/<name>/lines")
    def lines(name: str) -> Any:
        return _list(fake.lines[name])

    @app.get("/v1/customers")
    def customers() -> Any:
        return _list([one for one in fake.things["customers"].values() if one["email"] == request.args["email"]])

    @app.get("/v1/invoices")
    @app.get("/v1/payment_methods")
    def of_a_customer() -> Any:
        every = fake.things[request.path.removeprefix("/v1/")].values()
        return _list([one for one in every if one["customer"] == request.args["customer"]])

    @app.get("/v1/<path:address>")
    def read(address: str) -> Any:
        fake.looked_on()
        kind, _, name = address.rpartition("/")
        found = fake.things.get(kind, {}).get(name)
        return _expanded(fake, found) if found else _problem(404, f"No such {kind}: {name}")

    return app


def _add_events(app: Flask, fake: FakeStripe) -> None:
    @app.get("/v1/events")
    def events() -> Any:
        asked = decoded(request.args.items(multi=True))
        request_model("_event_list_params", "EventListParams").validate_python(asked)
        return _list(fake.remembered(int(asked["created"]["gte"]), asked["types"]))

    @app.get("/v2/core/events/<name>")
    def whole(name: str) -> Any:
        return fake.whole[name]


def _list(found: list[dict[str, Any]]) -> dict[str, Any]:
    return {"object": "list", "data": found, "has_more": False, "url": request.path}


def _expanded(fake: FakeStripe, found: dict[str, Any]) -> dict[str, Any]:
    """Cards come whole where the request asks for that."""
    asked = decoded(request.args.items(multi=True)).get("expand", [])
    whole: dict[str, Any] = json.loads(json.dumps(found))
    if "payment_method" in asked:
        whole["payment_method"] = fake.things["payment_methods"][found["payment_method"]]
    if "invoice_settings.default_payment_method" in asked:
        whole["invoice_settings"] = {"default_payment_method": fake.default_card(found["id"])}
    return whole


def _created(fake: FakeStripe, address: str) -> Any:
    fake.requests.append(address)
    fake.looked_on()
    if request.headers.get("Authorization") != f"Bearer {KEY}":
        return _problem(401, "Invalid API Key provided")
    sent, key = decoded(request.form.items(multi=True)), request.headers.get("Idempotency-Key", "")
    before = fake.replies.get(key)
    if before and (before["sent"], before["address"]) != (sent, address):
        return _problem(400, "Keys for idempotent requests can only be used with the same parameters")
    status, reply = before["reply"] if before else _done(fake, address, sent)
    if key and status != 400:
        fake.replies[key] = {"sent": sent, "address": address, "reply": (status, reply)}
    if fake.fails:
        fake.fails -= 1
        failed = {"error": {"type": "api_error", "message": "It was done, and then something broke"}}
        fake.replies[key] |= {"reply": (500, failed)}
        return _problem(500, failed["error"]["message"])
    if fake.lose_replies:
        fake.lose_replies -= 1
        return _problem(500, "It was done, but the answer was lost")
    return reply if status == 200 else Response(json.dumps(reply), status=status, content_type="application/json")


def _done(fake: FakeStripe, address: str, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Held to the SDK's type of this request, then done."""
    for maker in MAKERS:
        if (named := re.fullmatch(maker.address, address)) is None:
            continue
        try:
            request_model(*maker.takes).validate_python(sent)
            return 200, maker.make(fake, sent, *named.groups())
        except CardRefuses as error:
            said = {"message": "Your card was declined.", "type": "card_error", "code": error.code}
            return 402, {"error": said}
        except (ValidationError, Refused) as error:
            code = getattr(error, "code", None)
            return 400, {"error": {"message": str(error), "type": "invalid_request_error", "code": code}}
    return 404, {"error": {"message": f"Unrecognized request URL ({address})", "type": "invalid_request_error"}}


def _problem(status: int, message: str) -> Response:
    kind = "api_error" if status >= 500 else "invalid_request_error"
    body = json.dumps({"error": {"type": kind, "message": message}})
    return Response(body, status=status, content_type="application/json")
