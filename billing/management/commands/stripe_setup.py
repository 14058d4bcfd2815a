from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from stripe import StripeClient

from billing import gateway
from billing.errands import once
from billing.payments import CENT
from billing.plans import METER, OVERAGE_KEY, PLANS


class Command(BaseCommand):
    help = "Make what this studio sells known to Stripe: products, prices and the meter. Run again, it does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prices are found by their lookup keys; a plan whose amount has changed gets a new one."""
        api = gateway.client()
        for thing in _for_sale():
            if _is_there(api, thing.key):
                self.stdout.write(f"{thing.said} is there")
                continue
            _make(api, thing)
            self.stdout.write(f"{thing.said} is made")
        if not _is_there(api, OVERAGE_KEY):
            _make_overage(api)
            self.stdout.write("the meter of what is used beyond the balance is made")


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something with a flat price a month, in micro-dollars."""

    key: str
    price: int
    name: str
    said: str


def _for_sale() -> Iterator[_Thing]:
    for plan in PLANS.values():
        yield _Thing(plan.key, plan.price, f"Nano Banana Studio Pro {plan.title}", plan.title)
        if plan.seat_key:
            said = f"one seat more of {plan.title}"
            yield _Thing(plan.seat_key, plan.seat_price, f"One seat more in {plan.title}", said)


def _is_there(api: StripeClient, key: str) -> bool:
    return bool(api.v1.prices.list(params={"lookup_keys": [key], "active": True}).data)


def _make(api: StripeClient, thing: _Thing) -> None:
    api.v1.prices.create(
        params={
            "currency": "usd",
            "unit_amount": thing.price // CENT,
            "recurring": {"interval": "month"},
            "lookup_key": thing.key,
            "tax_behavior": "exclusive",
            "product_data": {"name": thing.name},
        },
        options=once("price", thing.key),
    )


def _make_overage(api: StripeClient) -> None:
    meter = api.v1.billing.meters.create(
        params={
            "display_name": "Renders beyond the balance, in thousandths of a dollar",
            "event_name": METER,
            "default_aggregation": {"formula": "sum"},
            "customer_mapping": {"event_payload_key": "stripe_customer_id", "type": "by_id"},
            "value_settings": {"event_payload_key": "value"},
        },
        options=once("meter", METER),
    )
    api.v1.prices.create(
        params={
            "currency": "usd",
            "unit_amount_decimal": Decimal("0.1"),
            "recurring": {"interval": "month", "usage_type": "metered", "meter": meter.id},
            "lookup_key": OVERAGE_KEY,
            "tax_behavior": "exclusive",
            "product_data": {"name": "Renders beyond the balance"},
        },
        options=once("price", OVERAGE_KEY),
    )
