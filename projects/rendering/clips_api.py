"""/v1 clips: passages of episodes as videos, priced before they are ordered (POST /v1/renders), watched, taken away."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.podcast.selectors import access_episode
from projects.rendering import clips, orders
from projects.rendering.api import RENDER_STATES, FailureOut
from projects.rendering.clips_shown import clips_shown
from projects.rendering.quotes_api import QuoteOut, quote_shown
from projects.rendering.recordings_api import RecordingFileOut
from renderers.compilers.podcast_video import LOOKS
from studio.core.api import ApiView, operation, page_of
from studio.core.clock import now
from studio.core.pages import CursorPages

CLIP_LOOKS = list(LOOKS)


class ClipIn(serializers.Serializer[Any]):
    """From which turn; up to which one, or for about how many seconds; as what video. Without a preset, the show's."""

    first_turn_id = serializers.CharField(max_length=40)
    last_turn_id = serializers.CharField(
        max_length=40, required=False, allow_blank=True, default="", help_text="three minutes at most"
    )
    seconds = serializers.IntegerField(required=False, help_text="15 to 60, instead of a last turn")
    look = serializers.ChoiceField(choices=CLIP_LOOKS)
    preset = serializers.CharField(max_length=32, required=False, default="")


class ClipOut(serializers.Serializer[Any]):
    """A passage of an episode as a video. `state` is empty and `render_id` null until it is ordered.

    `first`, `last`, `opening` and `seconds` are as it was quoted: the places of its turns, counted from 1 among those
    that are spoken, its first words, and about how long it lasts. `is_current` says whether the script still has it so.
    """

    id = serializers.CharField()
    episode_id = serializers.CharField()
    first_turn_id = serializers.CharField()
    last_turn_id = serializers.CharField()
    first = serializers.IntegerField()
    last = serializers.IntegerField()
    opening = serializers.CharField()
    seconds = serializers.FloatField()
    look = serializers.ChoiceField(choices=CLIP_LOOKS)
    title = serializers.CharField()
    quote_id = serializers.CharField()
    render_id = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(choices=RENDER_STATES, allow_blank=True)
    error = FailureOut(allow_null=True)
    is_current = serializers.BooleanField()
    video_url = serializers.CharField(allow_null=True)
    poster_url = serializers.CharField(allow_null=True)
    files = RecordingFileOut(many=True)
    ordered_at = serializers.DateTimeField(allow_null=True)


class QuotedClipOut(serializers.Serializer[Any]):
    """A clip that could be made, and what it costs at most."""

    clip = ClipOut()
    quote = QuoteOut()


class EpisodeClipsView(ApiView):
    """Clips of an episode."""

    @operation("renders.view", answers=page_of(ClipOut))
    def get(self, episode_id: str) -> Response:
        """Those that were ordered, newest first."""
        episode = access_episode(workspace_id=self.workspace_id, id=episode_id)
        found, following = CursorPages(self.request, workspace_id=self.workspace_id).of(clips.clips_of(episode))
        return Response({"data": ClipOut(clips_shown(found), many=True).data, "next": following})

    @operation("projects.view", takes=ClipIn, answers=QuotedClipOut, status=201)
    def post(self, episode_id: str) -> Response:
        """What a passage would cost and take; nothing is ordered. What of it is spoken already is not spoken again.

        POST /v1/renders orders by the quote; a passage that was edited since is refused there.
        """
        given = dict(self.given)
        preset = given.pop("preset")
        clip, quote = orders.quote_clip(
            actor=self.actor, episode_id=episode_id, passage=clips.Passage(**given), preset=preset, now=now()
        )
        values = {"clip": clips_shown([clip])[0], "quote": quote_shown(self, quote)}
        return self.answer(QuotedClipOut, values, status=201)


class ClipView(ApiView):
    """One clip."""

    @operation("renders.view", answers=ClipOut)
    def get(self, clip_id: str) -> Response:
        """How it stands, and the video once it is there."""
        clip = clips.access_clip(workspace_id=self.workspace_id, id=clip_id)
        return self.answer(ClipOut, clips_shown([clip])[0])

    @operation("renders.start", status=204)
    def delete(self, clip_id: str) -> Response:
        """Out of sight; if it is being made, that is stopped. What was made stays in the store."""
        clips.put_away(workspace_id=self.workspace_id, id=clip_id, now=now())
        return self.nothing()


urlpatterns = [
    path("episodes/<str:episode_id>/clips", EpisodeClipsView.as_view()),
    path("clips/<str:clip_id>", ClipView.as_view()),
]
