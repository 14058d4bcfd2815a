"""/v1/plan and the pages at Stripe: subscribing, topping up, looking after cards and invoices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import dunning, payments, services
from billing.overage import used
from billing.plans import PLANS, Plan
from studio.core import idempotency
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now


class PlanOut(serializers.Serializer[Any]):
    """A plan on offer, in millionths of a dollar a month; what is included adds to the balance when a month is paid."""

    name = serializers.CharField()
    title = serializers.CharField()
    price = serializers.IntegerField()
    included = serializers.IntegerField()
    seats = serializers.IntegerField()


class SubscriptionOut(serializers.Serializer[Any]):
    """The plan of this workspace and how it stands; `warning` is what to know of an unpaid one, in words."""

    plan = PlanOut(allow_null=True)
    standing = serializers.ChoiceField(choices=[standing.value for standing in dunning.Standing])
    warning = serializers.CharField(allow_blank=True)
    renews_at = serializers.DateTimeField(allow_null=True)
    payments = serializers.ChoiceField(choices=["local", "stripe"])
    plans = PlanOut(many=True)
    overage_limit = serializers.IntegerField(help_text="what may be used beyond the balance in a month; 0: nothing")
    overage_used = serializers.IntegerField(help_text="what was, this month; billed with the plan")


class PaidTopUpIn(serializers.Serializer[Any]):
    """How much to add, in millionths of a dollar: from $5 to $10,000, in whole cents."""

    amount = serializers.IntegerField(min_value=1)


class PlanIn(serializers.Serializer[Any]):
    """Which plan."""

    plan = serializers.ChoiceField(choices=sorted(PLANS))


class OverageIn(serializers.Serializer[Any]):
    """How much a month may be rendered beyond the balance, in millionths of a dollar; 0: nothing."""

    limit = serializers.IntegerField(min_value=0, max_value=payments.MOST)


class PayPageOut(serializers.Serializer[Any]):
    """Where to go on: a page at Stripe, which leads back here."""

    url = serializers.CharField()


class SubscriptionView(ApiView):
    """The plan."""

    @operation("billing.view", answers=SubscriptionOut)
    def get(self) -> Response:
        """The plan of this workspace, and those on offer."""
        return self.answer(SubscriptionOut, _subscription(self.workspace_id))

    @operation("billing.edit", takes=PlanIn, answers=PayPageOut, status=201, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """The page where a plan is subscribed to."""
        key = idempotency.key_of(self.request)
        url = payments.plan_page(actor=self.actor, plan=self.given["plan"], key=key, site=_site(self))
        return self.answer(PayPageOut, {"url": url}, status=201)


class OverageView(ApiView):
    """Going on beyond the balance."""

    @operation("billing.edit", takes=OverageIn, answers=SubscriptionOut)
    def put(self) -> Response:
        """Sets the limit; it needs a plan, with which it is billed."""
        payments.set_overage(actor=self.actor, limit=self.given["limit"])
        return self.answer(SubscriptionOut, _subscription(self.workspace_id))


class PaidTopUpsView(ApiView):
    """Adding money by card."""

    @operation("billing.edit", takes=PaidTopUpIn, answers=PayPageOut, status=201, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """The page where it is paid; the balance follows once it was."""
        key = idempotency.key_of(self.request)
        url = payments.top_up_page(actor=self.actor, amount=self.given["amount"], key=key, site=_site(self))
        return self.answer(PayPageOut, {"url": url}, status=201)


class PortalView(ApiView):
    """Cards, invoices, changing and cancelling."""

    @operation("billing.edit", answers=PayPageOut, status=201)
    def post(self) -> Response:
        """The page where they are looked after."""
        return self.answer(PayPageOut, {"url": payments.portal_page(actor=self.actor, site=_site(self))}, status=201)


def _subscription(workspace_id: str) -> dict[str, Any]:
    known = payments.customer_of(workspace_id)
    status, since = (known.status, known.overdue_since) if known else ("", None)
    standing = dunning.standing(status=status, overdue_since=since, now=now())
    plan: Plan | None = PLANS.get(known.plan) if known else None
    return {
        "plan": plan,
        "standing": standing.value,
        "warning": dunning.said(standing, overdue_since=since),
        "renews_at": known.period_end if known and plan else None,
        "payments": services.payments(),
        "plans": list(PLANS.values()),
        "overage_limit": known.overage_limit if known else 0,
        "overage_used": used(workspace_id=workspace_id, now=now()),
    }


def _site(view: ApiView) -> str:
    """Where the browser came from, or the address this studio says it has."""
    return settings.PUBLIC_URL or view.request.build_absolute_uri("/").rstrip("/")


urlpatterns = [
    path("subscription", SubscriptionView.as_view()),
    path("subscription/overage", OverageView.as_view()),
    path("payments", PaidTopUpsView.as_view()),
    path("payments/portal", PortalView.as_view()),
]
