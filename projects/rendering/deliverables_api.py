"""/v1 deliverables: the files of a film, and asking for more of them."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.made import State
from projects.project.selectors import access_project
from projects.rendering import selectors
from projects.rendering.api import EstimateOut, RenderOut
from projects.rendering.deliverables import KINDS, deliverables_of, order_deliverables
from renderers.compilers.film_extras import EXTRAS
from studio.core.api import ApiView, Demand, all_of, operation
from studio.core.clock import now

STATES = [state.value for state in State]
EXTRA_NAMES = sorted(EXTRAS)
GROUPS = list(dict.fromkeys(kind.group for kind in KINDS))


class DeliverablesIn(serializers.Serializer[Any]):
    """What else the film is to be delivered as."""

    extras = serializers.ListField(child=serializers.ChoiceField(choices=EXTRA_NAMES), min_length=1)


class DeliverableOut(serializers.Serializer[Any]):
    """One file of a film. `frames` at the film's rate, null for what has no length; `extra` is how to ask for it.

    The address is valid for some hours; null until the file is made.
    """

    role = serializers.CharField()
    group = serializers.ChoiceField(choices=GROUPS)
    title = serializers.CharField()
    filename = serializers.CharField()
    extra = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=STATES)
    cause = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_null=True)
    bytes = serializers.IntegerField(allow_null=True)
    frames = serializers.IntegerField(allow_null=True)
    loudness_lufs = serializers.FloatField(allow_null=True)


class OfferOut(serializers.Serializer[Any]):
    """Something to ask for by its name: how it stands, why it cannot be made, what it would take now."""

    name = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    cause = serializers.CharField(allow_blank=True)
    estimate = EstimateOut(allow_null=True)


class DeliverablesOut(serializers.Serializer[Any]):
    """Every file of the film of one render, and what may be asked for."""

    render_id = serializers.CharField()
    rate = serializers.CharField()
    files = DeliverableOut(many=True)
    offers = OfferOut(many=True)


class ExtraOut(serializers.Serializer[Any]):
    """Something every film can be delivered as besides its master, by its name and as people call it."""

    name = serializers.ChoiceField(choices=EXTRA_NAMES)
    title = serializers.CharField()


class ExtrasView(ApiView):
    """What films can be delivered as."""

    @operation("projects.view", answers=all_of(ExtraOut))
    def get(self) -> Response:
        """Every extra that can be asked for, with a render or later."""
        return self.all(ExtraOut, [{"name": name, "title": extra.title} for name, extra in EXTRAS.items()])


class DeliverablesView(ApiView):
    """The files of a film."""

    @operation("renders.view", answers=DeliverablesOut)
    def get(self, render_id: str) -> Response:
        """Made or not, with their figures; what is not made has its price."""
        found = deliverables_of(workspace_id=self.workspace_id, render_id=render_id, now=now())
        return self.answer(DeliverablesOut, found)

    @operation("renders.start", takes=DeliverablesIn, answers=RenderOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, render_id: str) -> Response:
        """Orders these extras of the film as it was rendered; only what is missing is made."""
        render = order_deliverables(actor=self.actor, render_id=render_id, names=self.given["extras"], now=now())
        project = access_project(workspace_id=self.workspace_id, id=render.subject)
        return self.answer(RenderOut, selectors.render_shown(render, selectors.wanted_now(project)), status=202)


urlpatterns = [
    path("extras", ExtrasView.as_view()),
    path("renders/<str:render_id>/deliverables", DeliverablesView.as_view()),
]
