"""/v1/balance, /v1/movements, /v1/caps: what a workspace has, what moved it, and how much may be spent.

Money is in millionths of a dollar.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import selectors, services
from billing.books import AccountKind, MovementKind, legs_of
from billing.ledger import balances, open_books
from billing.models import Movement, Scope
from billing.money import CURRENCY
from billing.pricing import in_force
from studio.core import idempotency
from studio.core.api import ApiView, Demand, all_of, operation, page_of
from studio.core.clock import now

LOCAL = "This studio takes no payments: its balance is local, and an owner adds to it by hand. Nothing leaves a card."
BY_CARD = "Payments go through Stripe."


class OpenHoldOut(serializers.Serializer[Any]):
    """What is set aside for a render under way, and what was charged of it so far."""

    render_id = serializers.CharField()
    project_id = serializers.CharField()
    title = serializers.CharField()
    amount = serializers.IntegerField()
    captured = serializers.IntegerField()
    at = serializers.DateTimeField()


class RateOut(serializers.Serializer[Any]):
    """What a minute of a worker costs, in millionths of a dollar; metered exactly, never rounded up to a minute."""

    size = serializers.CharField()
    per_minute = serializers.IntegerField()


class BalanceOut(serializers.Serializer[Any]):
    """`balance` may be spent, `held` is set aside for renders under way; `allowance` was given with the workspace.

    `payments` says how money comes in: `local` or `stripe`; `note` the same in words.
    """

    balance = serializers.IntegerField()
    held = serializers.IntegerField()
    allowance = serializers.IntegerField()
    currency = serializers.CharField()
    payments = serializers.ChoiceField(choices=["local", "stripe"])
    note = serializers.CharField()
    holds = OpenHoldOut(many=True)
    rates = RateOut(many=True, help_text="of the price list in force: what the balance is in render minutes")


class TopUpIn(serializers.Serializer[Any]):
    """How much, in millionths of a dollar, and a note for the statement."""

    amount = serializers.IntegerField(min_value=1)
    memo = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class CorrectionIn(serializers.Serializer[Any]):
    """How much, either way, in millionths of a dollar, and why."""

    amount = serializers.IntegerField(help_text="negative takes away; not 0")
    memo = serializers.CharField(max_length=200)


class MovementOut(serializers.Serializer[Any]):
    """Money that moved, and why; `balance_change` is what it did to what may be spent, 0 for a capture of a hold."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in MovementKind])
    amount = serializers.IntegerField()
    balance_change = serializers.IntegerField()
    memo = serializers.CharField()
    render_id = serializers.CharField(allow_null=True)
    title = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()


class MovementsIn(serializers.Serializer[Any]):
    """Of the balance, or of every account."""

    of = serializers.ChoiceField(choices=["balance", "everything"], required=False, default="balance")


class CapIn(serializers.Serializer[Any]):
    """The most that may be spent in a calendar month (UTC); `target_id` names whose, none for the whole workspace."""

    scope = serializers.ChoiceField(choices=Scope.values)
    target_id = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    amount = serializers.IntegerField(min_value=0)


class CapOut(serializers.Serializer[Any]):
    """A cap, what was spent of it this month, and the highest of 50, 80 and 100 percent that was told of."""

    id = serializers.CharField()
    scope = serializers.ChoiceField(choices=Scope.values)
    target_id = serializers.CharField(allow_null=True)
    amount = serializers.IntegerField()
    spent = serializers.IntegerField()
    percent = serializers.IntegerField()
    noticed_percent = serializers.IntegerField()


class BalanceView(ApiView):
    """What there is."""

    @operation("billing.view", answers=BalanceOut)
    def get(self) -> Response:
        """The balance, and what is set aside for renders under way."""
        return self.answer(BalanceOut, _balance(self.workspace_id))


class TopUpsView(ApiView):
    """More local balance."""

    @operation("billing.edit", takes=TopUpIn, answers=BalanceOut, status=201, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """Adds to a local balance; where payments are set up, money is added through them."""
        services.top_up(actor=self.actor, key=_key(self), at=now(), **self.given)
        return self.answer(BalanceOut, _balance(self.workspace_id), status=201)


class CorrectionsView(ApiView):
    """Corrections of a local balance."""

    @operation("billing.edit", takes=CorrectionIn, answers=BalanceOut, status=201, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """Adds to a local balance or takes from it; the reason stands in the statement for ever."""
        services.adjust(actor=self.actor, key=_key(self), at=now(), **self.given)
        return self.answer(BalanceOut, _balance(self.workspace_id), status=201)


class MovementsView(ApiView):
    """The statement."""

    @operation("usage.view", filters=MovementsIn, answers=page_of(MovementOut))
    def get(self) -> Response:
        """What moved the balance, newest first; or everything, each step's capture included."""
        rows = selectors.statement(workspace_id=self.workspace_id, of=self.filters["of"])
        return self.page_of_values(rows, MovementOut, _movement)


class CapsView(ApiView):
    """Spend caps."""

    @operation("billing.view", answers=all_of(CapOut))
    def get(self) -> Response:
        """Every cap and how far it is used up this month."""
        return self.all(CapOut, selectors.caps_shown(workspace_id=self.workspace_id, at=now()))

    @operation("billing.edit", takes=CapIn, answers=all_of(CapOut))
    def post(self) -> Response:
        """Sets a cap, in place of the one that was; answers all. Renders that waited for it go on if there is room."""
        services.set_cap(actor=self.actor, at=now(), **self.given)
        return self.all(CapOut, selectors.caps_shown(workspace_id=self.workspace_id, at=now()))


class CapView(ApiView):
    """One spend cap."""

    @operation("billing.edit", answers={204: None})
    def delete(self, cap_id: str) -> Response:
        """There is no such cap any more; renders that waited for it go on."""
        cap = selectors.access_cap(workspace_id=self.workspace_id, id=cap_id)
        services.remove_cap(actor=self.actor, cap=cap, at=now())
        return self.nothing()


def _balance(workspace_id: str) -> dict[str, Any]:
    open_books(workspace_id=workspace_id, at=now())
    found, payments = balances(workspace_id=workspace_id), services.payments()
    return {
        "balance": found[AccountKind.BALANCE],
        "held": found[AccountKind.HELD],
        "allowance": -found[AccountKind.ALLOWANCE],
        "currency": CURRENCY,
        "payments": payments,
        "note": LOCAL if payments == "local" else BY_CARD,
        "holds": selectors.open_holds(workspace_id=workspace_id),
        "rates": [{"size": size.value, "per_minute": rate} for size, rate in in_force(now=now()).rates.items()],
    }


def _movement(moved: Movement) -> dict[str, Any]:
    return {
        "id": moved.pk,
        "kind": moved.kind,
        "amount": moved.amount,
        "balance_change": legs_of(MovementKind(moved.kind), moved.amount).get(AccountKind.BALANCE, 0),
        "memo": moved.memo,
        "render_id": moved.hold.render_id if moved.hold else None,
        "title": moved.hold.title if moved.hold else None,
        "at": moved.at,
    }


def _key(view: ApiView) -> str:
    """The request's own key, short enough to be kept with the movement."""
    return hashlib.sha256(idempotency.key_of(view.request).encode()).hexdigest()


urlpatterns = [
    path("balance", BalanceView.as_view()),
    path("balance/top-ups", TopUpsView.as_view()),
    path("balance/corrections", CorrectionsView.as_view()),
    path("movements", MovementsView.as_view()),
    path("caps", CapsView.as_view()),
    path("caps/<str:cap_id>", CapView.as_view()),
]
