"""/v1/plan and the pages at Stripe: subscribing, topping up, looking after cards and invoices."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import dunning, payments, seats, services, taken_back
from billing.models import TakenBack
from billing.overage import used
from billing.plans import PLANS, Plan
from studio.core import idempotency
from studio.core.api import ApiView, Demand, all_of, operation
from studio.core.clock import now
from studio.core.tenancy import tenant

ASKS_ONCE = Demand.IDEMPOTENCY_KEY | Demand.NO_TRANSACTION
LATEST = 5
"""So many of the payments that were taken back are shown."""


class PlanOut(serializers.Serializer[Any]):
    """A plan on offer, in millionths of a dollar a month; what is included adds to the balance when a month is paid."""

    name = serializers.CharField()
    title = serializers.CharField()
    price = serializers.IntegerField()
    included = serializers.IntegerField()
    seats = serializers.IntegerField(help_text="people who may make films; reviewers and viewers need no seat")
    seat_price = serializers.IntegerField(help_text="of one more a month; 0: none can be had")


class SeatsOut(serializers.Serializer[Any]):
    """Seats that come with the plan and those paid beside it, at `price` a month each; `taken` are in use.

    `warning` says in words what is to be done when more people have seats than there are.
    """

    included = serializers.IntegerField()
    extra = serializers.IntegerField()
    price = serializers.IntegerField()
    taken = serializers.IntegerField()
    warning = serializers.CharField(allow_blank=True)


class TakenBackOut(serializers.Serializer[Any]):
    """Money that went back to a card, or that its bank wants back; `owed` is what of it was spent already."""

    state = serializers.ChoiceField(choices=TakenBack.State.values)
    amount = serializers.IntegerField()
    owed = serializers.IntegerField()
    said = serializers.CharField()
    at = serializers.DateTimeField()


class InvoiceOut(serializers.Serializer[Any]):
    """An invoice, in millionths of a dollar with its tax; `url` is its page, `pdf` its file (a draft has none)."""

    number = serializers.CharField(allow_blank=True)
    status = serializers.CharField()
    total = serializers.IntegerField()
    url = serializers.CharField(allow_blank=True)
    pdf = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


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
    seats = SeatsOut(allow_null=True, help_text="null: nobody counts them here")
    taken_back = TakenBackOut(many=True)


class PaidTopUpIn(serializers.Serializer[Any]):
    """How much to add, in millionths of a dollar: from $5 to $10,000, in whole cents."""

    amount = serializers.IntegerField(min_value=1)


class PlanIn(serializers.Serializer[Any]):
    """Which plan."""

    plan = serializers.ChoiceField(choices=sorted(PLANS))


class OverageIn(serializers.Serializer[Any]):
    """How much a month may be rendered beyond the balance, in millionths of a dollar; 0: nothing."""

    limit = serializers.IntegerField(min_value=0, max_value=payments.MOST)


class SeatsIn(serializers.Serializer[Any]):
    """How many seats are paid beside those of the plan, from now on."""

    extra = serializers.IntegerField(min_value=0, max_value=seats.MOST)


class PayPageOut(serializers.Serializer[Any]):
    """Where to go on: a page at Stripe, which leads back here."""

    url = serializers.CharField()


class SubscriptionView(ApiView):
    """The plan."""

    @operation("billing.view", answers=SubscriptionOut)
    def get(self) -> Response:
        """The plan of this workspace, and those on offer."""
        return self.answer(SubscriptionOut, _subscription(self.workspace_id))

    @operation("billing.edit", takes=PlanIn, answers=PayPageOut, status=201, demands=ASKS_ONCE)
    def post(self) -> Response:
        """The page where a plan is subscribed to."""
        key = idempotency.key_of(self.request)
        url = payments.plan_page(actor=self.actor, plan=self.given["plan"], key=key, site=site_of(self), now=now())
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

    @operation("billing.edit", takes=PaidTopUpIn, answers=PayPageOut, status=201, demands=ASKS_ONCE)
    def post(self) -> Response:
        """The page where it is paid; the balance follows once it was."""
        key = idempotency.key_of(self.request)
        amount, site = self.given["amount"], site_of(self)
        url = payments.top_up_page(actor=self.actor, amount=amount, key=key, site=site, now=now())
        return self.answer(PayPageOut, {"url": url}, status=201)


class PortalView(ApiView):
    """Cards, invoices, changing and cancelling."""

    @operation("billing.edit", answers=PayPageOut, status=201, demands=Demand.NO_TRANSACTION)
    def post(self) -> Response:
        """The page where they are looked after."""
        return self.answer(PayPageOut, {"url": payments.portal_page(actor=self.actor, site=site_of(self))}, status=201)


class InvoicesView(ApiView):
    """Invoices."""

    @operation("billing.view", answers=all_of(InvoiceOut), demands=Demand.NO_TRANSACTION)
    def get(self) -> Response:
        """The last two years of them, newest first."""
        found = payments.invoices(workspace_id=self.workspace_id)
        return self.all(InvoiceOut, [_invoice(one) for one in found])


class SeatsView(ApiView):
    """Seats beside those of the plan."""

    @operation("billing.edit", takes=SeatsIn, answers=SubscriptionOut, status=200, demands=ASKS_ONCE)
    def post(self) -> Response:
        """So many are paid from now on, the rest of the month at its part of the price; nobody is ever removed."""
        key = idempotency.key_of(self.request)
        seats.set_extra_seats(actor=self.actor, extra=self.given["extra"], key=key, now=now())
        with tenant(self.workspace_id):
            return self.answer(SubscriptionOut, _subscription(self.workspace_id))


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
        "seats": _seats(workspace_id),
        "taken_back": _taken_back(workspace_id),
    }


def _invoice(found: Any) -> dict[str, Any]:
    return {
        "number": found.number or "",
        "status": found.status or "",
        "total": int(found.total) * payments.CENT,
        "url": found.hosted_invoice_url or "",
        "pdf": found.invoice_pdf or "",
        "at": datetime.fromtimestamp(found.created, UTC),
    }


def _seats(workspace_id: str) -> dict[str, Any] | None:
    if services.payments() == "local":
        return None
    found = seats.seats_of(workspace_id)
    counted = {"included": found.included, "extra": found.extra, "price": found.price, "taken": found.taken}
    return counted | {"warning": seats.said(found)}


def _taken_back(workspace_id: str) -> list[dict[str, Any]]:
    rows = TakenBack.objects.filter(workspace_id=workspace_id).order_by("-id")[:LATEST]
    return [
        {"state": row.state, "amount": row.amount, "owed": row.owed, "said": taken_back.said(row), "at": row.at}
        for row in rows
    ]


def site_of(view: ApiView) -> str:
    """Where the browser came from, or the address this studio says it has."""
    return settings.PUBLIC_URL or view.request.build_absolute_uri("/").rstrip("/")


urlpatterns = [
    path("subscription", SubscriptionView.as_view()),
    path("subscription/overage", OverageView.as_view()),
    path("payments", PaidTopUpsView.as_view()),
    path("subscription/seats", SeatsView.as_view()),
    path("invoices", InvoicesView.as_view()),
    path("payments/portal", PortalView.as_view()),
]
