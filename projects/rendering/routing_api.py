"""/v1 engines of a film, its scenes and its shots: who films and finishes what, by whose decision, and for how much."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.models import Project
from projects.project.selectors import access_project
from projects.rendering import routing
from projects.rendering.engines import engines_of, row_of
from projects.screenplay.selectors import access_scene
from projects.storyboard.selectors import access_shot
from renderers.farm.models import EngineChoice
from renderers.spec import Finish, ShotRole
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now

ROLES = [role.value for role in ShotRole]
LEVELS = ["shot", "scene", "film", "preset"]
FINISHES = [finish.value for finish in Finish]
_LIPS = "moves lips to what is said; `off` leaves the clip as it was filmed"
_FACES = "restores faces; `off` leaves them as they were filmed"
_RATE = "brings motion to the film's rate; `off` leaves that to whoever films"
_SIZE = "brings the picture to the film's size; `off` leaves that to whoever films"


def _named(told: str = "") -> serializers.CharField:
    return serializers.CharField(max_length=60, allow_null=True, allow_blank=True, required=False, help_text=told)


class EnginesIn(serializers.Serializer[Any]):
    """Engines that film shots; null or empty leaves it to what is above: shot, scene, film, preset."""

    every = _named("whatever the role of the shot")
    hero = _named("for hero shots")
    batch = _named("for batch shots")
    dialogue = _named("for shots in which somebody speaks")
    fallback = _named("films instead where the chosen engine cannot be used; the quote says so and prices it")
    lips, faces, rate, size = _named(_LIPS), _named(_FACES), _named(_RATE), _named(_SIZE)


class ShotEngineIn(serializers.Serializer[Any]):
    """The engine of one shot, and what the shot is; null or empty leaves it to what is above."""

    every = _named("films it, whatever its role")
    fallback = _named("films instead where the chosen engine cannot be used; the quote says so and prices it")
    role = serializers.ChoiceField(choices=ROLES, allow_null=True, required=False)
    lips, faces, rate, size = _named(_LIPS), _named(_FACES), _named(_RATE), _named(_SIZE)


class EnginesOut(serializers.Serializer[Any]):
    """What is decided here; empty where nothing is."""

    every = serializers.CharField(allow_blank=True)
    hero = serializers.CharField(allow_blank=True)
    batch = serializers.CharField(allow_blank=True)
    dialogue = serializers.CharField(allow_blank=True)
    fallback = serializers.CharField(allow_blank=True)
    role = serializers.CharField(allow_blank=True)
    lips = serializers.CharField(allow_blank=True)
    faces = serializers.CharField(allow_blank=True)
    rate = serializers.CharField(allow_blank=True)
    size = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class EngineOptionOut(serializers.Serializer[Any]):
    """An engine for the shot: `amount` at most in millionths of a dollar, made anew; null with the reason why not.

    `waits` says why nobody who is online has it now; what is ordered of it waits.
    """

    engine = serializers.CharField()
    title = serializers.CharField()
    amount = serializers.IntegerField(allow_null=True)
    why_not = serializers.CharField(allow_blank=True)
    waits = serializers.CharField(allow_blank=True)


class ShotFinishOut(serializers.Serializer[Any]):
    """Something that may be done to the clip: who does it (`engine`, empty where it is left), by whose decision.

    `options` are priced for its own step alone; `needless` says why this shot needs nothing of it.
    """

    what = serializers.ChoiceField(choices=FINISHES)
    engine = serializers.CharField(allow_blank=True)
    decided = serializers.ChoiceField(choices=LEVELS)
    preset_engine = serializers.CharField(allow_blank=True)
    needless = serializers.CharField(allow_blank=True)
    options = EngineOptionOut(many=True)


class ShotEnginesOut(serializers.Serializer[Any]):
    """Who films the shot, by whose decision, and who else could; `instead_of` names the engine this one stands in for.

    `shot`, `scene` and `film` are what is decided there, each with its own version.
    """

    role = serializers.ChoiceField(choices=ROLES)
    engine = serializers.CharField()
    decided = serializers.ChoiceField(choices=LEVELS)
    preset_engine = serializers.CharField()
    instead_of = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)
    options = EngineOptionOut(many=True)
    finishing = ShotFinishOut(many=True)
    shot = EnginesOut()
    scene = EnginesOut()
    film = EnginesOut()


class FilmEnginesView(ApiView):
    """The whole film."""

    @operation("projects.view", answers=EnginesOut)
    def get(self, project_id: str) -> Response:
        """What holds for every shot about which nothing else is decided."""
        return _shown(self, row_of(access_project(workspace_id=self.workspace_id, id=project_id), project_id))

    @operation("projects.edit", takes=EnginesIn, answers=EnginesOut, demands=Demand.IF_MATCH)
    def patch(self, project_id: str) -> Response:
        """The film's engines with these fields changed; what is made stays until the next render."""
        return _changed(self, access_project(workspace_id=self.workspace_id, id=project_id), project_id)


class SceneEnginesView(ApiView):
    """One scene."""

    @operation("projects.view", answers=EnginesOut)
    def get(self, scene_id: str) -> Response:
        """What is decided about this scene."""
        return _shown(self, row_of(access_scene(workspace_id=self.workspace_id, id=scene_id).project, scene_id))

    @operation("projects.edit", takes=EnginesIn, answers=EnginesOut, demands=Demand.IF_MATCH)
    def patch(self, scene_id: str) -> Response:
        """The scene's engines with these fields changed."""
        return _changed(self, access_scene(workspace_id=self.workspace_id, id=scene_id).project, scene_id)


class ShotEngineView(ApiView):
    """One shot."""

    @operation("projects.view", answers=ShotEnginesOut)
    def get(self, shot_id: str) -> Response:
        """Who films it, why, and what others would cost."""
        shot = access_shot(workspace_id=self.workspace_id, id=shot_id)
        found = engines_of(shot=shot, now=now())
        return self.answer(ShotEnginesOut, found, version=found.shot.version)

    @operation("projects.edit", takes=ShotEngineIn, answers=EnginesOut, demands=Demand.IF_MATCH)
    def patch(self, shot_id: str) -> Response:
        """The shot's own engine, fallback, role or finishing; it is made anew with the next render."""
        shot = access_shot(workspace_id=self.workspace_id, id=shot_id)
        return _changed(self, shot.project, shot_id)


def _shown(view: ApiView, row: EngineChoice) -> Response:
    return view.answer(EnginesOut, row, version=row.version)


def _changed(view: ApiView, project: Project, target: str) -> Response:
    row = routing.choose(project=project, target=target, version=view.expected_version, fields=view.given)
    return _shown(view, row)


urlpatterns = [
    path("projects/<str:project_id>/engines", FilmEnginesView.as_view()),
    path("scenes/<str:scene_id>/engines", SceneEnginesView.as_view()),
    path("shots/<str:shot_id>/engine", ShotEngineView.as_view()),
]
