"""/v1 making of a shot: its steps and its takes."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.made import State
from projects.rendering.making import making_of, take_back
from projects.storyboard.api import ShotOut, shown_shot
from studio.core.api import ApiView, Demand, operation

STATES = [state.value for state in State]


class MadeStepOut(serializers.Serializer[Any]):
    """One step of a shot: what makes it, how it stands, what it took; a digest names what it makes.

    Nothing is paid twice: a step that is there is used again for as long as its digest stays.
    """

    role = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    engine = serializers.CharField()
    engine_title = serializers.CharField()
    version = serializers.CharField()
    digest = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    cause = serializers.CharField(allow_blank=True)
    seconds = serializers.FloatField(allow_null=True)
    made_at = serializers.DateTimeField(allow_null=True)
    bytes = serializers.IntegerField(allow_null=True)
    seed = serializers.IntegerField(allow_null=True)


class TakeOut(serializers.Serializer[Any]):
    """A version of the shot that exists; `differs` is what is different now."""

    render_id = serializers.CharField()
    made_at = serializers.DateTimeField()
    is_current = serializers.BooleanField()
    differs = serializers.CharField(allow_blank=True)
    panel_url = serializers.CharField(allow_null=True)
    clip_url = serializers.CharField()


class TakeIn(serializers.Serializer[Any]):
    """The render whose take is wanted back."""

    render_id = serializers.CharField()


class MakingOut(serializers.Serializer[Any]):
    """How a shot is made."""

    steps = MadeStepOut(many=True)
    takes = TakeOut(many=True)


class ShotMakingView(ApiView):
    """Behind a shot."""

    @operation("projects.view", answers=MakingOut)
    def get(self, shot_id: str) -> Response:
        """Its steps in the order they are made, and its takes, newest first."""
        return self.answer(MakingOut, making_of(workspace_id=self.workspace_id, shot_id=shot_id))


class ShotTakeView(ApiView):
    """The take of a shot that is used."""

    @operation("projects.edit", takes=TakeIn, answers=ShotOut, demands=Demand.IF_MATCH)
    def put(self, shot_id: str) -> Response:
        """The shot as it was in an earlier render; nothing is made again while its words are the same."""
        shot = take_back(
            workspace_id=self.workspace_id,
            shot_id=shot_id,
            version=self.expected_version,
            render_id=self.given["render_id"],
        )
        return self.answer(ShotOut, shown_shot(shot.project, shot), version=shot.version)


urlpatterns = [
    path("shots/<str:shot_id>/making", ShotMakingView.as_view()),
    path("shots/<str:shot_id>/take", ShotTakeView.as_view()),
]
