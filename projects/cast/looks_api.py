"""/v1 looks: what characters wear in which scenes."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.cast import selectors, wardrobe
from projects.project.selectors import access_project
from studio.core.api import ApiView, Demand, all_of, operation


class LookIn(serializers.Serializer[Any]):
    """What a character wears, in words: clothes, hair, make-up, injuries; and in which scenes."""

    name = serializers.CharField(max_length=80)
    description = serializers.CharField(max_length=1_000, help_text="a white wedding dress, hair in a bun")
    scene_ids = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="scenes that wear it; another look is taken off there"
    )


class LookOut(serializers.Serializer[Any]):
    """A look; where no look is worn the character is as its description says."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    character_id = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    scene_ids = serializers.ListField(child=serializers.CharField())
    version = serializers.IntegerField()


class ProjectLooksView(ApiView):
    """The wardrobe of a film."""

    @operation("projects.view", answers=all_of(LookOut))
    def get(self, project_id: str) -> Response:
        """Every look of the cast, the oldest first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.all(LookOut, selectors.looks_of(project))


class CharacterLooksView(ApiView):
    """The wardrobe of a character."""

    @operation("projects.edit", takes=LookIn, answers=LookOut, status=201)
    def post(self, character_id: str) -> Response:
        """A new look, worn in the scenes that are named."""
        look = wardrobe.add_look(workspace_id=self.workspace_id, character_id=character_id, fields=self.given)
        return self.answer(LookOut, look, status=201, version=look.version)


class LookView(ApiView):
    """One look."""

    @operation("projects.view", answers=LookOut)
    def get(self, look_id: str) -> Response:
        """The look."""
        look = selectors.access_look(workspace_id=self.workspace_id, id=look_id)
        return self.answer(LookOut, look, version=look.version)

    @operation("projects.edit", takes=LookIn, answers=LookOut, demands=Demand.IF_MATCH)
    def patch(self, look_id: str) -> Response:
        """The look with these fields set; only shots that wear it are made again."""
        look = wardrobe.change_look(
            workspace_id=self.workspace_id, id=look_id, version=self.expected_version, fields=self.given
        )
        return self.answer(LookOut, look, version=look.version)

    @operation("projects.edit", status=204, demands=Demand.IF_MATCH)
    def delete(self, look_id: str) -> Response:
        """Its scenes go back to what the character usually wears; what was made with it stays."""
        wardrobe.remove_look(workspace_id=self.workspace_id, id=look_id, version=self.expected_version)
        return Response(status=204)


urlpatterns = [
    path("projects/<str:project_id>/looks", ProjectLooksView.as_view()),
    path("characters/<str:character_id>/looks", CharacterLooksView.as_view()),
    path("looks/<str:look_id>", LookView.as_view()),
]
