"""/v1 shots, and scenes with all that is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.made import NOTHING, Made, made_of
from projects.project.models import Project
from projects.project.selectors import access_project
from projects.project.shown import Shown
from projects.screenplay.api import SceneOut, StatusOut
from projects.screenplay.models import LINE, Scene
from projects.screenplay.selectors import access_scene, elements_of
from projects.storyboard import moving, selectors, services
from projects.storyboard.models import FIELDS, Shot
from renderers.spec import Angle, Movement, ShotSize
from studio.core.api import ApiView, Demand, operation, page_of
from studio.core.pages import CursorPages


class ShotIn(serializers.Serializer[Any]):
    """What a person sets; the field then no longer follows the screenplay."""

    size = serializers.ChoiceField(choices=[each.value for each in ShotSize])
    angle = serializers.ChoiceField(choices=[each.value for each in Angle])
    movement = serializers.ChoiceField(choices=[each.value for each in Movement])
    prompt = serializers.CharField(max_length=5_000, help_text="what the camera sees")
    frames = serializers.IntegerField(help_text="it lasts at least this long, longer when its lines need it")
    character_ids = serializers.ListField(child=serializers.CharField(), help_text="who is in the picture")
    seed = serializers.IntegerField(help_text="another number gives another take")


class PlaceIn(serializers.Serializer[Any]):
    """Behind which shot of the same scene; null: first."""

    after_shot_id = serializers.CharField(allow_null=True)


class ResetIn(serializers.Serializer[Any]):
    """Which fields follow the screenplay again; none named: all."""

    fields = serializers.ListField(child=serializers.ChoiceField(choices=FIELDS), default=list)  # type: ignore[assignment]  # its name in the API


class ShotFilterIn(serializers.Serializer[Any]):
    """Of one scene only."""

    scene = serializers.CharField(required=False)


class ShotOut(serializers.Serializer[Any]):
    """A shot; `number` is what it is called on set, 3.2 for the second of scene 3."""

    id = serializers.CharField()
    scene_id = serializers.CharField()
    number = serializers.CharField()
    size = serializers.ChoiceField(choices=[each.value for each in ShotSize])
    angle = serializers.ChoiceField(choices=[each.value for each in Angle])
    movement = serializers.ChoiceField(choices=[each.value for each in Movement])
    prompt = serializers.CharField()
    frames = serializers.IntegerField()
    line_ids = serializers.ListField(child=serializers.CharField())
    dialogue = serializers.CharField(help_text="what is said while it is seen")
    character_ids = serializers.ListField(child=serializers.CharField())
    seed = serializers.IntegerField()
    pinned = serializers.ListField(child=serializers.CharField())
    status = StatusOut()
    panel_url = serializers.CharField(allow_null=True)
    clip_url = serializers.CharField(allow_null=True)
    version = serializers.IntegerField()


class ElementOut(serializers.Serializer[Any]):
    """One thing in a scene; `line` is where it begins in the text. `type` is `speech` for what is spoken."""

    id = serializers.CharField()
    type = serializers.CharField(source="kind")
    text = serializers.CharField()
    character = serializers.CharField()
    parenthetical = serializers.CharField()
    extension = serializers.CharField()
    dual = serializers.BooleanField()
    line = serializers.IntegerField()
    status = StatusOut(allow_null=True)
    speech_url = serializers.CharField(allow_null=True)


class SceneDetailOut(SceneOut):
    """A scene and all that is in it."""

    elements = ElementOut(many=True)
    shots = ShotOut(many=True)


def shown_shots(shots: Sequence[Shot], *, numbers: Mapping[str, str], made: Mapping[str, Made]) -> list[Shown]:
    """The shots with their numbers and what exists of them."""
    found = [(shot, made.get(shot.id, NOTHING)) for shot in shots]
    return [
        Shown(
            shot,
            number=numbers[shot.id],
            status=status,
            line_ids=list(dict.fromkeys(line["line"] for line in shot.lines)),
            dialogue=" ".join(line["text"] for line in shot.lines),
            panel_url=status.urls.get("panel"),
            clip_url=status.urls.get("clip"),
        )
        for shot, status in found
    ]


def shown_shot(project: Project, shot: Shot) -> Shown:
    """One shot as the API shows it."""
    numbers = selectors.numbers(selectors.shots_of(project).filter(scene_id=shot.scene_id))
    return shown_shots([shot], numbers=numbers, made=made_of(project, [shot.id]))[0]


def shown_scene(scene: Scene) -> Shown:
    """A scene, what is written in it and how it is covered."""
    elements = list(elements_of(scene))
    shots = list(selectors.shots_of(scene.project).filter(scene_id=scene.id))
    made = made_of(scene.project, [scene.id, *(row.id for row in elements), *(row.id for row in shots)])
    return Shown(
        scene,
        status=made.get(scene.id, NOTHING),
        elements=[
            Shown(
                element,
                line=scene.first_line + element.offset,
                status=made.get(element.id, NOTHING) if element.kind == LINE else None,
                speech_url=made.get(element.id, NOTHING).urls.get("speech"),
            )
            for element in elements
        ],
        shots=shown_shots(shots, numbers=selectors.numbers(shots), made=made),
    )


class ShotsView(ApiView):
    """The shots of a project."""

    @operation("projects.view", filters=ShotFilterIn, answers=page_of(ShotOut))
    def get(self, project_id: str) -> Response:
        """In story order."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        shots = selectors.shots_of(project)
        numbers = selectors.numbers(shots)
        if scene := self.filters.get("scene"):
            shots = shots.filter(scene_id=scene)
        pages = CursorPages(self.request, workspace_id=self.workspace_id, order=selectors.STORY_ORDER)
        found, following = pages.of(shots)
        made = made_of(project, [shot.id for shot in found])
        data = ShotOut(shown_shots(found, numbers=numbers, made=made), many=True).data
        return Response({"data": data, "next": following})


class ShotView(ApiView):
    """One shot."""

    @operation("projects.view", answers=ShotOut)
    def get(self, shot_id: str) -> Response:
        """The shot."""
        shot = selectors.access_shot(workspace_id=self.workspace_id, id=shot_id)
        return self.answer(ShotOut, shown_shot(shot.project, shot), version=shot.version)

    @operation("projects.edit", takes=ShotIn, answers=ShotOut, demands=Demand.IF_MATCH)
    def patch(self, shot_id: str) -> Response:
        """The shot with these fields set, which pins them."""
        shot = services.change_shot(
            workspace_id=self.workspace_id, id=shot_id, version=self.expected_version, fields=self.given
        )
        return self.answer(ShotOut, shown_shot(shot.project, shot), version=shot.version)


class ShotResetView(ApiView):
    """Back to what the screenplay suggests."""

    @operation("projects.edit", takes=ResetIn, answers=ShotOut, demands=Demand.IF_MATCH)
    def post(self, shot_id: str) -> Response:
        """The shot with these fields as they are derived, unpinned."""
        shot = services.reset_shot(
            workspace_id=self.workspace_id, id=shot_id, version=self.expected_version, fields=self.given["fields"]
        )
        return self.answer(ShotOut, shown_shot(shot.project, shot), version=shot.version)


class ShotPlaceView(ApiView):
    """Elsewhere in its scene."""

    @operation("projects.edit", takes=PlaceIn, answers=ShotOut, demands=Demand.IF_MATCH)
    def put(self, shot_id: str) -> Response:
        """The shot behind another one, which pins its place (`order`)."""
        shot = moving.move_shot(
            workspace_id=self.workspace_id,
            id=shot_id,
            version=self.expected_version,
            after_id=self.given["after_shot_id"],
        )
        return self.answer(ShotOut, shown_shot(shot.project, shot), version=shot.version)

    @operation("projects.edit", answers=ShotOut, demands=Demand.IF_MATCH)
    def delete(self, shot_id: str) -> Response:
        """The shot where the screenplay has it."""
        shot = moving.follow_order(workspace_id=self.workspace_id, id=shot_id, version=self.expected_version)
        return self.answer(ShotOut, shown_shot(shot.project, shot), version=shot.version)


class SceneView(ApiView):
    """One scene."""

    @operation("projects.view", answers=SceneDetailOut)
    def get(self, scene_id: str) -> Response:
        """The scene, what is written in it and how it is covered."""
        scene = access_scene(workspace_id=self.workspace_id, id=scene_id)
        return self.answer(SceneDetailOut, shown_scene(scene))


urlpatterns = [
    path("projects/<str:project_id>/shots", ShotsView.as_view()),
    path("shots/<str:shot_id>", ShotView.as_view()),
    path("shots/<str:shot_id>/reset", ShotResetView.as_view()),
    path("shots/<str:shot_id>/place", ShotPlaceView.as_view()),
    path("scenes/<str:scene_id>", SceneView.as_view()),
]
