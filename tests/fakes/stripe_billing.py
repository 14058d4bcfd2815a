"""What the stand-in for Stripe bills: subscriptions that renew with its clock, invoices with lines, cards that fail.

A month has 30 days. What is changed within one is prorated by the second; what a meter counted is billed with the next
invoice. A card that does not pay is tried again after 3, 5 and 7 days, then the subscription is unpaid.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.fakes.stripe_state import CardRefuses, State

MONTH = timedelta(days=30)
RETRIES = (timedelta(days=3), timedelta(days=5), timedelta(days=7))
_RENEWS = ("active", "past_due", "trialing")


class Billing(State):
    """Subscriptions and invoices."""

    __slots__ = ()

    def subscribe(self, session: dict[str, Any]) -> None:
        """The subscription of a checkout that was paid."""
        days = timedelta(days=self.trial_days) if self.trial_days else MONTH
        start, end = int(self.now.timestamp()), int((self.now + days).timestamp())
        items = [
            {
                "id": f"si_{session['id']}_{number}",
                "price": self.things["prices"][line["price"]],
                "quantity": int(line.get("quantity", 0)),
                "current_period_start": start,
                "current_period_end": end,
            }
            for number, line in enumerate(session["line_items"]["data"][::-1])
        ]
        subscription = self.made(
            "subscriptions",
            customer=session["customer"],
            status="trialing" if self.trial_days else "active",
            items={"object": "list", "data": items},
        )
        session["subscription"] = subscription["id"]
        if not self.default_card(session["customer"]):
            self.a_card(session["customer"])
        self.bill(subscription, "subscription_create", share=0 if self.trial_days else 1)
        self.emit("customer.subscription.created", subscription)

    def advance(self, to: datetime) -> None:
        """Its clock moves on: months begin and are billed, cards are tried again, in the order of their times."""
        while (due := self._next_due(to)) is not None:
            at, what, thing = due
            self.now = at
            if what == "renew":
                self._renew(thing)
            else:
                self._retry(thing)
        self.now = to

    def change(self, subscription: dict[str, Any], changes: list[dict[str, Any]], *, proration: str) -> None:
        """Items are changed; the rest of the month is prorated. Raises CardRefuses, and nothing is changed."""
        before = [dict(item) for item in subscription["items"]["data"]]
        lines = [line for change in changes for line in self._changed(subscription, change)]
        mine = self.pending.setdefault(subscription["id"], [])
        mine.extend(lines)
        if proration == "always_invoice":
            try:
                self.bill(subscription, "subscription_update", share=0)
            except CardRefuses:
                subscription["items"]["data"] = before
                del mine[-len(lines) :]
                raise
        self.emit("customer.subscription.updated", subscription)

    def bill(self, subscription: dict[str, Any], reason: str, *, share: int = 1) -> dict[str, Any]:
        """An invoice of what is due now: the flat items (`share` of a month), what was metered, what was prorated."""
        items = subscription["items"]["data"]
        flat = [
            _line(item, int(item["price"]["unit_amount"]) * item["quantity"] * share)
            for item in items
            if _is_flat(item)
        ]
        used = [self._metered_line(subscription, item) for item in items if not _is_flat(item)] if share else []
        lines = (
            [*flat, *used, *self.pending.pop(subscription["id"], [])]
            if share
            else self.pending.pop(subscription["id"], flat)
        )
        invoice = self.new_invoice(
            subscription["customer"], lines, reason=reason, subscription=subscription["id"], metadata={}
        )
        invoice["status"] = "open"
        try:
            self.settle(invoice)
        except CardRefuses:
            if reason == "subscription_update":
                del self.things["invoices"][invoice["id"]]
                self.pending[subscription["id"]] = lines
                raise
        return invoice

    def new_invoice(
        self,
        customer: str,
        lines: list[dict[str, Any]],
        *,
        reason: str,
        metadata: dict[str, str],
        subscription: str = "",
    ) -> dict[str, Any]:
        """A draft."""
        details = {"type": "subscription_details", "subscription_details": {"subscription": subscription}}
        invoice = self.made(
            "invoices",
            customer=customer,
            status="draft",
            billing_reason=reason,
            parent=details if subscription else None,
            metadata=metadata,
            created=int(self.now.timestamp()),
            subtotal=sum(line["amount"] for line in lines),
            total=sum(line["amount"] for line in lines),
            invoice_pdf=None,
            attempt_count=0,
            payments={"object": "list", "data": []},
        )
        invoice["number"] = f"FAKE-{invoice['id'][-4:]}"
        invoice["hosted_invoice_url"] = f"{self.url}/invoice/{invoice['id']}"
        self.lines[invoice["id"]] = lines
        return invoice

    def settle(self, invoice: dict[str, Any]) -> None:
        """It is paid from the card; raises CardRefuses, and a subscription of it is past due."""
        owner = self._subscription_of(invoice)
        invoice["attempt_count"] += 1
        try:
            if invoice["subtotal"] > 0:
                charge = self.charged(invoice["customer"], invoice["subtotal"])
                paid = {"type": "payment_intent", "payment_intent": charge["payment_intent"]}
                invoice["payments"]["data"] = [{"object": "invoice_payment", "payment": paid}]
        except CardRefuses:
            if owner is not None and invoice["billing_reason"] != "subscription_update":
                owner["status"] = "past_due"
                self.emit("invoice.payment_failed", invoice)
                self.emit("customer.subscription.updated", owner)
            raise
        invoice["status"] = "paid"
        if owner is not None and owner["status"] in ("past_due", "unpaid"):
            owner["status"] = "active"
        self.emit("invoice.paid", invoice)
        if owner is not None:
            self.emit("customer.subscription.updated", owner)

    def pay_open_invoices(self) -> None:
        """Another card is used, and what is open is paid."""
        self.card_works = True
        for invoice in [one for one in self.things["invoices"].values() if one["status"] == "open"]:
            self.settle(invoice)

    def _next_due(self, to: datetime) -> tuple[datetime, str, dict[str, Any]] | None:
        renewals = [
            (datetime.fromtimestamp(one["items"]["data"][0]["current_period_end"], UTC), "renew", one)
            for one in self.things["subscriptions"].values()
            if one["status"] in _RENEWS
        ]
        retries = [
            (datetime.fromtimestamp(one["created"], UTC) + RETRIES[one["attempt_count"] - 1], "retry", one)
            for one in self.things["invoices"].values()
            if one["status"] == "open" and one["parent"] and 0 < one["attempt_count"] <= len(RETRIES)
        ]
        due = [one for one in (*renewals, *retries) if one[0] <= to]
        return min(due, key=lambda one: one[0]) if due else None

    def _renew(self, subscription: dict[str, Any]) -> None:
        if subscription["status"] == "trialing":
            subscription["status"] = "active"
        for item in subscription["items"]["data"]:
            item["current_period_start"] = item["current_period_end"]
            item["current_period_end"] += int(MONTH.total_seconds())
        self.bill(subscription, "subscription_cycle")

    def _retry(self, invoice: dict[str, Any]) -> None:
        try:
            self.settle(invoice)
        except CardRefuses:
            owner = self._subscription_of(invoice)
            if owner is not None and invoice["attempt_count"] > len(RETRIES):
                owner["status"] = "unpaid"
                self.emit("customer.subscription.updated", owner)

    def _subscription_of(self, invoice: dict[str, Any]) -> dict[str, Any] | None:
        details = invoice["parent"]
        return self.things["subscriptions"][details["subscription_details"]["subscription"]] if details else None

    def _metered_line(self, subscription: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
        """What was counted since the last invoice, at the price of a unit."""
        end = item["current_period_start"]
        units = self.metered(subscription["customer"], end - int(MONTH.total_seconds()), end)
        cents = int(Decimal(str(item["price"]["unit_amount_decimal"])) * units)
        return _line(item, cents) | {"quantity": units}

    def _changed(self, subscription: dict[str, Any], change: dict[str, Any]) -> list[dict[str, Any]]:
        """One item changed, and the lines of the rest of its month before and after."""
        items = subscription["items"]["data"]
        item = next((one for one in items if one["id"] == change.get("id")), None)
        lines = []
        if item is None:
            whole = {key: items[0][key] for key in ("current_period_start", "current_period_end")}
            item = {"id": f"si_{subscription['id']}_{len(items)}", "quantity": 0, "price": {}} | whole
            items.append(item)
        else:
            lines.append(self._prorated(item, -1))
        if change.get("deleted"):
            items.remove(item)
            return lines
        if "price" in change:
            item["price"] = self.things["prices"][change["price"]]
        item["quantity"] = int(change.get("quantity") or item["quantity"] or 1)
        return [*lines, self._prorated(item, 1)]

    def _prorated(self, item: dict[str, Any], sign: int) -> dict[str, Any]:
        left = item["current_period_end"] - self.now.timestamp()
        part = left / (item["current_period_end"] - item["current_period_start"])
        return _line(item, sign * round(item["price"]["unit_amount"] * item["quantity"] * part))


def _is_flat(item: dict[str, Any]) -> bool:
    return bool((item["price"].get("recurring") or {}).get("usage_type") != "metered")


def _line(item: dict[str, Any], cents: int) -> dict[str, Any]:
    return {
        "id": f"il_{item['id']}",
        "object": "line_item",
        "amount": cents,
        "currency": "usd",
        "quantity": item["quantity"],
        "pricing": {"type": "price_details", "price_details": {"price": item["price"]["id"], "product": "prod_1"}},
    }
