"""/v1 revisions of a screenplay: what was saved when and by whom, what it changed, and going back."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.api import VerbatimField
from projects.project.selectors import access_project
from projects.project.shown import Shown
from projects.screenplay import revisions
from projects.screenplay.api import ScreenplayOut, screenplay_answer
from studio.core.api import ApiView, Demand, operation, page_of
from studio.core.clock import now
from studio.core.pages import CursorPages


class RevisionOut(serializers.Serializer[Any]):
    """A draft as it was saved; lines against the draft before. `author` is empty for a program or somebody gone."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    saved_at = serializers.DateTimeField()
    author = serializers.CharField(allow_blank=True)
    added_lines = serializers.IntegerField()
    removed_lines = serializers.IntegerField()
    is_current = serializers.BooleanField()


class DifferenceOut(serializers.Serializer[Any]):
    """Headings of scenes that came, say something else, or went."""

    added = serializers.ListField(child=serializers.CharField())
    changed = serializers.ListField(child=serializers.CharField())
    removed = serializers.ListField(child=serializers.CharField())


class RevisionDetailOut(RevisionOut):
    """A draft with its text and what it changed scene by scene."""

    text = VerbatimField()
    difference = DifferenceOut()


class RevisionsView(ApiView):
    """The drafts of a screenplay."""

    @operation("projects.view", answers=page_of(RevisionOut))
    def get(self, project_id: str) -> Response:
        """Newest first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        pages = CursorPages(self.request, workspace_id=self.workspace_id, order=("-version",))
        found, following = pages.of(revisions.revisions_of(project))
        shown = revisions.listed(project, found)
        return Response({"data": RevisionOut(shown, many=True).data, "next": following})


class RevisionView(ApiView):
    """One draft."""

    @operation("projects.view", answers=RevisionDetailOut)
    def get(self, revision_id: str) -> Response:
        """Its text, and what it changed against the draft before."""
        row = revisions.access_revision(workspace_id=self.workspace_id, id=revision_id)
        (draft,) = revisions.listed(row.screenplay.project, [row])
        return self.answer(RevisionDetailOut, Shown(draft, text=row.text, difference=revisions.difference(row)))


class RevisionRestoreView(ApiView):
    """Going back."""

    @operation("projects.edit", answers=ScreenplayOut, demands=Demand.IF_MATCH)
    def post(self, revision_id: str) -> Response:
        """The screenplay with the text of this draft, as a new draft; If-Match names the screenplay's version."""
        written = revisions.restore(
            workspace_id=self.workspace_id,
            revision_id=revision_id,
            version=self.expected_version,
            author_id=self.actor.user_id,
            now=now(),
        )
        answer = screenplay_answer(written.project, written.screenplay, written.changes)
        return self.answer(ScreenplayOut, answer, version=written.screenplay.version)


urlpatterns = [
    path("projects/<str:project_id>/screenplay/revisions", RevisionsView.as_view()),
    path("revisions/<str:revision_id>", RevisionView.as_view()),
    path("revisions/<str:revision_id>/restore", RevisionRestoreView.as_view()),
]
