"""The pages of the stand-in for Stripe that a browser clicks through: checkout, an invoice, the portal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, redirect, request

from tests.fakes.stripe_state import CardRefuses

if TYPE_CHECKING:
    from tests.fakes.stripe_fake import FakeStripe


def add_pages(app: Flask, fake: FakeStripe, then: Callable[[], None]) -> None:
    """`then` is called after every click."""
    _add_checkout(app, fake, then)
    _add_invoice(app, fake, then)
    _add_portal(app, fake, then)


def _add_checkout(app: Flask, fake: FakeStripe, then: Callable[[], None]) -> None:
    @app.get("/pay/<session_id>")
    def checkout(session_id: str) -> Any:
        session = fake.things["checkout/sessions"][session_id]
        if session["mode"] == "setup":
            return _page("Save a card", "", ["Save"], back=session["cancel_url"])
        return _page("Pay", f"{session['amount_subtotal'] / 100:.2f} USD", ["Pay"], back=session["cancel_url"])

    @app.post("/pay/<session_id>")
    def paid(session_id: str) -> Any:
        session = fake.pay(session_id)
        then()
        return redirect(session["success_url"])


def _add_invoice(app: Flask, fake: FakeStripe, then: Callable[[], None]) -> None:
    @app.get("/invoice/<name>")
    def invoice(name: str) -> Any:
        found = fake.things["invoices"][name]
        return _page(f"Invoice {name}", f"{found['subtotal'] / 100:.2f} USD: {found['status']}", ["Pay"], back="/")

    @app.post("/invoice/<name>")
    def invoice_paid(name: str) -> Any:
        try:
            fake.settle(fake.things["invoices"][name])
        except CardRefuses as error:
            return _page("The card was refused", str(error), ["Pay"], back="/")
        then()
        return redirect(f"/invoice/{name}")


def _add_portal(app: Flask, fake: FakeStripe, then: Callable[[], None]) -> None:
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


def _page(title: str, body: str, acts: list[str], *, back: str) -> str:
    buttons = " ".join(f'<button name="act" value="{act}">{act}</button>' for act in acts)
    return (
        f"<!doctype html><title>{title}</title><h1>{title}</h1><p>This is a stand-in: no money moves.</p>{body}"
        f'<form method="post">{buttons}</form><a href="{back}">Back</a>'
    )
