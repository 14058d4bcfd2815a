"""/v1 scripts of episodes: written, edited turn by turn, and brought back."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.podcast import scripting, selectors
from projects.podcast.document import Turn
from projects.podcast.models import Script, ScriptRevision
from renderers.episode import MOST_PAUSE_MS, MOST_TAKES, Relation
from studio.accounts.models import User
from studio.core.api import ApiView, Demand, operation, page_of
from studio.core.clock import now
from studio.core.tenancy import tenant

RELATIONS = [each.value for each in Relation]


class TurnIn(serializers.Serializer[Any]):
    """Who says what, how it meets the turn before it, and a pause that was written before it."""

    speaker_id = serializers.CharField(max_length=40, required=False)
    text = serializers.CharField(required=False, allow_blank=True)
    manner = serializers.CharField(max_length=120, allow_blank=True, required=False, help_text="warmly, dryly, quickly")
    relation = serializers.ChoiceField(choices=RELATIONS, required=False)
    pause_ms = serializers.IntegerField(min_value=0, max_value=MOST_PAUSE_MS, allow_null=True, required=False)
    voice = serializers.CharField(
        max_length=80, allow_blank=True, required=False, help_text="for this turn alone; empty: the speaker's own"
    )
    take = serializers.IntegerField(min_value=0, max_value=MOST_TAKES, required=False, help_text="another try at it")
    is_left_out = serializers.BooleanField(required=False, help_text="it stays in the script and is not spoken")


class NewTurnIn(TurnIn):
    """A turn behind another one."""

    after = serializers.CharField(max_length=40, help_text="id of the turn it follows")
    speaker_id = serializers.CharField(max_length=40)
    text = serializers.CharField()


class TurnOut(serializers.Serializer[Any]):
    """A turn, with a version of its own; citations are keys of sources."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    speaker_id = serializers.CharField(source="speaker")
    text = serializers.CharField()
    manner = serializers.CharField(allow_blank=True)
    relation = serializers.ChoiceField(choices=RELATIONS)
    citations = serializers.ListField(child=serializers.CharField())
    pause_ms = serializers.IntegerField(allow_null=True)
    voice = serializers.CharField(allow_blank=True)
    take = serializers.IntegerField()
    is_left_out = serializers.BooleanField()


class SegmentOut(serializers.Serializer[Any]):
    """A chapter."""

    id = serializers.CharField()
    title = serializers.CharField()
    turns = TurnOut(many=True)


class ScriptOut(serializers.Serializer[Any]):
    """The whole script. `seconds` is how long it will be about; `notices` are what its writer wants known."""

    episode_id = serializers.CharField()
    version = serializers.IntegerField()
    writer = serializers.CharField(allow_blank=True)
    notices = serializers.ListField(child=serializers.CharField())
    words = serializers.IntegerField()
    seconds = serializers.FloatField()
    segments = SegmentOut(many=True)
    updated_at = serializers.DateTimeField()


class ScriptRevisionOut(serializers.Serializer[Any]):
    """A script as it was: `why` it was kept is that it was written, edited or restored."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    why = serializers.CharField()
    author = serializers.CharField(allow_blank=True)
    turns = serializers.IntegerField()
    saved_at = serializers.DateTimeField(source="updated_at")


def script_shown(script: Script) -> dict[str, Any]:
    """What ScriptOut shows."""
    document = selectors.document_of(script)
    return {
        "episode_id": script.episode_id,
        "version": script.version,
        "writer": script.writer,
        "notices": script.notices,
        "words": sum(len(turn.text.split()) for turn in document.turns()),
        "seconds": scripting.foreseen_seconds(script.episode, document),
        "segments": [
            {"id": each.id, "title": each.title, "turns": [turn_shown(turn) for turn in each.turns]}
            for each in document.segments
        ],
        "updated_at": script.updated_at,
    }


def turn_shown(turn: Turn) -> dict[str, Any]:
    """As plain values."""
    return turn.model_dump(mode="json")


def revision_shown(revision: ScriptRevision) -> dict[str, Any]:
    """What ScriptRevisionOut shows."""
    author = User.objects.filter(pk=revision.author).values_list("name", flat=True).first() if revision.author else ""
    segments = revision.document.get("segments", [])
    return {
        "id": revision.id,
        "version": revision.version,
        "why": revision.why,
        "author": author or "",
        "turns": sum(len(each["turns"]) for each in segments),
        "updated_at": revision.updated_at,
    }


class ScriptView(ApiView):
    """The script of an episode."""

    @operation("projects.view", answers=ScriptOut)
    def get(self, episode_id: str) -> Response:
        """As it is now; without chapters until it is written."""
        script = selectors.script_of(selectors.access_episode(workspace_id=self.workspace_id, id=episode_id))
        return self.answer(ScriptOut, script_shown(script), version=script.version)


class ScriptWriteView(ApiView):
    """Having it written."""

    @operation("projects.edit", answers=ScriptOut, demands=Demand.IF_MATCH | Demand.NO_TRANSACTION)
    def post(self, episode_id: str) -> Response:
        """Written anew from the outline and the sources; what stood there before is kept as a revision.

        It knows what earlier episodes of the show have said, and leaves that out.
        """
        script = scripting.write_script(
            workspace_id=self.workspace_id,
            episode_id=episode_id,
            version=self.expected_version,
            author_id=self.actor.user_id,
            now=now(),
        )
        with tenant(self.workspace_id):
            return self.answer(ScriptOut, script_shown(script), version=script.version)


class TurnsView(ApiView):
    """Turns of a script."""

    @operation("projects.edit", takes=NewTurnIn, answers=TurnOut, status=201)
    def post(self, episode_id: str) -> Response:
        """A new turn behind another one."""
        _, turn = scripting.add_turn(
            workspace_id=self.workspace_id,
            episode_id=episode_id,
            after=self.given.pop("after"),
            fields=self.given,
            author_id=self.actor.user_id,
            now=now(),
        )
        return self.answer(TurnOut, turn_shown(turn), status=201, version=turn.version)


class TurnView(ApiView):
    """One turn."""

    @operation("projects.edit", takes=TurnIn, answers=TurnOut, demands=Demand.IF_MATCH)
    def patch(self, episode_id: str, turn_id: str) -> Response:
        """The turn with these fields; If-Match names the version of the turn, so others may edit others."""
        _, turn = scripting.change_turn(
            workspace_id=self.workspace_id,
            episode_id=episode_id,
            id=turn_id,
            version=self.expected_version,
            fields=self.given,
            author_id=self.actor.user_id,
            now=now(),
        )
        return self.answer(TurnOut, turn_shown(turn), version=turn.version)

    @operation("projects.edit", status=204, demands=Demand.IF_MATCH)
    def delete(self, episode_id: str, turn_id: str) -> Response:
        """Out of the script; a revision keeps it."""
        scripting.remove_turn(
            workspace_id=self.workspace_id,
            episode_id=episode_id,
            id=turn_id,
            version=self.expected_version,
            author_id=self.actor.user_id,
            now=now(),
        )
        return self.nothing()


class ScriptRevisionsView(ApiView):
    """A script as it was."""

    @operation("projects.view", answers=page_of(ScriptRevisionOut))
    def get(self, episode_id: str) -> Response:
        """Newest first; the edits of one person in ten minutes are one."""
        episode = selectors.access_episode(workspace_id=self.workspace_id, id=episode_id)
        return self.page_of_values(selectors.revisions_of(episode), ScriptRevisionOut, revision_shown)


class ScriptRestoreView(ApiView):
    """Going back."""

    @operation("projects.edit", answers=ScriptOut)
    def post(self, script_revision_id: str) -> Response:
        """The script as it was then, as a new version: nothing is lost by it."""
        script = scripting.restore(
            workspace_id=self.workspace_id, revision_id=script_revision_id, author_id=self.actor.user_id, now=now()
        )
        return self.answer(ScriptOut, script_shown(script), version=script.version)


urlpatterns = [
    path("episodes/<str:episode_id>/script", ScriptView.as_view()),
    path("episodes/<str:episode_id>/script/write", ScriptWriteView.as_view()),
    path("episodes/<str:episode_id>/script/revisions", ScriptRevisionsView.as_view()),
    path("script-revisions/<str:script_revision_id>/restore", ScriptRestoreView.as_view()),
    path("episodes/<str:episode_id>/turns", TurnsView.as_view()),
    path("episodes/<str:episode_id>/turns/<str:turn_id>", TurnView.as_view()),
]
