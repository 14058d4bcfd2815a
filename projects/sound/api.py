"""/v1 sound settings of a film and of its scenes."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.selectors import access_project
from projects.screenplay.selectors import access_scene
from projects.sound import services
from projects.sound.fields import MOODS
from projects.sound.models import SoundSettings
from projects.sound.selectors import settings_of, sound_of
from renderers.spec import Heard, Played
from studio.core.api import ApiView, Demand, operation

MUSIC = [each.value for each in Played]
HEARD = [each.value for each in Heard]


class SoundIn(serializers.Serializer[Any]):
    """What is decided; null leaves it to the film, and for the film to what the screenplay suggests.

    `music` auto: where spotting wants it. `music_db` against what the mood asks. Without ambience bare room tone stays.
    """

    music = serializers.ChoiceField(choices=MUSIC, allow_null=True, required=False)
    mood = serializers.ChoiceField(choices=MOODS, allow_null=True, required=False)
    music_db = serializers.IntegerField(allow_null=True, required=False)
    ambience = serializers.ChoiceField(choices=HEARD, allow_null=True, required=False)
    effects = serializers.ChoiceField(choices=HEARD, allow_null=True, required=False)


class EffectiveSoundOut(serializers.Serializer[Any]):
    """What holds, whoever decided it; an empty mood is the scene's own."""

    music = serializers.ChoiceField(choices=MUSIC)
    mood = serializers.CharField(allow_blank=True)
    music_db = serializers.IntegerField()
    ambience = serializers.ChoiceField(choices=HEARD)
    effects = serializers.ChoiceField(choices=HEARD)


class SoundOut(serializers.Serializer[Any]):
    """What is decided here, null where nothing is, and what holds therefore."""

    music = serializers.ChoiceField(choices=MUSIC, allow_null=True)
    mood = serializers.ChoiceField(choices=MOODS, allow_null=True)
    music_db = serializers.IntegerField(allow_null=True)
    ambience = serializers.ChoiceField(choices=HEARD, allow_null=True)
    effects = serializers.ChoiceField(choices=HEARD, allow_null=True)
    effective = EffectiveSoundOut()
    version = serializers.IntegerField()


class _SoundView(ApiView):
    """Settings with what holds."""

    def shown(self, row: SoundSettings) -> Response:
        """As the API shows them."""
        row.effective = sound_of(row.project).of(row.scene_id or "")  # type: ignore[attr-defined]  # for the reader
        return self.answer(SoundOut, row, version=row.version)


class FilmSoundView(_SoundView):
    """The whole film."""

    @operation("projects.view", answers=SoundOut)
    def get(self, project_id: str) -> Response:
        """What holds for every scene that decides nothing else."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.shown(settings_of(project, None))

    @operation("projects.edit", takes=SoundIn, answers=SoundOut, demands=Demand.IF_MATCH)
    def patch(self, project_id: str) -> Response:
        """The film's settings with these fields changed."""
        row = services.change_film_sound(
            workspace_id=self.workspace_id, project_id=project_id, version=self.expected_version, fields=self.given
        )
        return self.shown(row)


class SceneSoundView(_SoundView):
    """One scene."""

    @operation("projects.view", answers=SoundOut)
    def get(self, scene_id: str) -> Response:
        """What is decided about this scene."""
        scene = access_scene(workspace_id=self.workspace_id, id=scene_id)
        return self.shown(settings_of(scene.project, scene))

    @operation("projects.edit", takes=SoundIn, answers=SoundOut, demands=Demand.IF_MATCH)
    def patch(self, scene_id: str) -> Response:
        """The scene's settings with these fields changed; only its own sound is then made again."""
        row = services.change_scene_sound(
            workspace_id=self.workspace_id, scene_id=scene_id, version=self.expected_version, fields=self.given
        )
        return self.shown(row)


urlpatterns = [
    path("projects/<str:project_id>/sound", FilmSoundView.as_view()),
    path("scenes/<str:scene_id>/sound", SceneSoundView.as_view()),
]
