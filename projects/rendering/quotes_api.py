"""/v1/quotes and /v1/renders: the price of a film before it is ordered, and the order."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import quotes
from billing.models import Quote
from billing.money import CURRENCY
from projects.rendering import orders, selectors
from projects.rendering.api import RenderOut
from renderers.compilers.film_extras import EXTRAS
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now
from studio.core.errors import Invalid


class QuoteIn(serializers.Serializer[Any]):
    """A project, with which preset (without one, its own); or a render that is over, to make what is missing of it."""

    project_id = serializers.CharField(required=False, max_length=40)
    render_id = serializers.CharField(required=False, max_length=40)
    preset = serializers.CharField(max_length=32, required=False, default="")
    extras = serializers.ListField(child=serializers.ChoiceField(choices=sorted(EXTRAS)), required=False, default=list)


class QuoteLineOut(serializers.Serializer[Any]):
    """One stage: steps in all and kept from before; worker time and price of those to be made."""

    stage = serializers.CharField()
    steps = serializers.IntegerField()
    cached = serializers.IntegerField()
    milliseconds = serializers.IntegerField()
    typical = serializers.IntegerField()
    amount = serializers.IntegerField()


class QuoteOut(serializers.Serializer[Any]):
    """What a render costs at most (`amount`), in millionths of a dollar, and how long it takes.

    `typical` is what it will likely cost, `whole` what making everything anew would; `missing` is what the balance is
    short of. `notes` are sentences for whoever pays. The amount holds until `expires_at`, unless the film is edited.
    """

    id = serializers.CharField(source="quote.id")
    project_id = serializers.CharField(source="quote.project_id")
    preset = serializers.CharField(source="quote.preset")
    extras = serializers.ListField(child=serializers.CharField(), source="quote.extras")
    amount = serializers.IntegerField(source="quote.amount")
    typical = serializers.IntegerField(source="quote.typical")
    whole = serializers.IntegerField(source="quote.whole")
    currency = serializers.CharField(default=CURRENCY, read_only=True)
    steps = serializers.IntegerField(source="quote.steps")
    cached = serializers.IntegerField(source="quote.cached")
    to_make = serializers.IntegerField()
    lines = QuoteLineOut(many=True, source="quote.lines")
    eta_low_seconds = serializers.IntegerField(source="quote.seconds_low")
    eta_high_seconds = serializers.IntegerField(source="quote.seconds_high")
    workers_online = serializers.IntegerField(source="quote.workers_online")
    balance = serializers.IntegerField()
    missing = serializers.IntegerField()
    notes = serializers.ListField(child=serializers.CharField())
    shortages = serializers.ListField(
        child=serializers.CharField(),
        source="quote.shortages",
        help_text="what nobody online can make or would not come out as written",
    )
    price_list = serializers.CharField(source="quote.price_list")
    created_at = serializers.DateTimeField(source="quote.created_at")
    expires_at = serializers.DateTimeField(source="quote.expires_at")


class OrderIn(serializers.Serializer[Any]):
    """By which quote."""

    quote_id = serializers.CharField(max_length=40)


class QuotesView(ApiView):
    """Before ordering."""

    @operation("projects.view", takes=QuoteIn, answers=QuoteOut, status=201)
    def post(self) -> Response:
        """What a render would cost and take now; nothing is ordered. After an edit: the price of the difference."""
        project_id, render_id = self.given.get("project_id", ""), self.given.get("render_id", "")
        if bool(project_id) == bool(render_id):
            raise Invalid("Name a project_id, or the render_id of a render that is over.", param="project_id")
        if render_id:
            made = orders.quote_again(actor=self.actor, render_id=render_id, extras=self.given["extras"], now=now())
        else:
            wanted = {"preset": self.given["preset"], "extras": self.given["extras"]}
            made = orders.quote_film(actor=self.actor, project_id=project_id, now=now(), **wanted)
        return self.answer(QuoteOut, quote_shown(self, made), status=201)


class QuoteView(ApiView):
    """A quote."""

    @operation("projects.view", answers=QuoteOut)
    def get(self, quote_id: str) -> Response:
        """As it was made; what the balance is short of is as of now."""
        return self.answer(
            QuoteOut, quote_shown(self, quotes.access_quote(workspace_id=self.workspace_id, id=quote_id))
        )


class OrdersView(ApiView):
    """Ordering."""

    @operation("renders.start", takes=OrderIn, answers=RenderOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """Orders a film, an episode or a clip by its quote: at most its amount is charged, step by step."""
        render = orders.order(actor=self.actor, quote_id=self.given["quote_id"], now=now())
        _, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render.pk)
        wanted = selectors.wanted_by(render, project)
        return self.answer(RenderOut, selectors.render_shown(render, wanted), status=202)


def quote_shown(view: ApiView, quote: Quote) -> dict[str, object]:
    """A quote with what stands against ordering by it now."""
    return quotes.shown(quote=quote, user_id=view.actor.user_id, key_id=view.actor.key_id, now=now())


urlpatterns = [
    path("quotes", QuotesView.as_view()),
    path("quotes/<str:quote_id>", QuoteView.as_view()),
    path("renders", OrdersView.as_view()),
]
