"""/v1 likeness: how much the people of every shot look like the pictures they are known by."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.selectors import access_project
from projects.rendering.likeness import let_pass, likeness_of
from studio.core.api import ApiView, all_of, operation

MEASURES, LOOKED_AT = ["drawn", "faces"], ["panel", "clip"]


class ScoreOut(serializers.Serializer[Any]):
    """Of one person: `percent` of 100, null with the reason where nothing can be told; of the key image or the clip."""

    character_id = serializers.CharField()
    name = serializers.CharField()
    of = serializers.ChoiceField(choices=LOOKED_AT)
    percent = serializers.IntegerField(allow_null=True)
    why = serializers.CharField(allow_blank=True)


class LikenessOut(serializers.Serializer[Any]):
    """A shot that was measured: painted heads by strokes, tones and colours, others by a face recogniser.

    Below `least_percent` somebody looks unlike their pictures. `holds` says that the clip waits for a person to draw
    the key image again or to let it pass, `passed` that they did let it.
    """

    shot_id = serializers.CharField()
    by = serializers.ChoiceField(choices=MEASURES)
    least_percent = serializers.IntegerField()
    people = ScoreOut(many=True)
    holds = serializers.BooleanField()
    passed = serializers.BooleanField()


class ProjectLikenessView(ApiView):
    """Who looks like themselves."""

    @operation("projects.view", answers=all_of(LikenessOut))
    def get(self, project_id: str) -> Response:
        """Every shot whose picture was measured, in the order of the film."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.all(LikenessOut, likeness_of(project))


class LetPassView(ApiView):
    """Going on all the same."""

    @operation("projects.edit", status=204)
    def post(self, shot_id: str) -> Response:
        """The key image is filmed as it is with the next render, although it looks unlike somebody."""
        let_pass(actor=self.actor, shot_id=shot_id)
        return self.nothing()


urlpatterns = [
    path("projects/<str:project_id>/likeness", ProjectLikenessView.as_view()),
    path("shots/<str:shot_id>/let-pass", LetPassView.as_view()),
]
