"""The screenplay of a project: read, write, import, export, check; and its scenes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.project.api import VerbatimField
from projects.project.made import NOTHING, State, made_of
from projects.project.models import Project
from projects.project.selectors import access_project
from projects.project.shown import Shown
from projects.screenplay import selectors, services
from projects.screenplay.estimate import estimated
from projects.screenplay.export import FORMATS, exported
from projects.screenplay.models import Scene, Screenplay
from projects.screenplay.reading import Reading, read_text, read_upload
from studio.core.api import ApiView, Demand, operation, page_of
from studio.core.clock import now
from studio.core.pages import CursorPages

STATES = [state.value for state in State]


class ScreenplayIn(serializers.Serializer[Any]):
    """Fountain text."""

    text = VerbatimField()


@extend_schema_field({"type": "string", "format": "binary"})
class UploadField(serializers.FileField):
    """A file in a form."""


class UploadIn(serializers.Serializer[Any]):
    """A .fountain, .txt or .fdx file."""

    file = UploadField(allow_empty_file=True)


class ExportIn(serializers.Serializer[Any]):
    """Which format."""

    vars()["as"] = serializers.ChoiceField(choices=sorted(FORMATS), default="fountain")


class NoticeOut(serializers.Serializer[Any]):
    """Something a writer should know about a line of the text, and what to do."""

    line = serializers.IntegerField()
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()


class NamedOut(serializers.Serializer[Any]):
    """A row as people call it."""

    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API


class ChangesOut(serializers.Serializer[Any]):
    """What an edit did to one kind of row."""

    added = NamedOut(many=True)
    changed = NamedOut(many=True)
    moved = NamedOut(many=True)
    removed = NamedOut(many=True)


class EditOut(serializers.Serializer[Any]):
    """What an edit did."""

    scenes = ChangesOut()
    lines = ChangesOut()
    shots = ChangesOut()
    characters = ChangesOut(required=False)


class ScreenplayOut(serializers.Serializer[Any]):
    """The text, how long it is (`frames` as planned, at the project's rate), and after an edit what that did."""

    text = serializers.CharField()
    version = serializers.IntegerField()
    pages = serializers.IntegerField()
    minutes = serializers.FloatField()
    frames = serializers.IntegerField()
    notices = NoticeOut(many=True)
    changes = EditOut(required=False)
    updated_at = serializers.DateTimeField()


class FoundSceneOut(serializers.Serializer[Any]):
    """A scene as it would be read."""

    number = serializers.CharField()
    heading = serializers.CharField()
    line = serializers.IntegerField()


class FoundCharacterOut(serializers.Serializer[Any]):
    """Who would speak how much."""

    name = serializers.CharField()
    lines = serializers.IntegerField()
    words = serializers.IntegerField()


class CheckOut(serializers.Serializer[Any]):
    """What a text would become; nothing of it was stored."""

    pages = serializers.IntegerField()
    minutes = serializers.FloatField()
    scenes = FoundSceneOut(many=True)
    characters = FoundCharacterOut(many=True)
    notices = NoticeOut(many=True)


class StatusOut(serializers.Serializer[Any]):
    """How what exists stands to what is wanted now, and why it is not current."""

    state = serializers.ChoiceField(choices=STATES)
    cause = serializers.CharField(allow_blank=True)


class SceneOut(serializers.Serializer[Any]):
    """A scene; lines of text from 1."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    number = serializers.CharField()
    heading = serializers.CharField()
    setting = serializers.CharField()
    location = serializers.CharField()
    time_of_day = serializers.CharField()
    synopsis = serializers.CharField()
    first_line = serializers.IntegerField()
    last_line = serializers.IntegerField()
    frames = serializers.IntegerField()
    shot_count = serializers.IntegerField()
    line_count = serializers.IntegerField()
    status = StatusOut()


def screenplay_answer(project: Project, screenplay: Screenplay, changes: Any = None) -> dict[str, Any]:
    """What ScreenplayOut shows."""
    answer = {
        "text": screenplay.text,
        "version": screenplay.version,
        "pages": screenplay.pages,
        "minutes": round(float(project.frames / project.frame_rate / 60), 1),
        "frames": project.frames,
        "notices": screenplay.notices,
        "updated_at": screenplay.updated_at,
    }
    return answer if changes is None else answer | {"changes": changes}


class ScreenplayView(ApiView):
    """The text."""

    @operation("projects.view", answers=ScreenplayOut)
    def get(self, project_id: str) -> Response:
        """The screenplay as it is now."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        screenplay = selectors.screenplay_of(project)
        return self.answer(ScreenplayOut, screenplay_answer(project, screenplay), version=screenplay.version)

    @operation("projects.edit", takes=ScreenplayIn, answers=ScreenplayOut, demands=Demand.IF_MATCH)
    def put(self, project_id: str) -> Response:
        """The whole text anew; what is still the same keeps its id, its edits and its takes."""
        return self.write(project_id, read_text(self.given["text"]))

    def write(self, project_id: str, reading: Reading) -> Response:
        """Store what was read and say what changed."""
        written = services.write_screenplay(
            workspace_id=self.workspace_id,
            project_id=project_id,
            version=self.expected_version,
            reading=reading,
            author_id=self.actor.user_id,
            now=now(),
        )
        answer = screenplay_answer(written.project, written.screenplay, written.changes)
        return self.answer(ScreenplayOut, answer, version=written.screenplay.version)


class ScreenplayImportView(ScreenplayView):
    """A file instead of a text."""

    http_method_names = ["post"]
    parser_classes = [MultiPartParser]

    @operation("projects.edit", takes=UploadIn, answers=ScreenplayOut, demands=Demand.IF_MATCH)
    def post(self, project_id: str) -> Response:
        """The screenplay in a file takes the place of the text; nothing is stored of a file that cannot be read."""
        upload = self.given["file"]
        return self.write(project_id, read_upload(upload.read(), name=upload.name))


class ScreenplayExportView(ApiView):
    """The screenplay as a file."""

    @operation(
        "projects.view",
        filters=ExportIn,
        answers={(200, media_type): bytes for _, media_type in FORMATS.values()},
    )
    def get(self, project_id: str) -> HttpResponse:
        """Fountain, Final Draft or a PDF in standard format."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        file = exported(selectors.screenplay_of(project).text, title=project.title, form=self.filters["as"])
        answer = HttpResponse(file.data, content_type=file.media_type)
        answer.headers["Content-Disposition"] = file.disposition
        return answer


class ScreenplayCheckView(ApiView):
    """A dry run."""

    @operation("projects.view", takes=ScreenplayIn, answers=CheckOut)
    def post(self) -> Response:
        """What this text would become; nothing is stored."""
        reading = read_text(self.given["text"])
        found = reading.breakdown
        scenes = [
            {"number": scene.number, "heading": scene.heading.text, "line": scene.first_line} for scene in found.scenes
        ]
        pages, minutes = estimated(reading)
        return self.answer(
            CheckOut,
            {
                "pages": pages,
                "minutes": minutes,
                "scenes": scenes,
                "characters": found.characters,
                "notices": reading.notices,
            },
        )


def shown_scenes(project: Project, scenes: Sequence[Scene]) -> list[Shown]:
    """The scenes with what exists of them."""
    made = made_of(project, [scene.id for scene in scenes])
    return [Shown(scene, status=made.get(scene.id, NOTHING)) for scene in scenes]


class ScenesView(ApiView):
    """Scenes of a project."""

    @operation("projects.view", answers=page_of(SceneOut))
    def get(self, project_id: str) -> Response:
        """In story order."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        pages = CursorPages(self.request, workspace_id=self.workspace_id, order=("position",))
        found, following = pages.of(selectors.scenes_of(project))
        return Response({"data": SceneOut(shown_scenes(project, found), many=True).data, "next": following})


urlpatterns = [
    path("projects/<str:project_id>/screenplay", ScreenplayView.as_view()),
    path("projects/<str:project_id>/screenplay/import", ScreenplayImportView.as_view()),
    path("projects/<str:project_id>/screenplay/export", ScreenplayExportView.as_view()),
    path("projects/<str:project_id>/scenes", ScenesView.as_view()),
    path("screenplays/check", ScreenplayCheckView.as_view()),
]
