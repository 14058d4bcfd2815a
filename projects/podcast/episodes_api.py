"""/v1 episodes and what they talk about."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.podcast import episodes, selectors
from projects.podcast.models import Episode
from projects.project.selectors import access_project
from projects.project.shown import Shown
from renderers.errors import BadInput
from renderers.podcast.pages import read_page
from renderers.runtime.web import Guard, Web
from studio.core.api import ApiView, Demand, all_of, operation, page_of
from studio.core.errors import Invalid
from studio.core.pages import CursorPages
from studio.core.tenancy import tenant


class OutlineSegmentIn(serializers.Serializer[Any]):
    """A chapter to be written: what it is called, what it is about, and how long it should be (0: as it comes)."""

    title = serializers.CharField(max_length=200)
    points = serializers.ListField(child=serializers.CharField(max_length=400), max_length=12, required=False)
    minutes = serializers.FloatField(min_value=0, max_value=240, required=False)


class EpisodeIn(serializers.Serializer[Any]):
    """What an episode is about, who is in it (nobody named: everybody of the show), how long it should be."""

    title = serializers.CharField(max_length=200, allow_blank=True, required=False)
    topic = serializers.CharField(max_length=200, allow_blank=True, required=False, help_text="said aloud as its title")
    summary = serializers.CharField(max_length=1000, allow_blank=True, required=False)
    outline = OutlineSegmentIn(many=True, required=False)
    audience = serializers.CharField(max_length=80, allow_blank=True, required=False)
    tone = serializers.CharField(max_length=80, allow_blank=True, required=False)
    language = serializers.CharField(max_length=35, required=False)
    minutes = serializers.IntegerField(required=False, help_text="0: as long as there is something to say")
    music = serializers.CharField(max_length=16, allow_blank=True, required=False, help_text="a mood, or nothing")
    writer = serializers.CharField(max_length=40, required=False)
    season = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    personality_ids = serializers.ListField(child=serializers.CharField(max_length=40), required=False)
    seed = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False)


class EpisodeOut(serializers.Serializer[Any]):
    """An episode. `render_id` is the recording its show's feed serves, empty while it is not published."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    season = serializers.IntegerField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    topic = serializers.CharField()
    summary = serializers.CharField()
    outline = serializers.ListField(child=serializers.DictField())
    audience = serializers.CharField()
    tone = serializers.CharField()
    language = serializers.CharField()
    minutes = serializers.IntegerField()
    music = serializers.CharField()
    writer = serializers.CharField()
    personality_ids = serializers.ListField(child=serializers.CharField())
    seed = serializers.IntegerField()
    turns = serializers.IntegerField(help_text="how many are written")
    version = serializers.IntegerField()
    render_id = serializers.CharField(allow_blank=True)
    published_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class SourceIn(serializers.Serializer[Any]):
    """Pasted text; or the address of a web page, which is read if it allows that."""

    text = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, max_length=4_000_000)
    title = serializers.CharField(max_length=200, allow_blank=True, required=False)
    author = serializers.CharField(max_length=120, allow_blank=True, required=False)
    url = serializers.CharField(max_length=2000, allow_blank=True, required=False)


@extend_schema_field({"type": "string", "format": "binary"})
class SourceFileField(serializers.FileField):
    """A file in a form."""


class SourceFileIn(serializers.Serializer[Any]):
    """A .txt, .md or .pdf file."""

    file = SourceFileField(allow_empty_file=True)


class SourceOut(serializers.Serializer[Any]):
    """What is talked about; turns cite it by `key`."""

    id = serializers.CharField()
    episode_id = serializers.CharField()
    key = serializers.CharField()
    title = serializers.CharField()
    author = serializers.CharField()
    url = serializers.CharField()
    words = serializers.IntegerField()
    created_at = serializers.DateTimeField()


def episode_shown(episode: Episode) -> Shown:
    """With how much of it is written."""
    return Shown(episode, turns=len(selectors.document_of(selectors.script_of(episode)).turns()))


class EpisodesView(ApiView):
    """Episodes of a show."""

    @operation("projects.view", answers=page_of(EpisodeOut))
    def get(self, project_id: str) -> Response:
        """Newest first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        pages = CursorPages(self.request, workspace_id=self.workspace_id)
        found, following = pages.of(selectors.episodes_of(project))
        shown = [episode_shown(each) for each in found]
        return Response({"data": EpisodeOut(shown, many=True).data, "next": following})

    @operation("projects.edit", takes=EpisodeIn, answers=EpisodeOut, status=201)
    def post(self, project_id: str) -> Response:
        """A new episode; its script is empty until it is written."""
        made = episodes.add_episode(workspace_id=self.workspace_id, project_id=project_id, fields=self.given)
        return self.answer(EpisodeOut, episode_shown(made), status=201, version=made.version)


class EpisodeView(ApiView):
    """One episode."""

    @operation("projects.view", answers=EpisodeOut)
    def get(self, episode_id: str) -> Response:
        """The episode."""
        episode = selectors.access_episode(workspace_id=self.workspace_id, id=episode_id)
        return self.answer(EpisodeOut, episode_shown(episode), version=episode.version)

    @operation("projects.edit", takes=EpisodeIn, answers=EpisodeOut, demands=Demand.IF_MATCH)
    def patch(self, episode_id: str) -> Response:
        """The episode with these fields."""
        episode = episodes.change_episode(
            workspace_id=self.workspace_id, id=episode_id, version=self.expected_version, fields=self.given
        )
        return self.answer(EpisodeOut, episode_shown(episode), version=episode.version)


class SourcesView(ApiView):
    """What an episode talks about."""

    @operation("projects.view", answers=all_of(SourceOut))
    def get(self, episode_id: str) -> Response:
        """In the order they were added."""
        episode = selectors.access_episode(workspace_id=self.workspace_id, id=episode_id)
        return self.all(SourceOut, selectors.sources_of(episode))

    @operation("projects.edit", takes=SourceIn, answers=SourceOut, status=201, demands=Demand.NO_TRANSACTION)
    def post(self, episode_id: str) -> Response:
        """Text, or a web page: one that forbids programs to read it is left alone, and said so."""
        mine = {"workspace_id": self.workspace_id, "episode_id": episode_id}
        with tenant(self.workspace_id):
            selectors.access_episode(workspace_id=self.workspace_id, id=episode_id)
            if self.given.get("text", "").strip() or not self.given.get("url", "").strip():
                return self.answer(SourceOut, episodes.add_text(fields=self.given, **mine), status=201)
        try:
            page = read_page(
                self.given["url"].strip(), web=Web(Guard(open_hosts=frozenset(settings.PAGE_ALLOWED_HOSTS)))
            )
        except BadInput as error:
            raise Invalid(f"{error}.", param="url") from error
        with tenant(self.workspace_id):
            return self.answer(SourceOut, episodes.add_page(page=page, **mine), status=201)


class SourceFilesView(ApiView):
    """A document as a source."""

    parser_classes = [MultiPartParser]

    @operation("projects.edit", takes=SourceFileIn, answers=SourceOut, status=201)
    def post(self, episode_id: str) -> Response:
        """Text, Markdown or PDF; nothing is kept of a file that cannot be read."""
        file = self.given["file"]
        made = episodes.add_file(
            workspace_id=self.workspace_id, episode_id=episode_id, name=file.name, content=file.read()
        )
        return self.answer(SourceOut, made, status=201)


class SourceView(ApiView):
    """One source."""

    @operation("projects.edit", status=204)
    def delete(self, source_id: str) -> Response:
        """Out of the episode; turns that quote it keep their words."""
        episodes.remove_source(workspace_id=self.workspace_id, id=source_id)
        return self.nothing()


urlpatterns = [
    path("projects/<str:project_id>/episodes", EpisodesView.as_view()),
    path("episodes/<str:episode_id>", EpisodeView.as_view()),
    path("episodes/<str:episode_id>/sources", SourcesView.as_view()),
    path("episodes/<str:episode_id>/sources/files", SourceFilesView.as_view()),
    path("sources/<str:source_id>", SourceView.as_view()),
]
