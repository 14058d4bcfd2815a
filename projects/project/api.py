"""/v1/projects and the tables a project chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project import selectors, services
from projects.project.made import NOTHING_TO_SHOW, faces_of
from projects.project.models import Project
from projects.project.shown import Shown
from projects.project.voices import voices_of
from renderers.presets import PRESETS
from studio.core.api import ApiView, Demand, all_of, operation, page_of
from studio.core.clock import now
from studio.core.pages import CursorPages


class VerbatimField(serializers.CharField):
    """Text as it was written, blanks and odd characters included; whoever reads it says what is wrong with them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **options)
        self.validators = []


class ProjectIn(serializers.Serializer[Any]):
    """What a person decides about a film."""

    title = serializers.CharField(max_length=200)
    logline = serializers.CharField(max_length=2_000, allow_blank=True, required=False)
    genre = serializers.CharField(max_length=80, allow_blank=True, required=False)
    tone = serializers.CharField(max_length=80, allow_blank=True, required=False)
    audience = serializers.CharField(max_length=80, allow_blank=True, required=False)
    language = serializers.CharField(max_length=35, required=False, help_text="BCP 47, such as en-GB")
    aspect = serializers.CharField(max_length=16, required=False, help_text="width:height, such as 16:9 or 2.39:1")
    rate = serializers.CharField(max_length=16, required=False, help_text="frames per second, such as 24 or 24000/1001")
    target_minutes = serializers.IntegerField(required=False, allow_null=True, help_text="how long it should be")
    preset = serializers.CharField(max_length=32, required=False)
    kind = serializers.CharField(max_length=16, required=False)
    seed = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    pronunciations = serializers.DictField(
        child=serializers.CharField(max_length=120),
        required=False,
        help_text="words the voices say wrong and how they are said: shiv-AWN, or IPA like /ʃɪˈvɔːn/",
    )


class NewProjectIn(ProjectIn):
    """A project and, if there is one, its screenplay."""

    screenplay = VerbatimField(required=False, help_text="Fountain text")


class LastRenderOut(serializers.Serializer[Any]):
    """The newest render of a project, in brief."""

    id = serializers.CharField()
    state = serializers.CharField()
    stopped_for = serializers.CharField(
        help_text="Why it is paused: `paused` by a person, `cap_reached` by a spend cap; empty while it is not."
    )
    preset = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class CountsOut(serializers.Serializer[Any]):
    """How much there is of it; `frames` as planned, at the project's rate."""

    scenes = serializers.IntegerField(source="scene_count")
    shots = serializers.IntegerField(source="shot_count")
    lines = serializers.IntegerField(source="line_count")
    frames = serializers.IntegerField()


class ProjectOut(serializers.Serializer[Any]):
    """A project."""

    id = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    logline = serializers.CharField()
    genre = serializers.CharField()
    tone = serializers.CharField()
    audience = serializers.CharField()
    language = serializers.CharField()
    aspect = serializers.CharField()
    rate = serializers.CharField()
    target_minutes = serializers.IntegerField(allow_null=True)
    preset = serializers.CharField()
    style = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    seed = serializers.IntegerField()
    pronunciations = serializers.DictField(child=serializers.CharField())
    version = serializers.IntegerField()
    is_sample = serializers.BooleanField()
    counts = CountsOut(source="*")
    poster_url = serializers.CharField(allow_null=True)
    last_render = LastRenderOut(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PresetOut(serializers.Serializer[Any]):
    """A row of the preset table; `height` is the shorter edge of the picture in pixels.

    `shortage` says why films cannot be made with it on this installation; empty when they can.
    """

    name = serializers.CharField()
    title = serializers.CharField()
    height = serializers.IntegerField()
    shortage = serializers.CharField()


class TunableOut(serializers.Serializer[Any]):
    """A setting of a voice's engine that a character has for themself, under `voice_tuning`: a whole number."""

    name = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    least = serializers.IntegerField()
    most = serializers.IntegerField()
    usual = serializers.IntegerField()


class VoiceOut(serializers.Serializer[Any]):
    """A voice characters can have; empty is what is not known of it."""

    name = serializers.CharField(help_text="as a character's voice is written: af_heart, or engine:voice")
    title = serializers.CharField()
    gender = serializers.CharField()
    accent = serializers.CharField()
    age = serializers.CharField()
    engine = serializers.CharField(help_text="whose it is; empty for the catalogue, which the preset's engine speaks")
    engine_title = serializers.CharField()
    needs_sample = serializers.BooleanField(help_text="it is heard as a recording of the character")
    keeps_pitch = serializers.BooleanField(help_text="it is made neither higher nor lower")
    unavailable = serializers.CharField(help_text="why it cannot be heard now, in words; empty when it can")
    needs_trained = serializers.BooleanField(help_text="it is heard as a voice trained elsewhere, brought as a .pth")
    tuning = TunableOut(many=True)


def shown(projects: Sequence[Project]) -> list[Shown]:
    """The projects with what lists show of them."""
    faces = faces_of(projects)
    found = [(project, faces.get(project.id, NOTHING_TO_SHOW)) for project in projects]
    return [Shown(project, poster_url=face.poster_url, last_render=face.last_render) for project, face in found]


class ProjectsView(ApiView):
    """The projects of a workspace."""

    @operation("projects.view", answers=page_of(ProjectOut))
    def get(self) -> Response:
        """Newest first."""
        pages = CursorPages(self.request, workspace_id=self.workspace_id)
        found, following = pages.of(selectors.projects(workspace_id=self.workspace_id))
        return Response({"data": ProjectOut(shown(found), many=True).data, "next": following})

    @operation("projects.edit", takes=NewProjectIn, answers=ProjectOut, status=201)
    def post(self) -> Response:
        """A new project; with a screenplay it is broken down into scenes, cast and shots at once."""
        project = services.create_project(
            workspace_id=self.workspace_id,
            author_id=self.actor.user_id,
            screenplay=self.given.pop("screenplay", ""),
            fields=self.given,
        )
        return self.answer(ProjectOut, shown([project])[0], status=201, version=project.version)


class ProjectView(ApiView):
    """One project."""

    @operation("projects.view", answers=ProjectOut)
    def get(self, project_id: str) -> Response:
        """The project."""
        project = selectors.access_project(workspace_id=self.workspace_id, id=project_id)
        return self.answer(ProjectOut, shown([project])[0], version=project.version)

    @operation("projects.edit", takes=ProjectIn, answers=ProjectOut, demands=Demand.IF_MATCH)
    def patch(self, project_id: str) -> Response:
        """The project with these fields changed."""
        project = services.change_project(
            workspace_id=self.workspace_id, id=project_id, version=self.expected_version, fields=self.given
        )
        return self.answer(ProjectOut, shown([project])[0], version=project.version)

    @operation("projects.delete", status=204, demands=Demand.IF_MATCH)
    def delete(self, project_id: str) -> Response:
        """Archives the project; what was made for it stays until the workspace's retention ends."""
        services.archive_project(
            workspace_id=self.workspace_id, id=project_id, version=self.expected_version, now=now()
        )
        return self.nothing()


class PresetsView(ApiView):
    """What films can be made with."""

    @operation("projects.view", answers=all_of(PresetOut))
    def get(self) -> Response:
        """Every preset."""
        return self.all(PresetOut, PRESETS.values())


class VoicesView(ApiView):
    """Who can speak."""

    @operation("projects.view", answers=all_of(VoiceOut))
    def get(self) -> Response:
        """Every voice: the catalogue's, best first, then those of other engines."""
        return self.all(VoiceOut, voices_of(workspace_id=self.workspace_id, now=now()))


urlpatterns = [
    path("projects", ProjectsView.as_view()),
    path("projects/<str:project_id>", ProjectView.as_view()),
    path("presets", PresetsView.as_view()),
    path("voices", VoicesView.as_view()),
]
