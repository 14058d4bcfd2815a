"""/v1 how lines of a film, a show or a scene are ordered: each by itself, or those that follow each other together."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.models import Project
from projects.project.selectors import access_project
from projects.rendering import exchanges
from projects.rendering.routing_api import LEVELS
from projects.screenplay.selectors import access_scene
from studio.core.api import ApiView, Demand, operation


class ExchangeIn(serializers.Serializer[Any]):
    """An engine of exchanges, or `lines` for each line by itself; null or empty leaves it to what is above."""

    engine = serializers.CharField(max_length=60, allow_null=True, allow_blank=True)


class ExchangeOptionOut(serializers.Serializer[Any]):
    """A way to order lines; `why_not` says why it cannot be used now, `idle` why it would change nothing here."""

    engine = serializers.CharField()
    title = serializers.CharField()
    why_not = serializers.CharField(allow_blank=True)
    idle = serializers.CharField(allow_blank=True)


class ExchangeOut(serializers.Serializer[Any]):
    """What is decided here (`engine`), what holds, and by whose decision."""

    engine = serializers.CharField(allow_blank=True)
    holds = serializers.CharField()
    decided = serializers.ChoiceField(choices=LEVELS)
    options = ExchangeOptionOut(many=True)
    version = serializers.IntegerField()


class FilmExchangeView(ApiView):
    """A whole film or show."""

    @operation("projects.view", answers=ExchangeOut)
    def get(self, project_id: str) -> Response:
        """What holds for every line about which nothing else is decided."""
        return _shown(self, access_project(workspace_id=self.workspace_id, id=project_id))

    @operation("projects.edit", takes=ExchangeIn, answers=ExchangeOut, demands=Demand.IF_MATCH)
    def patch(self, project_id: str) -> Response:
        """Another decision; the next quote says what it buys."""
        return _changed(self, access_project(workspace_id=self.workspace_id, id=project_id))


class SceneExchangeView(ApiView):
    """One scene."""

    @operation("projects.view", answers=ExchangeOut)
    def get(self, scene_id: str) -> Response:
        """What is decided about this scene."""
        return _shown(self, access_scene(workspace_id=self.workspace_id, id=scene_id).project, scene_id)

    @operation("projects.edit", takes=ExchangeIn, answers=ExchangeOut, demands=Demand.IF_MATCH)
    def patch(self, scene_id: str) -> Response:
        """Another decision about this scene; the next quote says what it buys."""
        return _changed(self, access_scene(workspace_id=self.workspace_id, id=scene_id).project, scene_id)


def _shown(view: ApiView, project: Project, scene_id: str = "") -> Response:
    found = exchanges.ordered_in(project, scene_id)
    return view.answer(ExchangeOut, found, version=found.version)


def _changed(view: ApiView, project: Project, scene_id: str = "") -> Response:
    engine = view.given.get("engine") or ""
    exchanges.order_lines(project=project, scene_id=scene_id, version=view.expected_version, engine=engine)
    return _shown(view, project, scene_id)


urlpatterns = [
    path("projects/<str:project_id>/exchange", FilmExchangeView.as_view()),
    path("scenes/<str:scene_id>/exchange", SceneExchangeView.as_view()),
]
