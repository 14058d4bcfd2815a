from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from stripe import StripeClient

from billing import gateway
from billing.errands import once
from billing.payments import CENT
from billing.plans import METER, OVERAGE_KEY, PLANS, Plan


class Command(BaseCommand):
    help = "Make what this studio sells known to Stripe: a product and a price for each plan. Again, it does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prices are found by their lookup keys; a plan whose amount has changed gets a new one."""
        api = gateway.client()
        there = api.v1.prices.list(params={"lookup_keys": [plan.key for plan in PLANS.values()], "active": True})
        known = {price.lookup_key for price in there.data}
        for plan in PLANS.values():
            if plan.key in known:
                self.stdout.write(f"{plan.title} is there")
                continue
            api.v1.prices.create(
                params={
                    "currency": "usd",
                    "unit_amount": plan.price // CENT,
                    "recurring": {"interval": "month"},
                    "lookup_key": plan.key,
                    "tax_behavior": "exclusive",
                    "product_data": {"name": f"Nano Banana Studio Pro {plan.title}"},
                },
                options=once("price", plan.key),
            )
            self.stdout.write(f"{plan.title} is made")
        for plan in PLANS.values():
            if plan.seat_key and not api.v1.prices.list(params={"lookup_keys": [plan.seat_key], "active": True}).data:
                _make_seat(api, plan)
                self.stdout.write(f"one seat more of {plan.title} is made")
        if not api.v1.prices.list(params={"lookup_keys": [OVERAGE_KEY], "active": True}).data:
            _make_overage(api)
            self.stdout.write("the meter of what is used beyond the balance is made")


def _make_seat(api: StripeClient, plan: Plan) -> None:
    api.v1.prices.create(
        params={
            "currency": "usd",
            "unit_amount": plan.seat_price // CENT,
            "recurring": {"interval": "month"},
            "lookup_key": plan.seat_key,
            "tax_behavior": "exclusive",
            "product_data": {"name": f"One seat more in {plan.title}"},
        },
        options=once("price", plan.seat_key),
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
