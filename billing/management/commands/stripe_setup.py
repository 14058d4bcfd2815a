from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from billing import gateway
from billing.payments import CENT, once
from billing.plans import PLANS


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
                options={"idempotency_key": once("price", plan.key)},
            )
            self.stdout.write(f"{plan.title} is made")
