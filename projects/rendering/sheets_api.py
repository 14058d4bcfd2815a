"""/v1 reference sheets of characters."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.rendering import sheets
from projects.rendering.api import RENDER_STATES, FailureOut
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now


class SheetIn(serializers.Serializer[Any]):
    """In which look; without one, as the character usually is."""

    look_id = serializers.CharField(max_length=40, allow_blank=True, default="")


class SheetOut(serializers.Serializer[Any]):
    """A character turned around and with several faces; `image_url` is there once it is drawn."""

    id = serializers.CharField()
    character_id = serializers.CharField()
    look_id = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=RENDER_STATES)
    image_url = serializers.CharField(allow_null=True)
    error = FailureOut(allow_null=True)


class SheetsView(ApiView):
    """Seeing a character before anything is filmed."""

    @operation("renders.start", takes=SheetIn, answers=SheetOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, character_id: str) -> Response:
        """Orders the reference sheet of the character; one that was drawn before is there at once."""
        sheet = sheets.draw_sheet(
            workspace_id=self.workspace_id,
            character_id=character_id,
            look_id=self.given["look_id"],
            started_by=self.actor.user_id,
            now=now(),
        )
        return self.answer(SheetOut, sheet, status=202)


class SheetView(ApiView):
    """One sheet."""

    @operation("renders.view", answers=SheetOut)
    def get(self, sheet_id: str) -> Response:
        """How far it is, and where it can be seen."""
        return self.answer(SheetOut, sheets.sheet_of(workspace_id=self.workspace_id, id=sheet_id))


urlpatterns = [
    path("characters/<str:character_id>/sheets", SheetsView.as_view()),
    path("sheets/<str:sheet_id>", SheetView.as_view()),
]
