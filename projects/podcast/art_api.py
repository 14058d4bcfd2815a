"""/v1 the picture of a show."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.podcast import art
from projects.podcast.api import ShowOut, show_shown
from studio.core.api import ApiView, operation


@extend_schema_field({"type": "string", "format": "binary"})
class ArtField(serializers.FileField):
    """A file in a form."""


class ShowArtIn(serializers.Serializer[Any]):
    """A square picture (JPEG, PNG, WebP) of 1400 pixels and more; 20 MB and 40 megapixels at most."""

    file = ArtField(allow_empty_file=True)


class ShowArtView(ApiView):
    """What a show looks like in podcast apps."""

    parser_classes = [MultiPartParser]

    @operation("projects.edit", takes=ShowArtIn, answers=ShowOut)
    def put(self, project_id: str) -> Response:
        """This picture, in the feed at once and in episodes from their next render on."""
        show = art.choose_art(workspace_id=self.workspace_id, project_id=project_id, data=self.given["file"].read())
        return self.answer(ShowOut, show_shown(show), version=show.version)

    @operation("projects.edit", answers=ShowOut)
    def delete(self, project_id: str) -> Response:
        """Covers are drawn again."""
        show = art.remove_art(workspace_id=self.workspace_id, project_id=project_id)
        return self.answer(ShowOut, show_shown(show), version=show.version)


urlpatterns = [path("projects/<str:project_id>/show/art", ShowArtView.as_view())]
