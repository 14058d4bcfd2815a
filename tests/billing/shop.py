"""A workspace whose owner pays, and the stand-in for Stripe it pays to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings
from rest_framework.test import APIClient

from billing import ledger
from billing.pricing import in_force
from billing.stripe_events import do_events
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_workspace, an_owner, signed_in
from tests.fakes.stripe_fake import KEY, SECRET, FakeStripe, running, signed

WELCOME = in_force(now=now()).allowance


class Shop:
    """A workspace whose owner pays, and the Stripe it pays to."""

    def __init__(self, stripe: FakeStripe) -> None:
        self.stripe, self.sent = stripe, 0
        self.workspace: Workspace = a_workspace()
        self.client: APIClient = signed_in(an_owner(self.workspace))
        stripe.now = now()
        with tenant(self.workspace.pk):
            ledger.open_books(workspace_id=self.workspace.pk, at=now())

    def post(self, path: str, body: Any = None, *, key: str = "one") -> Any:
        return self.client.post(path, body or {}, headers={"Idempotency-Key": key})

    def pay(self, path: str, body: Any, *, key: str = "one") -> str:
        answer = self.post(path, body, key=key)
        assert answer.status_code == 201, answer.content
        session = answer.json()["url"].rsplit("/", 1)[-1]
        self.stripe.pay(session)
        return str(session)

    def tell(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            assert webhook(event).status_code == 200
        do_events(now() + timedelta(seconds=1))

    def tell_all(self) -> None:
        fresh, self.sent = self.stripe.events[self.sent :], len(self.stripe.events)
        self.tell(fresh)

    def subscribe(self, plan: str = "solo") -> None:
        call_command("stripe_setup")
        self.pay("/v1/subscription", {"plan": plan})
        self.tell_all()

    def advance(self, *, days: int) -> datetime:
        """Stripe's clock moves, and everything that follows is told; answers its new time."""
        self.stripe.advance(self.stripe.now + timedelta(days=days))
        self.tell_all()
        return self.stripe.now

    def subscription(self) -> Any:
        return self.client.get("/v1/subscription").json()


def webhook(event: dict[str, Any], **signing: Any) -> Any:
    body, headers = signed(event, **signing)
    return Client().post("/stripe/webhook", body, content_type="application/json", headers=headers)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running(FakeStripe()) as stripe, paying_to(stripe):
        yield Shop(stripe)


def paying_to(stripe: FakeStripe) -> Any:
    return override_settings(
        STRIPE_SECRET_KEY=KEY, STRIPE_WEBHOOK_SECRETS=["whsec_of_thin_events", SECRET], STRIPE_API_URL=stripe.url
    )
