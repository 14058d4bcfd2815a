"""/v1 mix: the sound of a film scene by scene, and what a decision about it would take."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.rendering import mix
from projects.rendering.api import EstimateOut
from projects.screenplay.api import StatusOut
from projects.sound.api import EffectiveSoundOut, SoundIn
from projects.sound.fields import MOODS
from renderers.scoring.cue import Entry, Exit
from studio.core.api import ApiView, all_of, operation
from studio.core.clock import now


class MusicOut(serializers.Serializer[Any]):
    """A cue: mood, strength 1 to 3, tempo before it leans to the cuts, key; `theme` names whose it is, else the film's.

    It comes in on the cut (`hit`), out of nothing (`creep`) or after the talk (`late`), and rings over the next scene
    (`ring`) or is gone by the end (`fade`).
    """

    mood = serializers.ChoiceField(choices=MOODS)
    intensity = serializers.IntegerField()
    bpm = serializers.IntegerField()
    key = serializers.CharField()
    theme = serializers.CharField(allow_blank=True)
    entry = serializers.ChoiceField(choices=[each.value for each in Entry])
    exit = serializers.ChoiceField(choices=[each.value for each in Exit])


class GoingOut(serializers.Serializer[Any]):
    """A sound that goes on from one frame of its scene up to another; muffled when it comes through walls."""

    sound = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    muffled = serializers.BooleanField()


class HappeningOut(serializers.Serializer[Any]):
    """A sound that happens on a frame of its scene."""

    sound = serializers.CharField()
    frame = serializers.IntegerField()


class LevelsOut(serializers.Serializer[Any]):
    """What was measured: EBU R 128 loudness, true peak, and how far music lies under speech; null where unknown."""

    lufs = serializers.FloatField(allow_null=True)
    peak_dbtp = serializers.FloatField(allow_null=True)
    dialogue_lufs = serializers.FloatField(allow_null=True)
    music_lufs = serializers.FloatField(allow_null=True)
    effects_lufs = serializers.FloatField(allow_null=True)
    speech_to_music_lu = serializers.FloatField(allow_null=True)


class SoundUrlsOut(serializers.Serializer[Any]):
    """Where each stem and the mix of the scene can be heard; null until it is made."""

    dialogue = serializers.CharField(allow_null=True)
    music = serializers.CharField(allow_null=True)
    effects = serializers.CharField(allow_null=True)
    bed = serializers.CharField(allow_null=True)


class SceneMixOut(serializers.Serializer[Any]):
    """The sound of one scene; frames count from its start. `measured`: the lines are spoken, so times are final."""

    scene_id = serializers.CharField()
    number = serializers.CharField(allow_blank=True)
    heading = serializers.CharField()
    frames = serializers.IntegerField()
    measured = serializers.BooleanField()
    space = serializers.CharField()
    effective = EffectiveSoundOut()
    status = StatusOut()
    music = MusicOut(allow_null=True)
    ambience = GoingOut(many=True)
    effects = HappeningOut(many=True)
    levels = LevelsOut()
    urls = SoundUrlsOut()


class MixView(ApiView):
    """What is heard."""

    @operation("projects.view", answers=all_of(SceneMixOut))
    def get(self, project_id: str) -> Response:
        """Every scene in order, title and credits too."""
        return self.all(SceneMixOut, mix.mix_of(workspace_id=self.workspace_id, project_id=project_id))


class FilmSoundEstimatesView(ApiView):
    """Before deciding for the whole film."""

    @operation("projects.view", takes=SoundIn, answers=EstimateOut)
    def post(self, project_id: str) -> Response:
        """What bringing the film up to date would then take; nothing is stored or ordered."""
        found = mix.film_sound_estimate(
            workspace_id=self.workspace_id, project_id=project_id, fields=self.given, now=now()
        )
        return self.answer(EstimateOut, found)


class SceneSoundEstimatesView(ApiView):
    """Before deciding for one scene."""

    @operation("projects.view", takes=SoundIn, answers=EstimateOut)
    def post(self, scene_id: str) -> Response:
        """What bringing the film up to date would then take; nothing is stored or ordered."""
        found = mix.scene_sound_estimate(
            workspace_id=self.workspace_id, scene_id=scene_id, fields=self.given, now=now()
        )
        return self.answer(EstimateOut, found)


urlpatterns = [
    path("projects/<str:project_id>/mix", MixView.as_view()),
    path("projects/<str:project_id>/sound/estimates", FilmSoundEstimatesView.as_view()),
    path("scenes/<str:scene_id>/sound/estimates", SceneSoundEstimatesView.as_view()),
]
