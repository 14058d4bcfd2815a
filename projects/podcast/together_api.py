"""/v1 edits of a turn: what several people type into it at once."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from projects.podcast import scripting, together
from projects.podcast.models import TurnEdit
from projects.podcast.script_api import TurnOut, turn_shown
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now


@extend_schema_field({"type": "array", "items": {}, "maxItems": 10_000})
class EditField(serializers.ListField):
    """`n` keeps n letters (UTF-16 units), `[n, "a", "b"]` puts lines in the place of n letters."""


class TurnEditsIn(serializers.Serializer[Any]):
    """Edits of a turn's text, each made on the text after the one before; `client` names the browser window."""

    client = serializers.CharField(max_length=40)
    edits = serializers.ListField(child=EditField(), min_length=1, max_length=together.MOST_AT_ONCE)


class TurnEditOut(serializers.Serializer[Any]):
    """An edit and the version it led to. `client` is empty where the turn was changed as a whole."""

    version = serializers.IntegerField()
    client = serializers.CharField(allow_blank=True)
    edit = EditField()


class TurnEditsSince(serializers.Serializer[Any]):
    """The version a browser has."""

    since = serializers.IntegerField(min_value=1)


class TurnEditsOut(serializers.Serializer[Any]):
    """The turn as it is, and the edits that led to it."""

    turn = TurnOut()
    edits = TurnEditOut(many=True)


class TurnEditsView(ApiView):
    """The letters of a turn."""

    @operation("projects.view", answers=TurnEditsOut, filters=TurnEditsSince)
    def get(self, episode_id: str, turn_id: str) -> Response:
        """What was typed into it since a version; 409 `edits_gone` when that is not kept any more."""
        turn, rows = together.edits_since(
            workspace_id=self.workspace_id, episode_id=episode_id, turn_id=turn_id, version=self.filters["since"]
        )
        return self.answer(TurnEditsOut, {"turn": turn_shown(turn), "edits": [_shown(row) for row in rows]})

    @operation("projects.edit", takes=TurnEditsIn, answers=TurnOut, demands=Demand.IF_MATCH)
    def post(self, episode_id: str, turn_id: str) -> Response:
        """Typed on the version in If-Match; 412 with nothing changed when somebody was faster.

        Everybody who has the show open is sent the letters as `script.typed`.
        """
        turn = scripting.type_in_turn(
            workspace_id=self.workspace_id,
            episode_id=episode_id,
            id=turn_id,
            version=self.expected_version,
            edits=self.given["edits"],
            client=self.given["client"],
            author_id=self.actor.user_id,
            now=now(),
        )
        return self.answer(TurnOut, turn_shown(turn), version=turn.version)


def _shown(row: TurnEdit) -> dict[str, Any]:
    return {"version": row.version, "client": row.client, "edit": row.edit}


urlpatterns = [path("episodes/<str:episode_id>/turns/<str:turn_id>/edits", TurnEditsView.as_view())]
