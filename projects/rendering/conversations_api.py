"""/v1 conversations: scripts written by language models, quoted, ordered, watched and taken."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing.models import Quote
from projects.podcast.models import Conversation
from projects.podcast.script_api import ScriptOut, script_shown
from projects.rendering import conversations
from projects.rendering.api import RENDER_STATES, FailureOut
from projects.rendering.quotes_api import QuoteOut, quote_shown
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now


class WrittenTurnOut(serializers.Serializer[Any]):
    """A turn as it was written."""

    speaker_id = serializers.CharField()
    name = serializers.CharField()
    text = serializers.CharField()


class FailedPlaceOut(serializers.Serializer[Any]):
    """The turn at which writing stopped."""

    place = serializers.IntegerField()
    name = serializers.CharField()


class ConversationOut(serializers.Serializer[Any]):
    """A script in the making; `state` is empty until it is ordered, `turns` are those written so far."""

    id = serializers.CharField()
    episode_id = serializers.CharField()
    quote_id = serializers.CharField()
    state = serializers.ChoiceField(choices=RENDER_STATES, allow_blank=True)
    progress = serializers.FloatField()
    eta_seconds = serializers.IntegerField(allow_null=True)
    turns = WrittenTurnOut(many=True)
    failed = FailedPlaceOut(allow_null=True)
    error = FailureOut(allow_null=True)
    taken = serializers.BooleanField()


class QuotedConversationOut(serializers.Serializer[Any]):
    """A script that could be written, and what it costs at most."""

    conversation = ConversationOut()
    quote = QuoteOut()


class LatestConversationOut(serializers.Serializer[Any]):
    """The last one that was ordered; null where there is none."""

    conversation = ConversationOut(allow_null=True)


class AgainIn(serializers.Serializer[Any]):
    """What is to become of the turn that failed."""

    how = serializers.ChoiceField(choices=[each.value for each in conversations.How])


class EpisodeConversationsView(ApiView):
    """Having a script written by the models of its people."""

    @operation("projects.view", answers=LatestConversationOut)
    def get(self, episode_id: str) -> Response:
        """How far the last one is."""
        found = conversations.newest(workspace_id=self.workspace_id, episode_id=episode_id)
        return self.answer(
            LatestConversationOut, {"conversation": None if found is None else conversations.shown(found)}
        )

    @operation("projects.edit", answers=QuotedConversationOut, status=201)
    def post(self, episode_id: str) -> Response:
        """What it costs at most, in tokens of every model; nothing is ordered, and the script stays as it is."""
        return _quoted(self, *conversations.quote_script(actor=self.actor, episode_id=episode_id, now=now()))


class ConversationView(ApiView):
    """One of them."""

    @operation("projects.view", answers=ConversationOut)
    def get(self, conversation_id: str) -> Response:
        """How far it is, the turns so far, and where it stopped."""
        found = conversations.access_conversation(workspace_id=self.workspace_id, id=conversation_id)
        return self.answer(ConversationOut, conversations.shown(found))


class ConversationOrderView(ApiView):
    """Ordering."""

    @operation("renders.start", answers=ConversationOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, conversation_id: str) -> Response:
        """Orders it by its quote: at most its amount is charged, turn by turn."""
        made = conversations.order_script(actor=self.actor, id=conversation_id, now=now())
        return self.answer(ConversationOut, conversations.shown(made), status=202)


class ConversationCancelView(ApiView):
    """Stopping."""

    @operation("renders.start", answers=ConversationOut)
    def post(self, conversation_id: str) -> Response:
        """Stopped; what was written is kept and not paid again."""
        made = conversations.cancel_script(workspace_id=self.workspace_id, id=conversation_id, now=now())
        return self.answer(ConversationOut, conversations.shown(made))


class ConversationAgainView(ApiView):
    """Going on."""

    @operation("projects.edit", takes=AgainIn, answers=QuotedConversationOut, status=201)
    def post(self, conversation_id: str) -> Response:
        """The rest of it as a new one, with the failed turn asked for again or left to the offline writer."""
        how = conversations.How(self.given["how"])
        return _quoted(self, *conversations.quote_again(actor=self.actor, id=conversation_id, how=how, now=now()))


class ConversationTakeView(ApiView):
    """Using it."""

    @operation("projects.edit", answers=ScriptOut, demands=Demand.IF_MATCH)
    def post(self, conversation_id: str) -> Response:
        """It becomes the episode's script; what stood there before is kept as a revision."""
        script = conversations.take_script(
            actor=self.actor, id=conversation_id, version=self.expected_version, now=now()
        )
        return self.answer(ScriptOut, script_shown(script), version=script.version)


def _quoted(view: ApiView, made: Conversation, quote: Quote) -> Response:
    values = {"conversation": conversations.shown(made), "quote": quote_shown(view, quote)}
    return view.answer(QuotedConversationOut, values, status=201)


urlpatterns = [
    path("episodes/<str:episode_id>/conversations", EpisodeConversationsView.as_view()),
    path("conversations/<str:conversation_id>", ConversationView.as_view()),
    path("conversations/<str:conversation_id>/order", ConversationOrderView.as_view()),
    path("conversations/<str:conversation_id>/cancel", ConversationCancelView.as_view()),
    path("conversations/<str:conversation_id>/again", ConversationAgainView.as_view()),
    path("conversations/<str:conversation_id>/take", ConversationTakeView.as_view()),
]
