"""/v1/auto-top-up: filling the balance by itself, from a card that was saved for that."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import auto_top_up, payments
from billing.auto_top_up import Wish
from billing.payments_api import ASKS_ONCE, PayPageOut, site_of
from studio.core import idempotency
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now
from studio.core.tenancy import tenant


class AutoTopUpIn(serializers.Serializer[Any]):
    """Below `threshold` add `amount` (from $5 to $10,000, in whole cents), at most `monthly_most` a month.

    In millionths of a dollar; a month is a calendar month (UTC).
    """

    threshold = serializers.IntegerField(min_value=0, max_value=payments.MOST)
    amount = serializers.IntegerField(min_value=1)
    monthly_most = serializers.IntegerField(min_value=1, max_value=100 * payments.MOST)


class AutoTopUpOut(serializers.Serializer[Any]):
    """How the balance is filled, and what was filled this month.

    `stopped` says in one word why it is not filled any more (empty: it is), `said` in a sentence, `link` where that can
    be mended; `card` is the one that is charged, empty before one was saved.
    """

    is_on = serializers.BooleanField()
    threshold = serializers.IntegerField()
    amount = serializers.IntegerField()
    monthly_most = serializers.IntegerField()
    filled = serializers.IntegerField()
    stopped = serializers.CharField(allow_blank=True)
    said = serializers.CharField(allow_blank=True)
    link = serializers.CharField(allow_blank=True)
    card = serializers.CharField(allow_blank=True)


class AutoTopUpView(ApiView):
    """Filling the balance."""

    @operation("billing.view", answers=AutoTopUpOut)
    def get(self) -> Response:
        """How it is filled now."""
        return self.answer(AutoTopUpOut, _shown(self.workspace_id))

    @operation("billing.edit", takes=AutoTopUpIn, answers=AutoTopUpOut, demands=Demand.NO_TRANSACTION)
    def put(self) -> Response:
        """Fills it like this from now on; what had stopped it is forgotten. It needs a saved card."""
        auto_top_up.turn_on(actor=self.actor, wish=Wish(**self.given), now=now())
        with tenant(self.workspace_id):
            return self.answer(AutoTopUpOut, _shown(self.workspace_id))

    @operation("billing.edit", answers={204: None})
    def delete(self) -> Response:
        """It is not filled by itself any more."""
        auto_top_up.turn_off(actor=self.actor)
        return self.nothing()


class CardView(ApiView):
    """The card that is charged when nobody is there."""

    @operation("billing.edit", answers=PayPageOut, status=201, demands=ASKS_ONCE)
    def post(self) -> Response:
        """The page where one is saved; nothing is charged there."""
        key = idempotency.key_of(self.request)
        url = payments.card_page(actor=self.actor, key=key, site=site_of(self), now=now())
        return self.answer(PayPageOut, {"url": url}, status=201)


def _shown(workspace_id: str) -> dict[str, Any]:
    row, known = auto_top_up.wish_of(workspace_id), payments.customer_of(workspace_id)
    return {
        "is_on": row.is_on if row else False,
        "threshold": row.threshold if row else 0,
        "amount": row.amount if row else 0,
        "monthly_most": row.monthly_most if row else 0,
        "filled": auto_top_up.filled(workspace_id=workspace_id, now=now()),
        "stopped": row.stopped if row else "",
        "said": row.said if row else "",
        "link": row.link if row else "",
        "card": known.card if known else "",
    }


urlpatterns = [
    path("auto-top-up", AutoTopUpView.as_view()),
    path("auto-top-up/card", CardView.as_view()),
]
