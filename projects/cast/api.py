"""/v1 characters and locations."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.cast import selectors, services
from projects.project.selectors import access_project
from studio.core.api import ApiView, Demand, all_of, operation, page_of


class CharacterIn(serializers.Serializer[Any]):
    """What a person sets; the field then no longer follows the screenplay."""

    name = serializers.CharField(max_length=200, help_text="as captions and credits print it")
    description = serializers.CharField(max_length=5_000, allow_blank=True, required=False)
    arc = serializers.CharField(max_length=5_000, allow_blank=True, required=False)
    age = serializers.CharField(max_length=40, allow_blank=True, required=False)
    gender = serializers.CharField(max_length=40, allow_blank=True, required=False)
    voice = serializers.CharField(
        max_length=80, required=False, help_text="a voice, or a blend such as af_heart*0.6+bf_emma*0.4"
    )
    pace_percent = serializers.IntegerField(required=False, help_text="100 is the voice's own pace")
    pitch_percent = serializers.IntegerField(required=False, help_text="100 is the voice's own pitch")
    voice_tuning = serializers.DictField(
        child=serializers.IntegerField(),
        required=False,
        help_text="settings of the voice's engine by name, as /v1/voices offers them; what is left out is as usual",
    )


class CharacterOut(serializers.Serializer[Any]):
    """A speaking role; `cue` is its name in the screenplay, `pinned` the fields a person set."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    cue = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    arc = serializers.CharField()
    age = serializers.CharField()
    gender = serializers.CharField()
    voice = serializers.CharField()
    pace_percent = serializers.IntegerField()
    pitch_percent = serializers.IntegerField()
    voice_tuning = serializers.DictField(child=serializers.IntegerField())
    line_count = serializers.IntegerField()
    word_count = serializers.IntegerField()
    share_percent = serializers.IntegerField()
    scene_ids = serializers.ListField(child=serializers.CharField())
    pinned = serializers.ListField(child=serializers.CharField())
    version = serializers.IntegerField()


class LocationOut(serializers.Serializer[Any]):
    """A place scenes are set in."""

    name = serializers.CharField()
    setting = serializers.CharField()
    scene_ids = serializers.ListField(child=serializers.CharField())


class CharactersView(ApiView):
    """The cast of a project."""

    @operation("projects.view", answers=page_of(CharacterOut))
    def get(self, project_id: str) -> Response:
        """Who speaks most first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.page(selectors.characters_of(project), CharacterOut, order=("position", "id"))


class CharacterView(ApiView):
    """One character."""

    @operation("projects.view", answers=CharacterOut)
    def get(self, character_id: str) -> Response:
        """The character."""
        character = selectors.access_character(workspace_id=self.workspace_id, id=character_id)
        return self.answer(CharacterOut, character, version=character.version)

    @operation("projects.edit", takes=CharacterIn, answers=CharacterOut, demands=Demand.IF_MATCH)
    def patch(self, character_id: str) -> Response:
        """The character with these fields set."""
        character = services.change_character(
            workspace_id=self.workspace_id, id=character_id, version=self.expected_version, fields=self.given
        )
        return self.answer(CharacterOut, character, version=character.version)


class LocationsView(ApiView):
    """Where the film is set."""

    @operation("projects.view", answers=all_of(LocationOut))
    def get(self, project_id: str) -> Response:
        """Every place, in the order the film comes to them."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.all(LocationOut, selectors.locations_of(project))


urlpatterns = [
    path("projects/<str:project_id>/characters", CharactersView.as_view()),
    path("projects/<str:project_id>/locations", LocationsView.as_view()),
    path("characters/<str:character_id>", CharacterView.as_view()),
]
